# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A doubted clock ends no day; when it is trusted again, whoever came meanwhile keeps number and place."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import Window
from centre.config_alarms import Alerts
from centre.facts import QueueFact, TicketCarried, TicketKept
from centre.facts_alarms import ClockDoubted, ClockTrusted, DayMoved
from centre.facts_day import DayStarted
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Book, CallNext, CarryOver, Outage, Postpone, ReportPrint, Serve
from dispatcher.rules.commands_alarms import DoubtClock, Resume, SwitchAlert, Tick, TrustClock
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import ImpossibleFact
from tests.dispatcher.rules.hall import CENTRE, Hall

DAY = timedelta(days=1)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
FAR = datetime(2099, 1, 1, 9, tzinfo=UTC)


class Remembering(Hall):
    """A hall that keeps its journal."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(**changes)
        self.journal: list[QueueFact] = []

    def replay(self, *facts: QueueFact) -> None:
        """Keep what is applied, from the newest beginning of a day on."""
        for fact in facts:
            self.journal = [*([] if isinstance(fact, DayStarted) else self.journal), fact]
            super().replay(fact)

    def replayed(self) -> Queue:
        """Return what a restart makes of the journal."""
        queue = Queue.start(self.centre)
        for fact in self.journal:
            queue = apply(queue, fact)
        return queue


@pytest.fixture
def hall() -> Remembering:
    """Return a hall in the evening: one is served, one called, one put off, one kept, one waits."""
    hall = Remembering()
    hall.open(1, 2, 3)
    numbers = [hall.issue("property") for _ in range(5)]
    hall.do(CarryOver((numbers[3],)))
    for window in (1, 2):
        hall.do(CallNext(window))
    hall.do(Serve(1))
    hall.do(CallNext(1))
    hall.do(Postpone(1, 30))
    assert [hall.state(number) for number in numbers] == ["done", "called", "postponed", "waiting", "waiting"]
    return hall


def wake(hall: Hall, after: timedelta) -> tuple[QueueFact, ...]:
    """Let so much pass, and the clock be trusted at that moment, as the loop does it; return what happened."""
    return (*hall.do(TrustClock(), after_s=after.total_seconds()), *hall.do(Resume(), after_s=0), *hall.tick())


def test_doubt_and_trust_are_said_once(hall: Remembering) -> None:
    """What is so already makes no fact."""
    assert hall.do(TrustClock()) == ()
    assert hall.do(DoubtClock()) == (ClockDoubted(at=hall.now),)
    assert hall.do(DoubtClock()) == ()
    assert hall.do(TrustClock()) == (ClockTrusted(at=hall.now),)


def test_an_empty_journal_begins_its_first_day_by_a_doubted_clock() -> None:
    """A new centre without network gives its first ticket at once."""
    hall = Remembering()
    assert [type(fact) for fact in hall.do(DoubtClock())] == [DayStarted, ClockDoubted]
    assert hall.tick() == ()
    assert hall.issue("land") == "В001"
    assert hall.replayed() == hall.queue


def test_no_midnight_of_a_doubted_clock_ends_the_day(hall: Remembering) -> None:
    """Numbers go on, day after day, until somebody knows better."""
    hall.do(DoubtClock())
    for number in ("А006", "А007", "А008"):
        hall.now += DAY
        assert hall.issue("property") == number
    assert hall.queue.day == TODAY


def test_whoever_came_in_doubt_stays_when_the_day_moves_on(hall: Remembering) -> None:
    """Who stood there since yesterday is over, but for who is at a window or was kept; numbers and windows go on."""
    hall.do(DoubtClock())
    assert [hall.issue("property"), hall.issue("land")] == ["А006", "В001"]
    moved, trusted, *_ = wake(hall, DAY)
    assert (moved, trusted) == (DayMoved(at=hall.now, day=TOMORROW), ClockTrusted(at=hall.now))
    assert [hall.state(number) for number in ("А001", "А002", "А003", "А004", "А005", "А006", "В001")] == [
        "done", "called", "voided", "waiting", "voided", "waiting", "waiting",
    ]  # fmt: skip
    assert hall.queue.waiting_for("property") == ("А004", "А006")
    assert (hall.queue.aside, str(hall.queue.desk(2).mode)) == ((), "open")
    assert not hall.queue.tickets["А004"].kept, "what is kept is decided anew each evening"
    assert hall.issue("property") == "А007"
    assert hall.replayed() == hall.queue


def test_whom_an_alert_kept_from_being_served_stays_too() -> None:
    """An alert at closing, a night without power, a ticket before the network is there: a day that moves on is one."""
    hall = Remembering(alerts=Alerts(tickets="marked"))
    hall.open(2)
    waited = hall.issue("property")
    hall.do(SwitchAlert(raised=True))
    hall.do(DoubtClock())
    hall.issue("land")
    kept, moved, *_ = wake(hall, DAY)
    assert (kept, moved) == (TicketKept(at=hall.now, ticket=waited), DayMoved(at=hall.now, day=TOMORROW))
    assert hall.queue.waiting_for("property") == (waited,)
    assert hall.replayed() == hall.queue


def test_if_nobody_came_in_doubt_the_day_begins_as_any(hall: Remembering) -> None:
    """The midnight that was missed is made up for: kept tickets first, numbers from 001."""
    hall.do(DoubtClock())
    assert [type(fact) for fact in wake(hall, DAY)] == [ClockTrusted, DayStarted, TicketCarried]
    assert hall.issue("property") == "А001"


def test_on_the_same_day_nothing_but_trust_comes_back(hall: Remembering) -> None:
    """A start before the network is there costs nobody anything; a call begins its time anew."""
    hall.do(DoubtClock())
    hall.issue("property")
    first, *_ = wake(hall, timedelta(minutes=10))
    assert isinstance(first, ClockTrusted)
    assert hall.queue.day == TODAY


def test_a_trusted_clock_behind_the_day_gives_it_its_true_date(hall: Remembering) -> None:
    """A clock once far ahead: nothing is reset, numbers go on, the next midnight is one."""
    hall = Remembering()
    hall.now = FAR
    hall.open(2)
    assert hall.issue("property") == "А001"
    hall.do(CallNext(2))
    hall.do(Postpone(2, 480))
    hall.issue("property")
    hall.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    facts = hall.tick()
    assert facts[0] == DayMoved(at=hall.now, day=TODAY)
    assert hall.state("А001") == "waiting", "nobody is put off until 2099"
    assert (hall.issue("property"), hall.replayed() == hall.queue) == ("А003", True)
    hall.now += DAY
    assert isinstance(hall.tick()[0], DayStarted)
    assert hall.issue("property") == "А001"


def test_a_first_day_in_the_far_future_is_moved_back_and_forgets_nobody() -> None:
    """A new centre whose clock, unproven, was of 2099; then NTP."""
    hall = Remembering()
    hall.now = FAR
    hall.do(DoubtClock())
    hall.issue("property")
    due = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert hall.book("4071", "property", due), "the office knows the true day"
    hall.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert [type(fact) for fact in wake(hall, timedelta())] == [DayMoved, ClockTrusted]
    assert hall.check_in("4071") == "А002"
    assert hall.replayed() == hall.queue


def test_bookings_of_the_true_day_become_valid_and_what_failed_stays_failed(hall: Remembering) -> None:
    """What outlives a midnight outlives this one: bookings to come, outages, how long services take."""
    due = datetime(2026, 11, 24, 9, tzinfo=UTC)
    hall.do(Book("1111", "property", due))
    hall.do(Book("2222", "property", due - DAY + timedelta(hours=8)))
    hall.do(Outage("registry", lost=True))
    hall.do(DoubtClock())
    hall.issue("property")
    wake(hall, DAY)
    assert set(hall.queue.bookings) == {(TOMORROW, "1111")}
    assert (set(hall.queue.outages), set(hall.queue.durations)) == ({"registry"}, {"property"})
    assert hall.check_in("1111") == "А007"


def test_a_ticket_with_the_wrong_date_on_its_paper_is_known_all_the_same(hall: Remembering) -> None:
    """The printer reports it under the date that it printed."""
    hall.do(DoubtClock())
    hall.issue("property")
    wake(hall, DAY)
    hall.do(ReportPrint("А006", TODAY, "failed"))
    assert hall.state("А006") == "voided"
    assert hall.do(ReportPrint("А006", TODAY - DAY, "printed")) == ()


def test_two_papers_of_one_date_never_bear_one_number() -> None:
    """A clock a day ahead gave tickets of tomorrow's date: tomorrow's numbers go on behind them."""
    hall = Remembering()
    hall.now += DAY
    hall.issue("property")
    hall.now -= DAY
    hall.tick()
    hall.now += DAY
    (started,) = hall.tick()
    assert isinstance(started, DayStarted)
    assert started.last_numbers == {"А": 1}
    assert hall.replayed() == hall.queue
    assert hall.issue("property") == "А002"


def test_a_doubted_clock_sends_nobody_to_lunch() -> None:
    """It may be any hour."""
    windows = (CENTRE.windows[0], Window(number=2, services=("property",), lunch="12:00-13:00"), CENTRE.windows[2])
    hall = Hall(windows=windows)
    hall.clock(9)
    hall.open(2)
    hall.do(DoubtClock())
    hall.clock(12, 30)
    assert hall.do(Tick()) == ()
    assert str(hall.queue.desk(2).mode) == "open"


def test_lunch_comes_again_on_the_day_that_was_moved_to(hall: Remembering) -> None:
    """Yesterday's lunch is not today's."""
    desks = {2: replace(hall.queue.desk(2), had_lunch=True)}
    hall.queue = apply(replace(hall.queue, desks=desks), DayMoved(at=hall.now, day=TOMORROW))
    assert not hall.queue.desk(2).had_lunch


def test_a_day_is_not_moved_to_itself(hall: Remembering) -> None:
    """A foreign journal may say so."""
    with pytest.raises(ImpossibleFact, match="the day is 2026-11-23"):
        apply(hall.queue, DayMoved(at=hall.now, day=TODAY))


def test_a_wrong_word_of_the_head_that_is_put_right_costs_nobody_the_place() -> None:
    """Set to yesterday and vouched for, then set right and vouched for: the same hall on the same date, no midnight."""
    hall = Remembering()
    hall.open(2)
    first, second = hall.issue("property"), hall.issue("property")
    for wrong in (-DAY, DAY):
        hall.do(DoubtClock(), after_s=1)
        hall.now += wrong
        hall.do(TrustClock(), after_s=1)
        hall.tick(1)
    assert (hall.queue.day, hall.queue.waiting_for("property")) == (TODAY, (first, second))
    assert hall.do(CallNext(2))[-1].ticket == first  # type: ignore[union-attr]  # a ticket was called
    assert hall.replayed() == hall.queue
