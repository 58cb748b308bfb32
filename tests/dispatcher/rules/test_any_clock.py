# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Any readings of the clock, proven or not, between presses, calls and restarts: docs/invariants.md, 14."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from msgspec.structs import replace

from centre.config_rules import Calls, Hours
from centre.facts import QueueFact, TicketIssued
from centre.facts_alarms import DayMoved
from centre.facts_day import DayStarted
from centre.time import Now, day_of
from dispatcher.clock import Clock, Reading
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.apply import apply
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State
from tests.dispatcher.rules.hall import CENTRE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TRUE = datetime(2026, 10, 24, 19, tzinfo=UTC)
"""Two hours before the midnight of the day of 25 hours."""

WRONG = (-DAY, -HOUR, HOUR, DAY, 3 * DAY, 400 * DAY, 73 * 365 * DAY)
OVER = (State.DONE, State.VOIDED)

OPEN = ("08:00-17:00",)
FILE = replace(
    CENTRE,
    hours=Hours(monday=OPEN, wednesday=OPEN, saturday=OPEN, sunday=OPEN),
    calls=Calls(),
)
_FACTS = msgspec.json.Decoder(QueueFact)


class AnyClock(RuleBasedStateMachine):
    """The loop's turns on a world of its own: ``true`` is the time, ``wall`` what the clock shows of it."""

    def __init__(self) -> None:
        super().__init__()
        self.true, self.wall, self.proven, self.steady_s = TRUE, TRUE, True, 0.0
        self.queue, self.journal = Queue.start(FILE), list[bytes]()
        self.numbers, self.papers = set[str](), set[tuple[date | None, str]]()
        self.newest: datetime | None = None
        self.clock, self.resumed, self.presses = Clock(None), False, 0

    # What the world does.

    @initialize(wrong=strategies.sampled_from((None, *WRONG)))
    def first_start(self, wrong: timedelta | None) -> None:
        """Begin in a new centre, with a clock that is right and proven, or neither."""
        self.set_clock(wrong, proven=wrong is None)

    @rule(wrong=strategies.sampled_from(WRONG), proven=strategies.booleans())
    def jump(self, wrong: timedelta, *, proven: bool) -> None:
        """Set the clock wrong; what proves it may be wrong too."""
        self.set_clock(wrong, proven=proven)

    @rule(epoch=strategies.sampled_from([datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, 21, tzinfo=UTC)]))
    def wake_elsewhere(self, epoch: datetime) -> None:
        """Cut the power; the clock wakes in another century."""
        self.wall, self.proven = epoch, False
        self.restart()

    @rule()
    def network(self) -> None:
        """Let NTP set the clock right."""
        self.set_clock(None, proven=True)

    @rule()
    def lose_network(self) -> None:
        """Let the kernel take its word back; the clock goes on as it was."""
        self.proven = False
        self.turn()

    @rule(wrong=strategies.sampled_from((None, *WRONG)), lasted=strategies.sampled_from([HOUR, 9 * HOUR, 3 * DAY]))
    def cut(self, wrong: timedelta | None, lasted: timedelta) -> None:
        """Lose the power for a while, and wake with an unproven clock."""
        self.true += lasted
        self.wall, self.proven = self.true + (wrong or timedelta()), False
        self.restart()

    @rule()
    def restart(self) -> None:
        """Start again on the journal."""
        assert self.replayed() == self.queue, "13. a restart changes nothing"
        self.queue, self.clock, self.resumed = self.replayed(), Clock(self.newest), False
        self.turn()

    @rule(passed=strategies.sampled_from([timedelta(seconds=5), timedelta(minutes=10), HOUR, 9 * HOUR, DAY]))
    def wait(self, passed: timedelta) -> None:
        """Let time pass, on all clocks."""
        self.true, self.wall, self.steady_s = (
            self.true + passed,
            self.wall + passed,
            self.steady_s + passed.total_seconds(),
        )
        self.turn()

    @rule()
    def vouch(self) -> None:
        """Say that the clock is right."""
        self.clock.trust()
        self.turn()

    # What people do.

    @rule(services=strategies.lists(strategies.sampled_from(["property", "passport", "land"]), min_size=1, max_size=3))
    def press(self, services: Sequence[str]) -> None:
        """Press; under a doubted clock each press is a ticket."""
        for service in services:
            self.presses += 1
            before = len(self.queue.tickets)
            self.turn(commands.IssueTicket(service, "hall", f"hall/{self.presses}"))
            assert not self.queue.doubted or len(self.queue.tickets) == before + 1, "14. a doubted clock shuts no door"

    @rule(window=strategies.sampled_from([1, 2, 3]), keys=strategies.lists(strategies.sampled_from(
        [commands.Open, commands.CallNext, commands.CallNext, commands.Serve, commands.Finish, commands.NoShow]
    ), min_size=1, max_size=3))  # fmt: skip
    def at_window(self, window: int, keys: Sequence[type[Any]]) -> None:
        """Press a clerk's keys."""
        self.turn(commands.Open(window), *(key(window) for key in keys))

    @rule(window=strategies.sampled_from([1, 2, 3]))
    def postpone(self, window: int) -> None:
        """Let somebody come back later."""
        self.turn(commands.CallNext(window), commands.Postpone(window, 30))

    @rule()
    def keep(self) -> None:
        """Make all tickets good on the next day."""
        self.turn(commands.CarryOver())

    # How the loop does it.

    def set_clock(self, wrong: timedelta | None, *, proven: bool) -> None:
        """Show the true time, or one so far from it."""
        self.wall, self.proven = self.true + (wrong or timedelta()), proven
        self.turn()

    def turn(self, *wishes: commands.Command) -> None:
        """Do as dispatcher/service.py does in one turn."""
        reading = self.clock.read(Now(utc=self.wall, steady_s=self.steady_s, proven=self.proven))
        assert reading.trusted or self.newest is None or reading.now.utc >= self.newest, "14. never behind the journal"
        self.do(commands_alarms.TrustClock() if reading.trusted else commands_alarms.DoubtClock(), reading)
        if reading.leapt or not self.resumed:
            self.do(commands_alarms.Resume(), reading)
            self.resumed = True
        for command in (commands_alarms.Tick(), *wishes):
            self.do(command, reading)
        assert self.queue.doubted != reading.trusted
        assert self.queue.doubted or self.queue.day == day_of(self.wall, "Europe/Kyiv"), "14. the true date"

    def do(self, command: commands.Command, reading: Reading) -> None:
        """Decide and apply one command; what is refused is refused."""
        try:
            facts = decide(self.queue, command, reading.now.utc)
        except commands.Refused:
            return
        for fact in facts:
            before, self.queue = self.queue, apply(self.queue, fact)
            self.newest = fact.at
            self.clock.written(fact.at)
            self.write(fact)
            self.judge(before, fact, reading)

    def write(self, fact: QueueFact) -> None:
        """Keep a fact as the journal's file does, from the newest beginning of a day on."""
        self.journal = [*([] if isinstance(fact, DayStarted) else self.journal), msgspec.json.encode(fact)]

    def judge(self, before: Queue, fact: QueueFact, reading: Reading) -> None:
        """14. No number twice, nobody lost, but at a midnight of a trusted clock or on the first day."""
        match fact:
            case DayStarted():
                assert reading.trusted or before.day is None, "14. no midnight of a doubted clock"
                self.numbers.clear()
            case TicketIssued():
                assert fact.ticket not in self.numbers, "14. a number twice between two midnights"
                self.numbers.add(fact.ticket)
                paper = (before.day, fact.ticket)
                assert paper not in self.papers, "14. two papers of one date with one number"
                self.papers.add(paper)
            case DayMoved():
                assert reading.trusted, "14. no other date by a doubted clock"
                self.nobody_of_the_doubt_is_lost(before, fact)
            case _:
                assert before.tickets.keys() <= self.queue.tickets.keys(), "14. nobody is lost"

    def nobody_of_the_doubt_is_lost(self, before: Queue, fact: DayMoved) -> None:
        """14. Who came in doubt, who was kept, who is at a window, and the windows stay; numbers go on."""
        assert before.day is not None
        for number, ticket in before.tickets.items():
            old = fact.day > before.day and number in (before.before_doubt or ())
            now = self.queue.tickets[number]
            if not old or ticket.kept or before.window_of(number) is not None:
                assert now.state is ticket.state, "14. whoever came in doubt stays"
            assert before.desks.keys() == self.queue.desks.keys()
        assert all(self.queue.last_numbers[key] >= last for key, last in before.last_numbers.items()), (
            "14. numbers go on"
        )
        for window, desk in before.desks.items():
            assert (desk.mode, desk.ticket) == (self.queue.desk(window).mode, self.queue.desk(window).ticket)

    def replayed(self) -> Queue:
        """Return what the newest day's facts make of nothing, read as the journal reads them."""
        queue = Queue.start(FILE)
        for line in self.journal:
            queue = apply(queue, _FACTS.decode(line))
        return queue

    def teardown(self) -> None:
        """13. Whatever the clock did, the journal tells the same."""
        assert self.replayed() == self.queue, "13. a restart changes nothing"


def test_whatever_the_clock_does_no_number_comes_twice_and_nobody_is_lost() -> None:
    """Only a midnight of a trusted clock ends a day, and a replay knows all of it."""
    profile = settings(settings.get_profile("cherha"), max_examples=200, stateful_step_count=40)
    run_state_machine_as_test(AnyClock, settings=profile)
