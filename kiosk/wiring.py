# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs at a kiosk's pins, from its part of centre.toml."""

from centre.config_kiosks import Kiosk
from centre.panel import Panel
from centre.service import Inbox
from kiosk.lamps import SLOT


def wired(kiosk: Kiosk, inbox: Inbox) -> Panel:
    """Return the panel of a kiosk, each button by its name; raise DeviceFault when its pins cannot be had."""
    leds = {button.name: button.led_pin for button in kiosk.buttons if button.led_pin is not None}
    if kiosk.slot_led_pin is not None:
        leds[SLOT] = kiosk.slot_led_pin
    return Panel(contacts={button.name: button.pin for button in kiosk.buttons}, lamps=leds, inbox=inbox)
