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
from kiosk.memory import BrokenOff, OpenEnd
from kiosk.menu import Menu
from kiosk.notice import Notice
from kiosk.pages import Chosen
from kiosk.papers import Papers
from kiosk.printing import Ended, Printing
from kiosk.wishes import CheckInWish, ClosedWish, TicketWish

log = logging.getLogger(__name__)

NOTICE_PAUSE_S = 10.0
"""A button whose service is closed explains itself on paper no more often than this: paper is not for playing."""


class Presses:
    """Each press from its edge to its paper; used by the kiosk's loop only.

    No press gets two papers: whatever was asked is given up, for good, in the commit that gives a number instead.
    """

    def __init__(self, *, menu: Menu, doors: Doors, unit: Unit, accounts: Accounts, printing: Printing) -> None:
        self.menu, self.doors, self.accounts, self.printing = menu, doors, accounts, printing
        self._unit = unit
        self._explained_s: dict[str, float] = {}
        self.papers = Papers()

    @property
    def prints(self) -> bool:
        """Return whether a ticket can be printed: the printer is well, and what must be written before it can be."""
        return self.printing.fault is None and self.accounts.fault is None

    def take(self, name: str, now: Now) -> None:
        """Take a press, whatever it was made with, on a kiosk that serves."""
        self.papers.out = None
        match self.menu.press(name, self.doors.closed, now.steady_s, self.doors.ahead):
            case TicketWish() as wish if self.doors.alone:
                self._give_alone(wish, now)
            case TicketWish(service, priority, language):
                fresh = Pressed(at=now.utc, request_id=uuid4(), service=service, priority=priority, language=language)
                self._ask(fresh, now)
            case CheckInWish(_, language) if self.doors.alone:
                self._say(None, now, language)
            case CheckInWish(code, language):
                self._ask(Pressed(at=now.utc, request_id=uuid4(), code=code, language=language), now)
            case ClosedWish(service, language):
                self._explain(name, service, now, language)

    def resume(self, end: OpenEnd, now: Now) -> None:
        """Take up what a cut left open."""
        match end:
            case Pressed():
                self._await(end.request_id, end.service, end.language)
                self.accounts.ask(end, now)
            case BrokenOff(begun, _):
                self._print_again(begun, now, copy=True)
            case Answered() | IssuedAlone():
                self._print_again(end, now, copy=False)
            case GivenUp() | PrintEnded():
                self.accounts.tell(end, now)

    def answered(self, reply: messages.TicketReply, now: Now) -> None:
        """Print the ticket that a press has got."""
        # In this order: the printer's thread writes behind it, when the ticket's turn comes.
        self.accounts.answered(reply, now, self.papers.language(reply.request_id))
        self._print(reply, now)

    def refused(self, request: messages.TicketRequest | messages.CheckIn, refusal: messages.Refusal, now: Now) -> None:
        """Say why a press brings no ticket."""
        log.warning("no ticket for %s: %s", _named(request), refusal.text)
        language = self.papers.no_longer(request.request_id)
        self.accounts.refused(request, now)
        self._say(refusal, now, language)

    def unanswered(self, request: messages.TicketRequest | messages.CheckIn, now: Now) -> None:
        """Give up a press; its citizen gets a number of the kiosk's own instead, at once, or is told that none comes.

        Be the link up or not: see :meth:`kiosk.doors.Doors.may_give`.
        """
        if isinstance(request, messages.TicketRequest) and self.doors.may_give(request.service):
            self._instead(request, now)
            return
        log.warning("no answer to a press in time: given up")
        language = self.papers.no_longer(request.request_id)
        self.accounts.give_up(request.request_id, now)
        is_code = isinstance(request, messages.CheckIn)
        self._say(None if is_code else messages.Refusal(reason="service_closed", text=""), now, language)

    def go_on_alone(self, now: Now) -> None:
        """Let nobody wait for a centre that is out of reach."""
        waiting = self._unit.abandon(messages.TicketRequest, lambda request: self.doors.may_give(request.service))
        for request in waiting:
            self._instead(request, now)

    def ended(self, ended: Ended, now: Now) -> None:
        """Tell how a printing ended."""
        if ended.outcome == "printed":
            self.papers.come(ended.reply, now.steady_s, copy=ended.copy)
        else:
            self.papers.no_longer(ended.reply.request_id)
        self.accounts.tell(self.accounts.ended(ended, now), now)

    def _ask(self, pressed: Pressed, now: Now) -> None:
        self._await(pressed.request_id, pressed.service, pressed.language)
        self.accounts.ask(pressed, now)
        self.printing.press()
        self.accounts.write(pressed)

    def _instead(self, request: messages.TicketRequest, now: Now) -> None:
        wish = TicketWish(request.service, request.priority, self.papers.no_longer(request.request_id))
        self._give_alone(wish, now, instead_of=request.request_id)

    def _give_alone(self, wish: TicketWish, now: Now, *, instead_of: UUID | None = None) -> None:
        own = self.accounts.give_alone(
            wish.service, now, priority=wish.priority, language=wish.language, instead_of=instead_of
        )
        log.warning("centre out of reach: ticket %s is given alone", own.ticket)
        self._await(own.request_id, wish.service, wish.language)
        self._print(own, now)

    def _await(self, request_id: UUID, service: str, language: Chosen) -> None:
        self.papers.expect(request_id, self.menu.paths.pressed_for(service), language)

    def _print_again(self, begun: Answered | IssuedAlone, now: Now, *, copy: bool) -> None:
        reply = begun.reply if isinstance(begun, Answered) else begun.ticket
        self._await(reply.request_id, reply.service, begun.language)
        self._print(reply, now, copy=copy)

    def _print(self, reply: messages.TicketReply | OwnTicket, now: Now, *, copy: bool = False) -> None:
        """Give the ticket to the printer; when its turn comes, its number waits until the journal has it."""
        language = self.papers.language(reply.request_id)
        self.printing.print(reply, now, lambda: self.accounts.printing(reply, now), language=language, copy=copy)

    def _explain(self, name: str, service: str, now: Now, language: Chosen) -> None:
        """Say why the button brings no ticket; on paper, only if it has not just done so."""
        if not self.menu.seen and now.steady_s < self._explained_s.get(name, -NOTICE_PAUSE_S) + NOTICE_PAUSE_S:
            return
        self._explained_s[name] = now.steady_s
        log.info("press on '%s': '%s' is closed (%s)", name, service, self.doors.closed[service])
        self._say(messages.Refusal(reason="service_closed", text="", closed=self.doors.told(service)), now, language)

    def _say(self, refusal: messages.Refusal | None, now: Now, language: Chosen) -> None:
        """Say on the screen why there is no ticket; where there is none, on a slip of paper."""
        if self.menu.seen:
            self.menu.tell(refusal, language, now.steady_s)
            return
        self.printing.notice(Notice(refusal, now.utc, self.doors.opens_at, language))


def _named(request: messages.TicketRequest | messages.CheckIn) -> str:
    """Return a request as a log may name it; a code is its citizen's."""
    return f"'{request.service}'" if isinstance(request, messages.TicketRequest) else "a code"
