# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real box for a word: pins and link are fakes, the clock is moved by hand."""

from pathlib import Path
from typing import Any, get_args

import msgspec

from centre.buttons import Buttons
from centre.config_ratings import Rating, RatingButton
from centre.facts_base import Word
from centre.link import LinkUp, Received
from centre.messages import Board, Confirmation, DeviceState, RateService, encode
from centre.panel import Edge
from centre.poweroff import PowerOff
from centre.unit import Unit
from rating.box import Box
from rating.service import RatingService
from tests.fakes import FakeLink, FakePanel, HandClock, answered

WORDS: tuple[Word, ...] = get_args(Word)

BUTTONS = tuple(RatingButton(word=word, pin=pin, led_pin=pin + 10) for pin, word in enumerate(WORDS, 4))


def rating(**more: Any) -> Rating:
    """Return a box at the exit."""
    return Rating(id="rating-exit", buttons=BUTTONS, **more)


class RatingRig:
    """A box; ``stuck`` are the buttons that are closed at the start, ``folder`` is where it asks to end."""

    def __init__(self, *stuck: str, folder: Path = Path("/nonexistent"), **more: Any) -> None:
        self.rating, self.clock = rating(**more), HandClock()
        self.link, self.panel = FakeLink(), FakePanel(*stuck)
        buttons = Buttons(
            panel=self.panel,
            pins={button.word: button.pin for button in BUTTONS},
            lockout_s=self.rating.pause_s,
            stuck_after_s=self.rating.stuck_after_s,
            now=self.clock.now,
        )
        self.service = RatingService(
            rating=self.rating, box=Box(WORDS, pause_s=self.rating.pause_s), panel=self.panel, buttons=buttons,
            unit=Unit(role="rating", unit=self.rating.id, link=self.link), link=self.link,
            power_off=PowerOff(folder / "poweroff"),
        )  # fmt: skip
        self.handle()

    def begin(self) -> None:
        """Link, and hear that the dispatcher is there."""
        self.handle(LinkUp())
        self.dispatcher("ready")

    def handle(self, *items: Any) -> None:
        """Hand over all that waits."""
        self.service.handle(items, self.clock.now)

    def wait(self, seconds: float) -> None:
        """Let time pass, as the loop does: from deadline to deadline."""
        end_s = self.clock.now.steady_s + seconds
        while (due_s := self.service.deadline_s()) is not None and due_s <= end_s:
            self.clock.pass_s(due_s - self.clock.now.steady_s)
            self.handle()
        self.clock.pass_s(end_s - self.clock.now.steady_s)
        self.handle()

    def press(self, word: str) -> None:
        """Press and let go."""
        at_s = self.clock.now.steady_s
        self.handle(Edge(word, closed=True, at_s=at_s), Edge(word, closed=False, at_s=at_s + 0.01))

    def said(self) -> list[RateService]:
        """Return what was said since the last call, each word once, however often it was repeated."""
        return list({request.request_id: request for request in self.link.take(RateService)}.values())

    def words(self) -> list[str]:
        """Return the same, as words."""
        return [request.word for request in self.said()]

    def hear(self, answer: msgspec.Struct) -> None:
        """Hand over an answer of the dispatcher."""
        self.handle(answered("rating", self.rating.id, answer))

    def confirm(self) -> None:
        """Confirm what was said."""
        for request in self.said():
            self.hear(Confirmation(request_id=request.request_id))

    def dispatcher(self, state: Any) -> None:
        """Hear how the dispatcher is."""
        said = DeviceState(state=state, version="1")
        self.handle(Received("state", {"role": "dispatcher", "id": "main"}, encode(said), retained=True))

    def board(self, power: Any) -> None:
        """Hear a board that says how the power is."""
        at = self.clock.now.utc
        said = Board(number=1, at=at, day=at.date(), calls=(), services=(), power=power)
        self.handle(Received("board", {}, encode(said), retained=True))

    def lamps(self) -> list[str]:
        """Return what the four lamps do."""
        return [self.panel.lights[word] for word in WORDS]
