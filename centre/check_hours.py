# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the hours: intervals that go forward and do not overlap, each date once, lunch within them."""

from collections.abc import Iterator, Sequence

from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_rules import Hours
from centre.hints import shown
from centre.toml_reader import Slip, was_read

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def ends(interval: str) -> tuple[str, str]:
    """Return from and to; both are HH:MM, so they compare as they stand."""
    start, _, end = interval.partition("-")
    return start, end


def hours(centre: CentreFile) -> Iterator[Slip]:
    """Yield intervals that end before they begin or overlap, a date given twice, a centre that never opens."""
    if centre.hours is not None:
        for path, day in days(centre.hours):
            yield from apart([(f"{path}[{i}]", interval) for i, interval in enumerate(day)])
        yield from used_twice(
            Use(f"hours.exceptions[{i}].date", exception.date, shown(exception.date), "another exception")
            for i, exception in enumerate(centre.hours.exceptions)
        )
        if not any(intervals for _, intervals in days(centre.hours)):
            yield Slip("hours", 'no day has an interval; expected at least one, such as monday = ["08:00-17:00"]')
    yield from _lunches(centre)


def days(hours: Hours) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each weekday and each exception: the path of its intervals, and the intervals."""
    for weekday in WEEKDAYS:
        yield f"hours.{weekday}", getattr(hours, weekday)
    for i, exception in enumerate(hours.exceptions):
        yield f"hours.exceptions[{i}].intervals", exception.intervals


def apart(intervals: Sequence[tuple[str, str]], *, every_day: bool = False) -> Iterator[Slip]:
    """Yield, of intervals with their paths, those that end before they begin or overlap an earlier one.

    ``every_day``: they are the same each day, so one over midnight can be written as two.
    """
    for i, (path, interval) in enumerate(intervals):
        if not was_read(interval):
            continue
        yield from _backward(path, interval, every_day=every_day)
        for earlier_path, earlier in intervals[:i]:
            if was_read(earlier) and _overlap(interval, earlier):
                yield Slip(path, f"{shown(interval)} overlaps {shown(earlier)} ({earlier_path})")


def _backward(path: str, interval: str, *, every_day: bool = False) -> Iterator[Slip]:
    start, end = ends(interval)
    if start >= end:
        said = f"{shown(interval)}: ends before it begins; expected the second time later than the first"
        yield Slip(path, f"{said}{_over_midnight(start, end)}" if every_day and start > end else said)


def _over_midnight(start: str, end: str) -> str:
    """Return how hours that go over midnight are written."""
    evening, morning = shown(f"{start}-24:00"), shown(f"00:00-{end}")
    both = f"two entries, {evening} and {morning}" if end > "00:00" else evening
    return f". Over midnight? Write {both}"


def _overlap(one: str, other: str) -> bool:
    (start, end), (other_start, other_end) = ends(one), ends(other)
    return start < other_end and other_start < end


def _lunches(centre: CentreFile) -> Iterator[Slip]:
    for i, window in enumerate(centre.windows):
        if window.lunch is not None and was_read(window.lunch):
            yield from list(_backward(f"windows[{i}].lunch", window.lunch)) or _outside(centre, window.lunch, i)


def _outside(centre: CentreFile, lunch: str, i: int) -> Iterator[Slip]:
    if centre.hours is None:
        yield Slip(f"windows[{i}].lunch", f"{shown(lunch)}: needs the opening hours; add them under [hours]")
        return
    opening = [interval for _, day in days(centre.hours) for interval in day]
    if all(map(was_read, opening)) and not any(_within(lunch, interval) for interval in opening):
        text = f"{shown(lunch)}: within no interval of [hours]; expected a time when the centre is open"
        yield Slip(f"windows[{i}].lunch", text)


def _within(lunch: str, interval: str) -> bool:
    (start, end), (opens, closes) = ends(lunch), ends(interval)
    return opens <= start and end <= closes
