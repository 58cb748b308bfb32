# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which number a ticket gets: from 001 under each letter, none twice, with a range for priority where that is law."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from centre.config import Service
from centre.config_rules import Order
from centre.facts import TicketCarried, TicketIssued
from centre.facts_day import JournalMended
from dispatcher.rules.numbers import next_number, series_of
from tests.dispatcher.rules.hall import Hall

OWN_RANGE = Order(priority_numbers="own_range")


def had(hall: Hall, ticket: str) -> None:
    """Let the number have been given today."""
    at = hall.now + timedelta(minutes=1)
    hall.replay(TicketIssued(at=at, ticket=ticket, service="property", kiosk="k", request=f"k/{ticket}", ahead=0))


def test_services_that_share_a_letter_share_its_numbers() -> None:
    """А001 is one citizen, whichever of the two it was for."""
    hall = Hall(services=tuple(Service(id=name, letter="А", name=name) for name in ("property", "passport", "land")))
    assert [hall.issue(name) for name in ("property", "land", "property")] == ["А001", "А002", "А003"]


def test_mixed_numbers_mark_nobody() -> None:
    """A priority ticket takes the next number like any other."""
    hall = Hall()
    assert [hall.issue("property", priority=wish) for wish in (False, True, False)] == ["А001", "А002", "А003"]


def test_in_own_range_priority_counts_from_1_and_all_others_from_1000() -> None:
    """The order of the interior ministry's service centres (sud.ua 353495)."""
    hall = Hall(order=OWN_RANGE)
    wishes = (False, True, False, True)
    assert [hall.issue("property", priority=wish) for wish in wishes] == ["А1000", "А001", "А1001", "А002"]
    assert hall.issue("passport") == "Б1000"


def test_priority_that_has_used_its_range_up_goes_on_in_the_other() -> None:
    """After 999 there is no number left below 1000, and none is given twice."""
    hall = Hall(order=OWN_RANGE)
    assert hall.issue("property") == "А1000"
    had(hall, "А999")
    assert [hall.issue("property", priority=wish) for wish in (True, False)] == ["А1001", "А1002"]


def test_a_centre_that_changes_its_ranges_at_noon_gives_no_number_twice() -> None:
    """The morning was numbered one way, a restart brings the other: each goes on behind what was given."""
    hall = Hall()
    assert [hall.issue("property") for _ in range(2)] == ["А001", "А002"]
    hall.queue = replace(hall.queue, policy=replace(hall.queue.policy, order=OWN_RANGE))
    assert [hall.issue("property", priority=wish) for wish in (False, True)] == ["А1000", "А003"]
    hall.queue = replace(hall.queue, policy=replace(hall.queue.policy, order=Order()))
    assert hall.issue("property") == "А1001"


def test_a_carried_number_is_passed_over() -> None:
    """А001 and А003 of yesterday are in the hall: today begins with А002 and goes on with А004."""
    hall = Hall()
    hall.tick()
    for ticket in ("А001", "А003"):
        hall.replay(TicketCarried(at=hall.now, ticket=ticket, service="property"))
    assert [hall.issue("property") for _ in range(3)] == ["А002", "А004", "А005"]
    assert hall.issue("passport") == "Б001"


def test_a_carried_number_beyond_999_is_passed_over_too() -> None:
    """The number that is passed over may be the last below 1000 or the first above it."""
    hall = Hall()
    hall.tick()
    for ticket in ("А999", "А1000"):
        hall.replay(TicketCarried(at=hall.now, ticket=ticket, service="property"))
    had(hall, "А998")
    assert [hall.issue("property") for _ in range(2)] == ["А1001", "А1002"]


def test_damage_leaves_a_gap_in_both_ranges() -> None:
    """What stood in the lost lines may have been of either."""
    hall = Hall(order=OWN_RANGE)
    hall.issue("property")
    hall.issue("property", priority=True)
    hall.replay(JournalMended(at=hall.now, kept=3))
    assert [hall.issue("property", priority=wish) for wish in (False, True)] == ["А1101", "А102"]
    assert [hall.issue("passport", priority=wish) for wish in (False, True)] == ["Б1100", "Б101"]


def test_a_gap_that_reaches_beyond_999_is_left_there_too() -> None:
    """950 was kept, up to a hundred may be lost: 1000 to 1050 may be in somebody's hand."""
    hall = Hall()
    hall.tick()
    had(hall, "А950")
    hall.replay(JournalMended(at=hall.now, kept=2))
    assert [hall.issue("property") for _ in range(2)] == ["А1051", "А1052"]


@pytest.mark.parametrize(
    ("ticket", "series"),
    [("А001", ("А", 1)), ("А999", ("А", 999)), ("А1000", ("А1000", 1000)), ("ЩЮ12345", ("ЩЮ1000", 12345))],
)
def test_from_1000_on_is_a_series_of_its_own(ticket: str, series: tuple[str, int]) -> None:
    """Under the same letter or two."""
    assert series_of(ticket) == series


def test_a_number_is_at_least_three_digits_wide() -> None:
    """001, not 1: it is read out digit by digit."""
    hall = Hall()
    assert next_number(hall.queue, hall.queue.services["land"], priority=False) == "В001"
