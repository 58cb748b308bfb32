# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A porter's notebook: where everybody is, written down from the facts alone; it knows no line of dispatcher.rules."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from centre import facts
from centre.config import CentreFile, Service
from centre.facts_base import snake
from tests.dispatcher.rules.any_day.slips import WAYS, Booked, Slip

KYIV = ZoneInfo("Europe/Kyiv")


class Notebook:
    """All that happened today, and of earlier days what is still true.

    ``slots`` is the common order: a slot for each ticket in the order of issue, and in it, behind its first owner, who
    returned to stand there. ``carried`` are those whom the new day has still to name.
    """

    def __init__(self, centre: CentreFile) -> None:
        self.centre = centre
        self.day: date | None = None
        self.bookings: dict[tuple[date, str], Booked] = {}
        self.outages: set[str] = set()
        self.carried: list[tuple[str, str, bool]] = []
        self.moved_from: set[date] = set()
        self.before_doubt: set[str] | None = None
        self._clear()

    def _clear(self) -> None:
        self.slips: dict[str, Slip] = {}
        self.slots: list[list[str]] = []
        self.requests: dict[str, str | None] = {}
        self.modes: dict[int, str] = {}
        self.in_row: Counter[int] = Counter()
        self.counts: Counter[tuple[str, bool]] = Counter()
        self._line: list[Slip] | None = None

    # What can be read in it.

    def service(self, name: str) -> Service | None:
        """Return a service of today's centre.toml."""
        return next((service for service in self.centre.services if service.id == name), None)

    def windows_for(self, service: str) -> list[int]:
        """Return the windows that serve it."""
        return [window.number for window in self.centre.windows if service in window.services]

    def waiting(self) -> list[Slip]:
        """Return all who wait, in the common order."""
        slips = (self.slips[number] for slot in self.slots for number in slot)
        return [slip for slip in slips if slip.where == "line"]

    def may_have(self, window: int, slip: Slip) -> bool:
        """Tell whether the window serves it, and it was not sent to another that will call it."""
        windows = self.windows_for(slip.service)
        elsewhere = slip.only in windows and self.modes.get(slip.only or 0, "closed") != "closed"
        return window in windows and (slip.only in (None, window) or not elsewhere)

    def at(self, window: int) -> Slip | None:
        """Return who is at the window."""
        here = [slip for slip in self.slips.values() if slip.window == window]
        assert len(here) <= 1, f"3. window {window} has {here}"
        return here[0] if here else None

    # How it is written.

    def turn_page(self) -> None:
        """Begin with the facts of another decision: who returns now does so on another line."""
        self._line = None

    def write(self, fact: Any) -> None:
        """Write one fact down."""
        if not isinstance(fact, facts.TicketReturned):
            self._line = None
        if type(fact) in WAYS:
            self._move(fact)
        else:
            getattr(self, f"_{snake(type(fact).__name__)}")(fact)

    def _day_started(self, fact: facts.DayStarted) -> None:
        assert self.day is None or fact.day > self.day, "11. no day begins twice"
        assert fact.day == fact.at.astimezone(KYIV).date(), "11. the day is the centre's"
        left = [self.slips[number] for slot in self.slots for number in slot if self._is_left(self.slips[number])]
        self.carried = [(slip.number, slip.service, slip.priority) for slip in left if slip.kept]
        self.bookings = {key: Booked(b.service, b.due) for key, b in self.bookings.items() if key[0] >= fact.day}
        counts = self.counts if fact.day in self.moved_from else Counter()
        self._clear()
        self.day, self.counts, self.moved_from = fact.day, counts, set()
        assert self.before_doubt is None, "14. no midnight of a doubted clock"

    def _clock_doubted(self, _fact: facts.ClockDoubted) -> None:
        assert self.before_doubt is None, "14. doubted once"
        self.before_doubt = set(self.slips)

    def _clock_trusted(self, _fact: facts.ClockTrusted) -> None:
        assert self.before_doubt is not None, "14. trusted once"
        self.before_doubt = None

    def _day_moved(self, fact: facts.DayMoved) -> None:
        assert self.day is not None
        assert fact.day == fact.at.astimezone(KYIV).date() != self.day, "14. the date is the true one"
        if fact.day > self.day:
            assert self.before_doubt is not None, "14. only a doubted day moves on"
            self._end(self.before_doubt)
        else:
            for slip in self.slips.values():
                slip.until = None if slip.until is None else min(slip.until, fact.at)
        self.bookings = {key: booked for key, booked in self.bookings.items() if key[0] >= fact.day}
        self.moved_from.add(self.day)
        self.day = fact.day

    def _end(self, before_doubt: set[str]) -> None:
        """End the tickets of before the doubt, but for who is at a window or was kept."""
        for slip in self.slips.values():
            if slip.number in before_doubt and slip.where not in ("done", "voided"):
                if not slip.kept and slip.window is None:
                    slip.where = "voided"
                slip.kept = False

    def _is_left(self, slip: Slip) -> bool:
        """Tell whether somebody is not served yet; who did not come is, who would be called again by the clock."""
        again = slip.where == "no_show" and slip.missed <= self.centre.calls.offered_again
        return again or slip.where in {"line", "called", "postponed"}

    def _ticket_issued(self, fact: facts.TicketIssued) -> None:
        self._add(fact, due=fact.due)
        self.requests[fact.request] = fact.ticket
        if fact.code is not None and self.day is not None:
            self.bookings[self.day, fact.code].ticket = fact.ticket

    def _ticket_carried(self, fact: facts.TicketCarried) -> None:
        assert [(fact.ticket, fact.service, fact.priority)] == self.carried[:1], "11. kept, in the old order"
        del self.carried[0]
        assert not self.requests, "11. carried tickets come first"
        self._add(fact)

    def _add(self, fact: facts.TicketIssued | facts.TicketCarried, due: datetime | None = None) -> None:
        assert fact.ticket not in self.slips, "2. a number is given once a day"
        slip = Slip(fact.ticket, fact.service, len(self.slots), fact.at, fact.priority, due)
        self.slips[slip.number] = slip
        self.slots.append([slip.number])

    def _ticket_kept(self, fact: facts.TicketKept) -> None:
        self.slips[fact.ticket].kept = True

    def _ticket_printed(self, fact: facts.TicketPrinted) -> None:
        assert fact.ticket in self.slips

    def _appointment_booked(self, fact: facts.AppointmentBooked) -> None:
        self.bookings[fact.day, fact.code] = Booked(fact.service, fact.due)

    def _request_given_up(self, fact: facts.RequestGivenUp) -> None:
        self.requests[fact.given_up] = None

    def _resource_lost(self, fact: facts.ResourceLost) -> None:
        self.outages.add(fact.resource)

    def _resource_returned(self, fact: facts.ResourceReturned) -> None:
        self.outages.remove(fact.resource)

    def _window_opened(self, fact: facts.WindowOpened) -> None:
        self.modes[fact.window] = "open"

    def _window_paused(self, fact: facts.WindowPaused) -> None:
        self.modes[fact.window] = "paused"

    def _window_closed(self, fact: facts.WindowClosed) -> None:
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
