# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the units of a town are started: each with the drivers of what it has, and of nothing else."""

from pathlib import Path

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display, Voice
from simulator.runtime import Runtime
from simulator.town_commands import Command, commands


def started(centre: CentreFile, folder: Path) -> dict[str, Command]:
    """Return the commands; a screen's driver is told by the folder of its pictures."""
    with Runtime(folder / "run") as runtime:
        return commands(centre, runtime, folder / "out", lambda unit, to: ({"TO": to.name}, folder / unit))


def test_a_display_without_a_screen_has_no_driver_of_one(small_centre: CentreFile, tmp_path: Path) -> None:
    """It is started all the same; of several screens each has a folder of pictures."""
    yard = Display(id="yard", screen=False, voice=Voice())
    centre = replace(small_centre, displays=(Display(id="left"), Display(id="right"), yard))
    found = started(centre, tmp_path)
    assert [found[unit].environment for unit in ("left", "right", "yard")] == [{"TO": "left"}, {"TO": "right"}, {}]
    assert found["yard"].arguments[:3] == ["run", "display", "yard"]
    assert found["yard"].folder == tmp_path / "run"


def test_a_screen_alone_has_the_folder_for_itself(small_centre: CentreFile, tmp_path: Path) -> None:
    """Whatever else is a display."""
    yard = Display(id="yard", screen=False, voice=Voice())
    centre = replace(small_centre, displays=(Display(id="hall"), yard))
    assert started(centre, tmp_path)["hall"].environment == {"TO": "screens"}
