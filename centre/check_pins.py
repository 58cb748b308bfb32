# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the wiring: on the connector of one Pi every pin has one wire; knows no meaning of a button."""

from collections.abc import Iterable, Iterator

from centre.check_buttons import meaning
from centre.check_names import Use, called, used_twice
from centre.check_shared import homes
from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_desks import Desk, Key
from centre.config_kiosks import Button, Kiosk, Printer
from centre.config_ratings import Rating
from centre.toml_reader import Slip

SERIAL_PORTS = ("/dev/ttyAMA0", "/dev/serial0", "/dev/ttyS1")
"""What a Pi calls the serial port on its connector, the last with Debian's kernel."""

TAKEN = {0: "add-on boards", 1: "add-on boards", 2: "I2C", 3: "I2C", 14: "the serial port", 15: "the serial port"}
"""Pins that a Pi or what is put on it uses for itself."""

SERIAL_PINS = (14, 15, 16, 17)
"""Its lines TXD, RXD, CTS and RTS: a printer's port is opened with RTS/CTS."""


def pins(centre: CentreFile) -> Iterator[Slip]:
    """Yield each pin used twice on one connector: that of a unit's own Pi, or of the card that it shares."""
    home = homes(centre)
    connectors: dict[str, list[Use]] = {}
    for unit, path, uses in _wired(centre):
        connectors.setdefault(home.get(unit, path), []).extend(uses)
    for place, wired in connectors.items():
        whose = f"; {place} has one connector" if place in home.values() else ""
        yield from used_twice(wired, f"{whose}; take another pin")


def kept_pins(centre: CentreFile) -> Iterator[Slip]:
    """Yield each pin that a Pi, or a board on it, uses for itself: it may do, and is seldom meant."""
    for _, _, uses in _wired(centre):
        yield from _taken(use for use in uses if not use.path.endswith(".device"))


def _wired(centre: CentreFile) -> Iterator[tuple[str, str, Iterator[Use]]]:
    """Yield each unit with wires: its id, where it stands in the file, its pins."""
    for i, kiosk in enumerate(centre.kiosks):
        yield kiosk.id, f"kiosks[{i}]", _kiosk_pins(kiosk, f"kiosks[{i}]")
    for i, desk in enumerate(centre.desks):
        yield desk.id, f"desks[{i}]", _desk_pins(desk, f"desks[{i}]")
    for i, siren in enumerate(centre.sirens):
        yield siren.id, f"sirens[{i}]", _siren_pins(siren, f"sirens[{i}]")
    for i, rating in enumerate(centre.ratings):
        yield rating.id, f"ratings[{i}]", _rating_pins(rating, f"ratings[{i}]")


def _taken(uses: Iterable[Use]) -> Iterator[Slip]:
    for use in uses:
        if use.value in TAKEN:
            owner = TAKEN[int(str(use.value))]
            yield Slip(use.path, f"{use.shown} is used by {owner}; take another, as 4 to 13 or 16 to 27")


def _kiosk_pins(kiosk: Kiosk, path: str) -> Iterator[Use]:
    yield from _printer_pins(kiosk.printer, f"{path}.printer.device")
    for i, button in enumerate(kiosk.buttons):
        yield _pin(f"{path}.buttons[{i}].pin", button.pin, _spoken(button))
        if button.led_pin is not None:
            yield _pin(f"{path}.buttons[{i}].led_pin", button.led_pin, f"the lamp of {_spoken(button)}")
    if kiosk.slot_led_pin is not None:
        yield _pin(f"{path}.slot_led_pin", kiosk.slot_led_pin, "the lamp at the slot")


def _spoken(button: Button) -> str:
    return called("button", button.name) if meaning(button) else "another button"


def _printer_pins(printer: Printer, path: str) -> Iterator[Use]:
    if printer.connection == "serial" and printer.device in SERIAL_PORTS:
        for pin in SERIAL_PINS:
            yield _pin(path, pin, "the printer's serial port")


def _desk_pins(desk: Desk, path: str) -> Iterator[Use]:
    for i, key in enumerate(desk.keys):
        if key.pin is not None:
            yield _pin(f"{path}.keys[{i}].pin", key.pin, _key(key))
    if desk.led_pin is not None:
        yield _pin(f"{path}.led_pin", desk.led_pin, "the lamp")


def _siren_pins(siren: Siren, path: str) -> Iterator[Use]:
    for contact in ("alert_pin", "mains_lost_pin", "battery_low_pin"):
        if (pin := getattr(siren, contact)) is not None:
            yield _pin(f"{path}.{contact}", pin, "another contact")


def _rating_pins(rating: Rating, path: str) -> Iterator[Use]:
    for i, button in enumerate(rating.buttons):
        yield _pin(f"{path}.buttons[{i}].pin", button.pin, called("button", button.word))
        if button.led_pin is not None:
            lamp = f"the lamp of {called('button', button.word)}"
            yield _pin(f"{path}.buttons[{i}].led_pin", button.led_pin, lamp)


def _key(key: Key) -> str:
    return called("key", key.name if key.action else key.action)


def _pin(path: str, pin: int, holder: str) -> Use:
    return Use(path, pin, f"GPIO{pin}", holder)
