# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When windows will be without their clerks, as far as centre.toml tells: lunch, and between two intervals."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import pairwise

from centre.time import day_of
from dispatcher.rules import hours
from dispatcher.rules.hours import Span
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode


def calling(queue: Queue, service: str, now: datetime) -> tuple[int, ...]:
    """Return the windows that call for a service, or will when their clerks are back: the open and those away now."""
    return tuple(
        window
        for window in queue.policy.windows_for(service)
        if queue.desk(window).mode is Mode.OPEN or _is_away(queue, window, now)
    )


def done_at(queue: Queue, windows: Collection[int], work_s: float, now: datetime) -> datetime:
    """Return when windows, at least one, will have worked so many seconds together from ``now`` on."""
    day = day_of(now, queue.policy.time_zone)
    spans = [span for window in windows for span in _ahead(queue, window, day, now)]
    moment, left_s = now, work_s
    for change in sorted({edge for span in spans for edge in span if edge > now}):
        at_work = len(windows) - sum(span.start <= moment < span.end for span in spans)
        could_s = at_work * (change - moment).total_seconds()
        if at_work and could_s >= left_s:
            return moment + timedelta(seconds=left_s / at_work)
        moment, left_s = change, left_s - could_s
    return moment + timedelta(seconds=left_s / len(windows))


def _is_away(queue: Queue, window: int, now: datetime) -> bool:
    """Return whether the clerk is away as planned; who pauses for another reason comes back nobody knows when."""
    if queue.desk(window).mode is not Mode.PAUSED:
        return False
    day = day_of(now, queue.policy.time_zone)
    return any(span.start <= now < span.end for span in _planned(queue, window, day))


def _ahead(queue: Queue, window: int, day: date, now: datetime) -> list[Span]:
    """Return the window's absences of today that are not over; an open window is not away, whatever was planned."""
    desk = queue.desk(window)
    return [
        span
        for span in _planned(queue, window, day)
        if (now < span.start or (now < span.end and desk.mode is Mode.PAUSED))
    ]


def _planned(queue: Queue, window: int, day: date) -> list[Span]:
    """Return a day's absences: between two times at work."""
    work = hours.at_work(queue.policy, day, window)
    return [Span(before.end, after.start) for before, after in pairwise(work) if before.end < after.start]
