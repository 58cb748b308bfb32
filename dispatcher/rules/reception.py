# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a service gives tickets now, and why not: what has failed, the hours, and what can still be served today."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from centre.messages import ClosedReason
from dispatcher.rules import hours
from dispatcher.rules.durations import known
from dispatcher.rules.hours import Reception
from dispatcher.rules.load import load, promised_s
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode
from dispatcher.rules.suspension import is_served

CLERKS_COME = timedelta(minutes=30)
"""After the opening, how long a window that nobody has opened yet counts as one that will be: Cherha's own figure."""


def closed_reason(queue: Queue, service: str, now: datetime) -> ClosedReason | None:
    """Return why no more tickets of the service are given, None when they are.

    A doubted clock knows no hours: whoever woke in 1970 keeps nobody out for it.
    """
    failed = _out_of_hours(queue, now) or queue.failed_for(service)
    return failed or _stopped(queue, service) or _full(queue, service, now)


def shut_reason(queue: Queue, service: str, now: datetime) -> ClosedReason | None:
    """Return why not even somebody with a booking gets a ticket: what is needed has failed, or nobody is here."""
    reason = _out_of_hours(queue, now)
    today = hours.reception(queue.policy, _today(queue, now))
    still_here = reason == "over" and today is not None and now < today.closes
    if reason is not None and not still_here:
        return reason
    return queue.failed_for(service) or _stopped(queue, service)


def opens_at(queue: Queue, now: datetime) -> datetime | None:
    """Return when the reception begins, while tickets are not given yet today."""
    today = None if queue.doubted else hours.reception(queue.policy, _today(queue, now))
    if today is None or now >= _tickets_from(queue, today):
        return None
    return queue.alarm.resumes_at or today.opens


def _stopped(queue: Queue, service: str) -> ClosedReason | None:
    """Return alert if the kiosk gives no tickets in one; where windows go on in a shelter, their services do."""
    stops = queue.alarm.alert is not None and queue.policy.alerts.tickets == "stop"
    return "alert" if stops and not is_served(queue, service) else None


def _tickets_from(queue: Queue, today: Reception) -> datetime:
    """Return from when tickets are given: as long before the opening as ever, also when an alert has put it off."""
    resumes_at = queue.alarm.resumes_at
    if resumes_at is None or not queue.alarm.late_opening:
        return today.tickets_from
    return max(today.tickets_from, resumes_at - (today.opens - today.tickets_from))


def _out_of_hours(queue: Queue, now: datetime) -> ClosedReason | None:
    """Return what the clock says against giving tickets, to everybody."""
    if queue.policy.hours is None or queue.doubted:
        return None
    today = hours.reception(queue.policy, _today(queue, now))
    if today is None:
        return "day_off"
    if now >= today.tickets_until:
        return "over"
    return "not_yet" if now < _tickets_from(queue, today) else None


def _full(queue: Queue, service: str, now: datetime) -> ClosedReason | None:
    limited = queue.policy.hours is not None and queue.policy.hours.limit_by_capacity
    return "full" if limited and not queue.doubted and _used_up(queue, service, now) else None


def _used_up(queue: Queue, service: str, now: datetime) -> bool:
    """Return whether one more could not be served before closing: minutes left x windows / mean time of service.

    Whoever was promised to be served counts as work: who waits, is put off, or has a booking.
    While nothing is known of the times, nobody is sent away for them.
    """
    windows = _working(queue, service, now)
    work, one = load(queue, windows, now), known(queue, service)
    if work is None or one is None:
        return False
    day = _today(queue, now)
    left_s = sum(hours.left(hours.at_work(queue.policy, day, n), now).total_seconds() for n in windows)
    return work.waiting_s + work.present_s + promised_s(queue, windows, now) + one.mean_s > left_s


def _working(queue: Queue, service: str, now: datetime) -> Collection[int]:
    """Return the windows that will serve: those not closed, and in the morning those not opened yet.

    Clerks open one after another: who stands at the door is not sent away because one of them was the first. A window
    that rests will go on; a clerk who goes home closes it.
    """
    serving = queue.policy.windows_for(service)
    today = hours.reception(queue.policy, _today(queue, now))
    morning = today is not None and now < today.opens + CLERKS_COME
    untouched = morning or not any(window in queue.desks for window in serving)
    return [
        window
        for window in serving
        if (untouched if window not in queue.desks else queue.desks[window].mode is not Mode.CLOSED)
    ]


def _today(queue: Queue, now: datetime) -> date:
    return now.astimezone(queue.policy.zone).date()
