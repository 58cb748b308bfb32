# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the head of the centre may ask: bookings, outages, and what becomes of who was not served."""

from datetime import UTC, datetime, timedelta

import pytest

from centre.config_rules import Hours
from centre.facts import TicketKept
from centre.facts_day import AppointmentBooked, ResourceLost, ResourceReturned
from dispatcher.rules.at_office import leftover
from dispatcher.rules.commands import Book, Call, CallNext, CarryOver, Finish, NoShow, Outage, Postpone, Serve, Void
from tests.dispatcher.rules.hall import Hall

TODAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_booking_is_one_fact_and_takes_no_number(hall: Hall) -> None:
    """The citizen has a number when the code was keyed in; today's walk-ins begin at 001."""
    hall.tick()
    assert hall.book("1234", "property", TODAY) == (
        AppointmentBooked(at=hall.now, day=hall.day, code="1234", service="property", due=TODAY),
    )
    assert (hall.queue.tickets, hall.queue.last_numbers) == ({}, {})
    assert hall.issue("property") == "А001"


def test_a_list_may_be_loaded_twice(hall: Hall) -> None:
    """A code that is known for its day makes no fact, also after it was used."""
    hall.tick()
    hall.book("1234", "property", TODAY)
    assert hall.book("1234", "property", TODAY) == ()
    hall.check_in("1234")
    assert hall.book("1234", "property", TODAY) == ()


@pytest.mark.parametrize(
    ("service", "due"), [("property", TODAY + timedelta(minutes=10)), ("passport", TODAY)], ids=["time", "service"]
)
def test_a_newer_list_moves_a_booking_until_it_is_used(hall: Hall, service: str, due: datetime) -> None:
    """The citizen rang up; once the number is given, the code is spent."""
    hall.tick()
    hall.book("1234", "property", TODAY)
    (moved,) = hall.book("1234", service, due)
    assert moved == AppointmentBooked(at=hall.now, day=hall.day, code="1234", service=service, due=due)
    ticket = hall.check_in("1234")
    assert hall.queue.tickets[ticket].service == service
    assert hall.refused(Book("1234", "property", TODAY)) == (
        "used_code",
        f"Code 1234 was used already: its ticket is {ticket}.",
    )


def test_the_same_code_may_be_booked_for_another_day(hall: Hall) -> None:
    """A booking is known by day and code."""
    hall.tick()
    hall.book("1234", "property", TODAY)
    assert hall.book("1234", "land", TODAY + timedelta(days=1))


def test_a_booking_is_of_the_day_on_the_centres_clock(hall: Hall) -> None:
    """23:00 UTC is tomorrow in Kyiv; 21:59 is still today."""
    hall.tick()
    hall.book("1", "property", datetime(2026, 11, 23, 21, 59, tzinfo=UTC))
    hall.book("2", "property", datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert [day.day for day, _ in hall.queue.bookings] == [23, 24]


def test_yesterdays_booking_is_refused(hall: Hall) -> None:
    """The list is of another day."""
    hall.tick()
    assert hall.refused(Book("1234", "property", TODAY - timedelta(days=1))) == (
        "bad_message",
        "Code 1234: 2026-11-22 is over. Load the list of today or of a later day.",
    )


def test_a_booking_of_an_unknown_service_is_refused(hall: Hall) -> None:
    """It could not be checked in."""
    hall.tick()
    assert hall.refused(Book("1234", "dragons", TODAY))[0] == "unknown_service"


def test_a_time_beyond_the_calendar_is_refused(hall: Hall) -> None:
    """The last minute of the year 9999 is no day in Kyiv, and no fault of ours."""
    hall.tick()
    due = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert hall.refused(Book("1234", "property", due)) == (
        "bad_message",
        "Code 1234: 9999-12-31 23:59:00+00:00 is no day of Europe/Kyiv.",
    )


def test_an_absent_booking_blocks_no_window(hall: Hall) -> None:
    """Its time has come, its citizen has not: the next who waits is called."""
    hall.open(2)
    hall.book("1234", "property", hall.now)
    hall.issue("property")
    assert hall.do(CallNext(2))
    assert hall.queue.ahead_of("property") == 0


def test_an_outage_is_one_fact_and_so_is_its_end(hall: Hall) -> None:
    """Said again by another window it is none, and what never failed cannot return."""
    hall.tick()
    assert hall.do(Outage("registry", lost=False)) == ()
    assert hall.do(Outage("registry", lost=True)) == (ResourceLost(at=hall.now, resource="registry"),)
    assert hall.do(Outage("registry", lost=True)) == ()
    assert hall.do(Outage("registry", lost=False)) == (ResourceReturned(at=hall.now, resource="registry"),)


def evening(hall: Hall) -> None:
    """Leave one ticket in each state: А001 done, 2 no-show, 3 postponed, 4 voided, 5 serving, 6 called, 7 waiting."""
    hall.open(1, 2)
    for number in range(1, 8):
        hall.issue("property", str(number))
    hall.do(Call(2, "А001"))
    hall.do(Finish(2))
    hall.do(Call(2, "А002"))
    hall.do(NoShow(2))
    hall.do(Call(2, "А003"))
    hall.do(Postpone(2, 480))
    hall.do(Void("hall/4"))
    hall.do(Call(2, "А005"))
    hall.do(Serve(2))
    hall.do(Call(1, "А006"))


def test_who_is_left_is_listed_in_the_order_of_the_day(hall: Hall) -> None:
    """The waiting, the called and the postponed; not who is served, was served, stayed away or never held paper."""
    evening(hall)
    assert [ticket.number for ticket in leftover(hall.queue)] == ["А003", "А006", "А007"]


def test_all_who_are_left_are_kept_for_tomorrow_and_once_only(hall: Hall) -> None:
    """With none named; said again it is no fact."""
    evening(hall)
    facts = hall.do(CarryOver())
    assert facts == tuple(TicketKept(at=hall.now, ticket=ticket) for ticket in ("А003", "А006", "А007"))
    assert hall.do(CarryOver()) == ()
    assert [ticket.number for ticket in leftover(hall.queue)] == ["А003", "А006", "А007"]


def test_some_are_kept_by_number(hall: Hall) -> None:
    """The others end with the day."""
    evening(hall)
    assert [fact.ticket for fact in hall.do(CarryOver(("А007", "А003"))) if isinstance(fact, TicketKept)] == [
        "А007",
        "А003",
    ]


@pytest.mark.parametrize(
    ("ticket", "refusal"),
    [
        ("А001", ("wrong_state", "Ticket А001 is done. Only who is not served yet can be carried over.")),
        (
            "А005",
            ("wrong_state", "Ticket А005 is serving at window 2. Only who is not served yet can be carried over."),
        ),
        ("А077", ("unknown_ticket", "Ticket А077 was not issued on 2026-11-23.")),
    ],
)
def test_who_is_not_left_cannot_be_kept_and_nobody_else_is_then(
    hall: Hall, ticket: str, refusal: tuple[str, str]
) -> None:
    """One slip in a list of numbers keeps none of them: the head of the centre asks again."""
    evening(hall)
    assert hall.refused(CarryOver(("А007", ticket))) == refusal
    assert not hall.queue.tickets["А007"].kept


def test_a_booking_for_when_nobody_receives_is_refused() -> None:
    """Before opening, at closing, between two intervals; the first minute of an interval is good."""
    hall = Hall(hours=Hours(monday=("08:00-12:00", "13:00-17:00")))
    for hour, minute in ((7, 59), (12, 0), (17, 0)):
        due = hall.at(hour, minute)
        assert hall.refused(Book("1234", "land", due)) == (
            "bad_message",
            f"Code 1234: at 2026-11-23 {hour:02}:{minute:02} the centre does not receive. Correct the time.",
        )
    assert hall.book("1234", "land", hall.at(13))


def test_a_code_whose_ticket_was_voided_may_be_moved(hall: Hall) -> None:
    """Nobody holds its ticket, so the newer list counts."""
    hall.book("1234", "land", hall.now + timedelta(minutes=5))
    hall.check_in("1234", "given-up")
    hall.do(Void("hall/given-up"))
    moved = hall.now + timedelta(minutes=30)
    assert [fact.due for fact in hall.book("1234", "land", moved) if isinstance(fact, AppointmentBooked)] == [moved]
