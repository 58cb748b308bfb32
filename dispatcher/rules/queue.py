# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The queue of one day as a value that never changes, and cheap views of it; no clock, wire or disk."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from centre.config import CentreFile, Service, Window
from centre.facts import PrintOutcome
from dispatcher.rules.states import Mode, State


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue.

    ``seniority`` counts the tickets of the day from 0 and is kept through every postponement and transfer.
    It is a count and no time, because a clock that is set back would let the late overtake the early.
    ``called_at`` is the newest call, ``times`` counts the calls since it last waited; ``until`` is set while
    it is postponed.
    """

    number: str
    service: str
    seniority: int
    state: State
    only_window: int | None = None
    until: datetime | None = None
    called_at: datetime | None = None
    times: int = 0
    printed: PrintOutcome | None = None


class WindowDesk(msgspec.Struct, frozen=True):
    """What a window does, and the number of the ticket called to it or served at it."""

    mode: Mode = Mode.CLOSED
    ticket: str | None = None


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """All that the rules know.

    ``lines``: the numbers that wait for each service, the most senior first.
    ``requests``: the ticket that each request key became, or None if it was given up before it arrived.
    ``last_numbers``: the highest number given under each letter.
    The mappings are never changed in place, so a queue whose facts could not be committed is simply kept.
    """

    time_zone: str
    services: Mapping[str, Service]
    windows: Mapping[int, Window]
    day: date | None = None
    tickets: Mapping[str, Ticket] = {}
    lines: Mapping[str, tuple[str, ...]] = {}
    desks: Mapping[int, WindowDesk] = {}
    requests: Mapping[str, str | None] = {}
    last_numbers: Mapping[str, int] = {}

    @classmethod
    def start(cls, centre: CentreFile) -> "Queue":
        """Return the queue of a centre that has not had a day yet."""
        return cls(
            time_zone=centre.centre.time_zone,
            services={service.id: service for service in centre.services},
            windows={window.number: window for window in centre.windows},
        )

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
        """Return the numbers that wait for a service, the most senior first."""
        return self.lines.get(service, ())

    def waiting_at(self, window: int) -> tuple[Ticket, ...]:
        """Return the waiting tickets that CallNext could give to the window, in no order."""
        waiting = (self.tickets[n] for s in self.windows[window].services for n in self.waiting_for(s))
        return tuple(ticket for ticket in waiting if ticket.only_window in (None, window))

    def ahead_of(self, service: str) -> int:
        """Return how many of those who wait a window of the service may call before a newcomer for it.

        Windows call first come, first served over all their services: whoever waits for any of these is ahead.
        """
        windows = {number for number, window in self.windows.items() if service in window.services}
        services = {served for number in windows for served in self.windows[number].services}
        waiting = (self.tickets[n] for served in services for n in self.waiting_for(served))
        return sum(ticket.only_window is None or ticket.only_window in windows for ticket in waiting)

    def open_windows(self, service: str) -> tuple[int, ...]:
        """Return the numbers of the open windows that serve a service."""
        return tuple(
            number
            for number, window in self.windows.items()
            if service in window.services and self.desk(number).mode is Mode.OPEN
        )


_UNTOUCHED = WindowDesk()
