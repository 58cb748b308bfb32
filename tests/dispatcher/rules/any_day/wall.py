# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wall of the hall: its clock, and the plate with the hours; nothing of it is the rules' code."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from centre.config_rules import Hours

KYIV = ZoneInfo("Europe/Kyiv")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def intervals_of(hours: Hours, day: date) -> tuple[str, ...]:
    """Return the intervals of a date, as centre.toml says them."""
    exceptions = {exception.date: exception.intervals for exception in hours.exceptions}
    intervals: tuple[str, ...] = exceptions.get(day, getattr(hours, WEEK[day.weekday()]))
    return intervals


def edges(hours: Hours | None, day: date | None) -> tuple[datetime, datetime] | None:
    """Return when the centre opens and closes on a date, None if it does not or has no hours."""
    intervals = () if hours is None or day is None else intervals_of(hours, day)
    if not intervals or day is None:
        return None
    return _moment(day, intervals[0].split("-")[0]), _moment(day, intervals[-1].split("-")[1])


def here(hours: Hours, now: datetime) -> bool:
    """Tell whether the centre has not closed yet on this date, on which it opens."""
    local = now.astimezone(KYIV)
    intervals = intervals_of(hours, local.date())
    return bool(intervals) and _clock(local) < _minutes(intervals[-1].split("-")[1])


def outside(hours: Hours, now: datetime, opens_at: datetime | None = None) -> str | None:
    """Return how the wall clock of the hall stands to the hours of its date; ``opens_at``: an alert put that off."""
    local = now.astimezone(KYIV)
    intervals = intervals_of(hours, local.date())
    if not intervals:
        return "day_off"
    opens, closes = _minutes(intervals[0].split("-")[0]), _minutes(intervals[-1].split("-")[1])
    if _clock(local) >= max(closes - hours.reception_ends_min, opens):
        return "over"
    put_off = opens_at is not None and now < opens_at - timedelta(minutes=hours.issue_before_min)
    return "not_yet" if put_off or _clock(local) < opens - hours.issue_before_min else None


def _clock(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _moment(day: date, clock: str) -> datetime:
    days, minutes = divmod(_minutes(clock), 24 * 60)
    local = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), KYIV)
    return local.astimezone(UTC)
