# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Alerts and the day: over the opening, over closing, over midnight, longer than a day, and over a restart."""

from datetime import UTC, datetime

from msgspec.structs import replace

from centre.config import Window
from centre.config_rules import Hours
from centre.facts import QueueFact, TicketCarried
from centre.facts_day import DayStarted
from dispatcher.rules.apply import apply
from dispatcher.rules.closing import in_time
from dispatcher.rules.commands import CallNext, IssueTicket, Open
from dispatcher.rules.queue import Queue
from dispatcher.rules.reception import closed_reason, opens_at
from dispatcher.rules.states import State
from tests.dispatcher.rules.alarm_hall import alarm_hall, called, cleared, kinds, lost, raised
from tests.dispatcher.rules.hall import Hall

WEEK = Hours(monday=("08:00-17:00",), tuesday=("08:00-17:00",), limit_by_capacity=False)


def test_an_alert_that_covered_the_opening_puts_it_off_by_half_an_hour() -> None:
    """Siren at 7:40, all-clear at 8:20: doors at 8:50, tickets a quarter of an hour earlier, as ever."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(7, 40)
    raised(hall, "red")
    hall.clock(8, 20)
    cleared(hall)
    assert (hall.queue.alarm.resumes_at, opens_at(hall.queue, hall.now)) == (hall.at(8, 50), hall.at(8, 50))
    assert closed_reason(hall.queue, "property", hall.at(8, 34)) == "not_yet"
    assert closed_reason(hall.queue, "property", hall.at(8, 35)) is None
    hall.clock(8, 50)
    assert kinds(hall.tick()) == ["CallingResumed"]


def test_an_all_clear_shortly_before_the_opening_puts_it_off_too() -> None:
    """All-clear at 7:45: doors at 8:15."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(7)
    raised(hall, "red")
    hall.clock(7, 45)
    cleared(hall)
    assert hall.queue.alarm.resumes_at == hall.at(8, 15)


def test_an_alert_of_the_night_puts_off_nothing() -> None:
    """All-clear at 6:00: the centre opens at 8:00."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(3)
    raised(hall, "red")
    hall.clock(6)
    cleared(hall)
    hall.tick(600)
    assert opens_at(hall.queue, hall.now) == hall.at(8)
    assert closed_reason(hall.queue, "property", hall.at(7, 45)) is None


def test_an_alert_in_the_day_has_the_usual_grace() -> None:
    """All-clear at 12:00: windows call at 12:10."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(11)
    raised(hall, "red")
    hall.clock(12)
    cleared(hall)
    assert hall.queue.alarm.resumes_at == hall.at(12, 10)


def test_who_waited_when_an_alert_met_closing_is_good_on_the_next_day() -> None:
    """Siren before 16:00, all-clear at 19:00: all whom it kept waiting are first in line tomorrow, in their order."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(15, 50)
    hall.open(2)
    tickets = [called(hall), hall.issue("property"), hall.issue("land", after_s=30)]
    raised(hall, "red")
    hall.clock(19)
    cleared(hall)
    hall.tick(600)
    facts = to_midnight(hall)
    assert [fact.ticket for fact in facts if isinstance(fact, TicketCarried)] == tickets


def test_an_alert_that_ended_before_closing_carries_nobody_by_itself() -> None:
    """Then the head of the centre decides, as on any day."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(12)
    hall.issue("property")
    raised(hall, "red")
    hall.clock(14)
    cleared(hall)
    hall.tick(600)
    assert not any(isinstance(fact, TicketCarried) for fact in to_midnight(hall))


def test_an_alert_that_began_after_closing_carries_nobody() -> None:
    """Siren at 20:00, and still at midnight: nobody was kept from being served at 17:00."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(12)
    hall.issue("property")
    hall.clock(20)
    raised(hall, "red")
    assert not any(isinstance(fact, TicketCarried) for fact in to_midnight(hall))


def test_where_nothing_closes_an_alert_at_midnight_carries_all() -> None:
    """A centre without hours: whoever waits then was not served for it."""
    hall = alarm_hall()
    hall.clock(20)
    ticket = hall.issue("property")
    raised(hall, "red")
    assert [fact.ticket for fact in to_midnight(hall) if isinstance(fact, TicketCarried)] == [ticket]


def test_the_head_may_decide_that_an_alert_carries_nobody() -> None:
    """``carry_over = false``: what remains is listed, and carried by the head's word only."""
    hall = alarm_hall(hours=WEEK, alerts={"carry_over": False})
    hall.clock(15)
    hall.issue("property")
    raised(hall, "red")
    assert not any(isinstance(fact, TicketCarried) for fact in to_midnight(hall))


def test_an_alert_and_a_lost_source_outlive_midnight() -> None:
    """A day of 30 hours: the new day begins suspended, with the alert's own beginning, and no silence ends it."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(15)
    raised(hall, "yellow", "red")
    begun = hall.now
    lost(hall)
    facts = to_midnight(hall)
    assert kinds(facts)[:4] == ["DayStarted", "SourceHeard", "SourceHeard", "AlertRaised"]
    alarm = hall.queue.alarm
    assert alarm.alert is not None
    assert (alarm.alert.since, alarm.alert.level, alarm.sources["feed"].lost) == (begun, "red", True)
    assert replayed(hall, facts) == hall.queue
    hall.clock(9)
    assert kinds(cleared(hall)) == ["SourceHeard", "AlertCleared"]
    assert hall.queue.alarm.resumes_at == hall.at(9, 30)


def test_the_way_back_outlives_midnight() -> None:
    """All-clear at 23:55: at 0:05 the windows could call again."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(20)
    raised(hall, "red")
    hall.clock(23, 55)
    cleared(hall)
    facts = to_midnight(hall)
    assert replayed(hall, facts) == hall.queue
    assert kinds(hall.tick(300)) == ["CallingResumed"]
    assert hall.queue.alarm.suspended_since is None


def test_the_way_back_outlives_midnight_also_while_yellow_still_warns() -> None:
    """Red turned into a warning at 23:55: at midnight the people are still walking, at 0:05 windows call."""
    hall = alarm_hall(hours=WEEK, alerts={"yellow": "warn"})
    hall.clock(20)
    raised(hall, "red")
    hall.clock(23, 55)
    raised(hall, "yellow")
    known = hall.queue.alarm.alert
    facts = to_midnight(hall)
    assert replayed(hall, facts) == hall.queue
    assert hall.queue.alarm.alert == known
    assert hall.tick(299) == ()
    assert kinds(hall.tick(1)) == ["CallingResumed"]
    assert hall.queue.alarm.alert == known


def test_a_restart_in_an_alert_changes_nothing() -> None:
    """The facts of the day make the same queue, suspended, its ticket still called."""
    hall = alarm_hall()
    facts = hall.tick()
    facts += hall.do(Open(2))
    facts += (*hall.do(press_of(hall)), *hall.do(CallNext(2), after_s=20))
    facts += raised(hall, "red")
    facts += cleared(hall, after_s=60)
    facts += raised(hall, "yellow", after_s=60)
    assert replayed(hall, facts) == hall.queue
    assert hall.queue.tickets["А001"].state is State.CALLED


def test_who_will_not_be_served_today_is_known_at_the_all_clear() -> None:
    """Half an hour of work until 17:00 holds three of ten minutes; in the alert itself nobody can tell."""
    service = next(iter(alarm_hall().queue.services.values()))
    hall = alarm_hall(
        hours=WEEK,
        services=(replace(service, usual_minutes=10.0),),
        windows=(Window(number=2, services=(service.id,)),),
    )
    hall.clock(14)
    hall.open(2)
    tickets = [hall.issue(service.id) for _ in range(4)]
    raised(hall, "red")
    assert [in_time(hall.queue, hall.queue.tickets[t], hall.now) for t in tickets] == [None] * 4
    hall.clock(16, 20)
    cleared(hall)
    assert [in_time(hall.queue, hall.queue.tickets[t], hall.now) for t in tickets] == [True, True, True, False]


def press_of(hall: Hall) -> IssueTicket:
    """Return a press."""
    return IssueTicket("property", "hall", f"hall/{hall.now}")


def to_midnight(hall: Hall) -> tuple[QueueFact, ...]:
    """Let the day end; return the facts of the new one."""
    hall.now = datetime(2026, 11, 23, 22, tzinfo=UTC)
    facts = hall.tick()
    assert isinstance(facts[0], DayStarted)
    return facts


def replayed(hall: Hall, facts: tuple[QueueFact, ...]) -> Queue:
    """Return the queue that a restart makes of the facts since the day began."""
    queue = Queue.start(hall.centre)
    for fact in facts:
        queue = apply(queue, fact)
    return queue


def test_a_warning_since_the_morning_does_not_put_off_the_afternoon() -> None:
    """Yellow that only warns from 7:00, red from 14:00 to 14:30: windows call ten minutes later, the doors are open."""
    hall = alarm_hall(hours=WEEK, alerts={"yellow": "warn"})
    hall.clock(7)
    raised(hall, "yellow")
    hall.clock(14)
    raised(hall, "red")
    hall.clock(14, 30)
    cleared(hall)
    assert hall.queue.alarm.resumes_at == hall.at(14, 40)
    assert closed_reason(hall.queue, "property", hall.now) is None


def test_a_second_alert_before_the_doors_opened_puts_them_off_again() -> None:
    """7:30 to 9:00, then 9:20 to 9:25: the doors were to open at 9:30, and open at 9:55."""
    hall = alarm_hall(hours=WEEK)
    hall.clock(7, 30)
    raised(hall, "red")
    hall.clock(9)
    cleared(hall)
    hall.clock(9, 20)
    raised(hall, "red")
    hall.clock(9, 25)
    cleared(hall)
    assert (hall.queue.alarm.resumes_at, hall.queue.alarm.late_opening) == (hall.at(9, 55), True)
