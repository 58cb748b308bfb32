# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""All that waited in the inbox, decided in its order on one queue, so that one commit serves everybody. Pure.

Until the commit has succeeded nothing of a batch is true: the service drops it whole if the disk refuses.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from centre import messages
from centre.errors import BadMessage
from centre.facts import QueueFact
from centre.journal import Line
from dispatcher import clock_requests, office_requests
from dispatcher.clock import Reading
from dispatcher.requests import answer_of, command_of, key_of
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import DoubtClock, HearSource, Refused, Resume, Tick, TrustClock
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State

log = logging.getLogger(__name__)

LONGEST_TEXT = 500
"""Characters of a refusal: a text that repeats a huge word would be cut off by the broker, and its sender with it."""


class Batch:
    """Begins with the queue and the answers given so far today; collects what changes.

    ``queue``, ``lines``, ``fresh`` (answers by request key) and ``replies`` (topic and message) are the result.
    ``vouched``: the head said that the clock is right, which is for the next turn to act on.
    ``standing`` are the replies that hold whatever the disk says: first answers given again, and unreadable requests.
    """

    def __init__(
        self,
        *,
        queue: Queue,
        answers: Mapping[str, Any],
        windows: Mapping[str, int],
        now: datetime,
        clock: Reading | None = None,
    ) -> None:
        self.queue = queue
        self.lines: list[Line] = []
        self.fresh: dict[str, Any] = {}
        self.replies: list[tuple[str, Any]] = []
        self.standing: list[tuple[str, Any]] = []
        self.vouched = False
        self._answers, self._windows, self._now, self._clock = answers, windows, now, clock

    def mind_clock(self, *, trusted: bool) -> None:
        """Let the queue know whether the clock is trusted; first of all, as the day depends on it."""
        self._keep(decide(self.queue, TrustClock() if trusted else DoubtClock(), self._now))

    def resume(self, *, cold: bool) -> None:
        """Begin calls anew whose time ran out while nobody could answer them; ``cold``: after a start."""
        self._keep(decide(self.queue, Resume(cold), self._now))

    def tick(self) -> None:
        """Let happen what is due by the clock: a new day, a return, a no-show."""
        self._keep(decide(self.queue, Tick(), self._now))

    def lose(self, siren: str) -> None:
        """Note that a siren has gone: what it said before still holds."""
        if siren in self.queue.policy.sirens:
            self._keep(decide(self.queue, HearSource(siren, "lost"), self._now))

    def take(self, row: str, unit: str, payload: bytes, *, retained: bool) -> None:
        """Decide one request; its answer is in ``replies`` or ``standing``. No payload makes it raise."""
        role = row.removesuffix("_request")
        topic = messages.topic(f"{role}_reply", id=unit)
        try:
            message = messages.decode(row, payload)
        except BadMessage as bad:
            self.standing.append((topic, _refusal("bad_message", str(bad), messages.request_id_in(payload))))
        else:
            self._answer(topic, key_of(role, unit, message), unit, message, retained=retained)

    def _answer(self, topic: str, key: str, unit: str, message: Any, *, retained: bool) -> None:
        """Give the first answer to this request: the one given before, or the one that is decided now."""
        first = self._answers.get(key)
        if first is not None and not self._void(first):
            self.standing.append((topic, first))
            return
        if key not in self.fresh or self._void(self.fresh[key]):
            self.fresh[key] = self._decide(key, unit, message, retained=retained)
        self.replies.append((topic, self.fresh[key]))

    def _void(self, answer: Any) -> bool:
        """Return whether the answer gives a ticket that has been taken back: on paper it would be called by nobody."""
        if not isinstance(answer, messages.TicketReply) or not self.queue.is_today(answer.day):
            return False
        ticket = self.queue.tickets.get(answer.ticket)
        return ticket is not None and ticket.state is State.VOIDED

    def _decide(self, key: str, unit: str, message: Any, *, retained: bool) -> messages.Reply | messages.Refusal:
        queue, written = self.queue, len(self.lines)
        try:
            return self._obey(key, unit, message, retained=retained)
        except Refused as refused:
            refusal = _refusal(refused.reason, refused.text, message.request_id)
            return msgspec.structs.replace(refusal, closed=refused.closed)
        except Exception:
            # A fault of ours: it must cost one request, not the hall. A loop that died of it would die of it again.
            log.exception("%s could not be decided and is refused: %s", key, message)
            self.queue, self.lines = queue, self.lines[:written]
            return _refusal(
                "bad_message", "The dispatcher failed on this request; its log says why.", message.request_id
            )

    def _obey(self, key: str, unit: str, message: Any, *, retained: bool) -> messages.Reply:
        if retained:
            raise Refused("retained", "a request must not be retained: nobody could tell when it was made")
        facts, answer = self._done(key, unit, message)
        if facts:
            self.lines[-1] = self.lines[-1]._replace(answer=messages.encode(answer))
        return answer

    def _done(self, key: str, unit: str, message: Any) -> tuple[tuple[QueueFact, ...], messages.Reply]:
        """Return what the message makes happen, taken into the queue, and its answer."""
        if isinstance(message, clock_requests.ClockMessage) and self._clock is not None:
            answer = clock_requests.answer(message, self._clock, self.queue.policy.time_zone)
            self.vouched = self.vouched or isinstance(message, messages.TrustClock)
            return (), answer
        if isinstance(message, office_requests.OfficeMessage):
            done = office_requests.obey(message, self.queue, self._now)
            self._keep(done.facts, key)
            return done
        facts = decide(self.queue, command_of(message, unit, self._windows, self.queue), self._now)
        self._keep(facts, key)
        return facts, answer_of(message, unit, self._windows, facts, self.queue)

    def _keep(self, facts: tuple[QueueFact, ...], key: str | None = None) -> None:
        for fact in facts:
            self.queue = apply(self.queue, fact)
            self.lines.append(Line(fact, key))


def _refusal(reason: messages.RefusalReason, text: str, request_id: UUID | None) -> messages.Refusal:
    short = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    return messages.Refusal(reason=reason, text=short, request_id=request_id)
