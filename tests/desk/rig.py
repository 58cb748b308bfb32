# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real desk: pins and link are fakes, the clock is moved by hand."""

from typing import Any, Literal

import msgspec

from centre.buttons import Buttons
from centre.config import CentreFile
from centre.link import LinkUp, Received
from centre.messages import Call, DeskReply, DeskRequest, WindowState, encode
from centre.panel import Edge
from centre.unit import Unit
from desk.service import LAMP, Desk
from tests.fakes import FakeLink, FakePanel, HandClock, answered


class DeskRig:
    """The desk at window 1 of the small centre."""

    def __init__(self, centre: CentreFile, *stuck: str) -> None:
        self.desk, self.clock = centre.desks[0], HandClock()
        self.link, self.panel = FakeLink(), FakePanel(*stuck)
        pins: dict[str, int] = {key.action: key.pin for key in self.desk.keys}
        buttons = Buttons(
            panel=self.panel,
            pins=pins,
            lockout_s=self.desk.lockout_s,
            stuck_after_s=self.desk.stuck_after_s,
            now=self.clock.now,
        )
        unit = Unit(role="desk", unit=self.desk.id, link=self.link)
        self.service = Desk(desk=self.desk, panel=self.panel, buttons=buttons, unit=unit, link=self.link)
        self.handle()

    def handle(self, *items: Any) -> None:
        """Hand over all that waits."""
        self.service.handle(items, self.clock.now)

    def wait(self, seconds: float) -> None:
        """Let time pass; the loop wakes then."""
        self.clock.pass_s(seconds)
        self.handle()

    def begin(
        self,
        state: Literal["open", "paused", "closed"] = "open",
        *,
        waiting: int = 0,
        call: Call | None = None,
    ) -> None:
        """Link, and hear the state of the window."""
        self.handle(LinkUp())
        self.show(WindowState(number=1, window=1, state=state, waiting=waiting, call=call))

    def show(self, window: WindowState) -> None:
        """Hear a state of the window."""
        self.handle(Received("window", {"window": "1"}, encode(window), retained=True))

    def press(self, key: str) -> list[DeskRequest]:
        """Press and release a key; return what is asked then."""
        self.link.take()
        now_s = self.clock.now.steady_s
        self.handle(Edge(key, closed=True, at_s=now_s), Edge(key, closed=False, at_s=now_s + 0.1))
        return self.link.take(DeskRequest)

    def hear(self, answer: msgspec.Struct) -> None:
        """Hand over an answer of the dispatcher."""
        self.handle(answered("desk", self.desk.id, answer))

    def grant(self, request: DeskRequest, ticket: str | None = None) -> None:
        """Answer a wish."""
        self.hear(DeskReply(request_id=request.request_id, window=1, ticket=ticket, waiting=0))

    @property
    def lamp(self) -> str:
        """Return what the lamp does."""
        return self.panel.lights[LAMP]
