# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A simulated day: small ones exactly, the large one by what must hold of any."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from centre.config_desks import Desk, Key
from centre.config_rules import Hours
from centre.facts import TicketCalled, TicketFinished, TicketIssued, TicketNoShow, TicketReturned
from centre.facts_day import WindowClosed, WindowOpened, WindowPaused
from dispatcher.rehearsal.crowd import Habits, crowd
from dispatcher.rehearsal.day import play
from dispatcher.rehearsal.record import Day
from dispatcher.rehearsal.timetable import working_days
from dispatcher.rules.queue import Queue
from tests.dispatcher.rehearsal import centres
from tests.dispatcher.rehearsal.one_window import KYIV, MONDAY, ONE_WINDOW, comes, ordinary_day, played


def told(day: Day) -> list[tuple[str, str | None, str, tuple[int, int] | None]]:
    """Return of each visit the ticket, the time of the first call, the end and the printed range."""
    return [
        (v.ticket, f"{v.called_at.astimezone(KYIV):%H:%M:%S}" if v.called_at else None, v.outcome, v.wait_min)
        for v in day.visits
    ]


def test_a_small_day_is_known_to_the_second() -> None:
    """Those at the door, a no-show called twice, a lunch, somebody too early, too late, and left at closing."""
    day = ordinary_day()
    assert told(day) == [
        ("А001", "09:00:00", "served", None),
        ("А002", "09:10:00", "no_show", (0, 15)),
        ("А003", "09:10:40", "served", (0, 30)),
        ("А004", "11:55:15", "served", (0, 5)),
        ("А005", "13:00:00", "served", (40, 50)),
        ("А006", "16:55:15", "served", (0, 5)),
        ("А007", None, "left", (0, 20)),
    ]
    assert day.refused == {("passport", "not_yet"): 1, ("passport", "over"): 1}
    assert day.busy_s == {1: 600 + 2 * 40.5 + 240 + 900 + 300 + 3 * 3600}
    assert day.works_s == {1: 8 * 3600}


def test_the_day_is_its_journal() -> None:
    """Who is absent is called again five minutes later, and given up for good; the window closes at the end."""
    day = played(ONE_WINDOW, comes("09:05", 10, stays=False))
    assert [(type(fact).__name__, f"{fact.at.astimezone(KYIV):%H:%M:%S}") for fact in day.facts] == [
        ("DayStarted", "09:00:00"),
        ("WindowOpened", "09:00:00"),
        ("TicketIssued", "09:05:00"),
        ("TicketCalled", "09:05:15"),
        ("TicketNoShow", "09:05:55"),
        ("TicketReturned", "09:10:55"),
        ("TicketCalled", "09:10:55"),
        ("TicketNoShow", "09:11:36"),
        ("WindowPaused", "12:00:00"),
        ("WindowOpened", "13:00:00"),
        ("WindowClosed", "18:00:00"),
    ]


def test_a_clerk_with_the_key_serve_leaves_a_no_show_to_the_clock() -> None:
    """Where the clerk says that citizens come, a call ends after two minutes, and who comes is confirmed."""
    desk = Desk(id="desk-1", window=1, keys=(Key(action="serve", pin=5),))
    day = played(replace(ONE_WINDOW, desks=(desk,)), comes("09:05", 10, stays=False), comes("09:06", 10))
    assert [(v.ticket, v.outcome) for v in day.visits] == [("А001", "no_show"), ("А002", "served")]
    assert day.busy_s == {1: 2 * 120 + 600}


def test_windows_rest_between_two_intervals() -> None:
    """Tickets are given in the break, and called when it is over; the one at the window is finished."""
    centre = replace(ONE_WINDOW, hours=Hours(monday=("09:00-12:30", "13:30-18:00")))
    day = played(centre, comes("12:20", 1), comes("12:40", 5))
    assert [f"{v.called_at.astimezone(KYIV):%H:%M:%S}" for v in day.visits if v.called_at] == ["13:30:00", "13:31:00"]


def test_a_centre_without_hours_works_from_nine_to_six() -> None:
    """Nobody is sent to lunch or turned away, as its rules know no time."""
    day = played(replace(ONE_WINDOW, hours=None), comes("08:00", 5), comes("12:30", 5), comes("17:59:30", 5))
    assert [(v.ticket, v.outcome) for v in day.visits] == [("А001", "served"), ("А002", "served"), ("А003", "served")]
    assert day.refused == {}
    assert day.works_s == {1: 9 * 3600}


@pytest.fixture(scope="module")
def large_day() -> Day:
    """Return a day of the large centre."""
    centre = centres.large()
    queue = Queue.start(centre)
    timetable = next(working_days(queue.policy, MONDAY))
    return play(queue, timetable, crowd(centre, timetable, Habits(), seed=5))[0]


def test_nobody_of_2000_is_lost(large_day: Day) -> None:
    """All who come get a ticket or a reason; every ticket ends served, as a no-show, or left at closing."""
    assert len(large_day.visits) + sum(large_day.refused.values()) == 2000
    finished = [fact.ticket for fact in large_day.facts if isinstance(fact, TicketFinished)]
    missed = {fact.ticket for fact in large_day.facts if isinstance(fact, TicketNoShow)}
    issued = {fact.ticket for fact in large_day.facts if isinstance(fact, TicketIssued)}
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for visit in large_day.visits:
        ends[visit.outcome].add(visit.ticket)
    assert len(finished) == len(set(finished))
    assert ends["served"] == set(finished)
    assert ends["no_show"] == missed - set(finished)
    assert ends["left"] == issued - set(finished) - missed
    assert len(ends["served"]) > 1700


def test_no_window_is_idle_while_somebody_may_be_called(large_day: Day) -> None:
    """At no moment does an open window without a citizen stand beside a ticket older than the age limit."""
    idle = {window: list(_idle(large_day, window)) for window in range(1, 61)}
    serving = {s: [w.number for w in centres.large().windows if s in w.services] for s in centres.SERVICES}
    waits = list(_waits(large_day))
    assert len(waits) > 1900
    assert [
        (ticket, window)
        for ticket, service, start, end in waits
        for window in serving[service]
        if any(min(end, until) - max(start, since) > timedelta(0) for since, until in idle[window])
    ] == []


def _idle(day: Day, window: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when the window was open and had nobody, read from the journal alone."""
    opened, busy, since = False, False, None
    for fact in day.facts:
        if getattr(fact, "window", None) != window:
            continue
        if isinstance(fact, WindowOpened | WindowPaused | WindowClosed):
            opened = isinstance(fact, WindowOpened)
        elif isinstance(fact, TicketCalled | TicketFinished | TicketNoShow):
            busy = isinstance(fact, TicketCalled)
        if since is not None and (busy or not opened):
            yield since, fact.at
            since = None
        elif since is None and opened and not busy:
            since = fact.at


def _waits(day: Day) -> Iterator[tuple[str, str, datetime, datetime]]:
    """Yield from when to when each ticket could have been called, read from the journal alone."""
    since: dict[str, datetime] = {}
    services: dict[str, str] = {}
    for fact in day.facts:
        match fact:
            case TicketIssued():
                services[fact.ticket], since[fact.ticket] = fact.service, fact.at + timedelta(seconds=15)
            case TicketReturned():
                since[fact.ticket] = fact.at
            case TicketCalled():
                yield fact.ticket, services[fact.ticket], since.pop(fact.ticket), fact.at
            case _:
                pass
    for ticket, start in since.items():
        yield ticket, services[ticket], start, day.timetable.closes


def test_the_next_day_begins_with_the_times_of_this_one() -> None:
    """Numbers start again, but what was learnt of the services stays, as at a real midnight."""
    centre = centres.small()
    queue = Queue.start(centre)
    days: list[Day] = []
    for timetable, _ in zip(working_days(queue.policy, MONDAY), range(2), strict=False):
        day, queue = play(queue, timetable, crowd(centre, timetable, Habits(), seed=5))
        days.append(day)
    assert [day.timetable.day.isoformat() for day in days] == ["2026-11-23", "2026-11-24"]
    assert [any(v.ticket == "А001" for v in day.visits) for day in days] == [True, True]
    assert _learnt(days[1].facts)["passport"] > 20
    assert _learnt(days[0].facts) == {}


def _learnt(facts: Sequence[object]) -> dict[str, int]:
    return {service: len(times) for service, times in getattr(facts[0], "durations", {}).items()}
