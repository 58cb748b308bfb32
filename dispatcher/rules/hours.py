# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the centre works on a day: centre.toml's clock times as moments of that day; it knows no tickets."""

import functools
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from centre.config_rules import Hours
from dispatcher.rules.policy import Policy

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Span(NamedTuple):
    """From a moment to another; both UTC, as Python subtracts wall clocks when both have one zone."""

    start: datetime
    end: datetime

    def left(self, now: datetime) -> timedelta:
        """Return how much of it is still to come."""
        return max(self.end - max(self.start, now), timedelta())


class Reception(NamedTuple):
    """When tickets are given on a day, when the windows begin, and when the centre closes."""

    tickets_from: datetime
    opens: datetime
    tickets_until: datetime
    closes: datetime


def spans(policy: Policy, day: date) -> tuple[Span, ...]:
    """Return the opening intervals of a day, in their order; none: closed all day. The centre must have hours."""
    if policy.hours is None:
        return ()
    return tuple(sorted(span_of(policy, day, text) for text in _intervals(policy.hours, day)))


def is_day_off(policy: Policy, day: date) -> bool:
    """Return whether the centre is closed all day; one without hours never is."""
    return policy.hours is not None and not spans(policy, day)


def span_of(policy: Policy, day: date, interval: str) -> Span:
    """Return ``08:00-17:00`` on a day; on the night of a DST change it is as long as the wall clock makes it."""
    return _span(policy.time_zone, day, interval)


def reception(policy: Policy, day: date) -> Reception | None:
    """Return the reception of a day, None on a day off; between two intervals tickets are given on."""
    day_spans = spans(policy, day)
    if policy.hours is None or not day_spans:
        return None
    opens, closes = day_spans[0].start, day_spans[-1].end
    until = max(closes - timedelta(minutes=policy.hours.reception_ends_min), opens)
    return Reception(opens - timedelta(minutes=policy.hours.issue_before_min), opens, until, closes)


def lunch(policy: Policy, day: date, window: int) -> Span | None:
    """Return the lunch of a window's clerk, None when it has none or it lies outside of the day's opening."""
    text = policy.windows[window].lunch if window in policy.windows else None
    span = None if text is None else span_of(policy, day, text)
    return span if span and any(span.start < s.end and s.start < span.end for s in spans(policy, day)) else None


def at_work(policy: Policy, day: date, window: int) -> tuple[Span, ...]:
    """Return when a window's clerk works on a day: the opening intervals, the lunch cut out of them."""
    away = lunch(policy, day, window)
    if away is None:
        return spans(policy, day)
    halves = ((Span(s.start, min(s.end, away.start)), Span(max(s.start, away.end), s.end)) for s in spans(policy, day))
    return tuple(half for pair in halves for half in pair if half.start < half.end)


def left(day_spans: Iterable[Span], now: datetime) -> timedelta:
    """Return how much of the spans is still to come."""
    return sum((span.left(now) for span in day_spans), timedelta())


def _intervals(hours: Hours, day: date) -> tuple[str, ...]:
    for exception in hours.exceptions:
        if exception.date == day:
            return exception.intervals
    intervals: tuple[str, ...] = getattr(hours, _WEEKDAYS[day.weekday()])
    return intervals


@functools.lru_cache(maxsize=1024)
def _span(time_zone: str, day: date, interval: str) -> Span:
    """Remember: a large centre asks for the same few intervals a thousand times in a press."""
    start, end = interval.split("-")
    return Span(_moment(time_zone, day, start), _moment(time_zone, day, end))


def _moment(time_zone: str, day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    midnight = hour == 24  # noqa: PLR2004  (24:00 is the midnight at the day's end)
    local = datetime.combine(day + timedelta(days=midnight), time(0 if midnight else hour, minute))
    return local.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
