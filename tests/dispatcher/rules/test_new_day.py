# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The turn of the day: what ends, and what is still true on the new day."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from centre.config_rules import Hours
from centre.facts import QueueFact, TicketCarried, TicketIssued, TicketKept
from centre.facts_day import AppointmentBooked, DayStarted, ResourceLost
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Call, CallNext, CarryOver, Finish, Outage, Postpone, Serve
from dispatcher.rules.queue import Queue
from tests.dispatcher.rules.hall import CENTRE, Hall

MIDNIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 24)


def turn(hall: Hall) -> tuple[QueueFact, ...]:
    """Let it become midnight; return what happens."""
    hall.now = MIDNIGHT
    return hall.tick()


def replayed(facts: tuple[QueueFact, ...]) -> Queue:
    """Return the queue that a restart makes of the facts since the day began."""
    queue = Queue.start(CENTRE)
    for fact in facts:
        queue = apply(queue, fact)
    return queue


def test_a_kept_ticket_is_first_on_the_next_day_under_its_old_number(hall: Hall) -> None:
    """Before all of today's, in the order of yesterday; the number is passed over; who was not kept is gone."""
    for _ in range(3):
        hall.issue("property")
    hall.do(CarryOver(("А002", "А001")))
    today = hall.day
    assert turn(hall) == (
        DayStarted(at=MIDNIGHT, day=TOMORROW, left={today: {"А": 3}}),
        TicketCarried(at=MIDNIGHT, ticket="А001", service="property"),
        TicketCarried(at=MIDNIGHT, ticket="А002", service="property"),
    )
    assert [hall.issue("property"), hall.issue("property")] == ["А003", "А004"]
    assert hall.queue.waiting_for("property") == ("А001", "А002", "А003", "А004")


def test_a_carried_ticket_keeps_priority_and_service_and_may_be_kept_again(hall: Hall) -> None:
    """It is decided anew each evening: a ticket does not live for ever by itself."""
    hall.issue("passport", priority=True)
    hall.do(CarryOver())
    turn(hall)
    ticket = hall.queue.tickets["Б001"]
    assert (ticket.service, ticket.priority, ticket.kept) == ("passport", True, False)
    hall.do(CarryOver())
    hall.now += timedelta(days=1)
    assert [type(fact) for fact in hall.tick()] == [DayStarted, TicketCarried]
    hall.now += timedelta(days=1)
    assert [type(fact) for fact in hall.tick()] == [DayStarted]


def test_whoever_is_called_at_midnight_and_kept_waits_again(hall: Hall) -> None:
    """The window is closed by the day; the citizen comes tomorrow."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(CarryOver())
    turn(hall)
    assert (hall.state("А001"), hall.queue.at_window(2), hall.queue.desk(2).mode) == ("waiting", None, "closed")


def test_whoever_was_kept_and_then_served_is_not_carried(hall: Hall) -> None:
    """The evening went on after the decision; at a window at midnight is served too."""
    hall.open(1, 2)
    for _ in range(3):
        hall.issue("property")
    hall.do(CarryOver())
    hall.do(Call(2, "А001"))
    hall.do(Finish(2))
    hall.do(Call(2, "А002"))
    hall.do(Serve(2))
    hall.do(Call(1, "А003"))
    hall.do(Postpone(1, 480))
    assert [fact.ticket for fact in turn(hall) if isinstance(fact, TicketCarried)] == ["А003"]


def test_outages_outlive_midnight_and_a_restart_after_it(hall: Hall) -> None:
    """The registry does not come back because the day is new, nor because the journal is read from there."""
    hall.do(Outage("registry", lost=True))
    hall.do(Outage("power", lost=True))
    hall.do(Outage("power", lost=False))
    facts = turn(hall)
    assert facts == (DayStarted(at=MIDNIGHT, day=TOMORROW), ResourceLost(at=MIDNIGHT, resource="registry"))
    assert replayed(facts).outages == {"registry"}


def test_bookings_to_come_outlive_midnight_and_those_of_yesterday_do_not(hall: Hall) -> None:
    """Of today's bookings nothing is left, used or not."""
    hall.tick()
    due = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    for code, days in (("1", -1), ("2", 0), ("3", 5)):
        hall.book(code, "property", due + timedelta(days=days))
    facts = turn(hall)
    assert [fact.code for fact in facts if isinstance(fact, AppointmentBooked)] == ["2", "3"]
    assert set(replayed(facts).bookings) == {(TOMORROW, "2"), (date(2026, 11, 29), "3")}
    assert hall.check_in("2") == "А001"


def test_durations_outlive_midnight(hall: Hall) -> None:
    """No morning begins knowing nothing of how long a service takes."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Finish(2), after_s=333)
    left = {hall.day: {"А": 1}}
    facts = turn(hall)
    assert facts == (DayStarted(at=MIDNIGHT, day=TOMORROW, durations={"property": (333,)}, left=left),)
    assert replayed(facts).durations == {"property": (333,)}


def test_a_restart_reads_the_day_from_its_start_and_finds_the_same_queue(hall: Hall) -> None:
    """All that outlives a midnight is said again behind it."""
    hall.issue("property")
    hall.do(CarryOver())
    hall.do(Outage("internet", lost=True))
    hall.book("77", "land", MIDNIGHT + timedelta(hours=12))
    facts = turn(hall)
    assert replayed(facts) == hall.queue


def test_a_standstill_of_days_carries_from_the_last_day_to_this_one(hall: Hall) -> None:
    """The centre was without power from Friday to Monday: whoever was kept is first on Monday."""
    hall.issue("property")
    hall.do(CarryOver())
    hall.now += timedelta(days=3)
    assert [type(fact) for fact in hall.tick()] == [DayStarted, TicketCarried]


def test_a_carried_ticket_of_a_service_that_is_gone_is_kept_in_the_list(hall: Hall) -> None:
    """centre.toml has lost it over night: the day begins all the same, and the office still sees the ticket."""
    services = tuple(service for service in CENTRE.services if service.id != "land")
    queue = Queue.start(replace(CENTRE, services=services, windows=CENTRE.windows[:2]))
    issued = TicketIssued(at=hall.now, ticket="В001", service="land", kiosk="hall", request="hall/1", ahead=0)
    started = DayStarted(at=hall.now, day=hall.day)
    for fact in (started, issued, TicketKept(at=hall.now, ticket="В001")):
        queue = apply(queue, fact)
    hall.queue = queue
    assert [type(fact) for fact in turn(hall)] == [DayStarted, TicketCarried]
    assert hall.issue("property") == "А001"


def test_a_kept_ticket_waits_over_days_off() -> None:
    """Kept on Friday it is good on Monday, though the dispatcher turned two pages of the calendar in between."""
    hall = Hall(hours=Hours(friday=("08:00-17:00",), monday=("08:00-17:00",)))
    hall.now += timedelta(days=4)
    hall.issue("property")
    hall.do(CarryOver())
    for day in range(3):
        hall.now = MIDNIGHT + timedelta(days=4 + day)
        hall.tick()
    assert (hall.queue.day, hall.queue.waiting_for("property")) == (date(2026, 11, 30), ("А001",))
    assert not hall.queue.tickets["А001"].kept, "on a working day it is served, or kept anew"
