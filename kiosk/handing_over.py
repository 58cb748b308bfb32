# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The tickets given alone on their way to the dispatcher: one after another, each with its age, until each is known."""

from uuid import UUID, uuid4

import msgspec

from centre import messages
from centre.time import Now
from centre.unit import Unit
from kiosk.facts import IssuedAlone, PrintEnded

SAID_AGAIN_S = 5.0
"""An age grows stale: after so long without an answer the ticket is told anew, with its age of then."""


class Told(msgspec.Struct, frozen=True):
    """A ticket to be told; ``issued_s`` on the steady clock, None if it was given before this run."""

    issued: IssuedAlone
    end: PrintEnded
    issued_s: float | None
    request_id: UUID


class HandingOver:
    """Tells one ticket at a time, so that they arrive in their order; used by the kiosk's loop only."""

    def __init__(self, unit: Unit, now: Now) -> None:
        self._unit, self._started_s = unit, now.steady_s
        self._waiting: dict[UUID, Told] = {}
        self._asking = False

    def add(self, issued: IssuedAlone, end: PrintEnded, issued_s: float | None) -> None:
        """Take a ticket whose printing has ended."""
        self._waiting[issued.request_id] = Told(issued, end, issued_s, uuid4())

    def due(self, now: Now, *, in_reach: bool) -> None:
        """Tell the first of those that wait, if the dispatcher is there and none is being told."""
        if in_reach and not self._asking and self._waiting:
            self._asking = True
            self._unit.ask(self._message(next(iter(self._waiting.values())), now), now, SAID_AGAIN_S)

    def unanswered(self) -> None:
        """Tell it again, when the dispatcher is there."""
        self._asking = False

    def done(self, request: messages.HandOver) -> None:
        """Forget a ticket that the dispatcher knows."""
        self._asking = False
        self._waiting.pop(request.issued_request, None)

    def _message(self, told: Told, now: Now) -> messages.HandOver:
        ticket = told.issued.ticket
        return messages.HandOver(
            request_id=told.request_id,
            issued_request=ticket.request_id,
            ticket=ticket.ticket,
            service=ticket.service,
            day=ticket.day,
            age_s=self._age_s(told, now),
            priority=ticket.priority,
            outcome=told.end.outcome,
        )

    def _age_s(self, told: Told, now: Now) -> float:
        """Return how old a ticket is: by the steady clock, or, across a power cut, by the wall clock if that can be.

        It is at least as old as this run; where a clock was wrong then or is now, nobody knows more.
        """
        if told.issued_s is not None:
            return now.steady_s - told.issued_s
        by_wall_s = (now.utc - told.issued.at).total_seconds() if told.issued.ticket.timed else 0.0
        return max(by_wall_s, now.steady_s - self._started_s)
