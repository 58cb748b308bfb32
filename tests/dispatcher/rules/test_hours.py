# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the centre works: clock times of centre.toml as moments, on ordinary days and on the two of another length."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from centre.config_rules import ExceptionDay, Hours
from dispatcher.rules import hours
from dispatcher.rules.hours import Reception, Span
from dispatcher.rules.policy import Policy
from tests.dispatcher.rules.hall import Hall

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def policy(**named: Any) -> Policy:
    """Return the policy of a centre with these hours."""
    return Hall(hours=Hours(**named)).queue.policy


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Return a moment of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_an_interval_is_of_the_centres_clock() -> None:
    """In November Kyiv is two hours ahead of UTC, and the moments are UTC."""
    assert hours.spans(policy(monday=("08:00-17:00",)), MONDAY) == (Span(utc(23, 6), utc(23, 15)),)


def test_intervals_stand_in_the_order_of_the_day() -> None:
    """However the technician wrote them."""
    centre = policy(monday=("14:00-18:00", "08:00-12:00"))
    assert hours.spans(centre, MONDAY) == (Span(utc(23, 6), utc(23, 10)), Span(utc(23, 12), utc(23, 16)))


def test_midnight_at_the_end_of_a_day_is_24_00() -> None:
    """It is 00:00 of the next day, also at the end of a month and a year."""
    assert hours.spans(policy(monday=("20:00-24:00",)), MONDAY) == (Span(utc(23, 18), utc(23, 22)),)
    year = policy(thursday=("20:00-24:00",))
    assert hours.spans(year, date(2026, 12, 31))[0].end == utc(31, 22, month=12)


@pytest.mark.parametrize(
    ("day", "interval", "length_h"),
    [
        (SPRING, "00:00-24:00", 23),
        (AUTUMN, "00:00-24:00", 25),
        (SPRING, "02:00-05:00", 2),
        (AUTUMN, "02:00-05:00", 4),
        (SPRING, "08:00-17:00", 9),
        (AUTUMN, "08:00-17:00", 9),
    ],
)
def test_on_a_night_of_clock_change_a_span_is_as_long_as_it_really_is(
    day: date, interval: str, length_h: float
) -> None:
    """23 hours on the last Sunday of March, 25 on that of October, and a working day keeps its length."""
    (span,) = hours.spans(policy(sunday=(interval,)), day)
    assert span.end - span.start == timedelta(hours=length_h)


@pytest.mark.parametrize(("day", "opens"), [(SPRING, utc(29, 5, month=3)), (AUTUMN, utc(25, 6, month=10))])
def test_on_a_day_of_clock_change_the_centre_opens_by_the_new_clock(day: date, opens: datetime) -> None:
    """08:00 is 05:00 UTC from the spring night on, 06:00 UTC from the autumn night on."""
    reception = hours.reception(policy(sunday=("08:00-13:00",)), day)
    assert reception is not None
    assert reception.opens == opens


def test_an_exception_is_instead_of_the_weekday() -> None:
    """A short day before a holiday, and a holiday."""
    short, off = ExceptionDay(date=MONDAY, intervals=("09:00-11:00",)), ExceptionDay(date=date(2026, 11, 30))
    centre = policy(monday=("08:00-17:00",), exceptions=(short, off))
    assert hours.spans(centre, MONDAY) == (Span(utc(23, 7), utc(23, 9)),)
    assert hours.spans(centre, off.date) == ()
    assert hours.spans(centre, date(2026, 12, 7)) == (Span(utc(7, 6, month=12), utc(7, 15, month=12)),)


def test_a_working_sunday_is_an_exception_too() -> None:
    """A date may be given hours though its weekday has none."""
    worked = ExceptionDay(date=SUNDAY, intervals=("10:00-12:00",))
    assert hours.spans(policy(exceptions=(worked,)), SUNDAY) == (Span(utc(29, 8), utc(29, 10)),)


def test_a_weekday_that_is_not_named_is_a_day_off() -> None:
    """No spans and no reception."""
    centre = policy(monday=("08:00-17:00",))
    assert (hours.spans(centre, SUNDAY), hours.reception(centre, SUNDAY)) == ((), None)


def test_a_centre_without_hours_has_no_reception() -> None:
    """It gives tickets at any hour, which is not a span."""
    centre = Hall().queue.policy
    assert (hours.spans(centre, MONDAY), hours.reception(centre, MONDAY)) == ((), None)


def test_reception_begins_before_opening_and_ends_before_closing() -> None:
    """A quarter of an hour and an hour by default; the first and the last of several intervals count."""
    centre = policy(monday=("08:00-12:00", "13:00-17:00"))
    assert hours.reception(centre, MONDAY) == Reception(
        tickets_from=utc(23, 5, 45), opens=utc(23, 6), tickets_until=utc(23, 14), closes=utc(23, 15)
    )


def test_a_reception_shorter_than_its_own_end_is_no_longer_than_nothing() -> None:
    """Half an hour of work minus an hour for papers: no tickets from the opening on, never an end before it."""
    reception = hours.reception(policy(monday=("08:00-08:30",)), MONDAY)
    assert reception is not None
    assert reception.tickets_until == reception.opens


def test_what_is_left_is_counted_within_the_spans_only() -> None:
    """Before the day all of it, between two intervals the second, after closing nothing."""
    spans = hours.spans(policy(monday=("08:00-12:00", "13:00-17:00")), MONDAY)
    moments = [utc(23, 0), utc(23, 9), utc(23, 10, 30), utc(23, 14, 59), utc(23, 15), utc(24, 0)]
    left = [hours.left(spans, moment) for moment in moments]
    assert left == [timedelta(minutes=minutes) for minutes in (480, 300, 240, 1, 0, 0)]
