# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of what a Pi has one of: a screen, a sound card, each device; its pins are in check_pins.py."""

from collections.abc import Iterator
from itertools import chain

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile
from centre.hints import shown
from centre.toml_reader import Slip, was_read

_ONE_DEVICE = {"/dev/serial0": "/dev/ttyAMA0"}
"""Two names of a Pi for one device."""

Parts = Iterator[tuple[str, Use]]
"""Units, by their ids, and what each of them has for itself."""


def homes(centre: CentreFile) -> dict[str, str]:
    """Return the Pi of each unit that a card names, as it is spoken of; every other has one of its own."""
    return {
        unit: called("card", card.id)
        for card in centre.cards
        if was_read(card.id)
        for unit in card.units
        if was_read(unit)
    }


def shared(centre: CentreFile) -> Iterator[Slip]:
    """Yield second screens, second voices, and devices that two units of one Pi would open."""
    home = homes(centre)
    parts = ((unit, use) for unit, use in chain(_screens(centre), _voices(centre), _devices(centre)) if unit in home)
    for slip in used_twice(use._replace(value=(home[unit], use.value)) for unit, use in parts):
        yield Slip(slip.path, f"{slip.text}; put one of them on another card")


def _screens(centre: CentreFile) -> Parts:
    what = "the one screen of its Pi"
    for i, kiosk in enumerate(centre.kiosks):
        if kiosk.screen is not None and was_read(kiosk.screen):
            yield kiosk.id, Use(f"kiosks[{i}].screen", what, what, called("kiosk", kiosk.id))
    for i, display in enumerate(centre.displays):
        if display.screen is True:
            yield display.id, Use(f"displays[{i}].screen", what, what, called("display", display.id))


def _voices(centre: CentreFile) -> Parts:
    what = "the sound card of its Pi"
    for i, kiosk in enumerate(centre.kiosks):
        listening = [j for j, button in enumerate(kiosk.buttons) if button.voice == "listen"]
        if listening:
            path = f"kiosks[{i}].buttons[{listening[0]}].voice"
            yield kiosk.id, Use(path, what, what, called("kiosk", kiosk.id))
    for i, display in enumerate(centre.displays):
        if display.voice is not None and was_read(display.voice):
            yield display.id, Use(f"displays[{i}].voice", what, what, called("display", display.id))


def _devices(centre: CentreFile) -> Parts:
    """Yield the devices of each unit, once: two lines of one display are told apart elsewhere."""
    for i, kiosk in enumerate(centre.kiosks):
        yield from _device(kiosk.id, f"kiosks[{i}].printer.device", kiosk.printer.device, called("kiosk", kiosk.id))
    for i, desk in enumerate(centre.desks):
        if desk.pad is not None and was_read(desk.pad):
            yield from _device(desk.id, f"desks[{i}].pad.device", desk.pad.device, called("desk", desk.id))
    for i, display in enumerate(centre.displays):
        last = {line.device: j for j, line in reversed(list(enumerate(display.panel_lines)))}
        for device, j in last.items():
            path = f"displays[{i}].panel_lines[{j}].device"
            yield from _device(display.id, path, device, called("display", display.id))


def _device(unit: str, path: str, device: str, holder: str) -> Parts:
    if was_read(device) and device:
        yield unit, Use(path, _ONE_DEVICE.get(device, device), shown(device), holder)
