# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a service gives tickets, and the reason that kiosk and board show if it does not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from centre.config import Service
from centre.config_rules import Hours
from dispatcher.rules.commands import CallNext, CheckIn, Finish, IssueTicket, Outage
from dispatcher.rules.commands_alarms import DoubtClock
from dispatcher.rules.reception import closed_reason, opens_at
from tests.dispatcher.rules.hall import Hall

SERVICES = (
    Service(id="property", letter="А", name="Нерухомість", needs=("registry", "internet"), usual_minutes=10),
    Service(id="passport", letter="Б", name="Паспорт", needs=("biometrics",), usual_minutes=20),
    Service(id="land", letter="В", name="Земля"),
)
DAY = Hours(monday=("08:00-12:00", "13:00-17:00"))


def hall_with(**changes: Any) -> Hall:
    """Return a hall of three services that need different things, open from 8 to 12 and 13 to 17."""
    return Hall(**{"services": SERVICES, "hours": DAY, **changes})


def reasons(hall: Hall) -> list[str | None]:
    """Return why property, passport and land are closed."""
    return [closed_reason(hall.queue, service.id, hall.now) for service in SERVICES]


def test_an_outage_closes_just_the_services_that_need_what_failed() -> None:
    """Each says its own reason, and all come back with what they need."""
    hall = hall_with(hours=None)
    hall.do(Outage("registry", lost=True))
    assert reasons(hall) == ["registry", None, None]
    hall.do(Outage("biometrics", lost=True))
    assert reasons(hall) == ["registry", "biometrics", None]
    hall.do(Outage("registry", lost=False))
    assert reasons(hall) == [None, "biometrics", None]


def test_of_two_failures_the_first_that_centre_toml_names_is_the_reason() -> None:
    """One sentence on the screen, and the service stays closed until both are mended."""
    hall = hall_with(hours=None)
    hall.do(Outage("internet", lost=True))
    hall.do(Outage("registry", lost=True))
    assert reasons(hall)[0] == "registry"
    hall.do(Outage("registry", lost=False))
    assert reasons(hall)[0] == "internet"


def test_a_closed_service_refuses_with_what_the_citizen_is_told() -> None:
    """The text is for the technician, ``closed`` for the kiosk; a service closed since the press is refused too."""
    hall = hall_with(hours=None)
    hall.do(Outage("registry", lost=True))
    assert hall.refused_as(IssueTicket("property", "hall", "hall/x")) == (
        "service_closed",
        "Service 'property' gives no tickets: it needs registry, which has failed.",
        "registry",
    )
    assert hall.issue("land") == "В001"


@pytest.mark.parametrize(
    ("hour", "minute", "second", "reason"),
    [
        (7, 44, 59, "not_yet"),
        (7, 45, 0, None),
        (12, 30, 0, None),
        (15, 59, 59, None),
        (16, 0, 0, "over"),
        (16, 59, 0, "over"),
        (23, 0, 0, "over"),
    ],
)
def test_tickets_are_given_from_a_quarter_before_opening_to_an_hour_before_closing(
    hour: int, minute: int, second: int, reason: str | None
) -> None:
    """To the second, and between the two intervals too."""
    hall = hall_with()
    hall.clock(hour, minute, second)
    assert reasons(hall) == [reason] * 3


@pytest.mark.parametrize(
    ("hour", "text"), [(7, "the reception has not begun"), (16, "the reception is over"), (17, "the reception is over")]
)
def test_out_of_hours_a_press_is_refused_in_words(hour: int, text: str) -> None:
    """The text names the service."""
    hall = hall_with()
    hall.clock(hour)
    refused = hall.refused_as(IssueTicket("land", "hall", "hall/x"))
    assert refused[:2] == ("service_closed", f"Service 'land' gives no tickets: {text}.")


def test_the_board_says_when_the_reception_begins_only_while_it_has_not() -> None:
    """At night of a working day eight o'clock; later, after closing and on a day off nothing."""
    hall = hall_with()
    opens = hall.clock(8)
    hall.clock(0, 1)
    assert opens_at(hall.queue, hall.now) == opens
    hall.clock(7, 45)
    assert opens_at(hall.queue, hall.now) is None
    hall.clock(18)
    assert opens_at(hall.queue, hall.now) is None
    assert opens_at(hall.queue, opens + timedelta(days=1)) is None


def test_on_a_day_off_there_is_no_reception() -> None:
    """All day long."""
    hall = hall_with()
    hall.now += timedelta(days=1)
    assert reasons(hall) == ["day_off"] * 3


def test_a_doubted_clock_keeps_nobody_out() -> None:
    """A Pi that woke in 1970 cannot know the hours: the queue goes on, numbers and all."""
    hall = hall_with()
    hall.clock(9)
    hall.issue("land")
    hall.do(DoubtClock())
    for night in (datetime(1970, 1, 1, tzinfo=UTC), hall.at(6) - timedelta(days=7)):
        hall.now = night
        assert reasons(hall) == [None, None, None]
        assert opens_at(hall.queue, hall.now) is None
    assert hall.issue("land") == "В002"


def test_hours_hold_nobody_off_who_was_promised_a_time_but_an_outage_does() -> None:
    """A booking at 16:30 is after the end of the live queue; without the registry it could not be served."""
    hall = hall_with()
    hall.clock(16, 20)
    hall.book("1234", "property", hall.clock(16, 30))
    hall.clock(16, 25)
    hall.do(Outage("registry", lost=True))
    assert hall.refused_as(CheckIn("1234", "hall", "hall/x"))[2] == "registry"
    hall.do(Outage("registry", lost=False))
    assert hall.check_in("1234") == "А001"


def test_a_ticket_in_the_hand_is_served_after_the_reception_is_over() -> None:
    """Who holds a ticket is served: windows call as long as they are open."""
    hall = hall_with()
    hall.clock(15, 50)
    hall.issue("land")
    hall.clock(17, 30)
    hall.open(3)
    assert hall.do(CallNext(3))
    assert hall.do(Finish(3))
