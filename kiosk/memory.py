# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut: pure, from the facts of its journal."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import takewhile
from uuid import UUID

from centre.facts_base import PrintOutcome
from centre.journal_lines import Written
from kiosk.facts import (
    Answered,
    CentreRemembered,
    GivenUp,
    HandedOver,
    IssuedAlone,
    KioskFact,
    KioskStarted,
    Pressed,
    PrintEnded,
    PrintStarted,
)

Step = Pressed | GivenUp | Answered | IssuedAlone | PrintStarted | PrintEnded
"""How far a press may have come."""

OpenEnd = Pressed | GivenUp | Answered | IssuedAlone | PrintEnded
"""A press to be asked again, a ticket to be printed, a giving-up or an outcome to be told."""

PRINT_WITHIN_S = 600.0
"""A ticket that waits longer for paper has failed: its citizen has long gone to the administrator."""


def owed(facts: Iterable[KioskFact]) -> dict[UUID, Step]:
    """Return the newest fact of each press that has not come to its end."""
    newest: dict[UUID, Step | HandedOver] = {}
    for fact in facts:
        if isinstance(fact, KioskStarted):
            newest.clear()
        elif isinstance(fact, Step | HandedOver):
            newest[fact.request_id] = fact
    return {key: fact for key, fact in newest.items() if isinstance(fact, Step) and not getattr(fact, "told", False)}


def given_alone(facts: Iterable[KioskFact]) -> dict[UUID, IssuedAlone]:
    """Return the tickets given alone that the dispatcher does not know yet, in their order, however they came out."""
    given: dict[UUID, IssuedAlone] = {}
    for fact in facts:
        if isinstance(fact, KioskStarted):
            given.clear()
        elif isinstance(fact, IssuedAlone):
            given[fact.request_id] = fact
        elif isinstance(fact, HandedOver):
            given.pop(fact.request_id, None)
    return given


def over(lines: Iterable[Written], now: datetime, retain_days: int) -> list[int]:
    """Return the numbers of the old lines that nothing hangs on any more; ``lines`` are all, from the oldest on.

    A line is old after ``retain_days``, or if it is of the future: that was a wrong clock's. What came before a
    beginning is said again behind it; of what came after, a press goes when it has come to its end, a ticket
    given alone when it is handed over, and what was known of the centre when something newer is. All else stays.
    """
    before, future = now - timedelta(days=retain_days), now + timedelta(days=1)
    old = list(takewhile(lambda line: line.fact.at < before or line.fact.at > future, lines))
    begin = max((line.number for line in old if isinstance(line.fact, KioskStarted)), default=0)
    known = max((line.number for line in old if isinstance(line.fact, CentreRemembered)), default=0)
    facts = [line.fact for line in old if line.number >= begin]
    is_open = owed(facts).keys() | given_alone(facts).keys()
    return [line.number for line in old if line.number < begin or _is_over(line, is_open, known)]


def _is_over(line: Written, is_open: Collection[UUID], known: int) -> bool:
    if isinstance(line.fact, CentreRemembered):
        return line.number < known
    return isinstance(line.fact, Step | HandedOver) and line.fact.request_id not in is_open


def after_a_cut(facts: Iterable[KioskFact], now: datetime, give_up_after_s: float) -> list[OpenEnd]:
    """Decide, at a start, what becomes of each open end.

    A print that had started and not ended is *unknown*: the ticket is never printed again by itself. One that had its
    ticket and no byte of it on paper is printed, within PRINT_WITHIN_S. A press younger than ``give_up_after_s`` is
    asked again, because its citizen still stands there. What is older, or whose age a wrong clock hides, is over.
    """
    return [_open_end(fact, now, give_up_after_s) for fact in owed(facts).values()]


def end_of(
    request_id: UUID, ticket: str, day: date, outcome: PrintOutcome, now: datetime, *, told: bool = False
) -> PrintEnded:
    """Return the end of a printing."""
    return PrintEnded(at=now, request_id=request_id, ticket=ticket, day=day, outcome=outcome, told=told)


def _open_end(fact: Step, now: datetime, give_up_after_s: float) -> OpenEnd:
    age_s = (now - fact.at).total_seconds()
    match fact:
        case PrintStarted():
            return end_of(fact.request_id, fact.ticket, fact.day, "unknown", now)
        case Answered() if not 0 <= age_s < PRINT_WITHIN_S:
            return end_of(fact.request_id, fact.reply.ticket, fact.reply.day, "failed", now)
        case IssuedAlone() if not 0 <= age_s < PRINT_WITHIN_S:
            return end_of(fact.request_id, fact.ticket.ticket, fact.ticket.day, "failed", now)
        case Pressed() if not 0 <= age_s < give_up_after_s:
            return GivenUp(at=now, request_id=fact.request_id, told=False)
        case _:
            return fact
