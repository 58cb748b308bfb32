# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which day may go, and what its facts add up to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from centre import facts, facts_day
from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, DayMoved
from centre.journal_hours import Hour
from dispatcher.retention import first_kept, fold

KYIV = "Europe/Kyiv"
EIGHT = datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def at(minute: float) -> datetime:
    """Return a moment, in minutes after eight in Kyiv."""
    return EIGHT + timedelta(minutes=minute)


def issued(ticket: str, minute: float, service: str = "passport", **more: Any) -> facts.TicketIssued:
    """Return the fact of a ticket."""
    return facts.TicketIssued(
        at=at(minute), ticket=ticket, service=service, kiosk="hall", request=f"hall/{ticket}", ahead=0, **more
    )


def served(ticket: str, called: float, came: float, gone: float, window: int = 1) -> list[Any]:
    """Return the facts of a citizen at a window."""
    return [
        facts.TicketCalled(at=at(called), ticket=ticket, window=window),
        facts.ServingStarted(at=at(came), ticket=ticket, window=window),
        facts.TicketFinished(at=at(gone), ticket=ticket, window=window),
    ]


@pytest.mark.parametrize(
    ("oldest", "kept"),
    [
        ([], None),
        ([(1, 31)], None),
        ([(1, 30), (9, 29)], None),
        ([(1, 31), (9, 30)], 9),
        ([(1, 31), (9, 31)], 9),
        ([(1, 400), (9, 0)], 9),
        ([(1, -20_000), (9, 5)], 9),
    ],
)
def test_a_day_goes_as_a_whole_when_it_is_older_than_retain_days(oldest: list[tuple[int, int]], kept: int) -> None:
    """Thirty days stay whole; the newest day always stays, one that a wrong clock dated into the future does not."""
    starts = [(number, TODAY - timedelta(days=age)) for number, age in oldest]
    assert first_kept(starts, TODAY, 30) == kept


def test_a_citizen_is_counted_in_the_hour_in_which_it_happened() -> None:
    """Of each service and hour of the wall clock."""
    day = [
        facts_day.DayStarted(at=at(-60), day=TODAY),
        issued("А001", 50),
        issued("Б001", 51, "land", priority=True),
        *served("А001", 65, 66, 80),
        facts.TicketCalled(at=at(81), ticket="Б001", window=2),
        facts.TicketNoShow(at=at(84), ticket="Б001", window=2),
    ]
    assert fold(day, KYIV) == (
        Hour(day="2026-11-23", hour=8, service="land", issued=1),
        Hour(day="2026-11-23", hour=8, service="passport", issued=1),
        Hour(day="2026-11-23", hour=9, service="land", called=1, no_shows=1, waits=1, waiting_s=30 * 60),
        Hour(
            day="2026-11-23", hour=9, service="passport", called=1, served=1, waits=1, waiting_s=15 * 60, servings=1,
            serving_s=14 * 60,
        ),
    )  # fmt: skip


def test_words_are_of_the_hour_in_which_they_were_counted() -> None:
    """And those that a day's end counted, the next morning, of that day's last hour."""
    day = [
        facts_day.DayStarted(at=at(-60), day=TODAY),
        facts_day.ServiceRated(at=at(65), service="passport", word="excellent", count=3),
        facts_day.ServiceRated(at=at(65), service="", word="terrible", count=1),
        facts_day.ServiceRated(at=at(70), service="passport", word="excellent", count=2),
        facts_day.ServiceRated(at=at(24 * 60), service="", word="acceptable", count=4),
    ]
    assert fold(day, KYIV) == (
        Hour(day="2026-11-23", hour=9, service="", terrible=1),
        Hour(day="2026-11-23", hour=9, service="passport", excellent=5),
        Hour(day="2026-11-23", hour=23, service="", acceptable=4),
    )


def test_words_of_a_day_that_was_moved_are_of_its_true_date() -> None:
    """And of the hour in which they were counted: the clock was wrong, not the day over."""
    day = [
        facts_day.DayStarted(at=at(-3 * 24 * 60), day=at(-3 * 24 * 60).date()),
        DayMoved(at=at(60), day=TODAY),
        facts_day.ServiceRated(at=at(65), service="passport", word="good", count=3),
    ]
    assert fold(day, KYIV) == (Hour(day="2026-11-23", hour=9, service="passport", good=3),)


def test_what_an_alert_and_a_power_cut_took_is_told_apart() -> None:
    """From the alert to the calling after it; in an alert without power the seconds are the alert's."""
    day = [
        issued("А001", 0),
        AlertRaised(at=at(10), level="red", since=at(10), suspends=True),
        facts_day.ResourceLost(at=at(15), resource="power"),
        AlertCleared(at=at(20), resumes_at=at(30)),
        CallingResumed(at=at(30)),
        facts_day.ResourceReturned(at=at(35), resource="power"),
        facts_day.ResourceLost(at=at(36), resource="registry"),
        AlertRaised(at=at(37), level="yellow", since=at(37), suspends=False),
        *served("А001", 40, 40, 50),
    ]
    (hour,) = fold(day, KYIV)
    assert (hour.waiting_s, hour.alert_s, hour.power_s, hour.serving_s) == (15 * 60, 20 * 60, 5 * 60, 10 * 60)


def test_each_wait_and_each_serving_counts_for_itself() -> None:
    """Who is sent on waits a second time, for the other service; who was put off does not wait meanwhile."""
    day = [
        issued("А001", 0),
        *served("А001", 2, 3, 0)[:2],
        facts.TicketPostponed(at=at(5), ticket="А001", window=1, until=at(20)),
        facts.TicketReturned(at=at(20), ticket="А001"),
        *served("А001", 21, 21, 0)[:2],
        facts.TicketTransferred(at=at(25), ticket="А001", window=1, service="land"),
        *served("А001", 28, 29, 30, 2),
    ]
    passport, land = sorted(fold(day, KYIV), key=lambda hour: hour.service, reverse=True)
    assert (passport.called, passport.served, passport.waits, passport.waiting_s) == (2, 0, 2, 3 * 60)
    assert (passport.servings, passport.serving_s) == (2, 6 * 60)
    assert (land.issued, land.called, land.served, land.waiting_s, land.serving_s) == (0, 1, 1, 3 * 60, 60)


def test_a_kiosks_own_ticket_counts_when_it_was_given() -> None:
    """And waits since then; who was carried over was counted on the first day."""
    day = [
        facts_day.DayStarted(at=at(0), day=TODAY),
        facts.TicketCarried(at=at(0), ticket="А009", service="passport"),
        facts.TicketTakenOver(
            at=at(70),
            ticket="А801",
            service="passport",
            kiosk="hall",
            request="hall/1",
            day=at(0).date(),
            issued_at=at(59),
        ),
        facts.TicketCalled(at=at(71), ticket="А801", window=1),
    ]
    hours = [(hour.hour, hour.issued, hour.called, hour.waiting_s) for hour in fold(day, KYIV)]
    assert hours == [(8, 1, 0, 0), (9, 0, 1, 12 * 60)]


def test_a_clock_that_was_set_back_gives_no_seconds() -> None:
    """Nobody has waited less than nothing."""
    (hour, *_) = fold([issued("А001", 50), *served("А001", 5, 4, 3)], KYIV)
    assert (hour.waits, hour.waiting_s, hour.serving_s) == (1, 0, 0)


def test_the_hour_that_comes_twice_in_october_is_one() -> None:
    """Three o'clock of 25.10.2026, in summer time and after."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    tickets = [
        facts.TicketIssued(
            at=first + timedelta(hours=n), ticket=f"А00{n}", service="land", kiosk="k", request="r", ahead=0
        )
        for n in range(3)
    ]
    assert [(hour.hour, hour.issued) for hour in fold(tickets, KYIV)] == [(3, 2), (4, 1)]


def test_facts_whose_beginning_was_lost_are_passed_over() -> None:
    """A mended journal may begin in the middle."""
    assert (
        fold([*served("А001", 1, 2, 3), facts.TicketPostponed(at=at(4), ticket="А001", window=1, until=at(9))], KYIV)
        == ()
    )


def test_who_was_carried_over_waits_since_the_first_window_opened() -> None:
    """Not since midnight: one night in bed would be eight hours of the mean."""
    day = [
        facts_day.DayStarted(at=at(-480), day=TODAY),
        facts.TicketCarried(at=at(-480), ticket="А009", service="passport"),
        facts_day.WindowOpened(at=at(0), window=1),
        facts_day.WindowOpened(at=at(3), window=2),
        facts.TicketCalled(at=at(5), ticket="А009", window=1),
    ]
    assert [(hour.waits, hour.waiting_s) for hour in fold(day, KYIV)] == [(1, 300)]
