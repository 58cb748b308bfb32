# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The time that stands still: which windows an alert suspends, and when a timer ends that does not run meanwhile."""

from collections.abc import Collection
from datetime import datetime, timedelta

from dispatcher.rules.queue import Queue


def is_suspended(queue: Queue, window: int | None = None) -> bool:
    """Return whether the window calls nobody for an alert; without a window: whether no window does."""
    if queue.alarm.suspended_since is None:
        return False
    return window not in queue.policy.sheltered if window is not None else not queue.policy.sheltered


def is_served(queue: Queue, service: str) -> bool:
    """Return whether a window that goes on in the alert serves the service; True while nothing is suspended."""
    serving = queue.policy.windows_for(service)
    return queue.alarm.suspended_since is None or not queue.policy.sheltered.isdisjoint(serving)


def later(queue: Queue, start: datetime, delay: timedelta, windows: Collection[int] = ()) -> datetime | None:
    """Return the moment at which ``delay`` has run since ``start``, suspensions left out.

    None: it will not end as long as this suspension lasts. ``windows``: whose clerks somebody waits for; where one of
    them is in a shelter there are no suspensions.
    """
    end = start + delay
    if not queue.policy.sheltered.isdisjoint(windows):
        return end
    for frozen in queue.alarm.frozen:
        if frozen.start < end and frozen.end > start:
            end += frozen.end - max(frozen.start, start)
    since = queue.alarm.suspended_since
    return None if since is not None and since < end else end


def elapsed(queue: Queue, start: datetime, now: datetime, window: int) -> timedelta:
    """Return how long it is since ``start`` at the window, suspensions left out."""
    if window in queue.policy.sheltered:
        return now - start
    spans = [(frozen.start, frozen.end) for frozen in queue.alarm.frozen]
    if queue.alarm.suspended_since is not None:
        spans.append((queue.alarm.suspended_since, now))
    stood = (min(end, now) - max(begin, start) for begin, end in spans if begin < now and end > start)
    return now - start - sum(stood, timedelta())


def cut_short(queue: Queue, closes: datetime | None) -> bool:
    """Return whether an alert held when the centre closed: who waited then was not served for it.

    Where nothing closes (None), midnight does: whether an alert holds still. One that began after closing kept nobody.
    """
    since = queue.alarm.suspended_since
    if closes is None:
        return since is not None
    still = since is not None and since < closes
    return still or any(frozen.start < closes < frozen.end for frozen in queue.alarm.frozen)
