# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor at panels over windows: each is looked at by itself; a line that is away is told for each of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Panel, PanelLine
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from display.doctor import trials
from simulator.panel import Change, SimulatedPanels
from simulator.panel_frames import decoder
from tests.technician import Technician

PANELS = (Panel(window=1, address=1), Panel(window=12, address=2))
FIRST, SECOND = "panel over window 1 (address 1)", "panel over window 12 (address 2)"


class Wall:
    """A display without a screen whose two panels are here, and one who looks at them."""

    def __init__(self, folder: Path, centre: CentreFile) -> None:
        self.line = PanelLine(device=str(folder / "panels"), driver="qsystem", panels=PANELS)
        self.twins = SimulatedPanels(folder / "panels", decoder("qsystem", addressed=True), (1, 2))
        display = replace(centre.displays[0], screen=False, voice=None, panel_lines=(self.line,))
        self.trials = trials(replace(centre, displays=(display,)), display.id)


@pytest.fixture
def wall(tmp_path: Path, small_centre: CentreFile) -> Iterator[Wall]:
    """Yield two panels."""
    made = Wall(tmp_path, small_centre)
    yield made
    made.twins.close()


def blinks(changes: list[Change], address: int) -> list[str]:
    """Return what a panel has shown, one after the other."""
    return [change.text for change in changes if change.address == address]


def test_each_panel_is_looked_at_by_itself(wall: Wall) -> None:
    """It shows its own window's number; afterwards all are blank."""
    assert [trial.title for trial in wall.trials] == [f"2 panels at {wall.line.device}"]
    assert examine(wall.trials, Technician(lambda _: None)) == [
        Finding(FIRST, "works", "seen by a person"),
        Finding(SECOND, "works", "seen by a person"),
    ]
    wall.twins.close()
    assert (wall.twins.text(1), wall.twins.text(2)) == ("", "")


def test_for_nobody_each_blinks_for_a_moment(wall: Wall) -> None:
    """The first is dark before the second has its turn, and nothing is said to work."""
    assert examine(wall.trials, Nobody(1.0)) == [
        Finding(FIRST, "unseen", "made to blink"),
        Finding(SECOND, "unseen", "made to blink"),
    ]
    wall.twins.close()
    assert blinks(wall.twins.changes, 1)[:2] == ["1", ""]
    assert blinks(wall.twins.changes, 2)[:2] == ["12", ""]


def test_a_line_that_is_away_is_told_for_each_panel(wall: Wall) -> None:
    """With what to do."""
    wall.twins.unplug()
    todo = "Plug it in; look at its cable and at panel_lines.device in centre.toml."
    says = f"{os.strerror(2)}"
    assert examine(wall.trials, Technician(lambda _: None)) == [
        Finding(FIRST, "broken", says, todo),
        Finding(SECOND, "broken", says, todo),
    ]


def test_a_line_that_takes_nothing_is_told(wall: Wall) -> None:
    """So that nobody looks for a fault in a panel."""
    wall.twins.stick()
    found = examine(wall.trials, Technician(lambda _: None))
    assert [finding.verdict for finding in found] == ["broken", "broken"]
    assert "takes no more" in found[0].says
