# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut: pure, from the facts of its journal."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import NamedTuple
from uuid import UUID

from centre.facts_base import PrintOutcome
from centre.facts_day import JournalMended
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


class BrokenOff(NamedTuple):
    """A ticket of which nobody can say whether it is on paper, and the facts that say what stands on it."""

    ticket: Answered | IssuedAlone
    started: PrintStarted


OpenEnd = Pressed | GivenUp | Answered | IssuedAlone | BrokenOff | PrintEnded
"""A press to be asked again, a ticket or a copy of it to be printed, a giving-up or an outcome to be told."""

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


def after_a_cut(
    facts: Iterable[KioskFact], now: datetime, give_up_after_s: float, *, proven: bool = True
) -> list[OpenEnd]:
    """Decide, at a start, what becomes of each open end.

    A print that had started and not ended may be on paper: within PRINT_WITHIN_S a copy is printed, later it is
    *unknown*. One that had its ticket and no byte of it on paper is printed, within PRINT_WITHIN_S. A press younger
    than ``give_up_after_s`` is asked again, because its citizen still stands there. What is older is over, and so is
    what is of the future; but while nothing proves the clock (``proven``), as on a Pi that wakes without a network, a
    ticket of the future is one of a moment ago: paper costs less than a place. After damage the line of a print that
    had started may be lost, so whatever is printed then says that it is a copy.
    """
    facts = list(facts)
    tickets = {fact.request_id: fact for fact in facts if isinstance(fact, Answered | IssuedAlone)}
    ends = []
    for key, fact in owed(facts).items():
        age_s = (now - fact.at).total_seconds()
        if not proven and not isinstance(fact, Pressed):
            age_s = max(age_s, 0.0)
        ends.append(_open_end(fact, tickets.get(key), age_s, now, give_up_after_s))
    damaged = any(isinstance(fact, JournalMended) for fact in facts)
    return [_perhaps_begun(end) if damaged else end for end in ends]


def _perhaps_begun(end: OpenEnd) -> OpenEnd:
    """Return a ticket that is to be printed as one that had begun."""
    if not isinstance(end, Answered | IssuedAlone):
        return end
    of = end.reply if isinstance(end, Answered) else end.ticket
    return BrokenOff(end, PrintStarted(at=end.at, request_id=end.request_id, ticket=of.ticket, day=of.day))


def again(end: OpenEnd) -> tuple[KioskFact, ...]:
    """Return the facts of an open end as they are written behind a new beginning."""
    return end if isinstance(end, BrokenOff) else (end,)


def end_of(
    request_id: UUID, ticket: str, day: date, outcome: PrintOutcome, now: datetime, *, told: bool = False
) -> PrintEnded:
    """Return the end of a printing."""
    return PrintEnded(at=now, request_id=request_id, ticket=ticket, day=day, outcome=outcome, told=told)


def _open_end(
    fact: Step, ticket: Answered | IssuedAlone | None, age_s: float, now: datetime, give_up_after_s: float
) -> OpenEnd:
    match fact:
        case PrintStarted() if ticket and 0 <= age_s < PRINT_WITHIN_S:
            return BrokenOff(ticket, fact)
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
