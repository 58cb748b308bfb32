# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a new day of service begins with: empty lines, and what of the day before is still true."""

from collections.abc import Iterator
from datetime import date, datetime

from centre.facts import QueueFact, TicketCarried, TicketKept
from centre.facts_alarms import DayMoved
from centre.facts_day import AppointmentBooked, DayStarted, ResourceLost
from centre.time import day_of
from dispatcher.rules import alerts, hours, power
from dispatcher.rules.at_office import is_left
from dispatcher.rules.queue import Queue
from dispatcher.rules.suspension import cut_short

DATES_LEFT = 16
"""Of so many dates that had tickets the last numbers are known: a clock that lied comes back over them, one by one."""


def new_day(queue: Queue, now: datetime) -> tuple[QueueFact, ...]:
    """Return the facts of a new day if the centre's midnight has passed since the queue's day, else ().

    A replay begins at DayStarted, so all that outlives a midnight is said again after it: bookings to come, what has
    failed, an alert, how the power is, and the tickets that the head of the centre kept, or that an alert at closing
    time kept from being served; they stay kept over days off. A clock that is doubted ends no day; one that is trusted
    and went back gives the day its true date, and no number that was given is given again in it.
    """
    day = day_of(now, queue.policy.time_zone)
    if day == queue.day or queue.doubted:
        return ()
    if queue.day is not None and day < queue.day:
        return (DayMoved(at=now, day=day),)
    given = dict(queue.last_numbers) if day in queue.moved_from else dict(queue.left.get(day, {}))
    started = DayStarted(at=now, day=day, durations=dict(queue.durations), last_numbers=given, left=_left(queue))
    return (started, *_still_true(queue, day, now))


def _left(queue: Queue) -> dict[date, dict[str, int]]:
    """Return the last numbers of the newest dates that had any, the dates of the day that ends now last."""
    ends = [*sorted(queue.moved_from), *([queue.day] if queue.day else [])] if queue.last_numbers else []
    every = {day: dict(numbers) for day, numbers in queue.left.items() if day not in ends}
    every |= {day: dict(queue.last_numbers) for day in ends}
    return dict(list(every.items())[-DATES_LEFT:])


def _still_true(queue: Queue, day: date, now: datetime) -> Iterator[QueueFact]:
    for (booked_for, code), booking in queue.bookings.items():
        if booked_for >= day:
            yield AppointmentBooked(at=now, day=booked_for, code=code, service=booking.service, due=booking.due)
    for resource in sorted(queue.outages):
        yield ResourceLost(at=now, resource=resource)
    yield from power.still_true(queue, now)
    yield from alerts.still_true(queue, now)
    all_kept = kept_by_alert(queue)
    kept = [ticket for ticket in queue.tickets.values() if (ticket.kept or all_kept) and is_left(queue, ticket)]
    for ticket in sorted(kept, key=lambda ticket: (ticket.order, ticket.seniority)):
        yield TicketCarried(at=now, ticket=ticket.number, service=ticket.service, priority=ticket.priority)
        if hours.is_day_off(queue.policy, day):
            yield TicketKept(at=now, ticket=ticket.number)


def kept_by_alert(queue: Queue) -> bool:
    """Return whether who waited when the centre closed on the queue's day was not served for an alert."""
    today = None if queue.day is None else hours.reception(queue.policy, queue.day)
    return queue.policy.alerts.carry_over and cut_short(queue, None if today is None else today.closes)
