# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs at a kiosk's pins, from its part of centre.toml."""

from centre.config_kiosks import Kiosk
from centre.panel import Panel
from centre.service import Inbox
from kiosk.lamps import SLOT


def pins(kiosk: Kiosk) -> dict[str, int]:
    """Return the pin of each button, by its name."""
    return {button.name: button.pin for button in kiosk.buttons}


def lamps(kiosk: Kiosk) -> dict[str, int]:
    """Return the pin of each lamp, by its button's name or the slot's."""
    leds = {button.name: button.led_pin for button in kiosk.buttons if button.led_pin is not None}
    return leds if kiosk.slot_led_pin is None else leds | {SLOT: kiosk.slot_led_pin}


def wired(kiosk: Kiosk, inbox: Inbox) -> Panel:
    """Return the panel of a kiosk; raise DeviceFault when its pins cannot be had."""
    return Panel(contacts=pins(kiosk), lamps=lamps(kiosk), inbox=inbox)
