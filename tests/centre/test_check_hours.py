# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Hours that can be kept: forward, not twice at once, each date once, lunch while the centre is open."""

from datetime import date
from typing import Any

import pytest

from centre.config import CentreFile
from centre.config_rules import ExceptionDay, Hours
from tests.centre.changed import UNSET, put, told

EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
WEEK = Hours(
    monday=("08:00-12:00", "12:00-17:00"),
    saturday=("18:00-24:00", "09:00-13:00"),
    exceptions=(ExceptionDay(date=EVE, intervals=("06:00-07:00",)), ExceptionDay(date=NEW_YEAR)),
)


def test_good_hours_are_good(small_centre: CentreFile) -> None:
    """Intervals may touch, stand in any order, and end at midnight; a date may be closed."""
    assert told(put(small_centre, "hours", WEEK)) == []


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (
            "monday",
            ("17:00-08:00",),
            'monday[0]: "17:00-08:00": ends before it begins; expected the second time later than the first',
        ),
        (
            "friday",
            ("08:00-08:00",),
            'friday[0]: "08:00-08:00": ends before it begins; expected the second time later than the first',
        ),
        ("monday", ("08:00-12:01", "12:00-17:00"), 'monday[1]: "12:00-17:00" overlaps "08:00-12:01" (hours.monday[0])'),
        (
            "exceptions.0.intervals",
            ("12:00-17:00", "08:00-20:00"),
            'exceptions[0].intervals[1]: "08:00-20:00" overlaps "12:00-17:00" (hours.exceptions[0].intervals[0])',
        ),
        (
            "exceptions.1.date",
            EVE,
            "exceptions[1].date: 2026-12-31 is already used by another exception (hours.exceptions[0].date)",
        ),
    ],
)
def test_each_slip_of_the_hours_is_told(small_centre: CentreFile, path: str, value: Any, complaint: str) -> None:
    """One changed value is one complaint, at its place."""
    assert told(put(put(small_centre, "hours", WEEK), f"hours.{path}", value)) == [f"hours.{complaint}"]


def test_a_centre_opens_some_day(small_centre: CentreFile) -> None:
    """[hours] without an interval would close the centre for ever."""
    assert told(put(small_centre, "hours", Hours(exceptions=(ExceptionDay(date=EVE),)))) == [
        'hours: no day has an interval; expected at least one, such as monday = ["08:00-17:00"]'
    ]


@pytest.mark.parametrize("lunch", ["12:00-13:00", "08:00-12:00", "23:00-24:00", "06:30-07:00"])
def test_lunch_is_within_an_interval_of_some_day(small_centre: CentreFile, lunch: str) -> None:
    """Of a weekday or of an exception."""
    assert told(put(put(small_centre, "hours", WEEK), "windows.0.lunch", lunch)) == []


@pytest.mark.parametrize(
    ("hours", "lunch", "complaint"),
    [
        (None, "12:00-13:00", '"12:00-13:00": needs the opening hours; add them under [hours]'),
        (WEEK, "07:30-08:30", '"07:30-08:30": within no interval of [hours]; expected a time when the centre is open'),
        (WEEK, "13:00-12:00", '"13:00-12:00": ends before it begins; expected the second time later than the first'),
    ],
)
def test_lunch_needs_hours_around_it(small_centre: CentreFile, hours: Hours | None, lunch: str, complaint: str) -> None:
    """A clerk cannot go to lunch when the centre is closed, nor backwards."""
    assert told(put(put(small_centre, "hours", hours), "windows.0.lunch", lunch)) == [f"windows[0].lunch: {complaint}"]


@pytest.mark.parametrize(
    "path", ["hours.monday.0", "hours.exceptions.0.date", "hours.exceptions.1.date", "windows.0.lunch"]
)
def test_unreadable_hours_have_no_consequences(small_centre: CentreFile, path: str) -> None:
    """What the reader has told already is not told a second time, nor is a lunch that depends on it."""
    assert told(put(put(put(small_centre, "hours", WEEK), "windows.0.lunch", "15:00-16:00"), path, UNSET)) == []
