# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The turn of the day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from centre.facts import TicketIssued
from centre.facts_day import DayStarted, WindowOpened
from dispatcher.rules.commands import CallNext, Finish, IssueTicket, Open, ReportPrint, Void
from dispatcher.rules.decide import decide
from dispatcher.rules.new_day import new_day

MINUTE = timedelta(minutes=1)


def test_the_first_command_starts_the_first_day(hall: Any) -> None:
    """Its own fact follows."""
    assert hall.do(Open(1)) == (DayStarted(at=hall.now, day=hall.day), WindowOpened(at=hall.now, window=1))


def test_a_command_after_midnight_is_decided_on_the_new_day(hall: Any) -> None:
    """Numbers begin anew, and nobody of yesterday is ahead."""
    hall.issue("property")
    yesterday = hall.day
    hall.now += timedelta(days=1)
    assert hall.do(IssueTicket("property", "hall", "hall/x")) == (
        DayStarted(at=hall.now, day=date(2026, 11, 24), left={yesterday: {"А": 1}}),
        TicketIssued(at=hall.now, ticket="А001", service="property", kiosk="hall", request="hall/x", ahead=0),
    )


def test_a_new_day_closes_windows_drops_tickets_and_forgets_requests(hall: Any) -> None:
    """Yesterday's citizen is no longer at the window, and the same key makes a ticket again."""
    hall.open(1, 2)
    hall.issue("property", "x")
    hall.do(Void("hall/given-up"))
    hall.do(CallNext(2))
    hall.now += timedelta(days=1)
    hall.do(Open(2))
    assert (dict(hall.queue.tickets), dict(hall.queue.requests), hall.queue.at_window(2)) == ({}, {}, None)
    assert hall.queue.open_windows("property") == (2,)
    assert hall.refused(Finish(2))[0] == "no_ticket_at_window"


def test_a_refused_command_starts_no_day(hall: Any) -> None:
    """The next one that is possible does; until then the old day stands."""
    hall.open(1)
    hall.now += timedelta(days=1)
    assert hall.refused(CallNext(1)) == ("window_closed", "Window 1 is closed. Open it first.")
    assert isinstance(hall.do(Open(1))[0], DayStarted)


def test_a_report_from_before_midnight_starts_the_day_and_no_more(hall: Any) -> None:
    """Yesterday's paper means nothing today."""
    hall.issue("property")
    yesterday = hall.day
    hall.now += timedelta(days=1)
    report = ReportPrint("А001", yesterday, "failed")
    done = hall.do(report)
    assert done == (DayStarted(at=hall.now, day=date(2026, 11, 24), left={yesterday: {"А": 1}}),)


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=20_000)], ids=["a-day", "to-1972"])
def test_a_clock_that_went_back_starts_no_day(hall: Any, back: timedelta) -> None:
    """Numbers go on where they were, then and when the clock is right again: none is twice on paper of one date."""
    assert hall.issue("property", "1") == "А001"
    hall.now -= back
    assert hall.issue("property", "2") == "А002"
    assert hall.queue.day == hall.now.date()
    hall.now += back
    assert hall.issue("property", "3") == "А003"
    assert hall.queue.day == hall.day


@pytest.mark.parametrize(
    ("midnight", "day"),
    [
        (datetime(2026, 3, 28, 22, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 21, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
    ids=["into-29-march", "out-of-29-march", "into-25-october", "out-of-25-october"],
)
def test_a_day_starts_at_midnight_in_kyiv_on_both_days_of_clock_change(
    hall: Any, midnight: datetime, day: date
) -> None:
    """Not a second before, and only once: the repeated hour of October repeats no day."""
    hall.now = midnight - timedelta(seconds=1) - MINUTE
    assert hall.do(Open(1))[0] == DayStarted(at=hall.now, day=day - timedelta(days=1))
    assert new_day(hall.queue, hall.now) == ()
    hall.now = midnight - MINUTE
    assert hall.do(Open(1))[0] == DayStarted(at=midnight, day=day)
    hours = [midnight + timedelta(hours=hour) for hour in range(1, 23)]
    assert [new_day(hall.queue, hour) for hour in hours] == [()] * 22


def test_deciding_leaves_the_queue_as_it_is(hall: Any) -> None:
    """A commit that fails has nothing to undo: the same command gives the same facts again."""
    hall.open(2)
    hall.issue("property")
    before = hall.queue
    later = hall.now + MINUTE
    first = decide(hall.queue, CallNext(2), later)
    hall.replay(*first)
    assert hall.queue != before
    assert decide(before, CallNext(2), later) == first
