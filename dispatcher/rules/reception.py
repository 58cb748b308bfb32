# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a service gives tickets now, and why not: what has failed, the hours, and what can still be served today."""

from collections.abc import Collection
from datetime import date, datetime

from centre.messages import ClosedReason
from dispatcher.rules import hours
from dispatcher.rules.durations import known
from dispatcher.rules.load import load, promised_s
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode


def closed_reason(queue: Queue, service: str, now: datetime) -> ClosedReason | None:
    """Return why no more tickets of the service are given, None when they are.

    A doubted clock knows no hours: whoever woke in 1970 keeps nobody out for it.
    """
    failed = queue.failed_for(service)
    if failed is not None:
        return failed
    if queue.policy.hours is None or queue.doubted:
        return None
    today = hours.reception(queue.policy, _today(queue, now))
    if today is None or now >= today.tickets_until:
        return "over"
    if now < today.tickets_from:
        return "not_yet"
    return "full" if queue.policy.hours.limit_by_capacity and _used_up(queue, service, now) else None


def shut_reason(queue: Queue, service: str, now: datetime) -> ClosedReason | None:
    """Return why not even somebody with a booking gets a ticket: what is needed has failed, or nobody is here."""
    reason = closed_reason(queue, service, now)
    today = None if queue.policy.hours is None else hours.reception(queue.policy, _today(queue, now))
    late = reason == "over" and today is not None and now < today.closes
    return None if reason == "full" or late else reason


def opens_at(queue: Queue, now: datetime) -> datetime | None:
    """Return when the reception begins, while tickets are not given yet today."""
    today = None if queue.doubted else hours.reception(queue.policy, _today(queue, now))
    return today.opens if today is not None and now < today.tickets_from else None


def _used_up(queue: Queue, service: str, now: datetime) -> bool:
    """Return whether one more could not be served before closing: minutes left x windows / mean time of service.

    Whoever was promised to be served counts as work: who waits, is put off, or has a booking.
    While nothing is known of the times, nobody is sent away for them.
    """
    windows = _working(queue, service)
    work, one = load(queue, windows, now), known(queue, service)
    if work is None or one is None:
        return False
    day = _today(queue, now)
    left_s = sum(hours.left(hours.at_work(queue.policy, day, n), now).total_seconds() for n in windows)
    return work.waiting_s + work.present_s + promised_s(queue, windows, now) + one.mean_s > left_s


def _working(queue: Queue, service: str) -> Collection[int]:
    """Return the windows that will serve: those not closed, or all while none of them has been opened today.

    Clerks open one after another: who stands at the door is not sent away because another service's was the first.
    """
    serving = queue.policy.windows_for(service)
    if not any(window in queue.desks for window in serving):
        return serving
    return [window for window in serving if queue.desk(window).mode is not Mode.CLOSED]


def _today(queue: Queue, now: datetime) -> date:
    return now.astimezone(queue.policy.zone).date()
