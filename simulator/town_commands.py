# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How each unit of a town is started: its command line, its environment, its working folder; it starts nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_desks import Desk
from centre.config_kiosks import Kiosk
from centre.config_ratings import Rating
from simulator.runtime import Runtime
from simulator.town_units import BROKER, DISPATCHER


class Command(NamedTuple):
    """A unit's arguments of ``cherha``, its environment and its working folder."""

    arguments: list[str]
    environment: dict[str, str]
    folder: Path


Sdl = Callable[[str, Path], tuple[dict[str, str], Path]]
"""What returns, for a unit and the folder of its pictures, SDL's settings and the folder that it draws in."""


def commands(centre: CentreFile, runtime: Runtime, out: Path, sdl: Sdl) -> dict[str, Command]:
    """Return for each unit how it is started, the broker first."""
    options = ["--centre", str(runtime.centre_file), "--state", str((out / "state").absolute())]
    found = {name: Command(["run", name, *options], {}, runtime.folder) for name in (BROKER, DISPATCHER)}
    with_pins: dict[str, Sequence[Kiosk | Desk | Siren | Rating]] = {
        "kiosk": centre.kiosks,
        "desk": centre.desks,
        "siren": centre.sirens,
        "rating": centre.ratings,
    }
    for role, units in with_pins.items():
        for unit in units:
            pins = {"GPIOZERO_PIN_FACTORY": "cherha_simulator", "CHERHA_PINS": str(runtime.pins(unit.id))}
            found[unit.id] = Command(["run", role, unit.id, *options], pins, runtime.folder)
    for display in centre.displays:
        found[display.id] = Command(["run", "display", display.id, *options], {}, runtime.folder)
    _add_screens(found, centre, out / "screens", sdl)
    return found


def _add_screens(found: dict[str, Command], centre: CentreFile, screens: Path, sdl: Sdl) -> None:
    """Give each display and kiosk that has a screen its driver; whoever draws works where its frames go."""
    displays = [display.id for display in centre.displays if display.screen]
    pictures = {kiosk.id: screens / kiosk.id for kiosk in centre.kiosks if kiosk.screen is not None}
    pictures |= {display: screens / display if len(displays) > 1 else screens for display in displays}
    for unit, folder in pictures.items():
        blind = found[unit]
        settings, frames = sdl(unit, folder)
        found[unit] = Command(blind.arguments, blind.environment | settings, frames)
