# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk still owes after a power cut: pure, from the facts of its journal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kiosk.facts import GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted

OpenEnd = Pressed | GivenUp | PrintEnded
"""A press to be asked again, a giving-up or an outcome to be told."""


def owed(facts: Iterable[KioskFact]) -> dict[UUID, Pressed | GivenUp | PrintStarted | PrintEnded]:
    """Return the newest fact of each press that has not come to its end."""
    newest: dict[UUID, Pressed | GivenUp | PrintStarted | PrintEnded] = {}
    for fact in facts:
        if isinstance(fact, KioskStarted):
            newest.clear()
        elif isinstance(fact, Pressed | GivenUp | PrintStarted | PrintEnded):
            newest[fact.request_id] = fact
    return {key: fact for key, fact in newest.items() if not getattr(fact, "told", False)}


def after_a_cut(facts: Iterable[KioskFact], now: datetime, give_up_after_s: float) -> list[OpenEnd]:
    """Decide, at a start, what becomes of each open end.

    A print that had started and not ended is *unknown*: the ticket is never printed again by itself. A press younger
    than ``give_up_after_s`` is asked again, because its citizen still stands there; an older one, and one whose age a
    wrong clock hides, is given up.
    """
    return [_open_end(fact, now, give_up_after_s) for fact in owed(facts).values()]


def _open_end(fact: Pressed | GivenUp | PrintStarted | PrintEnded, now: datetime, give_up_after_s: float) -> OpenEnd:
    if isinstance(fact, PrintStarted):
        return PrintEnded(
            at=now,
            request_id=fact.request_id,
            ticket=fact.ticket,
            day=fact.day,
            outcome="unknown",
            told=False,
        )
    if isinstance(fact, Pressed) and not 0 <= (now - fact.at).total_seconds() < give_up_after_s:
        return GivenUp(at=now, request_id=fact.request_id, told=False)
    return fact
