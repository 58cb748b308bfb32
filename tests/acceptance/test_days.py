# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Acceptance points 2 and 11: a week of alerts that loses nobody, and days that neither repeat nor eat a number."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

import pytest

from centre import facts, facts_day
from centre.facts import QueueFact
from centre.messages import CheckIn, TicketReply
from dispatcher.clock import NOT_TRUSTED
from dispatcher.retention import fold
from tests.acceptance.clockwork import in_kyiv, until
from tests.acceptance.week_of_work import TAKES_S, WALK_S, Week, Word
from tests.dispatcher.rig import DispatcherRig, booked, say
from tests.fakes import HandClock
from tests.siren.test_replay import replay
from tests.siren.week import BEGIN, END

WORKING_DAYS = [BEGIN.date() + timedelta(days=day) for day in range(6)]


class Seen(NamedTuple):
    """Who came, was called and was served, for each service in that order; a person is known by day and number."""

    came: dict[str, list[tuple[date, str]]]
    called: dict[str, list[tuple[date, str]]]
    served: dict[str, list[tuple[date, str]]]


def test_02_a_week_of_alerts_loses_nobody_and_changes_no_order() -> None:
    """2. Data set, feed, reader, rules: all are served, in their order, none is a no-show, no alert counts as work."""
    week = Week(WORKING_DAYS, (Word(*told) for told in replay("ukrainealarm", "36")))
    week.play(END)
    happened = Counter(type(fact) for fact in week.facts)
    assert happened[facts.TicketIssued] > 300, "a week of work"
    assert happened[facts.CallResumed] > 0, "somebody had been called when the siren sounded"
    assert happened[facts.TicketCarried] > 0, "somebody waited when the centre closed, and came again"
    assert happened[facts.TicketNoShow] == happened[facts.TicketVoided] == 0
    seen = people(week.facts)
    assert seen.called == seen.came
    assert {line: sorted(who) for line, who in seen.served.items()} == seen.came
    for service, took in week.hall.queue.durations.items():
        assert set(took) == {WALK_S + TAKES_S[service]}, "what the estimates stand on"
    hours = [hour for day in days(week.facts) for hour in fold(day, "Europe/Kyiv")]
    for service, takes_s in TAKES_S.items():
        of_it = [hour for hour in hours if hour.service == service]
        assert sum(hour.serving_s for hour in of_it) == takes_s * len(seen.came[service])
    lost_s = sum(hour.alert_s for hour in hours)
    assert lost_s > 3600
    assert sum(hour.waiting_s + hour.serving_s for hour in hours) + lost_s == pytest.approx(
        elapsed_s(week.facts), abs=60
    )


def people(happened: Iterable[QueueFact]) -> Seen:
    """Follow each person through the numbers of the days."""
    seen = Seen(defaultdict(list), defaultdict(list), defaultdict(list))
    holders: dict[str, tuple[date, str]] = {}
    before: dict[str, tuple[date, str]] = {}
    services: dict[tuple[date, str], str] = {}
    today = date.min
    for fact in happened:
        match fact:
            case facts_day.DayStarted():
                today, before, holders = fact.day, holders, {}
            case facts.TicketIssued():
                holders[fact.ticket] = today, fact.ticket
                services[holders[fact.ticket]] = fact.service
                seen.came[fact.service].append(holders[fact.ticket])
            case facts.TicketCarried():
                holders[fact.ticket] = before[fact.ticket]
            case facts.TicketCalled():
                seen.called[services[holders[fact.ticket]]].append(holders[fact.ticket])
            case facts.TicketFinished():
                seen.served[services[holders[fact.ticket]]].append(holders[fact.ticket])
    return seen


def days(happened: Iterable[QueueFact]) -> list[list[QueueFact]]:
    """Return the facts of each day, as the journal forgets them."""
    parts: list[list[QueueFact]] = []
    for fact in happened:
        if isinstance(fact, facts_day.DayStarted):
            parts.append([])
        parts[-1].append(fact)
    return parts


def elapsed_s(happened: Sequence[QueueFact]) -> float:
    """Return how long all waited and were served by the wall clock, alerts included; a carried one from the opening."""
    begun: dict[str, datetime] = {}
    carried: list[str] = []
    total_s = 0.0
    for fact in happened:
        match fact:
            case facts.TicketIssued() | facts.ServingStarted():
                begun[fact.ticket] = fact.at
            case facts.TicketCarried():
                carried.append(fact.ticket)
            case facts_day.WindowOpened():
                begun |= dict.fromkeys(carried, fact.at)
                carried.clear()
            case facts.TicketCalled() | facts.TicketFinished():
                total_s += (fact.at - begun[fact.ticket]).total_seconds()
    return total_s


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=["23 hours", "25 hours"])
def test_11_days_turn_at_midnight_and_no_clock_repeats_a_number(
    real: Callable[..., DispatcherRig], sunday: date
) -> None:
    """11. A booking eats no number of today, a day ends at 0:00 in Kyiv and at no other time, 1970 changes nothing."""
    saturday, monday, tuesday, wednesday = (sunday + timedelta(days=n) for n in (-1, 1, 2, 3))
    rig = real(HandClock(in_kyiv(saturday, 23)))
    given = [give(rig)]
    booked(rig, "4711", in_kyiv(sunday, 10, 30))
    given += [give(rig), *before_and_after(rig, in_kyiv(sunday, 0))]
    until(rig, in_kyiv(sunday, 10, 29))
    given += [check_in(rig, "4711"), *before_and_after(rig, in_kyiv(monday, 0))]
    assert given == [
        *((saturday, number) for number in ("А001", "А002", "А003")),
        *((sunday, number) for number in ("А001", "А002", "А003")),
        (monday, "А001"),
    ]
    until(rig, in_kyiv(monday, 9))
    boot_unproven(rig, datetime(1970, 1, 1, tzinfo=UTC))
    given = [give(rig)]
    assert rig.link.problems() == (NOT_TRUSTED,)
    until(rig, rig.clock.now.utc + timedelta(hours=30))
    given += [give(rig)]
    boot_unproven(rig, in_kyiv(saturday, 12))
    given += [give(rig)]
    rig.clock.set(in_kyiv(tuesday, 15))
    given += [give(rig), *before_and_after(rig, in_kyiv(wednesday, 0))]
    assert given == [
        *((monday, number) for number in ("А002", "А003", "А004")),
        *((tuesday, number) for number in ("А005", "А006")),
        (wednesday, "А001"),
    ]
    assert rig.link.problems() == ()


def give(rig: DispatcherRig) -> tuple[date, str]:
    """Press a button; return the day and the number of the ticket."""
    reply = rig.press()
    assert isinstance(reply, TicketReply)
    return reply.day, reply.ticket


def before_and_after(rig: DispatcherRig, midnight: datetime) -> list[tuple[date, str]]:
    """Take a ticket in the last second of a day, and one in the first of the next."""
    until(rig, midnight - timedelta(seconds=1))
    last = give(rig)
    until(rig, midnight)
    return [last, give(rig)]


def check_in(rig: DispatcherRig, code: str) -> tuple[date, str]:
    """Key a code in, in time; return the day and the number of its ticket."""
    reply = say(rig, CheckIn(request_id=uuid4(), code=code), unit="kiosk-hall", role="kiosk")
    assert isinstance(reply, TicketReply)
    assert reply.due is not None
    return reply.day, reply.ticket


def boot_unproven(rig: DispatcherRig, utc: datetime) -> None:
    """Cut the power; start again without a network, with a clock that shows this."""
    rig.clock.set(utc, proven=False)
    rig.restart()
