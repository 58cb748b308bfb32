# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Windows without their clerks: when they are back, and when a work will be done."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from centre.config import Centre, CentreFile, Service, Window
from centre.config_rules import Hours
from centre.facts_day import DayStarted, WindowOpened, WindowPaused
from dispatcher.rules.apply import apply
from dispatcher.rules.away import calling, done_at
from dispatcher.rules.estimate import wait_min
from dispatcher.rules.queue import Queue

KYIV = ZoneInfo("Europe/Kyiv")
CENTRE = CentreFile(
    centre=Centre(name="ЦНАП"),
    services=(Service(id="land", letter="К", name="Земля", usual_minutes=10),),
    windows=(
        Window(number=1, services=("land",), lunch="12:00-13:00"),
        Window(number=2, services=("land",), lunch="13:00-14:00"),
    ),
    hours=Hours(monday=("09:00-18:00",)),
)
SPLIT = replace(
    CENTRE, hours=Hours(monday=("09:00-12:30", "13:30-18:00")), windows=(Window(number=1, services=("land",)),)
)


def at(clock: str) -> datetime:
    """Return a time of a Monday."""
    return datetime.fromisoformat(f"2026-11-23 {clock}").replace(tzinfo=KYIV).astimezone(UTC)


def opened(centre: CentreFile, *paused: int) -> Queue:
    """Return the queue of a centre whose windows are open but for those that are paused."""
    queue = apply(Queue.start(centre), DayStarted(at=at("08:00"), day=at("08:00").date()))
    for window in queue.windows:
        queue = apply(queue, WindowOpened(at=at("09:00"), window=window))
    for window in paused:
        queue = apply(queue, WindowPaused(at=at("09:00"), window=window))
    return queue


def done(queue: Queue, minutes: float, now: str) -> str:
    """Return when the windows will have done so many minutes of work."""
    return f"{done_at(queue, list(queue.windows), minutes * 60, at(now)).astimezone(KYIV):%H:%M}"


@pytest.mark.parametrize(
    ("minutes", "now", "expected"),
    [(0, "10:00", "10:00"), (60, "10:00", "10:30"), (240, "10:00", "12:00"), (300, "10:00", "13:00")],
)
def test_two_windows_work_twice_as_fast_until_one_has_lunch(minutes: float, now: str, expected: str) -> None:
    """Four hours of work from ten are done at noon, the fifth takes the one that is left an hour."""
    assert done(opened(CENTRE), minutes, now) == expected


def test_the_last_of_the_work_is_done_by_both_again() -> None:
    """After the second lunch both work: from 12 to 14 they do two hours, and another two by three."""
    assert done(opened(CENTRE, 1), 240, "12:00") == "15:00"


def test_who_opens_within_a_lunch_works_through_it() -> None:
    """An open window is not away, whatever was planned."""
    assert done(opened(CENTRE), 60, "12:10") == "12:40"


def test_nothing_is_done_while_all_are_away() -> None:
    """Between two intervals even no work takes until the next one begins."""
    assert done(opened(SPLIT), 30, "12:10") == "13:40"
    assert done(opened(SPLIT, 1), 0, "12:40") == "13:30"


def test_a_lunch_between_two_intervals_is_one_absence() -> None:
    """A lunch that lies in the break of all takes nothing more."""
    one = Window(number=1, services=("land",), lunch="12:30-13:30")
    assert done(opened(replace(SPLIT, windows=(one,))), 30, "12:10") == "13:40"


def test_who_has_lunch_is_counted_on_and_who_pauses_is_not() -> None:
    """A clerk at lunch comes back at a known time; nobody knows when a pause is over."""
    assert calling(opened(CENTRE, 1), "land", at("12:30")) == (1, 2)
    assert calling(opened(CENTRE, 1), "land", at("11:30")) == (2,)
    assert calling(opened(CENTRE, 1, 2), "land", at("11:30")) == ()


def test_the_range_begins_when_lunch_ends() -> None:
    """Who comes to a hall at lunch is told so, and not that no window is open."""
    assert wait_min(opened(SPLIT, 1), "land", at("12:40")) == (50, 60)
    assert wait_min(opened(CENTRE, 1, 2), "land", at("11:30")) is None


def test_without_hours_there_is_no_lunch() -> None:
    """The clock sends nobody to lunch then, so nobody is taken to be away."""
    assert done(opened(replace(CENTRE, hours=None)), 300, "10:00") == "12:30"
