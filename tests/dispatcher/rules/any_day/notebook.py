# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A porter's notebook: where everybody is, written down from the facts alone; it knows no line of dispatcher.rules."""

from collections import Counter
from typing import Any

from centre import facts, facts_day
from centre.config import CentreFile
from centre.facts_base import snake
from tests.dispatcher.rules.any_day.days import Days
from tests.dispatcher.rules.any_day.slips import WAYS, Booked, Slip


class Notebook(Days):
    """What happens within a day; what begins and ends one is written by ``Days``."""

    def __init__(self, centre: CentreFile) -> None:
        super().__init__(centre)
        self._line: list[Slip] | None = None

    def turn_page(self) -> None:
        """Begin with the facts of another decision: who returns now does so on another line."""
        self._line = None

    def write(self, fact: Any) -> None:
        """Write one fact down."""
        self.set_back, self.newest = self.went_back(fact.at), fact.at
        if not isinstance(fact, facts.TicketReturned):
            self._line = None
        if type(fact) in WAYS:
            self._move(fact)
        else:
            getattr(self, f"_{snake(type(fact).__name__)}")(fact)

    # Tickets and bookings.

    def _ticket_issued(self, fact: facts.TicketIssued) -> None:
        self._add(Slip(fact.ticket, fact.service, len(self.slots), fact.at, fact.priority, fact.due))
        self.requests[fact.request] = fact.ticket
        if fact.code is not None and self.day is not None:
            self.bookings[self.day, fact.code].ticket = fact.ticket

    def _ticket_taken_over(self, fact: facts.TicketTakenOver) -> None:
        """Put it where the fact says; one of an earlier day has no place any more."""
        today = self.is_today(fact.day)
        self.requests[fact.request] = fact.ticket if today else None
        if not today:
            return
        rank = 0 if fact.place is None else fact.place + 1
        for slip in self.slips.values():
            slip.rank += slip.rank >= rank
        self._add(Slip(fact.ticket, fact.service, rank, fact.issued_at, fact.priority, alone=fact.kiosk))

    def _ticket_carried(self, fact: facts.TicketCarried) -> None:
        assert [(fact.ticket, fact.service, fact.priority)] == self.carried[:1], "11. kept, in the old order"
        del self.carried[0]
        assert not self.requests, "11. carried tickets come first"
        self._add(Slip(fact.ticket, fact.service, len(self.slots), fact.at, fact.priority, carried=True))

    def _add(self, slip: Slip) -> None:
        assert slip.number not in self.slips, "2. a number is given once a day"
        self.slips[slip.number] = slip
        self.slots.insert(slip.rank, [slip.number])

    def _ticket_kept(self, fact: facts.TicketKept) -> None:
        self.slips[fact.ticket].kept = True

    def _ticket_printed(self, fact: facts.TicketPrinted) -> None:
        assert fact.ticket in self.slips

    def _appointment_booked(self, fact: facts_day.AppointmentBooked) -> None:
        self.bookings[fact.day, fact.code] = Booked(fact.service, fact.due)

    def _request_given_up(self, fact: facts.RequestGivenUp) -> None:
        self.requests[fact.given_up] = None

    # Windows, and the ways of a ticket.

    def _window_opened(self, fact: facts_day.WindowOpened) -> None:
        self.modes[fact.window] = "open"
        self.opened[fact.window] = fact.at

    def _window_paused(self, fact: facts_day.WindowPaused) -> None:
        self.modes[fact.window] = "paused"

    def _window_closed(self, fact: facts_day.WindowClosed) -> None:
        assert self.at(fact.window) is None, "1. nobody is left standing at a closed window"
        self.modes[fact.window] = "closed"

    def _move(self, fact: Any) -> None:
        slip, (allowed, where) = self.slips[fact.ticket], WAYS[type(fact)]
        assert slip.where in allowed.split(), f"1. {fact} of who is {slip.where}"
        if slip.where == "serving" and isinstance(fact, facts.TicketRecalled | facts.TicketNoShow):
            assert slip.assumed, f"1. {fact} of who has come"
        if isinstance(fact, facts.TicketReturned):
            self._return(slip)
        self._remember(slip, fact)
        slip.where = where
        self.sirens.standing.discard(slip.number)
        slip.window = fact.window if where in ("called", "serving") else None
        if where == "line":
            slip.waits, slip.passed, slip.before = slip.waits + 1, Counter(), set()

    def _remember(self, slip: Slip, fact: Any) -> None:
        match fact:
            case facts.TicketCalled():
                slip.called_at, slip.back, slip.absent_since, slip.until = fact.at, False, None, None
                row = self.in_row[fact.window] + 1 if slip.priority else self.in_row[fact.window]
                self.in_row[fact.window] = 0 if fact.turn == "ordinary" else row
            case facts.TicketRecalled() | facts.CallResumed():
                slip.called_at = fact.at
                self.sirens.anew.discard(slip.number)
            case facts.ServingStarted():
                slip.assumed = fact.assumed
            case facts.TicketNoShow():
                slip.absent_since, slip.missed, slip.due = fact.at, slip.missed + 1, None
            case facts.TicketPostponed():
                slip.until, slip.put_off = fact.until, fact.at
            case facts.TicketReturned():
                slip.back, slip.until, slip.absent_since = slip.where == "postponed", None, None
            case facts.TicketTransferred():
                slip.service, slip.only = fact.service, fact.only_window

    def _return(self, slip: Slip) -> None:
        """Put who had not come behind those that centre.toml lets go before; who was put off stays."""
        if self._line is None:
            self._line = self.waiting()
        calls = self.centre.calls
        if slip.where == "postponed" or calls.return_place == "kept":
            return
        windows = self.windows_for(slip.service)
        line = [other for other in self._line if any(self.may_have(window, other) for window in windows)]
        before = line if calls.return_place == "tail" else line[: calls.return_after]
        if before:
            slip.lost_place = True
            there = max(self._slot(before[-1].number), slip.rank)
            self.slots[self._slot(slip.number)].remove(slip.number)
            self.slots[there].append(slip.number)

    def _slot(self, number: str) -> int:
        return next(place for place, slot in enumerate(self.slots) if number in slot)
