# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a fact makes of the queue. It minds only the table; whether a fact should happen is not its matter."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from centre.facts import QueueFact, RequestGivenUp, TicketCarried, TicketIssued, TicketTakenOver
from centre.facts_alarms import (
    AlertCleared,
    AlertRaised,
    CallingResumed,
    ClockDoubted,
    ClockTrusted,
    DayMoved,
    PowerHeard,
    SourceHeard,
)
from centre.facts_day import (
    AppointmentBooked,
    DayStarted,
    JournalMended,
    ResourceLost,
    ResourceReturned,
    ServiceRated,
    WindowClosed,
    WindowFact,
    WindowOpened,
    WindowPaused,
)
from centre.time import day_of
from dispatcher.rules import arrivals, moved_day, numbers, words
from dispatcher.rules.alarm_facts import AlarmFact, after
from dispatcher.rules.moves import move
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode, impossible, next_mode
from dispatcher.rules.ticket import Booking


def apply(queue: Queue, fact: QueueFact) -> Queue:
    """Return the queue after the fact; the old one stays as it was.

    Every fact that ``decide`` gave is taken, also when centre.toml has lost its service or window since.
    A fact that is not in the table, or would put two tickets at one window, raises ImpossibleFact.
    """
    return _APPLY.get(type(fact), move)(queue, fact)


def _start_day(queue: Queue, fact: DayStarted) -> Queue:
    """Begin with nothing but the centre, so that a day's facts alone make its queue again."""
    if queue.day is not None and fact.day <= queue.day:
        raise impossible(fact, f"{fact.day} is not after {queue.day}")
    # Before the first day there are numbers only if a journal was lost whole: today's may have been among them.
    lost = queue.last_numbers if queue.day is None else {}
    return Queue(
        policy=queue.policy,
        day=fact.day,
        last_numbers={**lost, **fact.last_numbers},
        left=fact.left,
        durations=fact.durations,
        counted_at=fact.at,
    )


def _mend(queue: Queue, fact: JournalMended) -> Queue:
    """Leave a gap under every letter.

    The line that started the day may be lost too, so the day is at least that of the last line that was kept.
    """
    kept_day = day_of(fact.at, queue.policy.time_zone) if fact.kept else None
    day = max((day for day in (queue.day, kept_day) if day is not None), default=None)
    return replace(queue, day=day, last_numbers=numbers.gap(queue))


def _set_mode(queue: Queue, fact: WindowFact) -> Queue:
    desk = queue.desk(fact.window)
    mode = next_mode(fact.window, desk.mode, fact)
    if mode is Mode.CLOSED and desk.ticket is not None:
        raise impossible(fact, f"window {fact.window} has {desk.ticket}")
    had_lunch = desk.had_lunch or (isinstance(fact, WindowPaused) and fact.reason == "lunch")
    opened_at = fact.at if isinstance(fact, WindowOpened) else desk.opened_at
    changed = replace(desk, mode=mode, had_lunch=had_lunch, opened_at=opened_at)
    return replace(queue, desks={**queue.desks, fact.window: changed})


def _book(queue: Queue, fact: AppointmentBooked) -> Queue:
    return replace(queue, bookings={**queue.bookings, (fact.day, fact.code): Booking(fact.service, fact.due)})


def _give_up(queue: Queue, fact: RequestGivenUp) -> Queue:
    return replace(queue, requests={**queue.requests, fact.given_up: None})


def _lose(queue: Queue, fact: ResourceLost) -> Queue:
    return replace(queue, outages=queue.outages | {fact.resource})


def _get_back(queue: Queue, fact: ResourceReturned) -> Queue:
    return replace(queue, outages=queue.outages - {fact.resource})


def _alarm(queue: Queue, fact: AlarmFact) -> Queue:
    return replace(queue, alarm=after(queue.alarm, fact))


_APPLY: dict[type[Any], Callable[[Queue, Any], Queue]] = {
    JournalMended: _mend,
    DayStarted: _start_day,
    AppointmentBooked: _book,
    TicketIssued: arrivals.issue,
    TicketTakenOver: arrivals.take_over,
    TicketCarried: arrivals.carry,
    RequestGivenUp: _give_up,
    WindowOpened: _set_mode,
    WindowPaused: _set_mode,
    WindowClosed: _set_mode,
    ServiceRated: words.count,
    ResourceLost: _lose,
    ResourceReturned: _get_back,
    SourceHeard: _alarm,
    AlertRaised: _alarm,
    AlertCleared: _alarm,
    CallingResumed: _alarm,
    PowerHeard: _alarm,
    ClockDoubted: moved_day.doubt,
    ClockTrusted: moved_day.trust,
    DayMoved: moved_day.move_day,
}
"""Every fact that is not about a ticket already given."""
