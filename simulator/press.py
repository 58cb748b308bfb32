# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha press``: press a simulated button, or touch a simulated screen, of a running demo, from another terminal."""

import argparse
from pathlib import Path

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.finger import touch_choice
from simulator.pins import PinsClient
from simulator.runtime import default_folder, note_press
from simulator.town_units import pin_of


def main(options: argparse.Namespace) -> None:
    """Press ``options.button`` of ``options.unit`` for ``options.hold`` seconds; touch it, if it is no button there."""
    folder = default_folder()
    if not (folder / "centre.toml").exists():
        raise Unavailable(f"No demo is running ({folder} is not there). Start one: make demo")
    edge_ns = _press(load(folder / "centre.toml"), folder, options)
    note_press(folder, options.unit, options.button, edge_ns)


def _press(centre: CentreFile, folder: Path, options: argparse.Namespace) -> int:
    touched = next((kiosk for kiosk in centre.kiosks if kiosk.id == options.unit and kiosk.touch), None)
    if touched is None or any(button.name == options.button for button in touched.buttons):
        pin = pin_of(centre, options.unit, options.button)
        return PinsClient(folder / f"{options.unit}.pins").press(pin, options.hold)
    return touch_choice(folder / f"{options.unit}.touch", options.unit, options.button, options.hold)
