# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""All that waited in the inbox, decided in its order on one queue, so that one commit serves everybody. Pure.

Until the commit has succeeded nothing of a batch is true: the service drops it whole if the disk refuses.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from centre import messages
from centre.config_ratings import Rating
from centre.errors import BadMessage
from centre.facts import QueueFact
from centre.facts_day import DayStarted
from centre.journal import Line, Words
from centre.journal_words import Box
from dispatcher import clock_requests, office_requests
from dispatcher.clock import Reading
from dispatcher.requests import answer_of, command_of, key_of
from dispatcher.rules import words
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Refused
from dispatcher.rules.commands_alarms import DoubtClock, HearSource, Resume, Tick, TrustClock
from dispatcher.rules.decide import decide
from dispatcher.rules.new_day import new_day
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State

log = logging.getLogger(__name__)

LONGEST_TEXT = 500
"""Characters of a refusal: a text that repeats a huge word would be cut off by the broker, and its sender with it."""


class Batch:
    """Begins with the queue, the box of words and the answers given today so far; collects changes.

    ``queue``, ``box``, ``lines``, ``fresh`` (answers by request key) and ``replies`` (topic and message): the result.
    ``vouched``: the head said that the clock is right, which is for the next turn to act on.
    ``standing`` are the replies that hold whatever the disk says: first answers given again, and unreadable requests.
    """

    def __init__(
        self,
        *,
        queue: Queue,
        answers: Mapping[str, Any],
        windows: Mapping[str, int],
        clock: Reading,
        box: Box | None = None,
        ratings: Iterable[Rating] = (),
    ) -> None:
        self.queue = queue
        self.box: Box = {} if box is None else box
        self.lines: list[Line] = []
        self.fresh: dict[str, Any] = {}
        self.replies: list[tuple[str, Any]] = []
        self.standing: list[tuple[str, Any]] = []
        self.vouched = False
        self._said: list[str] = []
        self._counted = False
        self._ratings = {rating.id: rating for rating in ratings}
        self._answers, self._windows, self._now, self._clock = answers, windows, clock.now.utc, clock

    def mind_clock(self, *, trusted: bool) -> None:
        """Let the queue know whether the clock is trusted; first of all, as the day depends on it."""
        self._keep(decide(self.queue, TrustClock() if trusted else DoubtClock(), self._now))

    def resume(self, *, cold: bool) -> None:
        """Begin calls anew whose time ran out while nobody could answer them; ``cold``: after a start."""
        self._keep(decide(self.queue, Resume(cold), self._now))

    def tick(self) -> None:
        """Let happen what is due by the clock: words are counted, a new day, a return, a no-show."""
        self._count_words()
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
            text = str(bad) if role != "rating" else str(bad).partition("; got ")[0]
            self.standing.append((topic, _refusal("bad_message", text, messages.request_id_in(payload))))
        else:
            self._answer(topic, key_of(role, unit, message), unit, message, retained=retained)

    @property
    def changes(self) -> bool:
        """Return whether there is anything to be written."""
        return bool(self.lines or self._said)

    def words(self) -> Words | None:
        """Return what becomes of the box of words, None if it stays as it is."""
        new_day = any(isinstance(line.fact, DayStarted) for line in self.lines)
        if not (self._said or self._counted or new_day):
            return None
        return Words(self.box, tuple(self._said), new_day=new_day, emptied=self._counted)

    def _count_words(self) -> None:
        """Write down the words of which it is time, and those of a day that ends now."""
        day_ends = any(isinstance(fact, DayStarted) for fact in new_day(self.queue, self._now)) if self.box else False
        counted = words.due(self.queue, self.box, self._now, day_ends=day_ends)
        self._keep(counted)
        self.box, self._counted = words.left(self.box, counted, day_ends=day_ends), self._counted or bool(counted)

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
            told = "a word" if isinstance(message, messages.RateService) else message
            log.exception("%s could not be decided and is refused: %s", key, told)
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
        if isinstance(message, clock_requests.ClockMessage):
            answer = clock_requests.answer(message, self._clock, self.queue.policy.time_zone)
            self.vouched = self.vouched or isinstance(message, messages.TrustClock)
            return (), answer
        if isinstance(message, messages.RateService):
            return (), self._rate(unit, message)
        if isinstance(message, messages.AskRatings):
            return (), office_requests.rated(message, words.today(self.queue, self.box))
        if isinstance(message, office_requests.OfficeMessage):
            done = office_requests.obey(message, self.queue, self._now)
            self._keep(done.facts, key)
            return done
        facts = decide(self.queue, command_of(message, unit, self._windows, self.queue), self._now)
        self._keep(facts, key)
        return facts, answer_of(message, unit, self._windows, facts, self.queue)

    def _rate(self, unit: str, message: messages.RateService) -> messages.Reply:
        """Drop a word into the box, without the unit, the ticket and the time."""
        rating = self._ratings.get(unit)
        if rating is None:
            raise Refused("bad_message", f"centre.toml has no box '{unit}' under [[ratings]]")
        service = words.service_at(self.queue, rating.window, rating.service_after_s, self._now)
        self.box = words.dropped(self.box, service, message.word)
        self._said.append(str(message.request_id))
        return messages.Confirmation(request_id=message.request_id)

    def _keep(self, facts: tuple[QueueFact, ...], key: str | None = None) -> None:
        for fact in facts:
            self.queue = apply(self.queue, fact)
            self.lines.append(Line(fact, key))


def _refusal(reason: messages.RefusalReason, text: str, request_id: UUID | None) -> messages.Refusal:
    short = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    return messages.Refusal(reason=reason, text=short, request_id=request_id)
