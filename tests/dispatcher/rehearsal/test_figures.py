# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The numbers of a day that is known to the second."""

import pytest

from dispatcher.rehearsal.clockwise import median_waits, waiting
from dispatcher.rehearsal.figures import left_over, loads, percentile, turned_away, waits
from tests.dispatcher.rehearsal.one_window import ONE_WINDOW, comes, ordinary_day, played

ZONE = "Europe/Kyiv"


def test_waits_are_counted_from_ticket_to_first_call() -> None:
    """Six of seven were called, after 10, 5, 4 2/3, 1/4, 40 and 1/4 minutes; five were served."""
    numbers = waits([ordinary_day()], ["passport"])
    assert numbers.tickets == 7
    assert numbers.median == pytest.approx((5 + 4 + 40.5 / 60) / 2)
    assert numbers.mean == pytest.approx((10 + 5 + 4 + 40.5 / 60 + 0.25 + 40 + 0.25) / 6)
    assert (numbers.tenth, numbers.longest) == (40, 40)
    assert numbers.served == pytest.approx(5 / 7)
    assert numbers.kept == 1
    assert numbers.turned_away == 2


def test_several_days_are_averaged() -> None:
    """Counts are of one day, shares and waits of all."""
    days = [ordinary_day(), played(ONE_WINDOW, comes("08:30", 10))]
    assert waits(days, ["passport"]).tickets == 3.5
    assert turned_away(days, ["passport"]) == {"not_yet": 1.0, "over": 0.5}
    assert left_over(days, ["passport"]) == 0.5


def test_who_comes_for_something_else_is_not_counted() -> None:
    """Of no visits there is no median."""
    numbers = waits([ordinary_day()], ["land"])
    assert tuple(numbers) == (0, None, None, None, None, None, None, 0)
    assert turned_away([ordinary_day()], ["land"]) == {}


def test_the_load_of_a_window_may_pass_the_whole() -> None:
    """A clerk who stays for three hours after closing has worked more than the day."""
    assert loads([ordinary_day()]) == {1: pytest.approx((600 + 81 + 240 + 900 + 300 + 3 * 3600) / (8 * 3600))}


def test_nine_of_ten_is_the_nearest_rank() -> None:
    """A percentile is a wait that somebody had."""
    assert [percentile(list(range(1, n + 1)), 90) for n in (1, 2, 9, 10, 11, 100)] == [1, 2, 9, 9, 10, 90]


def test_people_are_counted_over_the_clock() -> None:
    """Every five minutes from the first tickets to the end, who has a ticket and was not called yet."""
    counts = waiting([ordinary_day()], ZONE)
    assert (min(counts), max(counts)) == (8.75, 18.0)
    changes = [
        hour for hour, before in zip(list(counts)[1:], list(counts.values()), strict=False) if counts[hour] != before
    ]
    assert [f"{int(hour)}:{round(hour % 1 * 60):02d} {counts[hour]:.0f}" for hour in changes] == [
        "8:50 1",
        "9:00 0",
        "9:05 1",
        "9:15 0",
        "11:55 1",
        "12:00 0",
        "12:20 1",
        "13:00 0",
        "16:55 1",
        "18:00 0",
    ]


def test_waits_are_told_by_the_hour_of_the_ticket() -> None:
    """The hour is that of the centre's wall clock."""
    hours = median_waits([ordinary_day()], ZONE)
    assert {hour: round(minutes, 2) for hour, minutes in hours.items()} == {
        8: 10.0,
        9: 4.84,
        11: 0.25,
        12: 40.0,
        16: 0.25,
    }
