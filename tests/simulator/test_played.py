# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What holds of every scene: who has the paper earlier is called earlier by a window that serves both, and once."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from centre.config import CentreFile
from centre.facts import TicketCalled, TicketFinished, TicketNoShow, TicketVoided
from simulator import alert_verdict, blackout_verdict
from simulator.played import Played, faults, out_of_order

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("calls", "found"),
    [
        ([("А001", 1), ("М001", 2), ("П001", 1), ("П801", 2)], []),
        ([("М001", 2), ("П001", 2), ("А001", 1), ("П801", 1)], []),
        ([("П001", 1), ("А001", 1)], ["П001 was called to window 1 before А001"]),
        ([("П801", 2)], ["П801 was called to window 2 before М001, П001"]),
        ([("А001", 1), ("А001", 1)], []),
    ],
)
def test_nobody_is_passed_over(small_centre: CentreFile, calls: list[tuple[str, int]], found: list[str]) -> None:
    """By the order of the papers, a kiosk's own numbers too; somebody for another window only is not passed over."""
    numbers = ["А001", "М001", "П001", "П801"]
    assert list(out_of_order(numbers, calls, small_centre)) == found


def judged(out: Path, centre: CentreFile, *facts: Any) -> list[str]:
    """Return what is found wrong where А001 is on paper and such facts in the journal, and no screen was recorded."""
    (out / "tickets").mkdir()
    return list(faults(Played(out, [], centre, facts, ["А001"], [], {}), frames=False))


def test_who_is_called_once_and_served_is_well(tmp_path: Path, small_centre: CentreFile) -> None:
    """That is the promise."""
    called, served = (kind(at=AT, ticket="А001", window=1) for kind in (TicketCalled, TicketFinished))
    assert judged(tmp_path, small_centre, called, served) == []


def test_who_is_not_called_is_lost(tmp_path: Path, small_centre: CentreFile) -> None:
    """A paper in a hand is a promise, whatever the journal says."""
    voided = TicketVoided(at=AT, ticket="А001", reason="given_up")
    assert judged(tmp_path, small_centre, voided) == [
        "А001 is on paper and was called 0 times",
        "А001 is on paper and was not served",
        "А001 is on paper and was voided",
    ]


def test_nobody_may_become_a_no_show(tmp_path: Path, small_centre: CentreFile) -> None:
    """Everybody in a scene comes."""
    called, missed = (kind(at=AT, ticket="А001", window=1) for kind in (TicketCalled, TicketNoShow))
    served = TicketFinished(at=AT, ticket="А001", window=1)
    assert judged(tmp_path, small_centre, called, missed, served) == ["А001 became a no-show at window 1"]


def test_a_story_without_pictures_is_not_believed(tmp_path: Path, small_centre: CentreFile) -> None:
    """Each verdict names what it has not seen."""
    told = Played(tmp_path, [], small_centre, [], [], [], {"before": tmp_path / "before.png"})
    Image.new("RGB", (10, 10)).save(tmp_path / "before.png")
    assert alert_verdict.faults(told) == [
        "no picture of: alert-slip, all-clear, all-served, called-again, red-alert, source-lost, yellow-alert"
    ]
    assert blackout_verdict.faults(told) == [
        (
            "no picture of: all-served, alone-ticket, battery-low, centre-lost, first-ticket, light-again, "
            "no-power-slip, on-battery"
        )
    ]
