# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Any commands in any order, with a clock that jumps: what must hold in the hall whatever the clerks press."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from centre.config import Centre, CentreFile, Service, Window
from centre.facts import DayStarted, PrintOutcome, QueueFact, TicketCalled, TicketIssued
from dispatcher.rules import commands
from dispatcher.rules.apply import apply
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue, Ticket
from dispatcher.rules.states import TICKET_TABLE, Mode

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП"),
    services=(
        Service(id="property", letter="А", name="Нерухомість"),
        Service(id="passport", letter="Б", name="Паспорт"),
    ),
    windows=(
        Window(number=1, services=("property", "passport")),
        Window(number=2, services=("property",)),
        Window(number=3, services=("passport",)),
    ),
)
AT_ONE_WINDOW = (
    *(commands.CallNext, commands.Recall, commands.Serve, commands.NoShow, commands.Finish),
    *(commands.CallNext, commands.Recall, commands.Serve, commands.NoShow, commands.CallNext),
    *(commands.Open, commands.Pause, commands.Open, commands.Close, commands.Open),
)
Come = type[commands.CallNext | commands.Serve]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

services = strategies.sampled_from(["property", "passport"] * 4 + ["no-such-service"])
windows = strategies.sampled_from([1, 1, 1, 2, 3] * 4 + [9])
come = strategies.sampled_from([[], [commands.CallNext], [commands.CallNext, commands.Serve], [commands.Serve]])
choices = strategies.integers(0, 999)


class AnyOrder(RuleBasedStateMachine):
    """A hall whose clerks and citizens press whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 10, 24, 6, 0, tzinfo=UTC)
        self.queue = Queue.start(CENTRE)
        self.facts: list[QueueFact] = []
        self.today: list[str] = []
        self.presses = 0

    # What may happen.

    @initialize()
    def morning(self) -> None:
        """Open all windows to some citizens, so that most commands find somebody."""
        self.do(*map(commands.Open, self.queue.windows))
        self.press(["property", "passport"] * 3)

    @rule(presses=strategies.lists(services, min_size=1, max_size=4))
    def press(self, presses: list[str]) -> None:
        """Press some buttons."""
        for service in presses:
            self.do(commands.IssueTicket(service, "hall", f"hall/{self.presses}"))
            self.presses += 1

    @rule(service=services, choice=choices)
    def repeat(self, service: str, choice: int) -> None:
        """Let the network say a press again."""
        self.do(commands.IssueTicket(service, "hall", self.some_request(choice)))

    @rule(choice=choices)
    def give_up(self, choice: int) -> None:
        """Give a press up, perhaps before it arrives."""
        self.do(commands.Void(self.some_request(choice)))

    @rule(choice=choices, late=strategies.booleans(), outcome=strategies.sampled_from(get_args(PrintOutcome)))
    def report_print(self, choice: int, late: bool, outcome: PrintOutcome) -> None:  # noqa: FBT001 - drawn
        """Report a print, perhaps of another day's ticket."""
        day = (self.queue.day or date.min) - DAY * late
        self.do(commands.ReportPrint(self.some_ticket(choice), day, outcome))

    @rule(window=windows, keys=strategies.lists(strategies.sampled_from(AT_ONE_WINDOW), min_size=1, max_size=4))
    def press_at_desk(self, window: int, keys: list[type[commands.CallNext]]) -> None:
        """Press keys that need no more than a window."""
        self.do(*(key(window) for key in keys))

    @rule(window=windows, choice=choices)
    def call(self, window: int, choice: int) -> None:
        """Call a number."""
        self.do(commands.Call(window, self.some_ticket(choice)))

    @rule(window=windows, come=come, minutes=strategies.integers(1, 60))
    def postpone(self, window: int, come: list[Come], minutes: int) -> None:
        """Let a citizen go out for a while."""
        self.do(*(command(window) for command in come), commands.Postpone(window, minutes))

    @rule(
        window=windows,
        come=come,
        service=strategies.none() | services,
        to_window=strategies.none() | windows,
    )
    def transfer(self, window: int, come: list[Come], service: str | None, to_window: int | None) -> None:
        """Send a citizen on."""
        self.do(*(command(window) for command in come), commands.Transfer(window, service, to_window))

    @rule(jump=strategies.sampled_from([MINUTE, 20 * MINUTE, 40 * MINUTE] * 5 + [-40 * MINUTE, DAY, -DAY]))
    def clock(self, jump: timedelta) -> None:
        """Time passes, or the clock is set."""
        self.now += jump

    # What must hold for every command.

    def do(self, *several: commands.Command) -> None:
        """Do one command after the other."""
        for command in several:
            self.do_one(command)

    def do_one(self, command: commands.Command) -> None:
        """Decide, check what was decided, apply."""
        before, shown = self.queue, repr(self.queue)
        expected = self.expected_next(command)
        try:
            facts = decide(self.queue, command, self.now)
        except commands.Refused as refused:
            self.check_refusal(refused, expected)
            facts = ()
        if isinstance(command, commands.CallNext) and facts:
            assert self.called_in(facts) == expected, "not the most senior was called"
        for fact in facts:
            self.take(fact)
        assert repr(before) == shown, "the old queue has changed"

    def check_refusal(self, refused: commands.Refused, expected: str | None) -> None:
        """Let no clerk be told that nobody waits while somebody does."""
        assert refused.reason != "nobody_waits" or expected is None

    def take(self, fact: QueueFact) -> None:
        """Apply one fact and hold every change of state against the table."""
        old = self.queue
        self.queue = apply(old, fact)
        self.facts.append(fact)
        if isinstance(fact, DayStarted):
            self.today = []
        elif isinstance(fact, TicketIssued):
            self.today.append(fact.ticket)
        for number, ticket in self.queue.tickets.items():
            known = old.tickets.get(number)
            was = None if known is None else known.state
            assert ticket.state is was or TICKET_TABLE[was, type(fact)] is ticket.state

    def expected_next(self, command: commands.Command) -> str | None:
        """Say whom CallNext must call: of those who may be called, who came first by the facts."""
        if not isinstance(command, commands.CallNext) or command.window not in self.queue.windows:
            return None
        served = self.queue.windows[command.window].services
        free = (t for t in map(self.queue.tickets.__getitem__, self.today) if self.is_free(t))
        mine = (t for t in free if t.service in served and t.only_window in (None, command.window))
        return next((ticket.number for ticket in mine), None)

    def is_free(self, ticket: Ticket) -> bool:
        """Say whether the ticket waits, or was postponed until now."""
        postponed = ticket.state == "postponed" and ticket.until is not None and ticket.until <= self.now
        return ticket.state == "waiting" or postponed

    def called_in(self, facts: tuple[QueueFact, ...]) -> str | None:
        """Return the number that the facts call."""
        return next((fact.ticket for fact in facts if isinstance(fact, TicketCalled)), None)

    def some_ticket(self, choice: int) -> str:
        """Return a number of today, or one never issued."""
        numbers = [*self.today, "А404"]
        return numbers[choice % len(numbers)]

    def some_request(self, choice: int) -> str:
        """Return the key of a press, or of the one that comes next."""
        return f"hall/{choice % (self.presses + 1)}"

    # What must hold at every moment.

    @invariant()
    def every_ticket_of_the_day_is_there_once(self) -> None:
        """None is lost, none is invented, no number is given twice, whatever the clock does."""
        assert list(self.queue.tickets) == self.today
        assert len(set(self.today)) == len(self.today)

    @invariant()
    def every_ticket_is_in_one_place(self) -> None:
        """In its service's line if it waits, at one window if it was called, else in neither."""
        in_lines = Counter(number for line in self.queue.lines.values() for number in line)
        at_windows = Counter(desk.ticket for desk in self.queue.desks.values() if desk.ticket)
        for number, ticket in self.queue.tickets.items():
            assert in_lines[number] == (ticket.state == "waiting")
            assert at_windows[number] == (ticket.state in ("called", "serving"))
            assert ticket.state != "waiting" or number in self.queue.waiting_for(ticket.service)
        assert in_lines.keys() | at_windows.keys() <= self.queue.tickets.keys()

    @invariant()
    def lines_are_in_the_order_of_issue(self) -> None:
        """Seniority survives every postponement and transfer."""
        for line in self.queue.lines.values():
            assert [number for number in self.today if number in line] == list(line)

    @invariant()
    def a_closed_window_has_nobody(self) -> None:
        """Nobody is left standing."""
        assert all(not d.ticket for d in self.queue.desks.values() if d.mode is Mode.CLOSED)

    @invariant()
    def days_only_go_forward(self) -> None:
        """No day starts twice."""
        days = [fact.day for fact in self.facts if isinstance(fact, DayStarted)]
        assert days == sorted(set(days))

    def teardown(self) -> None:
        """Replay all facts, then the last day's alone: the queue is the same."""
        starts = [place for place, fact in enumerate(self.facts) if isinstance(fact, DayStarted)]
        for begin in {0, starts[-1] if starts else 0}:
            queue = Queue.start(CENTRE)
            for fact in self.facts[begin:]:
                queue = apply(queue, fact)
            assert queue == self.queue


def test_nobody_is_lost_doubled_or_overtaken_in_any_order_of_commands() -> None:
    """Every invariant of the machine above holds after each of many thousand random commands, legal or not."""
    profile = settings(derandomize=True, database=None, deadline=None, max_examples=150, stateful_step_count=60)
    run_state_machine_as_test(AnyOrder, settings=profile)
