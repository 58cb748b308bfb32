# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Three citizens at the real kiosk on its fakes: one touches, one presses buttons, one sees nothing and listens.

Each chooses by the names of what is chosen, and knows in a way of their own what stands on the ticket.
"""

from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button, KioskScreen
from centre.messages import TicketReply
from centre.spoken import aloud
from kiosk import labels, ticket
from kiosk.pages import Page
from tests.kiosk.listener import CHOOSE, LISTEN, NEXT, Listener, with_keys
from tests.kiosk.rig import KioskRig
from tests.kiosk.test_facing import FacedKiosk

MANY = 21
"""So many ahead are asked about; one fewer are not."""

TOUCHED = KioskScreen(diagonal_inches=21.5, width_px=1920, height_px=1080, touch=True)
BESIDE = KioskScreen(diagonal_inches=7.0, width_px=800, height_px=480)


class Citizen(Protocol):
    """Somebody at a kiosk."""

    @property
    def kiosk(self) -> KioskRig:
        """Return the kiosk they stand at."""

    def choose(self, *names: str) -> None:
        """Choose one after the other."""

    def page(self) -> Page:
        """Return the page that the kiosk is on."""

    def takes(self, reply: TicketReply, centre: CentreFile) -> None:
        """Take the ticket that has come out, and know what stands on it; assert that it can be known."""


class Touching:
    """Touches the screen of a kiosk that has no button at all."""

    def __init__(self, centre: CentreFile, folder: Path, _keys: tuple[Button, ...]) -> None:
        self.kiosk = self._faced = FacedKiosk(centre, folder, TOUCHED, buttons=(), ask_above=MANY - 1)

    def choose(self, *names: str) -> None:
        """Put a finger on each where it is drawn."""
        for name in names:
            self.kiosk.touch(name)

    def page(self) -> Page:
        """Return the page that is drawn."""
        return self._faced.page()

    def takes(self, reply: TicketReply, _centre: CentreFile) -> None:
        """See the number on the screen; the rest is read on paper."""
        assert reply.ticket in [text.text for text in self._faced.face.shown[-1].texts]


class Pressing:
    """Presses buttons beside a small screen; *yes* is the same button again, *no* any other."""

    def __init__(self, centre: CentreFile, folder: Path, _keys: tuple[Button, ...]) -> None:
        self.kiosk = self._faced = FacedKiosk(centre, folder, BESIDE, ask_above=MANY - 1)
        self._newest = ""

    def choose(self, *names: str) -> None:
        """Press each, somewhat after the one before; the digits of a code need nothing before them."""
        for name in names:
            if name != "code":
                self._newest = {"yes": self._newest, "no": "benefits"}.get(name, name)
                self.kiosk.press_at(self._newest, self.kiosk.clock.pass_s(1.5).steady_s)

    def page(self) -> Page:
        """Return the page that is drawn."""
        return self._faced.page()

    def takes(self, _reply: TicketReply, _centre: CentreFile) -> None:
        """See which lamp says that the paper is out."""
        assert self.kiosk.lamp(self._newest) == "take"


class Hearing:
    """Goes from choice to choice by one key and takes one by another, at a kiosk without a screen."""

    def __init__(self, centre: CentreFile, folder: Path, keys: tuple[Button, ...]) -> None:
        kiosks = tuple(replace(kiosk, ask_above=MANY - 1) for kiosk in centre.kiosks)
        self._listener = Listener(with_keys(replace(centre, kiosks=kiosks), keys), folder)
        self.kiosk, self._begun = self._listener.kiosk, False

    def choose(self, *names: str) -> None:
        """Start the voice if need be; go on until each is said to be the one, and choose it. Digits are felt."""
        if not self._begun:
            self._begun = bool(self._listener.key(LISTEN))
        for name in names:
            if name.startswith("digit"):
                self._listener.key(name)
            elif name != "code":
                self._go_to(name)
                self._listener.key(CHOOSE)

    def page(self) -> Page:
        """Return the page that is heard."""
        return self._listener.page()

    def takes(self, reply: TicketReply, centre: CentreFile) -> None:
        """Hear every line of the paper."""
        said = self._listener.listened()
        (language,) = self.page().languages
        service = next(one for one in centre.services if one.id == reply.service)
        for line in (
            *ticket.head(centre.centre, service, (language,)),
            *ticket.body(reply, centre.centre.time_zone, (language,)),
            *ticket.tail(centre.centre, (language,)),
        ):
            for part in filter(None, line.text.split(": ")):  # what a label stands before may have no translation
                own = part != reply.ticket and any("а" <= sign.lower() <= "ї" for sign in part)
                assert aloud(part, "uk" if own else language) in said, f"{part!r} is not heard in {said!r}"

    def _go_to(self, name: str) -> None:
        """Go round until the voice says what is looked for: nothing else tells where the keys stand."""
        page = self.page()
        choice = next(one for one in page.choices if one.name == name)
        label = aloud(labels.label(self.kiosk.centre, choice, page, page.languages[0]), page.languages[0])
        for _ in page.choices:
            if self._listener.key(NEXT).startswith(label):
                return
        raise AssertionError(f"{label!r} is never said")
