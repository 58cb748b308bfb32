# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What becomes of a press: asked of the centre, given a number of the kiosk's own, or told why not; no pins."""

import logging
from uuid import UUID, uuid4

from centre import messages
from centre.time import Now
from centre.unit import Unit
from kiosk.accounts import Accounts
from kiosk.doors import Doors
from kiosk.facts import Answered, GivenUp, IssuedAlone, OwnTicket, Pressed, PrintEnded
from kiosk.memory import OpenEnd
from kiosk.menu import CheckInWish, ClosedWish, Menu, TicketWish
from kiosk.notice import Notice
from kiosk.printing import Ended, Printing

log = logging.getLogger(__name__)

NOTICE_PAUSE_S = 10.0
"""A button whose service is closed explains itself on paper no more often than this: paper is not for playing."""


class Presses:
    """Each press from its edge to its paper; used by the kiosk's loop only.

    No press gets two papers: whatever was asked is given up, for good, in the commit that gives a number instead.
    """

    def __init__(self, *, menu: Menu, doors: Doors, unit: Unit, accounts: Accounts, printing: Printing) -> None:
        self.menu, self.doors, self._unit = menu, doors, unit
        self._accounts, self._printing = accounts, printing
        self._coming: dict[UUID, set[str]] = {}
        self._explained_s: dict[str, float] = {}

    def coming(self) -> set[str]:
        """Return the buttons whose paper is coming."""
        return set[str]().union(*self._coming.values())

    def take(self, name: str, now: Now) -> None:
        """Take a press on a button of a kiosk that serves."""
        match self.menu.press(name, self.doors.closed, now.steady_s):
            case TicketWish(service, priority) if self.doors.alone:
                self._give_alone(service, now, priority=priority)
            case TicketWish(service, priority):
                self._ask(Pressed(at=now.utc, request_id=uuid4(), service=service, priority=priority), now)
            case CheckInWish() if self.doors.alone:
                self._say(None, now)
            case CheckInWish(code):
                self._ask(Pressed(at=now.utc, request_id=uuid4(), code=code), now)
            case ClosedWish(service):
                self._explain(name, service, now)

    def resume(self, end: OpenEnd, now: Now) -> None:
        """Take up what a cut left open."""
        match end:
            case Pressed():
                self._await(end.request_id, end.service)
                self._accounts.ask(end, now)
            case Answered():
                self._await(end.request_id, end.reply.service)
                self._print(end.reply, now)
            case IssuedAlone():
                self._await(end.request_id, end.ticket.service)
                self._print(end.ticket, now)
            case GivenUp() | PrintEnded():
                self._accounts.tell(end, now)

    def answered(self, reply: messages.TicketReply, now: Now) -> None:
        """Print the ticket that a press has got."""
        # In this order: the printer's thread writes behind it, when the ticket's turn comes.
        self._accounts.answered(reply, now)
        self._print(reply, now)

    def refused(self, request: messages.TicketRequest | messages.CheckIn, refusal: messages.Refusal, now: Now) -> None:
        """Say on paper why a press brings no ticket."""
        log.warning("no ticket for %s: %s", _named(request), refusal.text)
        self._coming.pop(request.request_id, None)
        self._accounts.refused(request, now)
        self._say(refusal, now)

    def unanswered(self, request: messages.TicketRequest | messages.CheckIn, now: Now) -> None:
        """Give up a press; if the centre has gone, its citizen gets a number of the kiosk's own instead, at once."""
        if isinstance(request, messages.TicketRequest) and self.doors.may_give(request.service):
            self._instead(request, now)
            return
        log.warning("no answer to a press in time: given up")
        self._coming.pop(request.request_id, None)
        self._accounts.give_up(request.request_id, now)
        if isinstance(request, messages.CheckIn) and self.doors.hall.lost:
            self._say(None, now)

    def go_on_alone(self, now: Now) -> None:
        """Let nobody wait for a centre that is out of reach."""
        waiting = self._unit.abandon(messages.TicketRequest, lambda request: self.doors.may_give(request.service))
        for request in waiting:
            self._instead(request, now)

    def ended(self, ended: Ended, now: Now) -> None:
        """Tell how a printing ended."""
        self._coming.pop(ended.reply.request_id, None)
        self._accounts.tell(self._accounts.ended(ended, now), now)

    def _ask(self, pressed: Pressed, now: Now) -> None:
        self._await(pressed.request_id, pressed.service)
        self._accounts.ask(pressed, now)
        self._printing.press()
        self._accounts.write(pressed)

    def _instead(self, request: messages.TicketRequest, now: Now) -> None:
        self._coming.pop(request.request_id, None)
        self._give_alone(request.service, now, priority=request.priority, instead_of=request.request_id)

    def _give_alone(self, service: str, now: Now, *, priority: bool, instead_of: UUID | None = None) -> None:
        own = self._accounts.give_alone(service, now, priority=priority, instead_of=instead_of)
        log.warning("centre out of reach: ticket %s is given alone", own.ticket)
        self._await(own.request_id, service)
        self._print(own, now)

    def _await(self, request_id: UUID, service: str) -> None:
        self._coming[request_id] = self.menu.pressed_for(service)

    def _print(self, reply: messages.TicketReply | OwnTicket, now: Now) -> None:
        """Give the ticket to the printer; when its turn comes, its number waits until the journal has it."""
        self._printing.print(reply, now, lambda: self._accounts.printing(reply, now))

    def _explain(self, name: str, service: str, now: Now) -> None:
        """Print why the button brings no ticket, unless it has just done so."""
        if now.steady_s < self._explained_s.get(name, -NOTICE_PAUSE_S) + NOTICE_PAUSE_S:
            return
        self._explained_s[name] = now.steady_s
        log.info("press on '%s': '%s' is closed (%s)", name, service, self.doors.closed[service])
        self._say(messages.Refusal(reason="service_closed", text="", closed=self.doors.told(service)), now)

    def _say(self, refusal: messages.Refusal | None, now: Now) -> None:
        self._printing.notice(Notice(refusal, now.utc, self.doors.opens_at))


def _named(request: messages.TicketRequest | messages.CheckIn) -> str:
    """Return a request as a log may name it; a code is its citizen's."""
    return f"'{request.service}'" if isinstance(request, messages.TicketRequest) else "a code"
