# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the doctor finds without a unit: broker, dispatcher, clock, and the machine."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.messages import ClockSaid, OfficeReply
from centre.trials import Finding
from cherha import machine
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from tests.cherha.conftest import OfficeFriend
from tests.conftest import Broker

AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


def found(broker: Broker, folder: Path) -> dict[str, Finding]:
    """Return the findings by their part."""
    trials = machine.trials(broker.centre, folder, sys=folder, file=Path("office/centre.toml"))
    return {finding.part: finding for finding in examine(trials, Nobody(1.0))}


@pytest.mark.parametrize(("trusted", "verdict"), [(True, "works"), (False, "broken")])
def test_the_queue_answers(
    broker: Broker, dispatcher: OfficeFriend, tmp_path: Path, *, trusted: bool, verdict: str
) -> None:
    """The broker takes a connection, the dispatcher a question; its clock is worth what it says."""
    clock = ClockSaid(says=AT, trusted=trusted, goes_by=AT)
    dispatcher.answer = lambda asked: [OfficeReply(request_id=asked.request_id, clock=clock)]
    seen = found(broker, tmp_path)
    name = f"broker {broker.host}:{broker.port}"
    assert [seen[part].verdict for part in (name, "dispatcher", "clock")] == ["works", "works", verdict]
    todo = "cherha clock --centre office/centre.toml, then cherha clock --trust --centre office/centre.toml"
    assert trusted or seen["clock"].todo == f"See what it says, and vouch for it if it is right: {todo}"


def test_a_broker_that_is_not_there_leaves_the_rest_untried(broker: Broker, tmp_path: Path) -> None:
    """Nobody can say anything of dispatcher and clock."""
    broker.kill()
    seen = found(broker, tmp_path)
    name = f"broker {broker.host}:{broker.port}"
    assert (seen[name].verdict, seen[name].says) == ("broken", "cannot be reached: Connection refused")
    assert seen["dispatcher"].verdict == seen["clock"].verdict == "untried"


def test_a_disk_is_written_and_left_as_it_was(tmp_path: Path) -> None:
    """The commits are timed; no file remains."""
    finding = machine.disk("disk", tmp_path)
    assert finding.verdict == "works"
    assert finding.says.startswith("a commit takes ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_tried(tmp_path: Path) -> None:
    """This machine may keep no journal."""
    assert machine.disk("disk", tmp_path / "none").verdict == "untried"


def test_a_disk_that_refuses_is_broken(tmp_path: Path) -> None:
    """A folder in which nothing can be made, as on a card that has turned read-only: /proc is one for everybody."""
    assert tmp_path
    finding = machine.disk("disk", Path("/proc/self"))
    assert (finding.verdict, finding.says) == ("broken", "cannot be written: No such file or directory")


@pytest.mark.parametrize(("millidegrees", "verdict", "says"), [(45200, "works", "45 °C"), (83000, "broken", "83 °C")])
def test_heat_is_told(tmp_path: Path, millidegrees: int, verdict: str, says: str) -> None:
    """From 80 °C on a Pi slows itself down."""
    (tmp_path / "temp").write_text(f"{millidegrees}\n", encoding="ascii")
    finding = machine.temperature("temperature", tmp_path / "temp")
    assert (finding.verdict, finding.says) == (verdict, says)


@pytest.mark.parametrize("said", [None, "", "warm"])
def test_a_sensor_that_cannot_be_read_is_not_tried(tmp_path: Path, said: str | None) -> None:
    """It says nothing of the heat, and ends no doctor's round."""
    if said is not None:
        (tmp_path / "temp").write_text(said, encoding="ascii")
    finding = machine.temperature("temperature", tmp_path / "temp")
    assert (finding.verdict, finding.says) == ("untried", "its sensor cannot be read")


def test_a_firmware_that_hangs_is_not_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other parts are still told."""
    hung = tmp_path / "vcgencmd"
    hung.write_text("#!/bin/sh\nexec tail -f /dev/null\n", encoding="ascii")
    hung.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(machine, "FIRMWARE_S", 0.1)
    assert machine.voltage("supply voltage").verdict == "untried"


@pytest.mark.parametrize(
    ("answer", "verdict", "says"),
    [
        ("throttled=0x0\n", "works", "never too low since it was switched on"),
        ("throttled=0x50000\n", "broken", "was too low since it was switched on"),
        ("throttled=0x50005\n", "broken", "too low now"),
        ("", "untried", "vcgencmd does not answer; is the user in group video?"),
    ],
)
def test_a_weak_supply_is_told(answer: str, verdict: str, says: str) -> None:
    """Bits 0 and 16 of what the firmware says."""
    finding = machine.voltage_said("supply voltage", answer)
    assert (finding.verdict, finding.says) == (verdict, says)


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a folder that is not made yet."""
    assert machine.free("free space", tmp_path / "none").verdict == "works"
    monkeypatch.setattr(machine, "LEAST_FREE_MB", 10**9)
    assert machine.free("free space", tmp_path).verdict == "broken"
