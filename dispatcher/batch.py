# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""All that waited in the inbox, decided in its order on one queue, so that one commit serves everybody. Pure.

Until the commit has succeeded nothing of a batch is true: the service drops it whole if the disk refuses.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from centre import messages
from centre.errors import BadMessage
from centre.facts import QueueFact
from centre.journal import Line
from dispatcher.requests import answer_of, command_of, key_of
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Refused
from dispatcher.rules.decide import decide, start_day
from dispatcher.rules.queue import Queue


class Batch:
    """Begins with the queue and the answers given so far today; collects what changes.

    ``queue``, ``lines``, ``fresh`` (answers by request key) and ``replies`` (topic and message) are the result.
    """

    def __init__(self, *, queue: Queue, answers: Mapping[str, Any], windows: Mapping[str, int], now: datetime) -> None:
        self.queue = queue
        self.lines: list[Line] = []
        self.fresh: dict[str, Any] = {}
        self.replies: list[tuple[str, Any]] = []
        self._answers, self._windows, self._now = answers, windows, now

    def start_day(self) -> None:
        """Begin the day if the centre's midnight has passed."""
        self._keep(start_day(self.queue, self._now))

    def take(self, row: str, unit: str, payload: bytes, *, retained: bool) -> None:
        """Decide one request; its answer is in ``replies``."""
        role = row.removesuffix("_request")
        try:
            answer = self._answer(role, unit, messages.decode(row, payload), retained=retained)
        except BadMessage as bad:
            asker = messages.request_id_in(payload)
            answer = messages.Refusal(reason="bad_message", text=str(bad), request_id=asker)
        self.replies.append((messages.topic(f"{role}_reply", id=unit), answer))

    def _answer(self, role: str, unit: str, message: Any, *, retained: bool) -> Any:
        """Return the first answer to this request: the one given before, or the one that is decided now."""
        key = key_of(role, unit, message)
        first = self.fresh.get(key) or self._answers.get(key)
        if first is not None:
            return first
        try:
            self.fresh[key] = self._decide(key, unit, message, retained=retained)
        except Refused as refused:
            self.fresh[key] = messages.Refusal(reason=refused.reason, text=refused.text, request_id=message.request_id)
        return self.fresh[key]

    def _decide(self, key: str, unit: str, message: Any, *, retained: bool) -> messages.Reply:
        if retained:
            raise Refused("retained", "a request must not be retained: nobody could tell when it was made")
        facts = decide(self.queue, command_of(message, unit, self._windows, self.queue), self._now)
        self._keep(facts, key)
        answer = answer_of(message, unit, self._windows, facts, self.queue)
        if facts:
            self.lines[-1] = self.lines[-1]._replace(answer=messages.encode(answer))
        return answer

    def _keep(self, facts: tuple[QueueFact, ...], key: str | None = None) -> None:
        for fact in facts:
            self.queue = apply(self.queue, fact)
            self.lines.append(Line(fact, key))
