# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What presses on a kiosk without a screen mean together: pure; it knows no wire, no lamps, no paper.

Times are seconds of the steady clock. ``closed`` are the services that give no tickets now.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from centre.config import Button, Language, Purpose, Service

FORGET_S = 20.0
"""What was begun is forgotten after so long without a press; each press prolongs it (WCAG 2.2.1: 20 s at least)."""


Chosen = Language | None
"""The language that a citizen has chosen; None: they have chosen none."""


class TicketWish(NamedTuple):
    """A citizen asks for a ticket."""

    service: str
    priority: bool
    language: Chosen = None


class CheckInWish(NamedTuple):
    """A citizen has keyed in the code of a booking."""

    code: str
    language: Chosen = None


class ClosedWish(NamedTuple):
    """A citizen asks for what gives no tickets now."""

    service: str
    language: Chosen = None


Wish = TicketWish | CheckInWish | ClosedWish


class Menu:
    """The buttons of one kiosk and what was begun with them.

    ``sphere`` is the chosen one, ``digits`` what is keyed in of a code, ``priority`` switched on for the next ticket,
    ``language`` chosen for it.
    After a power cut nothing is begun: nobody must inherit half a wish.
    """

    def __init__(self, *, buttons: Iterable[Button], services: Sequence[Service], code_digits: int) -> None:
        self._buttons = {button.name: button for button in buttons}
        self._services, self._code_digits = services, code_digits
        self._forget_s: float | None = None
        self.forget()

    def press(self, name: str, closed: Collection[str], now_s: float) -> Wish | None:
        """Take a press; return what the citizen wants now, None if more is needed or the press means nothing."""
        self.due(now_s)
        wish = self._wish(self._buttons[name], closed)
        if wish:
            wish = wish._replace(language=self.language)
        if isinstance(wish, TicketWish | CheckInWish):
            self.forget()
        self._forget_s = now_s + FORGET_S if self._begun() else None
        return wish

    def _begun(self) -> bool:
        return bool(self.sphere or self.digits or self.priority or self.language)

    def due(self, now_s: float) -> None:
        """Forget what was begun and left."""
        if self._forget_s is not None and now_s >= self._forget_s:
            self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.sphere, self.digits, self.priority = "", "", False
        self.language: Chosen = None
        self._forget_s = None

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return self._forget_s

    def choice(self, purpose: Purpose | None) -> str:
        """Return the service that the purpose means within the chosen sphere, "" if none."""
        if not self.sphere or purpose is None:
            return ""
        return next((s.id for s in self._services if (s.sphere, s.purpose) == (self.sphere, purpose)), "")

    def services(self, button: Button) -> list[str]:
        """Return what can be had from the first press of this button: its service, or those of its sphere."""
        if button.sphere:
            return [service.id for service in self._services if service.sphere == button.sphere]
        return [button.service] if button.service else []

    def offered(self) -> set[str]:
        """Return all that can be had at this kiosk, bookings apart."""
        return {service for button in self._buttons.values() for service in self.services(button)}

    def bookable(self) -> set[str]:
        """Return what a booking may be for: any service of the centre."""
        return {service.id for service in self._services}

    def pressed_for(self, service: str) -> set[str]:
        """Return the names of the buttons that lead to this service; of the digits, for a check-in ("")."""
        if not service:
            return {name for name, button in self._buttons.items() if button.digit is not None}
        if service in self._buttons:
            return {service}
        way = {name for s in self._services if s.id == service for name in (s.sphere, s.purpose) if name}
        return way & self._buttons.keys()

    def _wish(self, button: Button, closed: Collection[str]) -> Wish | None:
        if button.service:
            self.sphere = self.digits = ""
            return self._ask(button.service, closed)
        if button.sphere:
            return self._choose(button, closed)
        if button.digit is not None:
            return self._key_in(button.digit)
        if button.priority:
            self.priority = not self.priority
            return None
        if button.language:
            self.language = None if self.language else button.language
            return None
        service = self.choice(button.purpose)
        return self._ask(service, closed) if service else None

    def _choose(self, button: Button, closed: Collection[str]) -> Wish | None:
        """Let the purposes invite, also a single one: who came to hand papers in must not get a ticket to collect.

        There is nothing to choose in a sphere of one service, and in one that is closed as a whole.
        """
        self.sphere = self.digits = ""
        services = self.services(button)
        if len(services) == 1 or (services and all(service in closed for service in services)):
            return self._ask(services[0], closed)
        self.sphere = button.sphere if services else ""
        return None

    def _key_in(self, digit: int) -> Wish | None:
        self.sphere = ""
        self.digits += str(digit)
        return CheckInWish(self.digits) if len(self.digits) >= self._code_digits else None

    def _ask(self, service: str, closed: Collection[str]) -> Wish:
        return ClosedWish(service) if service in closed else TicketWish(service, self.priority)
