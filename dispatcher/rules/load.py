# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How much work stands before the windows of a service; estimates and the day's capacity are made from it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from dispatcher.rules.durations import Duration, known
from dispatcher.rules.queue import Queue
from dispatcher.rules.ticket import Ticket

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

    Of who could as well go to other open windows, a share counts. Before a newcomer with priority: only who has it.
    """
    waiting_s = variance = 0.0
    for service in dict.fromkeys(service for window in windows for service in queue.windows[window].services):
        line = queue.waiting_for(service)
        count = sum(queue.tickets[number].priority for number in line) if priority else len(line)
        duration = known(queue, service)
        if count and duration is None:
            return None
        if count and duration is not None:
            work = count * _share(queue, service, windows)
            waiting_s += work * duration.mean_s
            variance += work * duration.variance
    present = [left for window in windows if (left := _left_s(queue, window, now)) is not None]
    return Load(waiting_s, variance, sum(present), len(present))


def _share(queue: Queue, service: str, windows: Collection[int]) -> float:
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
