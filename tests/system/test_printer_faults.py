# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of printer faults, two of its lines: real processes, and a verdict that can fail."""

from pathlib import Path

from msgspec.structs import replace

from centre.config import CentreFile
from simulator.printer_faults import tell
from simulator.printer_faults_list import FAULTS
from simulator.printer_faults_seen import Paper, lost
from simulator.printer_faults_town import play

PLAYED = ("no paper", "cable unplugged in the middle")


def test_a_fault_is_seen_by_everybody_and_loses_nothing(
    tmp_path: Path, runtime: Path, movable_centre: CentreFile
) -> None:
    """At the lamps, on the screen, at the desk and in the technician's words; then the paper comes."""
    faults = [fault for fault in FAULTS if fault.name in PLAYED]
    rounds = play(movable_centre, "usb", faults, tmp_path / "out", runtime, movable_centre.broker.port)
    assert [one.fault for one in rounds] == list(PLAYED)
    assert [(one.pressed, one.others, one.hall, one.clerk) for one in rounds] == [("blinks", "dark", True, True)] * 2
    assert [one.told.split(".")[0] for one in rounds] == [
        "Printer … is out of paper",
        "Printer … cannot be reached: No such file or directory",
    ]
    assert [one.papers[-1] for one in rounds] == [Paper(True, "А001", False), Paper(True, "М001", True)]  # noqa: FBT003
    assert tell(rounds, tmp_path / "page.md") == 0
    unsaid = replace(rounds[1], papers=(*rounds[1].papers, *rounds[0].papers))
    assert lost([unsaid]) == ["cable unplugged in the middle (usb): paper with another number: А001"]
    assert tell([replace(rounds[0], papers=())], tmp_path / "page.md") == 1
