# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a script is played: fingers on the buttons of a running town, and eyes that wait for what must come of it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from centre import messages
from centre.config import CentreFile
from centre.config_desks import Desk
from centre.config_kiosks import Button, Kiosk
from centre.errors import Unavailable
from centre.identity import OFFICE
from simulator import voice_heard
from simulator.clerk import Person
from simulator.seen import Claim, boards, facts, must_draw, papers, shown_board
from simulator.timeline import Entry
from simulator.town import Town

EFFECT_S = 60.0
"""The longest wait for the effect of a press: hundreds of times what it takes; a busy machine fails nothing."""


HEARD_OUT_S = 120.0
"""The longest wait for a voice at the end: far more than a pair of calls, twice, in two languages."""

DIGIT_S = 0.4
"""From one digit to the next; the key is released long before."""


class Stage:
    """A running town as one person drives it; ``desks`` are those that take part, by window.

    ``tickets`` and ``notices`` count the papers that must come of what was pressed.
    """

    def __init__(self, town: Town, desks: dict[int, Desk]) -> None:
        self.town, self.desks = town, desks
        self.centre: CentreFile = town.centre
        self.tickets = self.notices = 0

    def mark(self) -> int:
        """Return where the timeline ends now, to look at what comes after."""
        return len(self.town.timeline.entries)

    def see(self, what: str, since: int, claim: Claim) -> None:
        """Wait for such a board, and until each screen in whose zone it is so has drawn it: before anything else.

        A screen that showed it before has nothing to draw.
        """
        self.wait(what, lambda e: any(map(claim, boards(e[since:]))))
        drawn = must_draw(self.town.timeline.entries, since, claim, self.centre)
        self.wait(f"{what}, on each screen", lambda e: all(shown_board(e, one) >= drawn[one] for one in drawn))

    def hear_out(self) -> None:
        """Wait until each voice has said all calls, or why it does not, as a citizen needs longer than that to come.

        What is missing then, the verdict tells.
        """
        self.town.wait_for(lambda entries: voice_heard.all_told(entries, self.centre), HEARD_OUT_S)

    def has_key(self, window: int, key: str) -> bool:
        """Return whether the box at the window has a key for it."""
        return any(one.action == key for one in self.desks[window].keys)

    def leave_out(self, step: str, why: str) -> None:
        """Note a step that this centre has no key, nobody or no service for."""
        self.town.timeline.add("left_out", time.time_ns(), step=step, why=why)

    def press_key(self, window: int, key: str) -> None:
        """Press a key of the box at the window, as slowly as a person."""
        # A person is slower than the lock-out; the same key pressed within it would count as chatter.
        time.sleep(self.desks[window].lockout_s)
        self.town.press(self.desks[window].id, key)

    def take(self, kiosk: Kiosk, button: Button) -> None:
        """Press the button of a service that is open."""
        self.town.press(kiosk.id, button.name)
        self.tickets += 1

    def wait_for_papers(self) -> None:
        """Wait until each press has its paper, and the dispatcher knows of each ticket."""
        owed = self.tickets + self.notices
        self.wait("each press its paper", lambda e: papers(e) == owed)
        self.wait("each print reported", lambda e: len(facts(e, "ticket_printed")) == self.tickets)

    def key_in(self, kiosk: str, code: str) -> None:
        """Key a booking's code in, a digit at a time, as a person who reads it off a telephone."""
        for digit in code:
            self.town.press(kiosk, f"digit-{digit}")
            time.sleep(DIGIT_S)

    def say(self, request: messages.Request, window: int | None = None) -> None:
        """Say what no key can: as the clerk at the window, or as the office."""
        broker = self.centre.broker
        cards, desk = self.town.cards, None if window is None else self.desks[window].id
        whose: tuple[Path, Literal["desk", "office"], str] = (cards.office, "office", OFFICE)
        if desk is not None:
            whose = (cards.keys(desk), "desk", desk)
        speaker = Person(broker, *whose)
        with speaker:
            speaker.ask(request)

    def wait(self, what: str, claim: Callable[[list[Entry]], bool], effect_s: float = EFFECT_S) -> None:
        """Wait until the timeline holds it, or raise Unavailable saying what was waited for."""
        if not self.town.wait_for(claim, effect_s):
            raise Unavailable(f"The script waited {effect_s:g} s in vain for: {what}. See the logs folder.")
