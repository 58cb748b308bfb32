# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Somebody who sees nothing, at the real kiosk on its fakes: fingers on keys, and ears."""

from pathlib import Path

import msgspec

from centre.config import CentreFile
from centre.config_kiosks import Button
from centre.errors import DeviceFault
from centre.messages import TicketReply, TicketRequest
from centre.panel import Edge
from kiosk.pages import Page
from tests.fakes import Spoken
from tests.kiosk.rig import KioskRig

LISTEN, NEXT, CHOOSE, VOLUME = "voice-listen", "voice-next", "voice-choose", "voice-volume"


def with_keys(centre: CentreFile, keys: tuple[Button, ...]) -> CentreFile:
    """Return the centre with these keys more at its kiosk, on pins that nobody counts here."""
    kiosk = centre.kiosks[0]
    return msgspec.structs.replace(
        centre, kiosks=(msgspec.structs.replace(kiosk, buttons=(*kiosk.buttons, *keys)), *centre.kiosks[1:])
    )


class Listener:
    """Presses a key, then listens until the voice has ended, unless told to ``interrupt``."""

    def __init__(self, centre: CentreFile, folder: Path) -> None:
        self.kiosk = KioskRig(centre, folder)
        self._heard = 0

    def key(self, name: str, *, hold_s: float = 0.2, interrupt: bool = False) -> str:
        """Press a key or a button; return what is said then."""
        down_s = self.kiosk.clock.pass_s(1.5).steady_s
        self.kiosk.handle(Edge(name, closed=True, at_s=down_s))
        self.kiosk.wait(hold_s)
        self.kiosk.handle(Edge(name, closed=False, at_s=down_s + hold_s))
        self.kiosk.wait(0.1)
        return self.said() if interrupt else self.listened()

    def said(self) -> str:
        """Return what was ordered to be said since the last question."""
        orders, self._heard = self.kiosk.speaking.said[self._heard :], len(self.kiosk.speaking.said)
        return " ".join(order.text for order in orders)

    def listened(self) -> str:
        """Return the same, and let the voice come to its end."""
        said = self.said()
        self.kiosk.handle(self.kiosk.speaking.ended())
        return said

    def newest(self) -> Spoken:
        """Return the newest order."""
        return self.kiosk.speaking.said[-1]

    def wait(self, seconds: float) -> str:
        """Let time pass; return what is said of itself."""
        self.kiosk.wait(seconds)
        return self.said()

    def page(self) -> Page:
        """Return the kiosk's page."""
        return self.kiosk.knowing.page()

    def take_ticket(self, number: str = "А012", fault: DeviceFault | None = None) -> TicketReply:
        """Let the newest press get its ticket and its paper; ``fault`` is what the printer says behind it."""
        request = self.kiosk.link.take(TicketRequest)[-1]
        reply = self.kiosk.give(request, number)
        self.kiosk.handle(self.kiosk.printer.ended(reply, fault=fault))
        return reply
