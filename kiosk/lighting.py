# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sets a kiosk's lamps: what is coming or out goes before all that kiosk/lamps.py says."""

from centre.config_kiosks import Button, Kiosk
from centre.lamps import Light
from centre.panel import Panel
from kiosk import lamps
from kiosk.buttons import KioskButtons
from kiosk.presses import Presses


class Lighting:
    """The lamps of a kiosk's buttons and of its slot; used by the kiosk's loop only."""

    def __init__(self, *, kiosk: Kiosk, panel: Panel, buttons: KioskButtons, presses: Presses) -> None:
        self._kiosk, self._panel, self._buttons, self._presses = kiosk, panel, buttons, presses

    def turn(self, *, serves: bool) -> None:
        """Set each lamp; to be called in each turn of the loop. ``serves``: a press can become paper."""
        if self._kiosk.slot_led_pin is not None:
            self._panel.light(lamps.SLOT, "take" if self._presses.papers.out else "off")
        coming = self._presses.papers.coming()
        for button in self._kiosk.buttons:
            self._panel.light(button.name, "fast" if button.name in coming else self._light(button, serves=serves))

    def _light(self, button: Button, *, serves: bool) -> Light:
        """Return what the lamp of a button says whose paper is not coming."""
        out, stuck = self._presses.papers.out, self._buttons.stuck(button.name)
        if button.voice and not stuck:
            return "on"  # it speaks of closings too
        if out and button.name in out.names:
            return "take"
        if stuck or not serves or self._presses.menu.haste.rests(button.service):
            return "off"
        doors = self._presses.doors
        return lamps.light(button, self._presses.menu, doors.closed, booked=doors.booked)
