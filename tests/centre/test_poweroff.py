# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A clean end is asked for when the battery turns low, once, and never by what was said before a cold start."""

from pathlib import Path

import pytest

from centre.poweroff import Power, PowerOff


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        (["mains", "battery", "battery_low"], True),
        (["battery", "battery_low", "battery_low"], True),
        (["mains", "battery"], False),
        (["battery_low"], False),
        (["battery_low", "battery_low"], False),
        (["battery_low", "mains", "battery_low"], True),
        (["battery", "battery_low", "battery"], True),
        (["battery", "battery_low", "mains"], False),
    ],
)
def test_it_is_asked_when_the_battery_turns_low(tmp_path: Path, heard: list[Power], asked: bool) -> None:  # noqa: FBT001 - from the table
    """Not by a kept board of before, not without need; the mains takes it back, a battery that rallies does not."""
    power_off = PowerOff(tmp_path / "poweroff")
    for power in heard:
        power_off.hear(power)
        power_off.ask()
    assert (tmp_path / "poweroff").exists() == asked


def test_it_waits_until_the_service_is_ready(tmp_path: Path) -> None:
    """A kiosk lets its ticket come out first."""
    power_off = PowerOff(tmp_path / "poweroff")
    for power in ("battery", "battery_low"):
        power_off.hear(power)
    power_off.ask(ready=False)
    assert not (tmp_path / "poweroff").exists()
    power_off.ask()
    assert (tmp_path / "poweroff").exists()


def test_a_start_takes_back_an_old_request(tmp_path: Path) -> None:
    """What was asked before the power went is done."""
    (tmp_path / "poweroff").touch()
    PowerOff(tmp_path / "poweroff")
    assert not (tmp_path / "poweroff").exists()


def test_where_is_said_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$CHERHA_POWEROFF names the file."""
    (tmp_path / "elsewhere").touch()
    monkeypatch.setenv("CHERHA_POWEROFF", str(tmp_path / "elsewhere"))
    PowerOff()
    assert not (tmp_path / "elsewhere").exists()


def test_where_nobody_can_be_asked_it_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Off a Pi the folder is not there: the service goes on, and its log has one line."""
    power_off = PowerOff(tmp_path / "nowhere" / "poweroff")
    for power in ("battery", "battery_low"):
        power_off.hear(power)
    power_off.ask()
    power_off.ask()
    [line] = caplog.messages
    assert line.startswith("the battery is almost empty, but nobody can be asked to power off: [Errno 2]")


def test_what_cannot_be_taken_back_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The service starts all the same."""
    (tmp_path / "poweroff").mkdir()
    PowerOff(tmp_path / "poweroff")
    assert len(caplog.messages) == 1
