# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Citizens at kiosks and clerks at windows."""

from collections.abc import Sequence
from datetime import timedelta
from typing import get_args

from hypothesis import strategies
from hypothesis.stateful import rule

from centre.facts_base import PrintOutcome
from dispatcher.rules import commands
from tests.dispatcher.rules.any_day.day import Day
from tests.dispatcher.rules.any_day.drawn import CODES, DAY, HOUR, KEYS, MINUTE, Key, choices, come, services, windows
from tests.dispatcher.rules.any_day.wall import KYIV


class People(Day):
    """They press whatever they like, in any order."""

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

    @rule(service=services, later=strategies.sampled_from([-HOUR, -5 * MINUTE, -MINUTE, -MINUTE, MINUTE, 6 * MINUTE]))
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
