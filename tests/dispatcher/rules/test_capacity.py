# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who holds a ticket is served: when the minutes left until closing are used up, no more are given."""

from typing import Any

from centre.config import Service, Window
from centre.config_rules import Hours
from centre.facts_day import WindowClosed, WindowOpened
from dispatcher.rules.commands import CallNext, Close, IssueTicket, Open, Pause
from dispatcher.rules.decide import decide
from dispatcher.rules.reception import closed_reason
from dispatcher.rules.timers import next_moment
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


def test_a_service_gives_as_many_tickets_as_one_window_can_serve_before_closing() -> None:
    """At 15:29 its 91 minutes hold nine of 10 minutes; the tenth would end after 17:00, if one began at once."""
    hall = hall_with(windows=(Window(number=1, services=("property",)),))
    hall.clock(15, 29)
    hall.do(Open(1), after_s=0)
    for _ in range(9):
        hall.issue("property", after_s=0)
    assert reasons(hall)[0] == "full"
    assert hall.refused_as(IssueTicket("property", "hall", "hall/x"), after_s=0) == (
        "service_closed",
        "Service 'property' gives no tickets: who waits already fills the time until closing.",
        "full",
    )


def test_exactly_the_time_left_is_enough_and_a_second_less_is_not() -> None:
    """Two of 10 minutes in 20 minutes; the reception itself ends later here."""
    hours = Hours(monday=("08:00-17:00",), reception_ends_min=0)
    hall = hall_with(hours=hours, windows=(Window(number=1, services=("property",)),))
    hall.clock(16, 40)
    hall.do(Open(1), after_s=0)
    hall.issue("property", after_s=0)
    assert reasons(hall)[0] is None
    hall.clock(16, 40, 1)
    assert reasons(hall)[0] == "full"


def test_each_window_that_rests_counts_and_one_that_is_closed_does_not() -> None:
    """Two windows hold twice as many; a pause takes no promise back, an end of a clerk's day does."""
    hours = Hours(monday=("08:00-17:00",), reception_ends_min=0)
    windows = tuple(Window(number=number, services=("property",)) for number in (1, 2))
    hall = hall_with(hours=hours, windows=windows)
    hall.clock(16, 45)
    for window in (1, 2):
        hall.do(Open(window), after_s=0)
    hall.issue("property", after_s=0)
    hall.do(Pause(2), after_s=0)
    assert reasons(hall)[0] is None
    hall.do(Close(2), after_s=0)
    assert reasons(hall)[0] == "full"


def test_lunch_is_not_counted_as_time_left() -> None:
    """90 minutes until closing with an hour of lunch in them hold three of 10 minutes."""
    hours = Hours(monday=("08:00-13:30",), reception_ends_min=0)
    hall = hall_with(hours=hours, windows=(Window(number=1, services=("property",), lunch="12:30-13:30"),))
    hall.clock(12)
    hall.do(Open(1), after_s=0)
    for _ in range(3):
        hall.issue("property", after_s=0)
    assert reasons(hall)[0] == "full"


def test_who_is_at_the_window_takes_a_third_of_the_mean_at_least() -> None:
    """One was called half an hour ago for a service of 10 minutes: 200 seconds are taken for the rest."""
    hours = Hours(monday=("08:00-17:00",), reception_ends_min=0)
    hall = hall_with(hours=hours, windows=(Window(number=1, services=("property",)),))
    hall.clock(16, 16)
    hall.do(Open(1), after_s=0)
    hall.issue("property", after_s=0)
    hall.do(CallNext(1), after_s=30)
    hall.clock(16, 46, 40)
    assert reasons(hall)[0] is None
    hall.clock(16, 46, 41)
    assert reasons(hall)[0] == "full"


def test_while_a_time_of_service_is_unknown_nobody_is_sent_away_for_it() -> None:
    """Land has no usual minutes and nobody was seen yet; the centre may turn the limit off for all."""
    hall = hall_with()
    hall.clock(15, 59)
    for _ in range(40):
        hall.issue("land", after_s=0)
    assert reasons(hall)[2] is None
    free = hall_with(hours=Hours(monday=("08:00-17:00",), limit_by_capacity=False))
    free.clock(15, 59)
    for _ in range(40):
        free.issue("property", after_s=0)
    assert reasons(free)[0] is None


def test_the_first_clerk_who_opens_does_not_close_the_others_services() -> None:
    """Before its own windows begin their day, a service counts on all of them."""
    hall = hall_with()
    hall.clock(7, 50)
    hall.do(Open(2))
    assert reasons(hall) == [None, None, None]


def test_a_service_whose_windows_have_all_ended_their_day_is_full() -> None:
    """Nobody will come back to serve it today."""
    hall = hall_with()
    hall.clock(14)
    hall.replay(*decide(hall.queue, Open(3), hall.now))
    hall.replay(WindowOpened(at=hall.now, window=1))
    hall.replay(*(WindowClosed(at=hall.now, window=window) for window in (1, 3)))
    assert reasons(hall)[1] == "full"


def test_the_first_clerk_of_the_morning_sends_nobody_home() -> None:
    """Three windows hold what one could not; one that nobody has opened half an hour after opening counts no more."""
    windows = tuple(Window(number=number, services=("property",)) for number in (1, 2, 3))
    hall = hall_with(windows=windows, hours=Hours(monday=("08:00-17:00",)))
    hall.clock(7, 50)
    for _ in range(60):
        hall.issue("property", after_s=0)
    hall.do(Open(1), after_s=0)
    assert reasons(hall)[0] is None
    hall.clock(8, 29, 59)
    assert reasons(hall)[0] is None
    hall.clock(8, 30)
    assert reasons(hall)[0] == "full"
    hall.do(Open(2), after_s=0)
    assert reasons(hall)[0] is None


def test_it_is_full_no_longer_when_the_booked_are_late() -> None:
    """Nine who are expected fill the afternoon; when their time has passed, the hall is to see within a minute."""
    hall = hall_with(windows=(Window(number=1, services=("property",)),))
    hall.clock(15)
    for code in range(12):
        hall.book(f"{code:04}", "property", hall.at(15, 35))
    hall.clock(15, 30)
    assert reasons(hall)[0] == "full"
    hall.clock(15, 37, 30)
    assert reasons(hall)[0] is None
    hall.clock(15, 36, 50)
    moment = next_moment(hall.queue, hall.now)
    assert moment is not None
    assert moment <= hall.at(15, 38)
