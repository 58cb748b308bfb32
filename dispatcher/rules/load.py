# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How much work stands before the windows of a service; estimates and the day's capacity are made from it."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from dispatcher.rules.durations import Duration, known
from dispatcher.rules.queue import Queue
from dispatcher.rules.returning import comes_back
from dispatcher.rules.suspension import later
from dispatcher.rules.ticket import Booking, Ticket

LEAST_LEFT = 1 / 3
"""Share of the mean that a citizen at a window is taken to need still, however long it has been already."""


class Load(NamedTuple):
    """Work in seconds: of those who wait, and of those at the windows; how many windows are busy."""

    waiting_s: float
    variance: float
    present_s: float
    busy: int


def load(queue: Queue, windows: Collection[int], now: datetime, *, priority: bool = False) -> Load | None:
    """Return the work before a newcomer to these windows, None when some of it is unknown.

    Of who could as well go to other open windows, a share counts. Before a newcomer with priority: who goes first too.
    Who waits for what has failed is before nobody: the windows call others first.
    """
    waiting_s = variance = 0.0
    for service in _services(queue, windows):
        if queue.failed_for(service) is not None:
            continue
        line = queue.waiting_for(service)
        count = sum(queue.tickets[number].goes_first for number in line) if priority else len(line)
        duration = known(queue, service)
        if count and duration is None:
            return None
        if count and duration is not None:
            work = count * share(queue, service, windows)
            waiting_s += work * duration.mean_s
            variance += work * duration.variance
    present = [left for window in windows if (left := _left_s(queue, window, now)) is not None]
    return Load(waiting_s, variance, sum(present), len(present))


def promised_s(queue: Queue, windows: Collection[int], now: datetime) -> float:
    """Return the work of who will still come to these windows today; what is unknown of it counts nothing.

    They are booked, put off, to be offered again after a no-show, or wait for what has failed.
    """
    services = set(_services(queue, windows))
    coming = [booking.service for booking in expected(queue, now)]
    coming += [queue.tickets[n].service for n in queue.aside if comes_back(queue, queue.tickets[n])]
    coming += [name for name in services if queue.failed_for(name) is not None for _ in queue.waiting_for(name)]
    return sum(
        share(queue, service, windows) * duration.mean_s
        for service in coming
        if service in services and (duration := known(queue, service)) is not None
    )


def booked(queue: Queue, windows: Collection[int], until: datetime, now: datetime) -> Load:
    """Return the work of today's bookings that will go before whoever is called at ``until``."""
    services = _services(queue, windows)
    coming = [b.service for b in expected(queue, now) if b.due < until and b.service in services]
    known_of = [(known(queue, service), share(queue, service, windows)) for service in coming]
    times = [(duration, part) for duration, part in known_of if duration is not None]
    return Load(
        sum(part * duration.mean_s for duration, part in times),
        sum(part * duration.variance for duration, part in times),
        present_s=0.0,
        busy=0,
    )


def expected(queue: Queue, now: datetime) -> Iterator[Booking]:
    """Yield today's bookings that are not checked in and not late yet."""
    for (day, _), booking in queue.bookings.items():
        if day == queue.day and booking.ticket is None and not is_late(queue, booking, now):
            yield booking


def is_late(queue: Queue, booking: Booking, now: datetime) -> bool:
    """Return whether who checks in now joins the live queue; nobody is late for an alert."""
    patience = timedelta(seconds=queue.policy.appointments.late_after_s)
    late = later(queue, booking.due, patience, queue.policy.windows_for(booking.service))
    return late is not None and now > late


def _services(queue: Queue, windows: Collection[int]) -> dict[str, None]:
    return dict.fromkeys(service for window in windows for service in queue.windows[window].services)


def share(queue: Queue, service: str, windows: Collection[int]) -> float:
    """Return which part of the work for a service falls to these windows, as others that are open take theirs."""
    serving = set(queue.open_windows(service)) | (set(queue.policy.windows_for(service)) & set(windows))
    return len(serving & set(windows)) / len(serving)


def _left_s(queue: Queue, window: int, now: datetime) -> float | None:
    """Return how long the citizen at the window will probably still be there, None when nobody is."""
    ticket = queue.at_window(window)
    if ticket is None:
        return None
    duration = known(queue, ticket.service)
    return 0.0 if duration is None else _rest_s(ticket, duration, now)


def _rest_s(ticket: Ticket, duration: Duration, now: datetime) -> float:
    been_s = 0.0 if ticket.called_at is None else max((now - ticket.called_at).total_seconds(), 0.0)
    return max(duration.mean_s - been_s, LEAST_LEFT * duration.mean_s)
