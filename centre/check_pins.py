# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the wiring: within one unit every pin has one wire, every key one meaning."""

from collections.abc import Iterator

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile, Desk, Kiosk, Printer
from centre.hints import shown
from centre.toml_reader import Slip, was_read

SERIAL_PORTS = ("/dev/ttyAMA0", "/dev/serial0")
"""What a Pi calls the serial port on its connector."""

SERIAL_PINS = (14, 15)
"""Its lines TXD and RXD."""


def pins(centre: CentreFile) -> Iterator[Slip]:
    """Yield each pin used twice in one unit, each key given twice, and each desk that cannot call the next."""
    for i, kiosk in enumerate(centre.kiosks):
        yield from used_twice(_kiosk_pins(kiosk, f"kiosks[{i}]"))
        yield from used_twice(_kiosk_services(kiosk, f"kiosks[{i}]"))
    for i, desk in enumerate(centre.desks):
        yield from used_twice(_desk_pins(desk, f"desks[{i}]"))
        yield from used_twice(_desk_actions(desk, f"desks[{i}]"))
        yield from _no_next(desk, f"desks[{i}]")


def _kiosk_pins(kiosk: Kiosk, path: str) -> Iterator[Use]:
    yield from _printer_pins(kiosk.printer, f"{path}.printer.device")
    for i, button in enumerate(kiosk.buttons):
        yield _pin(f"{path}.buttons[{i}].pin", button.pin, called("button", button.service))
        if button.led_pin is not None:
            lamp = f"the lamp of {called('button', button.service)}"
            yield _pin(f"{path}.buttons[{i}].led_pin", button.led_pin, lamp)


def _printer_pins(printer: Printer, path: str) -> Iterator[Use]:
    if printer.connection == "serial" and printer.device in SERIAL_PORTS:
        for pin in SERIAL_PINS:
            yield _pin(path, pin, "the printer's serial port")


def _desk_pins(desk: Desk, path: str) -> Iterator[Use]:
    for i, key in enumerate(desk.keys):
        yield _pin(f"{path}.keys[{i}].pin", key.pin, called("key", key.action))
    if desk.led_pin is not None:
        yield _pin(f"{path}.led_pin", desk.led_pin, "the lamp")


def _pin(path: str, pin: int, holder: str) -> Use:
    return Use(path, pin, f"GPIO{pin}", holder)


def _kiosk_services(kiosk: Kiosk, path: str) -> Iterator[Use]:
    """Yield what tells the buttons apart: a press is named by its service (``cherha press hall passport``)."""
    for i, button in enumerate(kiosk.buttons):
        yield Use(f"{path}.buttons[{i}].service", button.service, shown(button.service), "another button")


def _desk_actions(desk: Desk, path: str) -> Iterator[Use]:
    for i, key in enumerate(desk.keys):
        yield Use(f"{path}.keys[{i}].action", key.action, shown(key.action), "another key")


def _no_next(desk: Desk, path: str) -> Iterator[Slip]:
    actions = [key.action for key in desk.keys]
    if actions and all(map(was_read, actions)) and "next" not in actions:
        yield Slip(f"{path}.keys", 'no key has action = "next"; expected one: without it the desk can call nobody')
