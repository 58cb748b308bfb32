# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What happens by the clock alone, and when it will next; it reads no clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from centre.facts import CallResumed, QueueFact, ServingStarted, TicketNoShow, TicketReturned, TicketTransferred
from centre.facts_day import WindowPaused
from centre.time import day_of
from dispatcher.rules import hours
from dispatcher.rules.alerts import resumed
from dispatcher.rules.choice import ready_at
from dispatcher.rules.hours import Span
from dispatcher.rules.queue import Queue
from dispatcher.rules.returning import place_of, returns_at
from dispatcher.rules.states import Mode, State
from dispatcher.rules.suspension import is_suspended, later
from dispatcher.rules.ticket import Ticket

CAPACITY_EVERY = timedelta(minutes=1)
"""How often the time that is left is held against the work that is there, while tickets are given."""


CAPACITY_ALWAYS = timedelta(hours=3)
"""So long before closing also an empty hall is looked at: one who comes may be one too many (durations.LONGEST_S)."""


def due(queue: Queue, now: datetime) -> tuple[QueueFact, ...]:
    """Return what is due by now, as facts that follow one another; () when nothing is."""
    return (
        *resumed(queue, now),
        *_lost_windows(queue, now),
        *_returns(queue, now),
        *_calls_over(queue, now),
        *_lunches(queue, now),
    )


def calls_anew(queue: Queue, now: datetime) -> tuple[QueueFact, ...]:
    """Return the calls whose time ran out while the dispatcher was away, each begun anew."""
    over = ((window, ticket) for window, ticket in _called(queue) if _is_over(queue, window, ticket, now))
    return tuple(CallResumed(at=now, ticket=ticket.number, window=window) for window, ticket in over)


def next_moment(queue: Queue, now: datetime) -> datetime | None:
    """Return the next moment after ``now`` at which something is due or the hall would look different."""
    return min((moment for moment in _moments(queue, now) if moment > now), default=None)


def _returns(queue: Queue, now: datetime) -> Iterator[QueueFact]:
    for number in queue.aside:
        ticket = queue.tickets[number]
        moment = returns_at(queue, ticket)
        # Who went aside in the future did so before the clock was set back; how long ago that was, nobody knows.
        set_back = ticket.aside_at is not None and ticket.aside_at > now
        if moment is not None and (moment <= now or set_back):
            yield TicketReturned(at=now, ticket=number, place=place_of(queue, ticket))


def _lost_windows(queue: Queue, now: datetime) -> Iterator[QueueFact]:
    """Let who is at a window that centre.toml has lost since wait again, in the old place: no clerk is there."""
    if queue.desks.keys() <= queue.windows.keys():
        return
    for window, desk in queue.desks.items():
        if desk.ticket is not None and window not in queue.windows:
            service = queue.tickets[desk.ticket].service
            yield TicketTransferred(at=now, ticket=desk.ticket, window=window, service=service)


def _calls_over(queue: Queue, now: datetime) -> Iterator[QueueFact]:
    calls = queue.policy.calls
    at_the_earliest = timedelta(seconds=min(calls.no_show_after_s, calls.arrival_after_s))
    for window, ticket in _called(queue):
        if ticket.called_at is not None and ticket.called_at <= now < ticket.called_at + at_the_earliest:
            continue  # asked at each command, for each window: an alert can only make a call last longer
        over = _is_over(queue, window, ticket, now)
        if over and window in queue.policy.confirming:
            yield TicketNoShow(at=now, ticket=ticket.number, window=window, by="time")
        elif over or _set_back(queue, window, ticket, now):
            yield ServingStarted(at=now, ticket=ticket.number, window=window, assumed=True)


def _is_over(queue: Queue, window: int, ticket: Ticket, now: datetime) -> bool:
    ends = _call_ends(queue, window, ticket)
    return ends is not None and ends <= now


def _call_ends(queue: Queue, window: int, ticket: Ticket) -> datetime | None:
    """Return when a call counts as missed, or, where the clerk has no key to say so, as answered; in an alert never."""
    calls = queue.policy.calls
    after_s = calls.no_show_after_s if window in queue.policy.confirming else calls.arrival_after_s
    return later(queue, ticket.called_at or ticket.issued_at, timedelta(seconds=after_s), (window,))


def _set_back(queue: Queue, window: int, ticket: Ticket, now: datetime) -> bool:
    """Return whether the clock was set back so far behind the call that a clerk without a key would wait for hours."""
    if window in queue.policy.confirming or ticket.called_at is None or is_suspended(queue, window):
        return False
    return (ticket.called_at - now).total_seconds() >= queue.policy.calls.arrival_after_s


def _called(queue: Queue) -> Iterator[tuple[int, Ticket]]:
    windows, tickets = queue.windows, queue.tickets
    for window, desk in queue.desks.items():
        if desk.ticket is None or window not in windows:
            continue
        ticket = tickets[desk.ticket]
        if ticket.state is State.CALLED:
            yield window, ticket


def _lunches(queue: Queue, now: datetime) -> Iterator[QueueFact]:
    """Send clerks to lunch, each once a day, by a clock that is trusted; who comes back says so with a key.

    Who opens the window within the lunch has had it, or will have it another time: the key is obeyed.
    """
    for window, lunch in () if queue.doubted else _lunches_to_come(queue, now):
        opened_at = queue.desks[window].opened_at
        if opened_at is None or is_suspended(queue, window):
            continue
        if opened_at < lunch.start <= now < lunch.end:
            yield WindowPaused(at=now, window=window, reason="lunch")


def _lunch_starts(queue: Queue, now: datetime) -> Iterator[datetime]:
    for _, lunch in _lunches_to_come(queue, now):
        yield lunch.start


def _lunches_to_come(queue: Queue, now: datetime) -> Iterator[tuple[int, Span]]:
    """Yield the open windows whose clerks have not had their lunch of today, with it."""
    windows = [n for n, desk in queue.desks.items() if n in queue.windows and queue.windows[n].lunch is not None]
    day = day_of(now, queue.policy.time_zone) if windows else None
    for window in windows:
        desk = queue.desks[window]
        if day is None or desk.mode is not Mode.OPEN or desk.had_lunch:
            continue
        if (lunch := hours.lunch(queue.policy, day, window)) is not None:
            yield window, lunch


def _moments(queue: Queue, now: datetime) -> Iterator[datetime]:
    for number in queue.aside:
        moment = returns_at(queue, queue.tickets[number])
        if moment is not None:
            yield moment
    if queue.alarm.resumes_at is not None:
        yield queue.alarm.resumes_at
    for window, ticket in _called(queue):
        if (ends := _call_ends(queue, window, ticket)) is not None:
            yield ends
    yield from _lunch_starts(queue, now)
    today = hours.reception(queue.policy, day_of(now, queue.policy.time_zone))
    if today is not None:
        yield from today
        limited = queue.policy.hours is not None and queue.policy.hours.limit_by_capacity
        if limited and now < today.tickets_until:
            yield (
                now + CAPACITY_EVERY if _has_work(queue) else max(now + CAPACITY_EVERY, today.closes - CAPACITY_ALWAYS)
            )
    yield from _maturities(queue, now)


def _has_work(queue: Queue) -> bool:
    """Return whether somebody waits, is at a window or aside, or is expected."""
    busy = any(desk.ticket is not None for desk in queue.desks.values())
    return busy or bool(queue.aside or queue.bookings) or any(queue.lines.values())


def _maturities(queue: Queue, now: datetime) -> Iterator[datetime]:
    """Yield when the newest of each line may be called."""
    for line in queue.lines.values():
        for number in reversed(line):
            ticket = queue.tickets[number]
            moment = ready_at(queue, ticket)
            if ticket.called_at is None and moment <= now:
                break
            yield moment
