# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Citizens who press one of the four words, and the box of them that is counted now and then."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

import msgspec
from hypothesis import strategies
from hypothesis.stateful import rule
from msgspec.structs import replace

from centre.config import CentreFile
from centre.facts_base import Word
from centre.facts_day import DayStarted
from centre.journal_words import Box
from dispatcher.rules import commands, words
from dispatcher.rules.apply import apply
from tests.dispatcher.rules.any_day.day import Day
from tests.dispatcher.rules.any_day.drawn import windows

WITHIN_S = 120


class Words(Day):
    """They press at a window or at the exit; the dispatcher counts when it ticks."""

    def __init__(self, centre: CentreFile) -> None:
        super().__init__(centre)
        self.box: Box = {}
        self.said: Counter[str] = Counter()

    @rule(
        window=strategies.none() | windows, said=strategies.lists(strategies.sampled_from(get_args(Word)), max_size=3)
    )
    def say(self, window: int | None, said: Sequence[Word]) -> None:
        """22. Say words, all of one service, and let those be counted of which it is time."""
        for word in said:
            self.box = words.dropped(self.box, words.service_at(self.queue, window, WITHIN_S, self.now), word)
            self.said[word] += 1
        self.count(day_ends=False)

    def take(self, command: commands.Command, facts: Sequence[Any]) -> None:
        """22. Count all before the day is over; each word is of its day."""
        if any(isinstance(fact, DayStarted) for fact in facts):
            self.count(day_ends=True)
            assert self.box == {}, "22. a day leaves nothing in the box"
            self.said.clear()
        super().take(command, facts)

    def count(self, *, day_ends: bool) -> None:
        """22. Write down what is due: it changes nothing but the counts."""
        before = self.queue
        facts = words.due(self.queue, self.box, self.now, day_ends=day_ends)
        for fact in facts:
            among = before.served.get(fact.service, 0)
            assert day_ends or among >= before.policy.words_among, "22. a word among too few"
            self.queue = apply(self.queue, fact)
            self.journal.append(msgspec.json.encode(fact))
        self.box = words.left(self.box, facts, day_ends=day_ends)
        counts = {"rated": before.rated, "served": before.served, "counted_at": before.counted_at}
        assert replace(self.queue, **counts) == before, "22. a word moves nobody"
        told: Counter[str] = Counter()
        for (_, word), count in words.today(self.queue, self.box).items():
            told[word] += count
        assert told == self.said, "22. each word once"
