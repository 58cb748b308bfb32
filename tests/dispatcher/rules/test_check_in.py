# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Check-in by the code of a booking: a number of today, a place by the booked time, or a reason why not."""

from datetime import timedelta

import pytest

from centre.config import Service
from centre.config_rules import Appointments
from centre.facts import TicketIssued
from dispatcher.rules.commands import CallNext, CheckIn, Outage, ReportPrint, Void
from dispatcher.rules.commands_alarms import DoubtClock
from tests.dispatcher.rules.hall import CENTRE, Hall


def hall_with_booking(**changes: object) -> Hall:
    """Return a hall in which 1234 is booked for property, ten minutes from now."""
    hall = Hall(**changes)
    hall.tick()
    hall.book("1234", "property", hall.now + timedelta(minutes=10))
    return hall


def test_a_check_in_takes_the_next_number_of_today() -> None:
    """Its fact says the code and the booked time; walk-ins go on behind it."""
    hall = hall_with_booking()
    due = hall.now + timedelta(minutes=10)
    assert hall.issue("property") == "А001"
    assert hall.do(CheckIn("1234", "hall", "hall/x")) == (
        TicketIssued(
            at=hall.now,
            ticket="А002",
            service="property",
            kiosk="hall",
            request="hall/x",
            ahead=0,
            code="1234",
            due=due,
        ),
    )
    assert hall.issue("property") == "А003"


@pytest.mark.parametrize("code", ["4321", "123", "01234"])
def test_an_unknown_code_is_refused(code: str) -> None:
    """A code is the whole of its digits; the text does not repeat it: it goes into logs."""
    hall = hall_with_booking()
    assert hall.refused(CheckIn(code, "hall", "hall/x")) == (
        "unknown_code",
        "This code is not booked for today. Load the day's list: cherha appointments.",
    )


def test_a_booking_of_tomorrow_is_unknown_today() -> None:
    """And known tomorrow."""
    hall = Hall()
    hall.tick()
    hall.book("1234", "property", hall.now + timedelta(days=1))
    assert hall.refused(CheckIn("1234", "hall", "hall/x"))[0] == "unknown_code"
    hall.now += timedelta(days=1)
    hall.tick()
    assert hall.check_in("1234") == "А001"


def test_a_code_is_used_once() -> None:
    """The refusal names the ticket it became."""
    hall = hall_with_booking()
    hall.check_in("1234", "first")
    assert hall.refused(CheckIn("1234", "hall", "hall/second")) == (
        "used_code",
        "This code was used already: its ticket is А001.",
    )


def test_a_check_in_said_twice_makes_one_ticket() -> None:
    """Redelivered under the same id it makes no fact."""
    hall = hall_with_booking()
    hall.check_in("1234", "first")
    assert hall.do(CheckIn("1234", "hall", "hall/first")) == ()


def test_a_code_whose_ticket_was_voided_can_be_used_again() -> None:
    """The kiosk gave up, or the paper did not come out: the citizen keys it in once more and gets a new number."""
    hall = hall_with_booking()
    hall.check_in("1234", "first")
    hall.do(Void("hall/first"))
    assert hall.check_in("1234", "second") == "А002"
    hall.do(ReportPrint("А002", hall.day, "failed"))
    assert hall.check_in("1234", "third") == "А003"


@pytest.mark.parametrize(("late_s", "keeps_time"), [(-300, True), (0, True), (120, True), (121, False), (7200, False)])
def test_who_is_more_than_two_minutes_late_joins_the_live_queue(late_s: float, keeps_time: bool) -> None:  # noqa: FBT001
    """To the second; early or late the citizen has a place."""
    hall = hall_with_booking()
    due = hall.now + timedelta(minutes=10)
    ticket = hall.check_in("1234", after_s=600 + late_s)
    assert hall.queue.tickets[ticket].due == (due if keeps_time else None)


def test_the_grace_is_centre_tomls() -> None:
    """With none, a second is late."""
    hall = hall_with_booking(appointments=Appointments(late_after_s=0))
    ticket = hall.check_in("1234", after_s=601)
    assert hall.queue.tickets[ticket].due is None


def test_who_is_late_waits_behind_who_came_before() -> None:
    """Like anybody of the live queue."""
    hall = hall_with_booking()
    hall.open(2)
    hall.issue("property")
    hall.check_in("1234", after_s=1200)
    hall.tick(60)
    hall.do(CallNext(2))
    here = hall.queue.at_window(2)
    assert here is not None
    assert here.number == "А001"


def test_a_closed_registry_holds_off_a_check_in() -> None:
    """The service could not be done; when the registry is back the code is as good as before."""
    needy = Service(id="property", letter="А", name="Нерухомість", needs=("registry",))
    hall = hall_with_booking(services=(needy, *CENTRE.services[1:]))
    hall.do(Outage("registry", lost=True))
    assert hall.refused_as(CheckIn("1234", "hall", "hall/x")) == (
        "service_closed",
        "Service 'property' gives no tickets: it needs registry, which has failed.",
        "registry",
    )
    hall.do(Outage("registry", lost=False))
    assert hall.check_in("1234") == "А001"


def test_a_booking_for_a_service_that_centre_toml_has_lost_is_refused() -> None:
    """With the name of the service; the kiosk sends the citizen to the administrator."""
    hall = hall_with_booking()
    small = Hall(services=CENTRE.services[1:]).queue.policy
    hall.queue = hall.with_policy(small)
    assert hall.refused(CheckIn("1234", "hall", "hall/x")) == (
        "unknown_service",
        "There is no service 'property'. centre.toml has: passport, land.",
    )


def test_a_doubted_clock_finds_the_bookings_of_the_queues_day() -> None:
    """The day is the journal's, so nobody is turned away for a battery that is not there."""
    hall = hall_with_booking()
    hall.do(DoubtClock())
    hall.now -= timedelta(days=400)
    assert hall.check_in("1234") == "А001"
