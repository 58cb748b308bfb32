# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The time that stands still: which windows an alert suspends, and when a timer ends that does not run meanwhile."""

from datetime import datetime, timedelta

from dispatcher.rules.queue import Queue


def is_suspended(queue: Queue, window: int | None = None) -> bool:
    """Return whether the window calls nobody for an alert; without a window: whether no window does."""
    if queue.alarm.suspended_since is None:
        return False
    return window not in queue.policy.sheltered if window is not None else not queue.policy.sheltered


def is_served(queue: Queue, service: str) -> bool:
    """Return whether a window that goes on in the alert serves the service; True without an alert."""
    return any(not is_suspended(queue, window) for window in queue.policy.windows_for(service))


def later(queue: Queue, start: datetime, delay: timedelta, window: int | None = None) -> datetime | None:
    """Return the moment at which ``delay`` has run since ``start``, suspensions left out.

    None: it will not end as long as this suspension lasts. A window in a shelter has no suspensions.
    """
    end = start + delay
    if window is not None and window in queue.policy.sheltered:
        return end
    for frozen in queue.alarm.frozen:
        if frozen.start < end and frozen.end > start:
            end += frozen.end - max(frozen.start, start)
    since = queue.alarm.suspended_since
    return None if since is not None and is_suspended(queue, window) and since < end else end


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
    """Return whether an alert holds still, or held when the centre closed: who waited then was not served for it."""
    if queue.alarm.suspended_since is not None:
        return True
    return closes is not None and any(frozen.start < closes < frozen.end for frozen in queue.alarm.frozen)
