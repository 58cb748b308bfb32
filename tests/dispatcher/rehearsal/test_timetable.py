# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hours of a simulated day."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest
from msgspec.structs import replace

from centre.config_rules import ExceptionDay, Hours
from centre.errors import BadConfig
from dispatcher.rehearsal.timetable import working_days, works_s
from dispatcher.rules.policy import Policy
from tests.dispatcher.rehearsal import centres

FRIDAY = date(2026, 11, 20)


def policy(hours: Hours | None) -> Policy:
    """Return the rules of a small centre with these hours."""
    return Policy.of(replace(centres.small(), hours=hours))


def test_days_off_are_passed_over() -> None:
    """A weekend and a date that is closed are no working days, a working Sunday is one."""
    hours = replace(
        centres.HOURS,
        exceptions=(
            ExceptionDay(date=date(2026, 11, 22), intervals=("10:00-14:00",)),
            ExceptionDay(date=date(2026, 11, 23)),
        ),
    )
    days = [timetable.day.day for timetable in islice(working_days(policy(hours), FRIDAY), 3)]
    assert days == [20, 22, 24]


def test_a_centre_without_hours_has_usual_ones() -> None:
    """From nine to six; tickets from a quarter before, until an hour before the end."""
    timetable = next(working_days(policy(None), date(2026, 11, 21)))
    assert timetable.day == date(2026, 11, 23)
    assert timetable.tickets_from == datetime(2026, 11, 23, 6, 45, tzinfo=UTC)
    assert timetable.tickets_until == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    assert works_s(policy(None), timetable, 1) == 9 * 3600


def test_a_centre_that_never_opens_is_told_so() -> None:
    """It is a slip in the file, not an endless search."""
    with pytest.raises(BadConfig) as wrong:
        next(working_days(policy(Hours()), FRIDAY))
    assert str(wrong.value) == (
        "hours: no working day within a year from 2026-11-20. Give at least one weekday its intervals."
    )


def test_a_lunch_outside_the_hours_takes_nothing() -> None:
    """Only the part of it that lies in the hours is lost."""
    hours = Hours(friday=("09:00-12:15", "13:15-18:00"))
    timetable = next(working_days(policy(hours), FRIDAY))
    assert [works_s(policy(hours), timetable, window) / 60 for window in (1, 2)] == [8 * 60 - 45, 8 * 60 - 15]
    short = Hours(friday=("09:00-12:00",))
    timetable_short = next(working_days(policy(short), FRIDAY))
    assert [works_s(policy(short), timetable_short, window) for window in (1, 2)] == [3 * 3600, 3 * 3600]
    assert [timetable.works(moment) for moment in (timetable.opens, timetable.closes)] == [True, False]
