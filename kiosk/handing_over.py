# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The tickets given alone, until the dispatcher knows each: told one after another, when printed, with their age."""

import logging
from collections.abc import Mapping
from uuid import UUID, uuid4

import msgspec

from centre import messages
from centre.time import Now
from centre.unit import Unit
from kiosk.facts import IssuedAlone, PrintEnded

log = logging.getLogger(__name__)

SAID_AGAIN_S = 5.0
"""An age grows stale: after so long without an answer the ticket is told anew, with its age of then."""


class Told(msgspec.Struct, frozen=True):
    """A ticket to be told; ``issued_s`` on the steady clock, None if it was given before this run."""

    issued: IssuedAlone
    end: PrintEnded
    issued_s: float | None
    request_id: UUID


class HandingOver:
    """Tells one ticket at a time, so that they arrive in their order; used by the kiosk's loop only.

    It writes nothing: whoever calls does, so that after a power cut :meth:`take_up` has what is not known yet.
    """

    def __init__(self, unit: Unit, now: Now) -> None:
        self._unit, self._started_s = unit, now.steady_s
        self._given: dict[UUID, tuple[IssuedAlone, float | None]] = {}
        self._waiting: dict[UUID, Told] = {}
        self._not_taken_over: list[str] = []
        self._asking = False

    def take_up(self, given: Mapping[UUID, IssuedAlone]) -> None:
        """Take the tickets that were given before this run."""
        self._given = {key: (issued, None) for key, issued in given.items()}

    def give(self, issued: IssuedAlone, now: Now) -> None:
        """Take a ticket that is given now; it is told when its printing has ended."""
        self._given[issued.request_id] = issued, now.steady_s

    def ended(self, end: PrintEnded) -> bool:
        """Take the end of a ticket's printing; return False for one that was not given alone, or is known."""
        if end.request_id not in self._given:
            return False
        issued, issued_s = self._given[end.request_id]
        self._waiting[issued.request_id] = Told(issued, end, issued_s, uuid4())
        return True

    def due(self, now: Now, *, in_reach: bool) -> None:
        """Tell the first of those that wait, if the dispatcher is there and none is being told."""
        if in_reach and not self._asking and self._waiting:
            self._asking = True
            self._unit.ask(self._message(next(iter(self._waiting.values())), now), now, SAID_AGAIN_S)

    def unanswered(self) -> None:
        """Tell it again, when the dispatcher is there."""
        self._asking = False

    def done(self, request: messages.HandOver, answer: messages.Message) -> None:
        """Forget a ticket that the dispatcher knows; what it refuses once it would refuse again."""
        self._asking = False
        self._given.pop(request.issued_request, None)
        self._waiting.pop(request.issued_request, None)
        if isinstance(answer, messages.Refusal):
            log.error("ticket %s, given alone, has no place in the queue: %s", request.ticket, answer.text)
            self._not_taken_over.append(request.ticket)

    def problems(self) -> tuple[messages.Problem, ...]:
        """Name for the technician, until the next start, the tickets that the dispatcher has refused."""
        if not self._not_taken_over:
            return ()
        tickets = ", ".join(self._not_taken_over)
        text = (
            f"Given while the centre was out of reach, and refused by the dispatcher: {tickets}."
            " Whoever holds such a ticket waits in vain: find them and give them another, look into the kiosk's log for"
            " the reason, then restart the kiosk."
        )
        return (messages.Problem(code="not_taken_over", text=text),)

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
