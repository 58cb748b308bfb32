# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut: pure, from the facts of its journal."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import takewhile
from uuid import UUID

from centre.facts_base import PrintOutcome
from centre.journal_lines import Written
from kiosk.facts import Answered, GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted

Step = Pressed | GivenUp | Answered | PrintStarted | PrintEnded
"""How far a press may have come."""

OpenEnd = Pressed | GivenUp | Answered | PrintEnded
"""A press to be asked again, a ticket to be printed, a giving-up or an outcome to be told."""

PRINT_WITHIN_S = 600.0
"""A ticket that waits longer for paper has failed: its citizen has long gone to the administrator."""


def owed(facts: Iterable[KioskFact]) -> dict[UUID, Step]:
    """Return the newest fact of each press that has not come to its end."""
    newest: dict[UUID, Step] = {}
    for fact in facts:
        if isinstance(fact, KioskStarted):
            newest.clear()
        elif isinstance(fact, Step):
            newest[fact.request_id] = fact
    return {key: fact for key, fact in newest.items() if not getattr(fact, "told", False)}


def over(lines: Iterable[Written], now: datetime, retain_days: int) -> list[int]:
    """Return the numbers of the old lines that nothing hangs on any more; ``lines`` are all, from the oldest on.

    A line is old after ``retain_days``, or if it is of the future: that was a wrong clock's. What came before a
    beginning is said again behind it; of what came after, a press goes when it has come to its end. All else stays.
    """
    before, future = now - timedelta(days=retain_days), now + timedelta(days=1)
    old = list(takewhile(lambda line: line.fact.at < before or line.fact.at > future, lines))
    begin = max((line.number for line in old if isinstance(line.fact, KioskStarted)), default=0)
    owing = owed(line.fact for line in old if line.number >= begin)
    return [line.number for line in old if line.number < begin or _is_closed(line.fact, owing)]


def _is_closed(fact: object, owing: dict[UUID, Step]) -> bool:
    return isinstance(fact, Step) and fact.request_id not in owing


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
        case Pressed() if not 0 <= age_s < give_up_after_s:
            return GivenUp(at=now, request_id=fact.request_id, told=False)
        case _:
            return fact
