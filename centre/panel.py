# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to GPIO: a unit's contacts and lamps by name. It knows pins and edges, not what they mean.

Which pins these are, real or simulated, is decided by GPIOZERO_PIN_FACTORY, outside of every service.
"""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

import gpiozero

from centre.box import Edge
from centre.errors import CherhaError, DeviceFault
from centre.lamps import Blinker, Light
from centre.service import Inbox

log = logging.getLogger(__name__)

__all__ = ["Edge", "Panel"]


class Panel:
    """Contacts between a pin and ground, lamps between a pin and ground; edges go into the inbox.

    Raises DeviceFault when the pins cannot be had. Handlers run in the driver's only thread: they put and return.
    """

    def __init__(self, *, contacts: Mapping[str, int], lamps: Mapping[str, int], inbox: Inbox) -> None:
        self._inbox = inbox
        self._lights: dict[str, Light] = {}
        self._blinker: Blinker | None = None
        self._contacts: dict[str, Any] = {}
        self._lamps: dict[str, Any] = {}
        try:
            for name, pin in contacts.items():
                self._contacts[name] = gpiozero.DigitalInputDevice(pin, pull_up=True)
            for name, pin in lamps.items():
                self._lamps[name] = gpiozero.LED(pin)
        except CherhaError:
            self.close()
            raise
        except Exception as fault:  # each driver has errors of its own: lgpio's is a bare Exception
            self.close()
            raise DeviceFault(f"GPIO cannot be used: {fault}. {_advice(fault)}") from fault
        self._blinker = Blinker(self._switch, inbox)
        for name, device in self._contacts.items():
            device.when_activated = self._handler(name, closed=True)
            device.when_deactivated = self._handler(name, closed=False)

    def closed(self, name: str) -> bool:
        """Return whether the contact is closed now."""
        return bool(self._contacts[name].is_active)

    def light(self, name: str, light: Light) -> None:
        """Let a lamp burn or blink; a lamp that is not wired is passed over."""
        if self._blinker is None or name not in self._lamps or self._lights.get(name) == light:
            return
        self._lights[name] = light
        self._blinker.light(name, light)

    def alive(self) -> bool:
        """Return whether the driver still reports edges: lgpio has one thread for all, and it can die."""
        lgpio = sys.modules.get("lgpio")
        return lgpio is None or lgpio._notify_thread.is_alive()  # noqa: SLF001  (lgpio has no public way to ask)

    def close(self) -> None:
        """Put the lamps out and free the pins."""
        if self._blinker:
            self._blinker.close()
        for device in (*self._contacts.values(), *self._lamps.values()):
            device.close()

    def _switch(self, name: str, lit: bool) -> None:  # noqa: FBT001  (the blinker's one argument)
        self._lamps[name].value = lit

    def _handler(self, name: str, *, closed: bool) -> object:
        def put() -> None:
            self._inbox.put(Edge(name, closed, time.monotonic()))

        return put


def _advice(fault: Exception) -> str:
    if isinstance(fault, ModuleNotFoundError):
        return "Say this on the Pi that has the pins: its package brings the driver (lgpio)."
    return "Is the user in group gpio, and GPIOZERO_PIN_FACTORY right?"
