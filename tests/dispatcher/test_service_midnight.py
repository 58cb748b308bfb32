# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The turn of the day at the centre's midnight, the two nights of the year with another length included."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from centre.config import CentreFile
from centre.facts_day import DayStarted
from tests.dispatcher.rig import DispatcherRig, desk_request, ticket_request
from tests.fakes import HandClock

HOUR_S = 3600.0
Starter = Callable[[datetime], DispatcherRig]


@pytest.fixture
def start_at(small_centre: CentreFile, tmp_path: Path, request: pytest.FixtureRequest) -> Starter:
    """Start a dispatcher at a moment."""

    def start(utc: datetime) -> DispatcherRig:
        rig = DispatcherRig(small_centre, tmp_path, HandClock(utc))
        request.addfinalizer(rig.cut)
        return rig

    return start


def left_s(rig: DispatcherRig) -> float:
    """Return the seconds until the deadline."""
    deadline_s = rig.service.deadline_s()
    assert deadline_s is not None
    return deadline_s - rig.clock.now.steady_s


@pytest.mark.parametrize(
    ("noon_in_kyiv", "hours"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=UTC), 12),
        (datetime(2026, 3, 28, 10, tzinfo=UTC), 12),
        (datetime(2026, 3, 28, 22, tzinfo=UTC), 23),  # midnight before the clocks go forward at 3:00
        (datetime(2026, 10, 24, 21, tzinfo=UTC), 25),  # midnight before they go back at 4:00
    ],
)
def test_the_deadline_is_the_centres_midnight(start_at: Starter, noon_in_kyiv: datetime, hours: float) -> None:
    """The day ends at midnight in Kyiv, though a day may have 23 or 25 hours."""
    assert left_s(start_at(noon_in_kyiv)) == hours * HOUR_S


@pytest.mark.parametrize(
    ("noon_utc", "hours", "day"),
    [
        (datetime(2026, 3, 28, 10, tzinfo=UTC), 12, date(2026, 3, 29)),
        (datetime(2026, 3, 29, 9, tzinfo=UTC), 12, date(2026, 3, 30)),
        (datetime(2026, 10, 25, 10, tzinfo=UTC), 12, date(2026, 10, 26)),
    ],
)
def test_at_midnight_an_empty_board_is_hung(start_at: Starter, noon_utc: datetime, hours: float, day: date) -> None:
    """Nobody needs to press for the day to turn: calls and lines of yesterday are gone, windows closed."""
    rig = start_at(noon_utc)
    rig.ask(ticket_request(), ticket_request(), desk_request("open"), desk_request("call_next"))
    rig.clock.pass_s(hours * HOUR_S - 1)
    assert rig.handle() == []
    rig.clock.pass_s(1)
    rig.handle()
    assert (rig.board.day, rig.board.calls) == (day, ())
    assert [(line.waiting, line.open) for line in rig.board.services] == [(0, False)] * 4
    left = {day - timedelta(days=1): {"А": 2}}
    assert rig.written()[-1] == DayStarted(at=rig.clock.now.utc, day=day, left=left)


def test_numbers_begin_anew_after_midnight(start_at: Starter) -> None:
    """The first press of a day is 001, and an answer of yesterday is not given again."""
    rig = start_at(datetime(2026, 11, 23, 10, tzinfo=UTC))
    assert rig.press(request_id=UUID(int=1)).ticket == "А001"
    rig.clock.pass_s(12 * HOUR_S)
    rig.handle()
    reply = rig.press(request_id=UUID(int=1))
    assert (reply.ticket, reply.day, reply.ahead) == ("А001", date(2026, 11, 24), 0)


def test_midnight_turns_before_the_presses_that_waited_with_it(start_at: Starter) -> None:
    """A press taken from the inbox at midnight belongs to the new day, and both are one commit."""
    rig = start_at(datetime(2026, 11, 23, 10, tzinfo=UTC))
    rig.clock.pass_s(12 * HOUR_S)
    commits = rig.journal.commits
    (reply,) = rig.ask(ticket_request())
    assert reply.day == date(2026, 11, 24)
    assert rig.journal.commits == commits + 1


def test_a_clock_set_after_the_start_turns_the_day_at_once(start_at: Starter) -> None:
    """A Pi without a battery wakes yesterday; when NTP sets its clock, yesterday's board is taken down."""
    rig = start_at(datetime(2026, 11, 22, 10, tzinfo=UTC))
    rig.ask(ticket_request(), desk_request("open"), desk_request("call_next"))
    rig.clock.set(datetime(2026, 11, 23, 8, tzinfo=UTC))
    rig.handle()
    assert (rig.board.day, rig.board.calls) == (date(2026, 11, 23), ())
    assert left_s(rig) == 14 * HOUR_S


def test_a_clock_set_back_starts_no_day(start_at: Starter) -> None:
    """Numbers given under a clock that ran ahead are not given again; the date is the true one from now on."""
    rig = start_at(datetime(2026, 11, 23, 10, tzinfo=UTC))
    rig.press()
    rig.clock.set(datetime(2026, 11, 22, 10, tzinfo=UTC))
    assert rig.press().ticket == "А002"
    assert rig.board.day == date(2026, 11, 22)


def test_a_full_disk_at_midnight_is_tried_again(start_at: Starter) -> None:
    """The day that could not be written is begun as soon as the disk takes it, without anybody's press."""
    rig = start_at(datetime(2026, 11, 23, 10, tzinfo=UTC))
    rig.journal.full = True
    rig.clock.pass_s(12 * HOUR_S)
    assert rig.handle() == []
    rig.journal.full = False
    rig.clock.pass_s(5)
    rig.handle()
    assert rig.board.day == date(2026, 11, 24)
