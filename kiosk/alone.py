# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk on its own may give: numbers of its block, each once a day; pure, it knows no wire and no paper.

Why it minds an outage and neither hours nor alerts, and when it believes in a new day: docs/decisions/014.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from uuid import uuid4

from msgspec.structs import replace

from centre.config import CentreFile, Language
from centre.facts_base import Resource
from centre.facts_day import JournalMended
from centre.letters import number_of, split
from centre.messages import Board, ClosedReason, Problem
from centre.time import Now, day_of
from kiosk.facts import CentreRemembered, IssuedAlone, KioskFact, OwnTicket
from kiosk.own_clock import OwnClock

BORN = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time."""

A_DAY = timedelta(days=1)
"""By so much the kiosk may be ahead of the centre at midnight, and be right; by more its clock was wrong."""

OUTAGES = get_args(Resource)
"""What closes a service for as long as nobody says otherwise; hours, capacity and alerts are known for a moment."""


class Alone:
    """The numbers of one kiosk's own, counted under each letter from the first of its block.

    ``known`` is what must outlive a power cut: whoever calls writes it when a method returns True, and before a number.
    """

    def __init__(self, *, centre: CentreFile, block: range, offered: Collection[str], now: Now) -> None:
        """``offered`` are the services that the kiosk's buttons lead to."""
        self._zone, self._block = centre.centre.time_zone, block
        self._letters = {service.id: service.letter for service in centre.services}
        self._windows = {s.id: tuple(w.number for w in centre.windows if s.id in w.services) for s in centre.services}
        self._offered = tuple(service.id for service in centre.services if service.id in offered)
        self._newest_s: float | None = None
        self._clock = OwnClock(self._zone)
        self.known = CentreRemembered(at=now.utc, closed={}, last={})

    def recall(self, facts: Iterable[KioskFact], now: Now) -> None:
        """Take up the facts since the newest start; after damage, in which numbers may be lost, none is left today."""
        for fact in facts:
            match fact:
                case CentreRemembered():
                    self.known = fact
                case IssuedAlone() if self.known.day in {None, fact.ticket.day}:
                    self._count(*split(fact.ticket.ticket), fact.counts_until)
                case IssuedAlone():
                    self._count_until(fact.counts_until)
                case JournalMended() if self._block:
                    last = dict.fromkeys(self._letters.values(), self._block[-1])
                    self.known = replace(self.known, last=last, counts_until=self._clock.counts_until(now))
        self.known = replace(self.known, at=now.utc)

    def look(self, now: Now) -> None:
        """Look at the own clock, whose proof lasts until it jumps; to be called at each turn."""
        self._clock.is_sure(now)

    def hear(self, board: Board, now: Now) -> bool:
        """Take up what the centre says of the day and of outages; return True when it is to be written."""
        before = self.known
        outages = {line.service: line.closed for line in board.services if line.closed and line.closed in OUTAGES}
        self.known = replace(before, at=now.utc, heard_at=board.at, closed=outages)
        if board.day is not None:
            self._hear_day(board.day, board.at, before, now)
        return (before.day, before.closed) != (self.known.day, self.known.closed)

    def _hear_day(self, day: date, at: datetime, before: CentreRemembered, now: Now) -> None:
        if before.day is None or (day < before.day - A_DAY and before.heard_at is not None and at > before.heard_at):
            # No day was known, or a wrong one, far ahead: numbers given in it may have been given on this day.
            self._go_on(day)
        elif day > before.day:
            self._begin(day, max(at, now.utc) if self.believes(now) else at, now)

    def turn(self, now: Now) -> bool:
        """Begin a day that the own clock says, if it can be believed; return True when that is to be written.

        Where nothing proves that clock, the numbers go on.
        """
        today = day_of(now.utc, self._zone)
        if self.known.day is None or today <= self.known.day or not self.believes(now):
            return False
        if self._clock.is_sure(now):
            self._begin(today, now.utc, now)
        else:
            self.known = replace(self.known, at=now.utc, day=today, counts_until=None)
        return True

    def handed_over(self, now: Now) -> bool:
        """Note that the centre may count a ticket on this day; return True when that is to be written."""
        before = self.known
        self._count_until(self._clock.counts_until(now))
        return before != self.known

    def believes(self, now: Now) -> bool:
        """Return whether the own clock may be right: it is not behind the centre's, as it is at 1970."""
        return now.utc >= max(self.known.heard_at or BORN, BORN)

    def closed(self) -> dict[str, ClosedReason]:
        """Return what gives no tickets: what an outage had closed, and what has no number left (*full*)."""
        exhausted = {s: letter for s, letter in self._letters.items() if self._next(letter) not in self._block}
        return {**dict.fromkeys(exhausted, "full"), **self.known.closed}

    def gives(self, service: str) -> bool:
        """Return whether a ticket of the service can be given; one that centre.toml has lost since has none."""
        return service in self._letters and service not in self.closed()

    def has_numbers(self) -> bool:
        """Return whether any ticket at all can be given."""
        return any(self._next(self._letters[service]) in self._block for service in self._offered)

    def issue(self, service: str, now: Now, *, priority: bool = False, language: Language | None = None) -> IssuedAlone:
        """Give the next number under the service's letter; the service must not be closed."""
        letter = self._letters[service]
        count = self._next(letter)
        counts_until = self._clock.counts_until(now)
        self._count(letter, count, counts_until)
        self._newest_s = now.steady_s
        ticket = OwnTicket(
            request_id=uuid4(),
            ticket=number_of(letter, count),
            day=self.known.day or day_of(now.utc, self._zone),
            service=service,
            issued_at=now.utc,
            windows=self._windows[service],
            priority=priority,
            timed=self.believes(now),
        )
        return IssuedAlone(
            at=now.utc,
            request_id=ticket.request_id,
            ticket=ticket,
            counts_until=counts_until,
            language=language,
        )

    def problem(self) -> Problem:
        """Tell the technician that the centre is out of reach, and what is left."""
        text = "The centre is out of reach: look at network, broker and dispatcher."
        if not self._block:
            return Problem(code="alone", text=f"{text} No tickets are given; alone_numbers in centre.toml is missing.")
        letters = dict.fromkeys(self._letters[service] for service in self._offered)
        left = ", ".join(f"{letter} {max(self._block[-1] + 1 - self._next(letter), 0)}" for letter in letters)
        return Problem(code="alone", text=f"{text} Tickets are given from the kiosk's own numbers; left: {left}.")

    def _count(self, letter: str, count: int, until: date | None) -> None:
        count = max(count, self.known.last.get(letter, 0))
        if self.known.last:
            self._count_until(until)
        else:
            self.known = replace(self.known, counts_until=until)
        self.known = replace(self.known, last={**self.known.last, letter: count})

    def _count_until(self, until: date | None) -> None:
        before = self.known.counts_until
        self.known = replace(self.known, counts_until=None if before is None or until is None else max(before, until))

    def _next(self, letter: str) -> int:
        return max(self.known.last.get(letter, 0) + 1, self._block.start)

    def _begin(self, day: date, moment: datetime, now: Now) -> None:
        """Begin a day at ``moment``: numbers restart, unless one of them may count on it too.

        The newest of this run may, by its age, though its clock was sure of an earlier day.
        """
        newest = None if self._newest_s is None else moment - timedelta(seconds=now.steady_s - self._newest_s)
        until = self.known.counts_until
        if until is None or until >= day or (newest is not None and day_of(newest, self._zone) >= day):
            self._go_on(day)
        else:
            self.known = replace(self.known, day=day, last={})

    def _go_on(self, day: date) -> None:
        """Begin a day with the numbers that were given: they are not of a later one."""
        self.known = replace(self.known, day=day, counts_until=day)
