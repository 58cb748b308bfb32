# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The day of service is the centre's calendar day, whatever the clocks do."""

from datetime import UTC, date, datetime

import pytest

from centre.time import day_of, earliest, read_clocks


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T21:59:59", "2026-11-22"),
        ("2026-11-22T22:00:00", "2026-11-23"),
        ("2026-07-01T20:59:59", "2026-07-01"),
        ("2026-07-01T21:00:00", "2026-07-02"),
        ("2026-03-28T22:00:00", "2026-03-29"),
        ("2026-03-29T20:59:59", "2026-03-29"),
        ("2026-03-29T21:00:00", "2026-03-30"),
        ("2026-10-24T21:00:00", "2026-10-25"),
        ("2026-10-25T21:59:59", "2026-10-25"),
        ("2026-10-25T22:00:00", "2026-10-26"),
    ],
)
def test_day_begins_at_the_midnight_of_the_centre(moment: str, day: str) -> None:
    """In winter at 22:00 UTC, in summer at 21:00; the day of 23 hours and the day of 25 are whole days."""
    assert day_of(datetime.fromisoformat(moment).replace(tzinfo=UTC), "Europe/Kyiv") == date.fromisoformat(day)


def test_clocks_are_read_in_utc_and_steadily() -> None:
    """The wall clock knows its zone; the steady one never goes back."""
    first, second = read_clocks(), read_clocks()
    assert first.utc.tzinfo is UTC
    assert first.steady_s <= second.steady_s


def test_the_first_deadline_counts_and_one_that_is_not_set_does_not() -> None:
    """Beside others, alone, and where there is none."""
    assert earliest((None, 7.5, 0.0, None)) == 0.0
    assert earliest(iter((None, None))) is None
    assert earliest(()) is None
