# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha press``: press a simulated button of a running demo, from another terminal."""

import argparse

from centre.centre_file import load
from centre.errors import Unavailable
from simulator.pins import PinsClient
from simulator.runtime import default_folder, note_press
from simulator.town_units import pin_of


def main(options: argparse.Namespace) -> None:
    """Press ``options.button`` of ``options.unit`` for ``options.hold`` seconds."""
    folder = default_folder()
    if not (folder / "centre.toml").exists():
        raise Unavailable(f"No demo is running ({folder} is not there). Start one: make demo")
    pin = pin_of(load(folder / "centre.toml"), options.unit, options.button)
    edge_ns = PinsClient(folder / f"{options.unit}.pins").press(pin, options.hold)
    note_press(folder, options.unit, options.button, edge_ns)
