# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a command is done on any day: decided, held against the notebook, applied, written; it chooses nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from centre.config import CentreFile
from centre.facts import QueueFact
from centre.facts_day import DayStarted
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.apply import apply
from dispatcher.rules.decide import decide
from dispatcher.rules.policy import Policy
from dispatcher.rules.queue import Queue
from tests.dispatcher.rules.any_day import places, promises
from tests.dispatcher.rules.any_day.notebook import Notebook

STEP = timedelta(seconds=7)
"""What each command takes: the third one after a press finds its citizen on a chair."""

OF_ALARMS = (commands_alarms.HearSource, commands_alarms.SwitchAlert, commands_alarms.HearPower)

_FACTS = msgspec.json.Decoder(QueueFact)


class Day:
    """A queue, the notebook beside it, and the newest day's journal as its file has it; others set ``now``."""

    now: datetime

    def __init__(self, centre: CentreFile) -> None:
        self.centre = centre
        self.queue, self.book = Queue.start(centre), Notebook(centre)
        self.journal: list[bytes] = []
        self.requests: list[str] = []

    def set_clock(self, moment: datetime) -> None:
        """Let the clock show this; one that is doubted is not gone by if it is set back (``dispatcher.clock``)."""
        self.now = moment if self.book.before_doubt is None else max(moment, self.now)

    def do(self, *several: commands.Command) -> None:
        """Do one command after the other, each in its moment; of alarms the loop hears after it has ticked."""
        for command in several:
            self.now += STEP
            if isinstance(command, OF_ALARMS):
                self.do_one(commands_alarms.Tick())
            self.do_one(command)

    def do_one(self, command: commands.Command) -> None:
        """4. Decide and apply; decide never changes its argument, and a refused command leaves no trace."""
        before = places.contents(self.queue)
        try:
            facts = decide(self.queue, command, self.now)
        except commands.Refused as refused:
            assert places.contents(self.queue) == before, "4. a refusal leaves no trace"
            # What is due by the clock was decided before the refusal, and not applied.
            self.do_one(commands_alarms.Tick())
            promises.refusal_is_true(self.book, command, refused, self.now)
            return
        assert places.contents(self.queue) == before, "4. decide changes nothing"
        self.take(command, facts)

    def take(self, command: commands.Command, facts: Sequence[Any]) -> None:
        """Write the facts into notebook, queue and journal, each held against what was true before it."""
        self.book.turn_page()
        for fact in facts:
            if isinstance(command, commands.ReturnTicket) and fact is facts[-1]:
                self.book.turn_page()
            promises.judge(self.book, command, fact, self.now)
            self.book.write(fact)
            self.queue = apply(self.queue, fact)
            self.journal = [] if isinstance(fact, DayStarted) else self.journal
            self.journal.append(msgspec.json.encode(fact))
        places.same(self.queue, self.book)
        promises.nothing_left_undone(self.book, command, tuple(facts), self.now)

    def replayed(self) -> Queue:
        """13. Return what the newest day's facts make of nothing, read as the journal reads them."""
        queue = Queue.start(self.centre)
        for line in self.journal:
            queue = apply(queue, _FACTS.decode(line))
        return queue

    def start_again(self, centre: CentreFile) -> None:
        """13. Lose the power, and go on with the journal's newest day under this centre.toml."""
        self.centre = self.book.centre = centre
        replayed = self.replayed()
        assert replayed == replace(self.queue, policy=Policy.of(centre)), "13. a restart changes nothing"
        self.queue = replayed

    # What hypothesis chooses from.

    def new_request(self, kiosk: str = "hall") -> str:
        """Return the key of a press that nobody made before."""
        self.requests.append(f"{kiosk}/{len(self.requests) + 1}")
        return self.requests[-1]

    def some_request(self, choice: int, kiosk: str = "") -> str:
        """Return the key of a press, or of the one that comes next."""
        known = [request for request in self.requests if request.startswith(kiosk)]
        newest = [f"{kiosk or 'hall'}/{len(self.requests) + 1}", *reversed(known[-20:])]
        return newest[choice % len(newest)]

    def some_ticket(self, choice: int) -> str:
        """Return a number of today, rather one that is aside, or one never issued."""
        slips = self.book.slips.values()
        aside = [slip.number for slip in slips if slip.where in places.ASIDE]
        numbers = [*(slip.number for slip in slips), *aside * 4, "А404"]
        return numbers[choice % len(numbers)]
