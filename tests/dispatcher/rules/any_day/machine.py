# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Any commands in any order, with restarts and a clock that jumps; what must hold stands in docs/invariants.md."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import get_args

from hypothesis import strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from centre.config import CentreFile
from centre.facts_base import PrintOutcome, Resource
from dispatcher.rules import commands
from tests.dispatcher.rules.any_day.centres import GONE, LESS, changed
from tests.dispatcher.rules.any_day.day import Day
from tests.dispatcher.rules.any_day.notebook import KYIV

Key = type[commands.CallNext | commands.Serve]
KEYS = (
    *([commands.CallNext] * 5),
    *(commands.Recall, commands.Serve, commands.NoShow, commands.NoShow, commands.Finish),
    *(commands.Open, commands.Pause, commands.Open, commands.Close, commands.Open),
)
CODES = ("1111", "2222", "3333", "4444")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
JUMPS = (*([MINUTE, 3 * MINUTE, 6 * MINUTE, 20 * MINUTE] * 3), HOUR, 3 * HOUR, -HOUR, DAY, -DAY)
EVES = (datetime(2026, 3, 28, 6, 50, tzinfo=UTC), datetime(2026, 10, 24, 5, 50, tzinfo=UTC))
"""The mornings before the two nights on which the clocks are changed."""

services = strategies.sampled_from(["advice", "passport", "property", "land"] * 3 + ["no-such-service"])
windows = strategies.sampled_from([1, 1, 2, 2, 3, 4] * 3 + [9])
come: strategies.SearchStrategy[list[Key]] = strategies.sampled_from(
    [[], [commands.CallNext], [commands.CallNext, commands.Serve]]
)
choices = strategies.integers(0, 999)
_presses = strategies.lists(strategies.tuples(services, strategies.booleans()), max_size=4)


class AnyDay(Day, RuleBasedStateMachine):
    """A hall whose clerks, citizens and head press whatever they like, and whose power fails at any moment."""

    def __init__(self, centre: CentreFile) -> None:
        RuleBasedStateMachine.__init__(self)
        Day.__init__(self, centre)
        self.files = changed(centre)

    @initialize(eve=strategies.sampled_from(EVES))
    def begin(self, eve: datetime) -> None:
        """Open all windows to some citizens, so that most commands find somebody."""
        self.now = eve
        self.morning([("passport", False), ("property", True), ("land", False), ("advice", False)])

    # Citizens.

    @rule(presses=strategies.lists(strategies.tuples(services, strategies.booleans()), min_size=1, max_size=4))
    def press(self, presses: Sequence[tuple[str, bool]]) -> None:
        """Press some buttons, with or without the one for priority."""
        for service, priority in presses:
            self.do(commands.IssueTicket(service, "hall", self.new_request(), priority))

    @rule(service=services, code=strategies.sampled_from(CODES), choice=choices, coded=strategies.booleans())
    def repeat(self, service: str, code: str, choice: int, coded: bool) -> None:  # noqa: FBT001  (drawn)
        """Let the network say a press again, though it may now mean something else."""
        request = self.some_request(choice)
        again = commands.CheckIn(code, "hall", request) if coded else commands.IssueTicket(service, "hall", request)
        self.do(again)

    @rule(code=strategies.sampled_from([*CODES, "0000"]))
    def check_in(self, code: str) -> None:
        """Key a code in: early, in time, late, once more, or wrong."""
        self.do(commands.CheckIn(code, "hall", self.new_request()))

    @rule(service=services, later=strategies.sampled_from([-5 * MINUTE, -MINUTE, -MINUTE, MINUTE, 6 * MINUTE]))
    def come_booked(self, service: str, later: timedelta) -> None:
        """Come as booked: too late, in time, or early."""
        code = self.new_request()
        self.do(commands.Book(code, service, self.now + later), commands.CheckIn(code, "hall", code))

    @rule(choice=choices)
    def give_up(self, choice: int) -> None:
        """Give a press up, perhaps before it arrives."""
        self.do(commands.Void(self.some_request(choice)))

    @rule(choice=choices, late=strategies.booleans(), outcome=strategies.sampled_from(get_args(PrintOutcome)))
    def report_print(self, choice: int, late: bool, outcome: PrintOutcome) -> None:  # noqa: FBT001  (drawn)
        """Report a print, perhaps of another day's ticket."""
        day = self.now.astimezone(KYIV).date() - DAY * late
        self.do(commands.ReportPrint(self.some_ticket(choice), day, outcome))

    # Clerks.

    @rule(window=windows, keys=strategies.lists(strategies.sampled_from(KEYS), min_size=1, max_size=4))
    def press_at_desk(self, window: int, keys: Sequence[Key]) -> None:
        """Press keys that need no more than a window."""
        self.do(*(key(window) for key in keys))

    @rule(window=windows, choice=choices)
    def call(self, window: int, choice: int) -> None:
        """Call a number."""
        self.do(commands.Call(window, self.some_ticket(choice)))

    @rule(window=windows, come=come, minutes=strategies.integers(1, 30))
    def postpone(self, window: int, come: Sequence[Key], minutes: int) -> None:
        """Let a citizen go out for a while."""
        self.do(*(command(window) for command in come), commands.Postpone(window, minutes))

    @rule(window=windows, come=come, service=strategies.none() | services, to_window=strategies.none() | windows)
    def transfer(self, window: int, come: Sequence[Key], service: str | None, to_window: int | None) -> None:
        """Send a citizen on, to a service, a window or both; that window may close before it calls them."""
        self.do(*(command(window) for command in come), commands.Transfer(window, service, to_window))

    @rule(window=windows, times=strategies.integers(1, 3))
    def wait_in_vain(self, window: int, times: int) -> None:
        """Give somebody up, again and again."""
        for _ in range(times):
            self.do(commands.CallNext(window), commands.NoShow(window))
            self.now += 6 * MINUTE

    @rule(window=windows, choice=choices)
    def send_on(self, window: int, choice: int) -> None:
        """Send a citizen to one window only, for something that it serves."""
        there = self.centre.windows[choice % len(self.centre.windows)]
        service = there.services[choice % len(there.services)]
        self.do(commands.CallNext(window), commands.Transfer(window, service, there.number))

    @rule(window=windows, choice=choices)
    def let_return(self, window: int, choice: int) -> None:
        """Let somebody wait again."""
        self.do(commands.ReturnTicket(window, self.some_ticket(choice)))

    # The head of the centre, the clock, the technician.

    @rule(
        code=strategies.sampled_from(CODES),
        service=services,
        later=strategies.sampled_from([-DAY, -5 * MINUTE, -MINUTE, MINUTE, 5 * MINUTE, DAY]),
    )
    def expect(self, code: str, service: str, later: timedelta) -> None:
        """Book for now, for tomorrow, or too late."""
        self.do(commands.Book(code, service, self.now + later))

    @rule(resource=strategies.sampled_from(get_args(Resource)), lost=strategies.booleans())
    def outage(self, resource: Resource, lost: bool) -> None:  # noqa: FBT001  (drawn)
        """Say that something has failed, or is back."""
        self.do(commands.Outage(resource, lost))

    @rule(some=strategies.none() | strategies.lists(choices, max_size=2))
    def carry_over(self, some: Sequence[int] | None) -> None:
        """Keep some or all for the next day."""
        self.do(commands.CarryOver(tuple(map(self.some_ticket, some or ()))))

    @rule(jump=strategies.sampled_from(JUMPS))
    def clock(self, jump: timedelta) -> None:
        """Time passes, or the clock is set."""
        self.now += jump
        self.do(commands.Tick())

    @rule(hour=strategies.sampled_from([8, 12, 16]), presses=_presses)
    def clock_shows(self, hour: int, presses: Sequence[tuple[str, bool]]) -> None:
        """Set the clock to half past this hour, whatever it was, and let citizens come."""
        self.now = datetime.combine(self.now.astimezone(KYIV).date(), time(hour, 30), KYIV).astimezone(UTC)
        self.press(presses)

    @rule(keep=strategies.booleans(), presses=_presses)
    def night(self, keep: bool, presses: Sequence[tuple[str, bool]]) -> None:  # noqa: FBT001  (drawn)
        """Go home, all or nobody kept, and open again at half past nine on the next day."""
        self.do(*[commands.CarryOver()] * keep)
        self.now = datetime.combine(self.now.astimezone(KYIV).date() + DAY, time(9, 30), KYIV).astimezone(UTC)
        self.morning(presses)

    @rule(choice=strategies.sampled_from([0, 0, LESS, GONE]), go_on=strategies.booleans())
    def restart(self, choice: int, go_on: bool) -> None:  # noqa: FBT001  (drawn)
        """Lose the power, and start again with the journal's last day; perhaps centre.toml was changed meanwhile."""
        self.now += 3 * MINUTE * go_on
        self.start_again(self.files[choice])
        self.do(commands.Resume())
        self.do(*[commands.CallNext(window.number) for window in self.centre.windows] * go_on)

    def morning(self, presses: Sequence[tuple[str, bool]]) -> None:
        """Open all windows, and let those in who stand before the door."""
        self.do(commands.Tick(), *(commands.Open(window.number) for window in self.centre.windows))
        self.press(presses)
        self.now += MINUTE

    def teardown(self) -> None:
        """13. Whatever happened, the journal tells the same."""
        assert self.replayed() == self.queue, "13. a restart changes nothing"
