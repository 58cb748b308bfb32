# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who makes news in a hall of hurt cables: people who come, one clerk who calls them, and clerks at hurt boxes."""

from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from typing import Self
from uuid import uuid4

from centre.messages import DeskRequest, TicketRequest
from simulator.clerk import Person
from simulator.seen import boards, facts
from simulator.timeline import Entry
from tests.faults.link_hall import GIVE_UP_S, SERVICE, Hall


class Caller:
    """The kiosk and the first desk, spoken for over a good cable; ``presses`` are those of the others, by window."""

    def __init__(self, hall: Hall, kiosk: str, desk: str) -> None:
        self._hall, self._stack = hall, ExitStack()
        town = hall.town
        self._at: str | None = None
        self._kiosk = Person(town.centre.broker, town.cards.keys(kiosk), "kiosk", kiosk)
        self._clerk = Person(town.centre.broker, town.cards.keys(desk), "desk", desk)
        self._windows = {d.id: d.window for d in town.centre.desks if d.id != desk}
        self.presses: dict[int, list[int]] = {window: [] for window in self._windows.values()}

    def __enter__(self) -> Self:
        self._stack.enter_context(self._kiosk)
        self._stack.enter_context(self._clerk)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def issue(self, number: int) -> None:
        """Let so many come."""
        before = len(facts(self._hall.town.timeline.entries, "ticket_issued"))
        for _ in range(number):
            self._kiosk.ask(TicketRequest(request_id=uuid4(), service=SERVICE))
        self._hall.stage.wait("their tickets", lambda e: len(facts(e, "ticket_issued")) >= before + number)

    def call(self) -> int:
        """Call the next to the good window; return the number of the first board with the call."""
        wish = DeskRequest(request_id=uuid4(), action="call_next", ticket=self._at)
        self._at = self._hall.ask(self._clerk, wish)["ticket"]

        def number() -> int | None:
            told = boards(self._hall.town.timeline.entries)
            return next((b["number"] for b in told if any(c["ticket"] == self._at for c in b["calls"])), None)

        self._hall.stage.wait("its board", lambda _entries: number() is not None)
        return number() or 0

    def press_all(self, faults: Iterable[str]) -> None:
        """Let each clerk with a hurt cable press *next*, without waiting for anything."""
        for fault in faults:
            self._press(f"desk-{fault}")

    def press_until_called(self, faults: Iterable[str]) -> None:
        """Let each clerk press *next*, again when nothing came of it, until the window has a new call."""
        for desk in (f"desk-{fault}" for fault in faults):
            called = False
            while not called:
                since = self._hall.stage.mark()
                self._press(desk)
                claim = partial(_called, self._windows[desk], since)
                called = self._hall.town.wait_for(claim, GIVE_UP_S)

    def _press(self, desk: str) -> None:
        self.presses[self._windows[desk]].append(self._hall.town.press(desk, "next"))


def _called(window: int, since: int, entries: list[Entry]) -> bool:
    return any(fact["window"] == window for fact in facts(entries[since:], "ticket_called"))
