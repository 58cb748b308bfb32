# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated pads of a town, each desk's as centre.toml has it; and which lamp a desk has. It knows no processes."""

from pathlib import Path

from centre.config_desks import Desk, Pad
from centre.key_places import places
from simulator.pad import LED, SimulatedPad


def make(desk: Desk, pad: Pad, device: Path, door: Path) -> SimulatedPad:
    """Return a running pad with the keys of the desk, at ``device``; it is pressed over the socket ``door``."""
    return SimulatedPad(
        device, door, keys=tuple(places(desk).values()), led_on=pad.led_on, led_off=pad.led_off, address=pad.address
    )


def lamp_of(desk: Desk) -> int | None:
    """Return the number by which the watcher of a desk's box hears of its lamp; None when it has none."""
    return desk.led_pin if desk.pad is None else LED
