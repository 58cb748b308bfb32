# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What presses on a kiosk mean together, by button, touch or key alike: pure; it knows no wire, no lamps, no paper.

Times are seconds of the steady clock. ``closed`` are the services that give no tickets now.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from centre.config import CentreFile
from centre.config_kiosks import Kiosk
from centre.messages import Problem, Refusal
from centre.time import earliest
from kiosk import choices
from kiosk.absence import Absence
from kiosk.choices import Offer
from kiosk.haste import Haste
from kiosk.pages import Begun, Choice, Chosen
from kiosk.paths import Paths
from kiosk.wishes import CheckInWish, ClosedWish, TicketWish, Wish

CODE = "booking code"
"""What it is called among the things that can be asked for; no service's id has a blank."""

NOBODY_AHEAD: Mapping[str, int] = MappingProxyType({})


class Menu:
    """What one kiosk offers, and what was begun with it.

    ``begun`` is what the citizen has come to: the chosen sphere, what is keyed in of a code, what is switched on for
    the next ticket, the question that waits for an answer, what was told and not yet left. ``seen``: somebody can be
    asked and told, as there is a screen that is on; ``asked_by``: the press that brought the question. After a power
    cut nothing is begun: nobody must inherit half a wish.
    """

    def __init__(self, *, centre: CentreFile, kiosk: Kiosk, most: int = choices.MOST_CHOICES) -> None:
        """``most``: so many services and spheres are shown at once."""
        self.offer: Offer = choices.offer(centre, kiosk, most)
        self.paths = Paths(centre=centre, kiosk=kiosk, offer=self.offer)
        self._meanings = {choice.name: choice for choice in choices.meanings(self.offer, kiosk)}
        self.haste = Haste(kiosk.most_in_haste)
        self._code_digits, self._ask_above = centre.appointments.code_digits, kiosk.ask_above
        self.seen = False
        self.begun, self.asked_by = Begun(), ""
        self._absence = Absence()

    def press(
        self, name: str, closed: Collection[str], now_s: float, ahead: Mapping[str, int] = NOBODY_AHEAD
    ) -> Wish | None:
        """Take a press; return what the citizen wants now, None if more is needed or the press means nothing.

        ``ahead``: before a new ticket of each service, as far as anybody knows. A name that means nothing here is none.
        """
        self.due(now_s)
        meant = self._meanings.get(name)
        wish = self._wish(meant, closed, ahead) if meant else None
        if wish:
            wish = wish._replace(language=self.begun.language)
        if isinstance(wish, TicketWish | CheckInWish):
            self.forget()
            wish = wish if self.haste.lets(getattr(wish, "service", CODE), now_s) else None
        self.stay(now_s)
        return wish

    def tell(self, refusal: Refusal | None, language: Chosen, now_s: float) -> None:
        """Let the page say why there is no ticket, to whoever has chosen this language, until the next press."""
        self._begin(tells=True, told=refusal, language=language)
        self.stay(now_s)

    def stay(self, now_s: float) -> None:
        """Let the time begin anew, as whoever began is there: they listen, or have just heard all."""
        self._absence.wait(self.begun, now_s, seen=self.seen)

    def due(self, now_s: float) -> None:
        """Doubt whether anybody is there, where that can be asked, and forget what was begun and left."""
        self.haste.due(now_s)
        if self._absence.forgets(now_s):
            self.forget()
        if self._absence.doubts(now_s):
            self._begin(doubted=True)

    def forget(self) -> None:
        """Begin anew."""
        self.begun, self.asked_by = Begun(), ""
        self._absence.end()

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return earliest((self._absence.deadline_s(), self.haste.deadline_s()))

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician what is pressed in haste."""
        return self.haste.problems()

    def _wish(self, meant: Choice, closed: Collection[str], ahead: Mapping[str, int]) -> Wish | None:
        """Answer what was asked or told; whatever else is pressed then, means what it always does."""
        told, doubted = self.begun.tells, self.begun.doubted
        self._begin(tells=False, told=None, doubted=False)
        if doubted and meant.kind == "no":
            self.forget()
            return None
        if (told and meant.kind == "back") or (doubted and meant.kind == "yes"):
            return None
        if self.begun.asked:
            return self._answer(meant, closed)
        return self._act(meant, closed, ahead)

    def _act(self, meant: Choice, closed: Collection[str], ahead: Mapping[str, int]) -> Wish | None:
        """Do what a press means while nothing was asked."""
        match meant.kind:
            case "service":
                self._begin(sphere="", digits="", keying=False)
                return self._ask(meant, meant.of, closed, ahead)
            case "sphere":
                return self._choose(meant, closed, ahead)
            case "purpose":
                service = next((c.of for c in self._inside() if c.name == meant.name), "")
                return self._ask(meant, service, closed, ahead) if service else None
            case "digit":
                return self._key_in(meant.of)
        self._switch(meant)
        return None

    def _switch(self, meant: Choice) -> None:
        """Do what changes only what is shown, or what the next ticket will be like."""
        begun = self.begun
        match meant.kind:
            case "priority":
                self._begin(priority=not begun.priority)
            case "language":
                self._begin(language=None if begun.language else "en")
            case "code":
                self._begin(sphere="", digits="", keying=True)
            case "erase":
                self._begin(digits=begun.digits[:-1])
            case "more":
                self._begin(part=(begun.part + 1) % len(choices.parts_of(self.offer)))
            case "back" if begun.sphere or begun.keying:
                self._begin(sphere="", digits="", keying=False)
            case "back":
                self._begin(part=0)

    def _choose(self, meant: Choice, closed: Collection[str], ahead: Mapping[str, int]) -> Wish | None:
        """Let the purposes invite, also a single one: who came to hand papers in must not get a ticket to collect.

        There is nothing to choose in a sphere of one service, and in one that is closed as a whole.
        """
        self._begin(sphere="", digits="", keying=False)
        services = self.paths.services(meant)
        if len(services) == 1 or (services and all(service in closed for service in services)):
            return self._ask(meant, services[0], closed, ahead)
        self._begin(sphere=meant.of if services else "")
        return None

    def _key_in(self, digit: str) -> Wish | None:
        self._begin(sphere="", keying=True, digits=self.begun.digits + digit)
        return CheckInWish(self.begun.digits) if len(self.begun.digits) >= self._code_digits else None

    def _ask(self, meant: Choice, service: str, closed: Collection[str], ahead: Mapping[str, int]) -> Wish | None:
        """Ask for a ticket, but first the citizen, if a screen can, whether they wait behind so many.

        Nobody with priority is asked: how many are ahead of them is another number, and theirs alone.
        """
        before = ahead.get(service, 0)
        asks = self.seen and self._ask_above and before > self._ask_above and not self.begun.priority
        if service not in closed and asks:
            self.asked_by = meant.name
            self._begin(asked=service, ahead=before)
            return None
        return self._now(service, closed)

    def _answer(self, meant: Choice, closed: Collection[str]) -> Wish | None:
        """Take yes, or the same button once more, for yes, and anything else for no; a language answers nothing."""
        if meant.kind == "language":
            self._switch(meant)
            return None
        service = self.begun.asked
        self._begin(asked="", ahead=0)
        if meant.kind == "yes" or meant.name == self.asked_by:
            return self._now(service, closed)
        self._begin(sphere="")
        return None

    def _now(self, service: str, closed: Collection[str]) -> Wish:
        return ClosedWish(service) if service in closed else TicketWish(service, self.begun.priority)

    def _inside(self) -> tuple[Choice, ...]:
        return self.offer.purposes.get(self.begun.sphere, ())

    def _begin(self, **changes: Any) -> None:
        self.begun = self.begun._replace(**changes)
