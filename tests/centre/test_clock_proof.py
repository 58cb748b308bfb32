# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Nothing but the kernel's word or a battery clock that agrees proves the wall clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from centre import clock_proof
from centre.clock_proof import agrees, battery_less_steady_s, is_proven, synchronised

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
STEADY_S = 1000.0


def rtc(folder: Path, name: str, hctosys: str, since_epoch: float) -> None:
    """Put a battery clock there, as the kernel shows one."""
    (folder / name).mkdir()
    (folder / name / "hctosys").write_text(f"{hctosys}\n")
    (folder / name / "since_epoch").write_text(f"{since_epoch:.0f}\n")


def agreement(folder: Path, utc: datetime) -> bool:
    """Read the battery clocks and hold the wall clock against them."""
    return agrees(utc, STEADY_S, battery_less_steady_s(folder, STEADY_S))


def test_the_battery_clock_that_set_the_wall_clock_proves_it(tmp_path: Path) -> None:
    """Of several it is the one with hctosys; an hour later it is the same, without another look."""
    rtc(tmp_path, "rtc0", "0", 0)
    rtc(tmp_path, "rtc1", "1", NOON.timestamp())
    assert agreement(tmp_path, NOON)
    distance_s = battery_less_steady_s(tmp_path, STEADY_S)
    assert agrees(NOON + timedelta(hours=1), STEADY_S + 3600, distance_s)
    assert not agrees(NOON, STEADY_S + 3600, distance_s)


def test_a_battery_clock_without_its_battery_proves_nothing(tmp_path: Path) -> None:
    """A Pi 5 has the clock and may lack the battery: it wakes in 1970, then something sets the wall clock by a file."""
    rtc(tmp_path, "rtc0", "1", 12)
    assert not agreement(tmp_path, NOON)
    assert not agreement(tmp_path, datetime(1970, 1, 1, 0, 0, 12, tzinfo=UTC))


def test_without_a_battery_clock_nothing_agrees(tmp_path: Path) -> None:
    """No folder, an empty one, a clock that cannot be read."""
    assert not agreement(tmp_path / "none", NOON)
    (tmp_path / "rtc0").mkdir()
    assert not agreement(tmp_path, NOON)


@pytest.mark.skipif(not clock_proof.RTC.parent.exists(), reason="no Linux")
def test_the_kernel_can_be_asked() -> None:
    """Whatever this machine says, it says the same of one moment, and never vouches for 1970."""
    assert isinstance(synchronised(), bool)
    assert not is_proven(datetime(1970, 1, 1, tzinfo=UTC), STEADY_S)
