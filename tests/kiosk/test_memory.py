# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut, from the facts of its journal alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from centre.facts_base import PrintOutcome
from centre.facts_day import JournalMended
from centre.journal import Written
from centre.messages import TicketReply
from kiosk.facts import (
    Answered,
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
from kiosk.memory import PRINT_WITHIN_S, BrokenOff, OpenEnd, after_a_cut, again, given_alone, over, owed

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
ANSWERED = Answered(
    at=AT,
    request_id=ONE,
    reply=TicketReply(
        request_id=ONE, ticket="А001", day=TODAY, service="passport", issued_at=AT, ahead=0, windows=(1,)
    ),
)
STARTED_ENDED = PrintEnded(at=AT, request_id=ONE, ticket="А001", day=TODAY, outcome="printed", told=False)
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


@pytest.mark.parametrize("ticket", [ANSWERED, ALONE])
def test_after_damage_what_is_printed_says_that_it_is_a_copy(ticket: Answered | IssuedAlone) -> None:
    """The line that its printing had begun may be among those that were lost."""
    mended = JournalMended(at=AT, kept=1)
    assert after_a_cut([ticket, mended], AT, GIVE_UP_S) == [BrokenOff(ticket, STARTED)]
    assert after_a_cut([ticket], AT, GIVE_UP_S) == [ticket]


def test_each_press_has_its_own_account() -> None:
    """Two citizens pressed; the first has the ticket, the second is still waiting."""
    second = Pressed(at=AT, request_id=TWO, service="civil")
    assert owed([PRESSED, second, STARTED, ended(told=True)]) == {TWO: second}


@pytest.mark.parametrize("ticket", [ANSWERED, ALONE], ids=["answered", "alone"])
def test_a_printing_that_was_cut_off_is_printed_as_a_copy(ticket: Answered | IssuedAlone) -> None:
    """Nobody can say whether the paper came out; both facts are written again, so that the next cut knows it too."""
    (end,) = after_a_cut([PRESSED, ticket, STARTED], AT + timedelta(minutes=9), GIVE_UP_S)
    assert end == BrokenOff(ticket, STARTED)
    assert after_a_cut(again(end), AT + timedelta(minutes=9), GIVE_UP_S) == [end]
    assert again(STARTED_ENDED) == (STARTED_ENDED,)


@pytest.mark.parametrize(
    ("facts", "age_s"),
    [([PRESSED, STARTED], 180.0), ([ANSWERED, STARTED], PRINT_WITHIN_S), ([ANSWERED, STARTED], -1.0)],
    ids=["not known what stood on it", "too old", "a clock that went back"],
)
def test_a_printing_that_nobody_waits_for_is_unknown(facts: list[KioskFact], age_s: float) -> None:
    """The ticket is kept and not printed again."""
    now = AT + timedelta(seconds=age_s)
    assert after_a_cut(facts, now, GIVE_UP_S) == [
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
        ([ALONE, STARTED], BrokenOff(ALONE, STARTED)),
        ([ALONE, STARTED, ended(told=False)], ended(told=False)),
        ([ALONE, STARTED, ended(told=False), HANDED_OVER], None),
    ],
)
def test_a_ticket_given_alone_is_owed_until_it_is_handed_over(facts: list[KioskFact], open_end: OpenEnd | None) -> None:
    """Printed while no byte of it is out, then as a copy; then told, with all that the fact says."""
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


KEPT = timedelta(days=30)
OLD, YOUNG = timedelta(), KEPT + timedelta(minutes=1)


def line(number: int, fact: KioskFact, later: timedelta = OLD) -> Written:
    """Return a line of the journal, written so much later."""
    return Written(number, replace(fact, at=AT + later), None, None)


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ([], []),
        ([PRESSED], []),
        ([PRESSED, STARTED, ended(told=False)], []),
        ([PRESSED, STARTED, ended(told=False), ended(told=True)], [1, 2, 3, 4]),
        ([PRESSED, GIVEN_UP], []),
        ([KioskStarted(at=AT), PRESSED, replace(GIVEN_UP, told=True)], [2, 3]),
        ([PRESSED, STARTED, KioskStarted(at=AT), replace(PRESSED, request_id=TWO)], [1, 2]),
        ([PRESSED, JournalMended(at=AT, kept=1)], []),
    ],
)
def test_of_old_lines_only_those_go_on_which_nothing_hangs(facts: list[KioskFact], gone: list[int]) -> None:
    """What is still to be told, printed or asked stays, whatever its age; before a beginning nothing counts."""
    lines = [line(number, fact) for number, fact in enumerate(facts, 1)]
    assert over(lines, AT + KEPT + timedelta(seconds=1), KEPT.days) == gone
    rest = [line.fact for line in lines if line.number not in gone]
    assert owed(rest) == owed(facts), "a restart finds what it found before"
    assert over(lines, AT + KEPT, KEPT.days) == [], "not a second too early"


def test_a_press_that_ends_within_the_days_kept_stays_whole() -> None:
    """Its first line is old, its last is not: another day."""
    lines = [line(1, PRESSED), line(2, STARTED), line(3, ended(told=True), YOUNG)]
    assert over(lines, AT + YOUNG, KEPT.days) == []


def test_lines_of_a_future_that_a_wrong_clock_saw_hold_nothing_up() -> None:
    """They are over as soon as they are the oldest."""
    future = timedelta(days=20_000)
    lines = [line(1, PRESSED, future), line(2, ended(told=True), future), line(3, PRESSED), line(4, ended(told=True))]
    assert over(lines, AT + YOUNG, KEPT.days) == [1, 2, 3, 4]


@pytest.mark.parametrize("age_s", [-40.0, -86_400.0])
def test_while_nothing_proves_the_clock_a_ticket_of_the_future_is_fresh(age_s: float) -> None:
    """A Pi that wakes without a network is behind its own journal: the paper is printed, the press is given up."""
    now = AT + timedelta(seconds=age_s)
    assert after_a_cut([ANSWERED, STARTED], now, GIVE_UP_S, proven=False) == [BrokenOff(ANSWERED, STARTED)]
    assert after_a_cut([ANSWERED], now, GIVE_UP_S, proven=False) == [ANSWERED]
    assert after_a_cut([PRESSED], now, GIVE_UP_S, proven=False) == [GivenUp(at=now, request_id=ONE, told=False)]
