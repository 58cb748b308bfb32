# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The judge of days and numbers finds what it is there for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from centre.facts import QueueFact, TicketCalled, TicketIssued
from centre.facts_alarms import DayMoved
from centre.facts_day import DayStarted
from tests.faults.clock_judge import days, lost, twice_on_a_date, wrong_days

KYIV = ZoneInfo("Europe/Kyiv")
AT = datetime(2026, 10, 25, 9, tzinfo=UTC)
FIRST, SECOND = date(2026, 10, 24), date(2026, 10, 25)


def issued(ticket: str, at: datetime) -> TicketIssued:
    """Return the fact that a number was given."""
    return TicketIssued(at=at, ticket=ticket, service="passport", kiosk="kiosk-hall", request=f"r/{ticket}", ahead=0)


def a_day(*tickets: str, day: date = FIRST, at_hour: int = 8, last: dict[str, int] | None = None) -> list[QueueFact]:
    """Return a day that begins, and the numbers that were given in it."""
    at = datetime(2026, 10, day.day, at_hour, tzinfo=UTC)
    return [DayStarted(at=at, day=day, last_numbers=last or {}), *(issued(ticket, at) for ticket in tickets)]


def test_two_days_in_order_are_right() -> None:
    """Each begins with 001, and a number of one may come on the other."""
    facts = [*a_day("А001", "А002", "П001"), *a_day("А001", day=SECOND)]
    assert (twice_on_a_date(facts), wrong_days(facts, KYIV)) == ((), ())
    assert days(facts) == ["2026-10-24", "2026-10-25"]


def test_a_number_that_comes_again_on_its_date_is_found() -> None:
    """Also when that date had gone, by a clock that lied, and came back."""
    at = datetime(2026, 10, 24, 9, tzinfo=UTC)
    facts = [*a_day("А001"), *a_day("А001", day=SECOND), DayMoved(at=at, day=FIRST), issued("А001", at)]
    assert twice_on_a_date(facts) == ("А001: was given twice on 2026-10-24",)


def test_a_day_that_begins_too_early_is_found() -> None:
    """Half past eight in the evening by UTC is not yet midnight in Kyiv."""
    assert wrong_days(a_day(day=SECOND, at_hour=0), KYIV) == ()
    early = [DayStarted(at=datetime(2026, 10, 24, 20, 30, tzinfo=UTC), day=SECOND)]
    assert wrong_days(early, KYIV) == ("2026-10-25 began on 2026-10-24",)


def test_who_is_not_called_in_their_day_is_found() -> None:
    """Also when a ticket of that number is called on another day; and so is a paper too few."""
    facts = [*a_day("А001"), *a_day("А001", day=SECOND), TicketCalled(at=AT, ticket="А001", window=1)]
    assert lost(facts, 2) == ("А001: was never called",)
    assert lost(facts[-2:], 0) == ("1 ticket, and 0 papers",)


def test_numbers_that_do_not_begin_or_go_on_as_they_should_are_found() -> None:
    """A day begins with 001, or behind what its date had, and leaves none out."""
    assert wrong_days(a_day("А002"), KYIV) == ("А002: is the number behind 0",)
    assert wrong_days(a_day("А001", "А003"), KYIV) == ("А003: is the number behind 1",)
    assert wrong_days(a_day("А007", last={"А": 6}), KYIV) == ()
    at = datetime(2026, 10, 24, 9, tzinfo=UTC)
    lie = DayStarted(at=datetime(2026, 10, 25, 8, tzinfo=UTC), day=SECOND, left={FIRST: {"А": 2}})
    back = [lie, issued("А001", lie.at), DayMoved(at=at, day=FIRST)]
    assert wrong_days([*back, issued("А003", at)], KYIV) == ()
    assert wrong_days([*back, issued("А002", at)], KYIV) == ("А002: is the number behind 2",)
