# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut, from the facts of its journal alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from centre.facts import JournalMended
from centre.facts_base import PrintOutcome
from kiosk.facts import (
    GivenUp,
    HandedOver,
    IssuedAlone,
    KioskFact,
    KioskStarted,
    OwnTicket,
    Pressed,
    PrintEnded,
    PrintStarted,
)
from kiosk.memory import PRINT_WITHIN_S, after_a_cut, given_alone, owed

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ONE, TWO = UUID(int=1), UUID(int=2)
GIVE_UP_S = 10.0

PRESSED = Pressed(at=AT, request_id=ONE, service="passport")
STARTED = PrintStarted(at=AT, request_id=ONE, ticket="А001", day=TODAY)
GIVEN_UP = GivenUp(at=AT, request_id=ONE, told=False)
ALONE = IssuedAlone(
    at=AT,
    request_id=ONE,
    ticket=OwnTicket(request_id=ONE, ticket="А001", day=TODAY, service="passport", issued_at=AT, windows=(1,)),
)
HANDED_OVER = HandedOver(at=AT, request_id=ONE)


def ended(*, told: bool, outcome: PrintOutcome = "printed") -> PrintEnded:
    """Return the end of a printing."""
    return PrintEnded(at=AT, request_id=ONE, ticket="А001", day=TODAY, outcome=outcome, told=told)


@pytest.mark.parametrize(
    ("facts", "newest"),
    [
        ([], None),
        ([PRESSED], PRESSED),
        ([PRESSED, STARTED], STARTED),
        ([PRESSED, STARTED, ended(told=False)], ended(told=False)),
        ([PRESSED, STARTED, ended(told=False), ended(told=True)], None),
        ([PRESSED, GIVEN_UP], GIVEN_UP),
        ([PRESSED, GIVEN_UP, GivenUp(at=AT, request_id=ONE, told=True)], None),
    ],
)
def test_a_press_is_owed_until_the_dispatcher_knows_its_end(facts: list[KioskFact], newest: KioskFact | None) -> None:
    """At each step of its way the newest fact stands; nothing is owed once it was told."""
    assert owed(facts) == ({} if newest is None else {ONE: newest})


def test_a_start_forgets_what_came_before_it() -> None:
    """What was open is written again behind the start, in the same commit."""
    assert owed([PRESSED, KioskStarted(at=AT)]) == {}
    assert owed([PRESSED, KioskStarted(at=AT), GIVEN_UP]) == {ONE: GIVEN_UP}


def test_a_mended_journal_owes_what_was_kept() -> None:
    """The line about the mending is no debt."""
    assert owed([JournalMended(at=AT, kept=1), PRESSED]) == {ONE: PRESSED}


def test_each_press_has_its_own_account() -> None:
    """Two citizens pressed; the first has the ticket, the second is still waiting."""
    second = Pressed(at=AT, request_id=TWO, service="civil")
    assert owed([PRESSED, second, STARTED, ended(told=True)]) == {TWO: second}


def test_a_printing_that_was_cut_off_is_unknown() -> None:
    """Nobody can say whether the paper came out, so the ticket is kept and not printed again."""
    now = AT + timedelta(minutes=3)
    assert after_a_cut([PRESSED, STARTED], now, GIVE_UP_S) == [
        PrintEnded(at=now, request_id=ONE, ticket="А001", day=TODAY, outcome="unknown", told=False)
    ]


@pytest.mark.parametrize("age_s", [0.0, 3.0, 9.999])
def test_a_fresh_press_is_asked_again(age_s: float) -> None:
    """Its citizen still stands before the kiosk."""
    assert after_a_cut([PRESSED], AT + timedelta(seconds=age_s), GIVE_UP_S) == [PRESSED]


@pytest.mark.parametrize("age_s", [10.0, 86_400.0, -0.001, -3600.0])
def test_an_old_press_and_one_from_the_future_are_given_up(age_s: float) -> None:
    """When a clock was set back, nobody knows how long the citizen has waited."""
    now = AT + timedelta(seconds=age_s)
    assert after_a_cut([PRESSED], now, GIVE_UP_S) == [GivenUp(at=now, request_id=ONE, told=False)]


def test_what_was_not_told_is_told_as_it_was() -> None:
    """An outcome and a giving-up keep their moment and their words."""
    facts: list[KioskFact] = [PRESSED, GIVEN_UP]
    assert after_a_cut(facts, AT + timedelta(days=1), GIVE_UP_S) == [GIVEN_UP]
    assert after_a_cut([PRESSED, STARTED, ended(told=False)], AT, GIVE_UP_S) == [ended(told=False)]


@pytest.mark.parametrize(
    ("facts", "open_end"),
    [
        ([ALONE], ALONE),
        ([ALONE, STARTED], ended(told=False, outcome="unknown")),
        ([ALONE, STARTED, ended(told=False)], ended(told=False)),
        ([ALONE, STARTED, ended(told=False), HANDED_OVER], None),
    ],
)
def test_a_ticket_given_alone_is_owed_until_it_is_handed_over(
    facts: list[KioskFact], open_end: KioskFact | None
) -> None:
    """Printed while no byte of it is out, unknown once it may be; then told, with all that the fact says."""
    assert after_a_cut(facts, AT, GIVE_UP_S) == ([] if open_end is None else [open_end])
    assert given_alone(facts) == ({} if open_end is None else {ONE: ALONE})


@pytest.mark.parametrize("age_s", [PRINT_WITHIN_S, -1.0])
def test_a_ticket_given_alone_that_nobody_waits_for_any_more_has_failed(age_s: float) -> None:
    """Its citizen has gone to the administrator, or a clock that went back hides since when they wait."""
    (end,) = after_a_cut([ALONE], AT + timedelta(seconds=age_s), GIVE_UP_S)
    assert isinstance(end, PrintEnded)
    assert (end.outcome, end.ticket) == ("failed", "А001")


def test_a_start_forgets_what_was_given_before_it_and_is_written_again_behind_it() -> None:
    """As with all that is open."""
    assert given_alone([ALONE, KioskStarted(at=AT)]) == {}
    assert given_alone([KioskStarted(at=AT), ALONE]) == {ONE: ALONE}
