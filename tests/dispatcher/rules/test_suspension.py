# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The time of an alert counts for no timer: calls, those who were put off, no-shows, bookings, times of service."""

from datetime import timedelta

import pytest

from centre.config import Window
from centre.config_rules import Appointments, Calls, Hours
from centre.facts import ServingStarted, TicketNoShow, TicketReturned
from centre.facts_day import WindowPaused
from dispatcher.rules.commands import CallNext, Finish, NoShow, Open, Postpone, Serve
from dispatcher.rules.suspension import elapsed, later
from dispatcher.rules.timers import next_moment
from tests.dispatcher.rules.alarm_hall import alarm_hall, called, cleared, kinds, raised


def test_an_alert_one_second_before_the_end_of_a_call_makes_no_no_show() -> None:
    """After 119 s the siren; the citizen is still called after the all-clear, and has the whole time again."""
    hall = alarm_hall()
    hall.open(2)
    ticket = called(hall)
    raised(hall, "red", after_s=119)
    assert hall.tick(7200) == ()
    assert hall.state(ticket) == "called"
    cleared(hall)
    assert kinds(hall.tick(600)) == ["CallingResumed", "CallResumed"]
    assert hall.tick(119) == ()
    assert hall.tick(1) == (TicketNoShow(at=hall.now, ticket=ticket, window=2, by="time"),)


def test_without_a_key_to_say_so_nobody_is_taken_to_have_come_in_an_alert() -> None:
    """Window 1 has no key *serve*: the citizen called 44 s before the siren runs to the shelter, not to the window."""
    hall = alarm_hall()
    hall.open(1)
    ticket = called(hall, window=1)
    raised(hall, "red", after_s=44)
    assert hall.tick(3600) == ()
    cleared(hall)
    hall.tick(600)
    assert hall.tick(44) == ()
    assert hall.tick(1) == (ServingStarted(at=hall.now, ticket=ticket, window=1, assumed=True),)


def test_who_was_put_off_has_the_minutes_that_were_left() -> None:
    """Put off for 15 minutes, 5 of them gone, an alert with its grace of 70: back 10 minutes after that."""
    hall = alarm_hall()
    hall.open(2)
    ticket = called(hall)
    hall.do(Postpone(2, 15))
    raised(hall, "red", after_s=300)
    cleared(hall, after_s=3600)
    hall.tick(600)
    assert next_moment(hall.queue, hall.now) == hall.now + timedelta(minutes=10)
    assert hall.tick(599) == ()
    assert hall.tick(1) == (TicketReturned(at=hall.now, ticket=ticket),)


def test_a_no_show_is_not_offered_for_five_minutes_of_work() -> None:
    """Four minutes, an alert, and one minute more."""
    hall = alarm_hall()
    hall.open(2)
    ticket = called(hall)
    hall.do(NoShow(2), after_s=1)
    raised(hall, "red", after_s=240)
    cleared(hall, after_s=3600)
    assert kinds(hall.tick(600)) == ["CallingResumed"]
    assert hall.tick(59) == ()
    assert kinds(hall.tick(1)) == ["TicketReturned"]
    assert hall.state(ticket) == "waiting"


def test_nobody_is_late_for_an_alert() -> None:
    """Booked for a minute from now, in the shelter for an hour: in time until two minutes after the people are back."""
    hall = alarm_hall(appointments=Appointments(late_after_s=120))
    hall.do(Open(2))
    due = hall.now + timedelta(minutes=1)
    hall.book("1234", "property", due)
    hall.book("4321", "property", due)
    raised(hall, "red")
    cleared(hall, after_s=3600)
    hall.tick(600)
    in_time = hall.check_in("1234", after_s=110)
    late = hall.check_in("4321", after_s=60)
    assert (hall.queue.tickets[in_time].due, hall.queue.tickets[late].due) == (due, None)


def test_where_no_window_of_a_service_goes_on_nobody_is_late_for_it() -> None:
    """Window 1 is in the shelter and serves property: its timers run in the alert; for land everything stands still."""
    alerts = {"mode": "continue_in_shelter", "shelter_windows": (1,), "tickets": "marked"}
    hall = alarm_hall(alerts=alerts, appointments=Appointments(late_after_s=120))
    hall.open(1, 3)
    aside = [called(hall, "property", 1), called(hall, "land", 3)]
    hall.do(Postpone(1, 15))
    hall.do(Postpone(3, 15))
    for code, service in (("1234", "property"), ("4321", "land")):
        hall.book(code, service, hall.now + timedelta(minutes=1))
    raised(hall, "red")
    hall.tick(1200)
    assert [hall.state(ticket) for ticket in aside] == ["waiting", "postponed"]
    late, in_time = hall.check_in("1234"), hall.check_in("4321")
    assert [hall.queue.tickets[ticket].due is None for ticket in (late, in_time)] == [True, False]


def test_the_end_of_an_alert_prolongs_nothing_where_a_window_went_on() -> None:
    """Put off for half an hour at the window in the shelter: back after half an hour, the alert over or not."""
    hall = alarm_hall(alerts={"mode": "continue_in_shelter", "shelter_windows": (1,)})
    hall.open(1)
    ticket = called(hall, "property", 1)
    hall.do(Postpone(1, 30))
    raised(hall, "red", after_s=60)
    cleared(hall, after_s=60)
    assert kinds(hall.tick(600)) == ["CallingResumed"]
    assert hall.tick(1079) == ()
    assert hall.tick(1) == (TicketReturned(at=hall.now, ticket=ticket),)


def test_a_time_of_service_leaves_the_alert_out() -> None:
    """Ten minutes of work around two hours in the shelter are ten minutes: estimates do not learn of the war."""
    hall = alarm_hall()
    hall.open(2)
    called(hall)
    hall.do(Serve(2), after_s=60)
    raised(hall, "red", after_s=240)
    cleared(hall, after_s=7200)
    hall.tick(600)
    hall.do(Finish(2), after_s=300)
    assert hall.queue.durations == {"property": (600,)}


def test_two_alerts_in_one_wait_both_count() -> None:
    """Three minutes of work, an hour, three minutes, an hour: ten minutes of a timer need four minutes more."""
    hall = alarm_hall(calls=Calls(postpone_minutes=10))
    hall.open(2)
    called(hall)
    hall.do(Postpone(2, 10))
    start = hall.now
    for _ in range(2):
        raised(hall, "red", after_s=180)
        cleared(hall, after_s=3000)
        hall.tick(600)
    assert later(hall.queue, start, timedelta(minutes=10)) == hall.now + timedelta(minutes=4)
    assert elapsed(hall.queue, start, hall.now, 2) == timedelta(minutes=6)


@pytest.mark.parametrize("seconds", [0, 119, 120])
def test_what_ended_before_the_alert_has_ended(seconds: int) -> None:
    """A timer that is over when the siren sounds is not begun again."""
    hall = alarm_hall()
    start = hall.now
    raised(hall, "red", after_s=120)
    assert later(hall.queue, start, timedelta(seconds=seconds)) == start + timedelta(seconds=seconds)
    assert later(hall.queue, start, timedelta(seconds=121)) is None


def test_a_clock_set_back_in_an_alert_brings_nobody_back_within_it() -> None:
    """The clock shows an hour less than at its beginning; who is put off then is back when windows call again."""
    hall = alarm_hall()
    hall.open(2)
    ticket = called(hall)
    raised(hall, "red", after_s=60)
    hall.now -= timedelta(hours=1)
    hall.do(Postpone(2, 1))
    assert hall.tick(120) == ()
    cleared(hall)
    assert hall.tick(0)[-1] == TicketReturned(at=hall.now, ticket=ticket)


def test_nobody_is_sent_to_lunch_from_the_shelter() -> None:
    """The clock of lunch stands too; afterwards the clerk has what is left of it."""
    windows = (Window(number=2, services=("property",), lunch="12:00-13:00"),)
    hall = alarm_hall(windows=windows, hours=Hours(monday=("08:00-17:00",)))
    hall.clock(11, 30)
    hall.open(2)
    raised(hall, "red")
    hall.clock(12, 10)
    assert hall.tick() == ()
    cleared(hall)
    assert hall.tick(600)[-1] == WindowPaused(at=hall.now, window=2, reason="lunch")


def test_calls_are_as_before_when_the_people_are_back() -> None:
    """Who waited first is called first; the minutes in the shelter made nobody older or younger."""
    hall = alarm_hall()
    hall.open(2)
    tickets = [hall.issue("property") for _ in range(3)]
    raised(hall, "red")
    cleared(hall, after_s=3600)
    hall.tick(600)
    order = []
    for _ in tickets:
        hall.do(CallNext(2))
        here = hall.queue.at_window(2)
        order.append(here.number if here else None)
    assert order == tickets
