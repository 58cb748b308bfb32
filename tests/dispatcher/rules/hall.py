# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hall of three services and three windows, driven by commands; every command moves its clock by a minute."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import Centre, CentreFile, Service, Window
from centre.config_rules import Calls
from centre.facts import QueueFact
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Book, CheckIn, Command, IssueTicket, Open, Refused
from dispatcher.rules.commands_alarms import Tick
from dispatcher.rules.decide import decide
from dispatcher.rules.policy import Policy
from dispatcher.rules.queue import Queue

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП"),
    services=(
        Service(id="property", letter="А", name="Нерухомість"),
        Service(id="passport", letter="Б", name="Паспорт"),
        Service(id="land", letter="В", name="Земля"),
    ),
    windows=(
        Window(number=1, services=("property", "passport")),
        Window(number=2, services=("property",)),
        Window(number=3, services=("passport", "land")),
    ),
    # No clock interferes with tests that are about the commands; timers have tests of their own.
    calls=Calls(arrival_after_s=3600, no_show_after_s=3600, offered_again=0),
)


LUNCH = Window(number=2, services=("property",), lunch="12:00-13:00")
"""A window whose clerk has lunch."""


class Hall:
    """The loop of the dispatcher without its disk: decide, then apply; ``changes`` are to the centre above."""

    def __init__(self, **changes: Any) -> None:
        self.centre = replace(CENTRE, **changes)
        self.queue = Queue.start(self.centre)
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        self.day = date(2026, 11, 23)

    def do(self, command: Command, *, after_s: float = 60) -> tuple[QueueFact, ...]:
        """Decide and apply a command; return its facts."""
        self.now += timedelta(seconds=after_s)
        facts = decide(self.queue, command, self.now)
        self.replay(*facts)
        return facts

    def replay(self, *facts: QueueFact) -> None:
        """Apply facts that nobody here decided."""
        for fact in facts:
            self.queue = apply(self.queue, fact)

    def tick(self, after_s: float = 0) -> tuple[QueueFact, ...]:
        """Let so many seconds pass and happen what is due by the clock; return its facts."""
        return self.do(Tick(), after_s=after_s)

    def clock(self, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """Set the centre's wall clock on the same day; return the moment."""
        self.now = self.at(hour, minute, second)
        return self.now

    def at(self, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """Return the moment of the same day at which the centre's wall clock shows this."""
        local = self.now.astimezone(self.queue.policy.zone)
        return local.replace(hour=hour, minute=minute, second=second, microsecond=0).astimezone(UTC)

    def with_policy(self, policy: Policy, queue: Queue | None = None) -> Queue:
        """Return the queue (by default our own) under another centre.toml."""
        return replace(queue or self.queue, policy=policy)

    def lose_window(self, window: int) -> None:
        """Go on with a centre.toml that has this window no more."""
        policy = self.queue.policy
        windows = {number: one for number, one in policy.windows.items() if number != window}
        serving = {name: tuple(n for n in numbers if n != window) for name, numbers in policy.serving.items()}
        self.queue = replace(self.queue, policy=replace(policy, windows=windows, serving=serving))

    def refused(self, command: Command) -> tuple[str, str]:
        """Return reason and text of the refusal of a command."""
        with pytest.raises(Refused) as refusal:
            decide(self.queue, command, self.now + timedelta(minutes=1))
        assert str(refusal.value) == refusal.value.text
        return refusal.value.reason, refusal.value.text

    def refused_as(self, command: Command, *, after_s: float = 60) -> tuple[str, str, str | None]:
        """Return reason, text and the word for the citizen of the refusal of a command."""
        with pytest.raises(Refused) as refusal:
            decide(self.queue, command, self.now + timedelta(seconds=after_s))
        return refusal.value.reason, refusal.value.text, refusal.value.closed

    def book(self, code: str, service: str, due: datetime) -> tuple[QueueFact, ...]:
        """Expect somebody."""
        return self.do(Book(code, service, due), after_s=0)

    def open(self, *windows: int) -> None:
        """Open some windows."""
        for window in windows:
            self.do(Open(window))

    def issue(self, service: str, request: str = "", *, priority: bool = False, after_s: float = 60) -> str:
        """Press the button of a service; return the number on the ticket."""
        key = f"hall/{request or f'{self.now.isoformat()}-{len(self.queue.tickets)}'}"
        self.do(IssueTicket(service, "hall", key, priority), after_s=after_s)
        number = self.queue.requests[key]
        assert number is not None
        return number

    def check_in(self, code: str, request: str = "", *, after_s: float = 60) -> str:
        """Key in the code of a booking; return the number on the ticket."""
        key = f"hall/{request or f'{code}-{len(self.queue.tickets)}'}"
        self.do(CheckIn(code, "hall", key), after_s=after_s)
        number = self.queue.requests[key]
        assert number is not None
        return number

    def state(self, ticket: str) -> str:
        """Return the name of a ticket's state."""
        return str(self.queue.tickets[ticket].state)
