# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The queue of one day as a value that never changes, and cheap views of it; no clock, wire or disk."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

import msgspec

from centre.config import CentreFile, Service, Window
from centre.facts_base import Resource, Word
from dispatcher.rules.alarm import Alarm
from dispatcher.rules.policy import Policy
from dispatcher.rules.states import Mode, State
from dispatcher.rules.ticket import Booking, Ticket, WindowDesk

OWN_RANGE_FROM = 1000
"""Where the numbers of those without priority begin when priority has a range of its own (sud.ua 353495)."""


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """All that the rules know.

    ``lines``: the numbers that wait for each service, in their order. ``aside``: the postponed and the no-shows.
    ``sent``: whoever was sent to one window today, wherever they are now.
    ``requests``: the ticket that each request key became, or None if it was given up before it arrived.
    ``last_numbers``: the highest number given under each letter below 1000, and, under ``<letter>1000``, from there on.
    ``bookings``: by day and code. ``durations``: the newest seconds at a window of each service, oldest first.
    ``alarm``: alerts and power. ``before_doubt``: while the clock is doubted, the tickets that had been given before;
    ``moved_from``: the dates that the day had before the clock was put right; ``left``: those of dates before.
    ``rated``: the citizens' words of today by service; ``served``: how many tickets of each service, and under "" of
    all, were finished since its words were counted last, ``counted_at`` when any were.
    The mappings are never changed in place, so a queue whose facts could not be committed is simply kept.
    """

    policy: Policy
    day: date | None = None
    tickets: Mapping[str, Ticket] = {}
    lines: Mapping[str, tuple[str, ...]] = {}
    aside: tuple[str, ...] = ()
    sent: frozenset[str] = frozenset()
    desks: Mapping[int, WindowDesk] = {}
    requests: Mapping[str, str | None] = {}
    last_numbers: Mapping[str, int] = {}
    bookings: Mapping[tuple[date, str], Booking] = {}
    outages: frozenset[Resource] = frozenset()
    durations: Mapping[str, tuple[int, ...]] = {}
    alarm: Alarm = Alarm()
    before_doubt: frozenset[str] | None = None
    moved_from: frozenset[date] = frozenset()
    left: Mapping[date, Mapping[str, int]] = {}
    rated: Mapping[tuple[str, Word], int] = {}
    served: Mapping[str, int] = {}
    counted_at: datetime | None = None

    @classmethod
    def start(cls, centre: CentreFile) -> "Queue":
        """Return the queue of a centre that has not had a day yet."""
        return cls(policy=Policy.of(centre))

    @property
    def services(self) -> Mapping[str, Service]:
        """Return the services of the centre by id."""
        return self.policy.services

    @property
    def windows(self) -> Mapping[int, Window]:
        """Return the windows of the centre by number."""
        return self.policy.windows

    @property
    def doubted(self) -> bool:
        """Return whether nothing proves the clock: it says neither when the day ends nor when the doors shut."""
        return self.before_doubt is not None

    def is_today(self, day: date) -> bool:
        """Return whether tickets of this date are of today; the paper may bear the date of a wrong clock."""
        return day == self.day or day in self.moved_from

    def desk(self, window: int) -> WindowDesk:
        """Return the desk of a window; one that nothing has happened to today is closed."""
        return self.desks.get(window, _UNTOUCHED)

    def at_window(self, window: int) -> Ticket | None:
        """Return the ticket called to the window or served at it."""
        number = self.desk(window).ticket
        return None if number is None else self.tickets[number]

    def window_of(self, ticket: str) -> int | None:
        """Return the window a ticket is called to or served at."""
        return next((window for window, desk in self.desks.items() if desk.ticket == ticket), None)

    def waiting_for(self, service: str) -> tuple[str, ...]:
        """Return the numbers that wait for a service, in their order."""
        return self.lines.get(service, ())

    def waiting_at(self, window: int) -> Iterator[Ticket]:
        """Yield the waiting tickets that the window may be given, in no order."""
        for service in self.windows[window].services:
            for number in self.waiting_for(service):
                ticket = self.tickets[number]
                if ticket.only_window is None or self.may_have(window, ticket):
                    yield ticket

    def may_have(self, window: int, ticket: Ticket) -> bool:
        """Return False for who was sent to another window; when that one closes, the others take its citizens.

        One that centre.toml has lost since, or that serves it no more, is as good as closed, whatever the journal says.
        """
        only = ticket.only_window
        if only is None or only == window:
            return True
        return only not in self.policy.windows_for(ticket.service) or self.desk(only).mode is Mode.CLOSED

    def failed_for(self, service: str) -> Resource | None:
        """Return which of what the service needs has failed, the first that centre.toml names; None: all works."""
        if not self.outages:
            return None
        needs = self.services[service].needs if service in self.services else ()
        return next((resource for resource in needs if resource in self.outages), None)

    def open_windows(self, service: str) -> tuple[int, ...]:
        """Return the numbers of the open windows that serve a service."""
        return tuple(n for n in self.policy.windows_for(service) if self.desk(n).mode is Mode.OPEN)

    def ahead_of(self, service: str, *, priority: bool = False) -> int:
        """Return how many of those who wait may be called before a newcomer to the windows of the service.

        These call in one order over all their services; who came for what has failed is before nobody. Before a
        newcomer with priority are the others with it, appointments, who is back, and whom the windows call between.
        It is asked at each press, so without priority nobody who waits is looked at but who was sent to one window.
        """
        if not priority:
            names = [name for name in self._around(service) if self.failed_for(name) is None]
            return sum(len(self.waiting_for(name)) for name in names) - self._sent_elsewhere(service, names)
        waiting = [ticket for ticket in self.waiting_around(service) if self.failed_for(ticket.service) is None]
        first = sum(ticket.goes_first for ticket in waiting)
        between = sum(ticket.priority for ticket in waiting) // self.policy.order.priority_in_a_row
        return first + min(len(waiting) - first, between)

    def waiting_around(self, service: str) -> list[Ticket]:
        """Return all who wait and may be called by a window of the service, for it or for something else."""
        waiting = (self.tickets[number] for name in self._around(service) for number in self.waiting_for(name))
        return [ticket for ticket in waiting if self._may_come(service, ticket)]

    def _around(self, service: str) -> Collection[str]:
        """Return the services of all the windows that serve a service, each once."""
        return dict.fromkeys(name for n in self.policy.windows_for(service) for name in self.windows[n].services)

    def _may_come(self, service: str, ticket: Ticket) -> bool:
        """Return whether a window of the service may be given the ticket, which waits for one of its services."""
        if ticket.only_window is None:
            return True
        return any(self.may_have(number, ticket) for number in self.policy.windows_for(service))

    def _sent_elsewhere(self, service: str, names: Collection[str]) -> int:
        """Return how many who wait for one of ``names`` no window of the service may be given."""
        sent = (self.tickets[number] for number in self.sent)
        waiting = (ticket for ticket in sent if ticket.state is State.WAITING and ticket.service in names)
        return sum(not self._may_come(service, ticket) for ticket in waiting)


_UNTOUCHED = WindowDesk()
