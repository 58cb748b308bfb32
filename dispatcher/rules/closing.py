# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who will not be served any more today: so that they hear it at the all-clear, not at the closed door."""

from datetime import datetime, timedelta

from centre.time import day_of
from dispatcher.rules import hours
from dispatcher.rules.away import calling, done_at
from dispatcher.rules.durations import known
from dispatcher.rules.load import share
from dispatcher.rules.queue import Queue
from dispatcher.rules.ticket import Ticket


def in_time(queue: Queue, ticket: Ticket, now: datetime) -> bool | None:
    """Return whether the ticket will probably be served before the centre closes; None where nobody can tell.

    That is in an alert, where no window is open, and where a time of service is unknown.
    """
    today = hours.reception(queue.policy, day_of(now, queue.policy.time_zone))
    windows = calling(queue, ticket.service, now)
    one = known(queue, ticket.service)
    if today is None or not windows or one is None or queue.alarm.alert is not None:
        return None
    work_s = _before_s(queue, ticket, windows)
    if work_s is None:
        return None
    begins = max(now, queue.alarm.resumes_at or now)
    return done_at(queue, windows, work_s, begins) + timedelta(seconds=one.mean_s) <= today.closes


def _before_s(queue: Queue, ticket: Ticket, windows: tuple[int, ...]) -> float | None:
    """Return the work of those who stand before the ticket, a share of who could as well go to other windows."""
    before = [other for other in queue.waiting_around(ticket.service) if other.order < ticket.order]
    times = [(known(queue, other.service), share(queue, other.service, windows)) for other in before]
    if any(duration is None for duration, _ in times):
        return None
    return sum(duration.mean_s * part for duration, part in times if duration is not None)
