# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The classes of those who may be next, and who is not yet: the rules of priority, age and of what has failed."""

from datetime import timedelta

import pytest

from centre.config import Service
from centre.config_rules import Order
from centre.facts import TicketCalled
from dispatcher.rules.choice import ready_for
from dispatcher.rules.commands import Call, CallNext, Finish, Outage, Postpone, Transfer
from tests.dispatcher.rules.hall import Hall


def turns(hall: Hall, count: int, window: int = 2) -> list[tuple[str, str]]:
    """Call so many at the window; return each number and its turn."""
    calls: list[tuple[str, str]] = []
    for _ in range(count):
        facts = hall.do(CallNext(window), after_s=1)
        calls += [(fact.ticket, fact.turn) for fact in facts if isinstance(fact, TicketCalled)]
    return calls


def test_due_appointments_then_returns_then_priority_then_the_common_order() -> None:
    """Whatever the order in which they came."""
    hall = Hall()
    hall.open(2)
    common = hall.issue("property")
    back = hall.issue("property")
    priority = hall.issue("property", priority=True)
    hall.book("1234", "property", hall.now + timedelta(minutes=6))
    booked = hall.check_in("1234")
    hall.do(Call(2, back))
    hall.do(Postpone(2, 1))
    hall.tick(180)
    assert turns(hall, 4) == [(booked, "appointment"), (back, "returned"), (priority, "priority"), (common, "ordinary")]


def test_of_two_due_appointments_the_earlier_time_goes_first() -> None:
    """Not whoever was first at the kiosk."""
    hall = Hall()
    hall.open(2)
    for code, minutes in (("222", 4), ("111", 3)):
        hall.book(code, "property", hall.now + timedelta(minutes=minutes))
    assert [hall.check_in(code) for code in ("222", "111")] == ["А001", "А002"]
    hall.tick(300)
    assert turns(hall, 2) == [("А002", "appointment"), ("А001", "appointment")]


def test_an_early_appointment_waits_in_the_common_order_until_its_time() -> None:
    """A window that is free takes it, but nobody is overtaken before the time has come."""
    hall = Hall()
    hall.open(2)
    walk_in = hall.issue("property")
    hall.book("1234", "property", hall.now + timedelta(hours=1))
    booked = hall.check_in("1234")
    hall.tick(60)
    assert turns(hall, 2) == [(walk_in, "ordinary"), (booked, "ordinary")]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_window_calls_no_more_priority_in_a_row_than_centre_toml_says(limit: int) -> None:
    """After so many, one of the common order, while one waits; then priority again."""
    hall = Hall(order=Order(priority_in_a_row=limit))
    hall.open(2)
    for _ in range(2):
        hall.issue("property")
    for _ in range(6):
        hall.issue("property", priority=True)
    expected = (["priority"] * limit + ["ordinary"]) * 2 + ["priority"] * 6
    hall.tick(60)
    assert [turn for _, turn in turns(hall, 8)] == expected[:8]


def test_priority_goes_on_while_nobody_else_waits() -> None:
    """A limit without a neighbour would leave the window idle."""
    hall = Hall(order=Order(priority_in_a_row=1))
    hall.open(2)
    for _ in range(3):
        hall.issue("property", priority=True)
    hall.tick(60)
    assert [turn for _, turn in turns(hall, 3)] == ["priority"] * 3


def test_an_appointment_between_does_not_begin_the_row_anew() -> None:
    """Else priority and appointments together would starve the common queue."""
    hall = Hall(order=Order(priority_in_a_row=1))
    hall.open(2)
    hall.issue("property")
    for _ in range(2):
        hall.issue("property", priority=True)
    hall.tick(60)
    assert turns(hall, 1) == [("А002", "priority")]
    hall.book("1234", "property", hall.now)
    hall.check_in("1234", after_s=1)
    hall.tick(20)
    assert turns(hall, 2) == [("А004", "appointment"), ("А001", "ordinary")]


def test_each_window_counts_its_own_row() -> None:
    """Two windows may each call a priority ticket; neither is held up by the other's."""
    hall = Hall(order=Order(priority_in_a_row=1))
    hall.open(1, 2)
    hall.issue("property")
    for _ in range(2):
        hall.issue("property", priority=True)
    hall.tick(60)
    assert turns(hall, 1, window=1) + turns(hall, 1, window=2) == [("А002", "priority"), ("А003", "priority")]


def test_a_ticket_is_not_called_in_its_first_15_seconds() -> None:
    """To the second; the refusal tells the clerk that somebody is coming."""
    hall = Hall()
    hall.open(2)
    hall.issue("property", after_s=0)
    assert hall.refused_as(CallNext(2), after_s=14) == (
        "nobody_waits",
        "Nobody yet. Still on the way from the kiosk, for less than 15 s: 1. Call in a moment.",
        None,
    )
    hall.do(CallNext(2), after_s=15)
    assert hall.state("А001") == "called"


def test_a_fresh_ticket_is_called_by_its_number_at_once() -> None:
    """Its citizen stands before the clerk."""
    hall = Hall()
    hall.open(2)
    hall.issue("property", after_s=0)
    assert hall.do(Call(2, "А001"), after_s=0)


def test_a_fresh_ticket_keeps_nobody_older_from_being_called() -> None:
    """Nor does fresh priority stop the window: the next of the common order is called."""
    hall = Hall()
    hall.open(2)
    hall.issue("property")
    hall.issue("property", priority=True, after_s=20)
    assert turns(hall, 1) == [("А001", "ordinary")]


@pytest.mark.parametrize("back", [timedelta(seconds=90), timedelta(hours=3), timedelta(days=9000)])
def test_a_clock_set_back_keeps_nobody_waiting_for_an_age(back: timedelta) -> None:
    """A ticket from the future is old enough, and so is one that was called in the future and transferred."""
    hall = Hall()
    hall.open(1, 2)
    hall.issue("property")
    hall.now -= back
    assert [ticket.number for ticket in ready_for(hall.queue, 2, hall.now)] == ["А001"]
    later = Hall()
    later.open(1, 2)
    later.issue("property")
    later.now += timedelta(hours=4)
    later.do(CallNext(1))
    later.do(Transfer(1, to_window=2))
    later.now -= min(back, timedelta(hours=3))
    assert [ticket.number for ticket in ready_for(later.queue, 2, later.now)] == ["А001"]


def test_who_came_for_what_has_failed_keeps_the_place_and_is_not_called() -> None:
    """The window goes on with the others; when the registry is back, the old place counts."""
    hall = registry_hall()
    hall.issue("property")
    hall.issue("passport")
    hall.do(Outage("registry", lost=True))
    hall.do(CallNext(1))
    assert hall.queue.at_window(1) == hall.queue.tickets["Б001"]
    hall.do(Finish(1))
    assert hall.refused(CallNext(1)) == ("nobody_waits", "1 wait at window 1, for what needs registry.")
    hall.do(Outage("registry", lost=False))
    assert hall.do(CallNext(1)) == (TicketCalled(at=hall.now, ticket="А001", window=1),)


def registry_hall() -> Hall:
    """Return a hall with window 1 open, where property needs the registry."""
    hall = Hall(
        services=(
            Service(id="property", letter="А", name="Нерухомість", needs=("registry",)),
            Service(id="passport", letter="Б", name="Паспорт"),
            Service(id="land", letter="В", name="Земля"),
        )
    )
    hall.open(1)
    return hall


def test_two_windows_never_get_one_citizen() -> None:
    """The same wish in the same second gives each window another, and a third window nobody."""
    hall = Hall()
    hall.open(1, 2)
    for _ in range(2):
        hall.issue("property")
    hall.tick(60)
    assert turns(hall, 1, 1) + turns(hall, 1, 2) == [("А001", "ordinary"), ("А002", "ordinary")]
    hall.open(3)
    assert hall.refused(CallNext(3)) == ("nobody_waits", "Nobody waits for a service of window 3.")
