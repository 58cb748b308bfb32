# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A scripted morning: a burst of presses, two windows, a recall, a no-show, a transfer; each waits for its effect."""

import itertools
import time
from collections.abc import Callable

from centre.config import CentreFile, Kiosk
from centre.errors import Unavailable
from simulator.clerk import Clerk
from simulator.seen import calls_on_board, facts, newest_board, shown_board, waiting
from simulator.timeline import Entry
from simulator.town import Town

EFFECT_S = 20.0
"""The longest wait for the effect of a press: two hundred times what it takes on a fast machine."""

BURSTS = 3


class Morning:
    """Plays the morning in a running town; raises Unavailable naming the step whose effect did not come."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._centre: CentreFile = town.centre
        self._pressed = 0
        self._desks = {desk.window: desk.id for desk in town.centre.desks[:2]}

    def play(self) -> None:
        """Do all steps in their order."""
        self.open_windows()
        for kiosk in self._centre.kiosks:
            self.take_tickets(kiosk)
        for window in self._desks:
            self.call_next(window)
        first, *others = self._desks
        self.recall(first)
        self.no_show(first)
        self.transfer(first)
        self.serve_everybody([first, *others])

    def open_windows(self) -> None:
        """Let each clerk press the key that opens a closed window."""
        for desk in self._desks.values():
            self._town.press(desk, "pause")
        self._wait("the windows open", lambda e: len(facts(e, "window_opened")) == len(self._desks))

    def take_tickets(self, kiosk: Kiosk) -> None:
        """Press each button once, then two buttons at once, in bursts as fast as the lock-out lets a person be."""
        for button in kiosk.buttons:
            self._take(kiosk, button.service)
            self._wait_for_tickets()
        for _ in range(BURSTS):
            time.sleep(kiosk.lockout_s + 0.1)
            for button in itertools.islice(kiosk.buttons, 2):
                self._take(kiosk, button.service)
        self._wait_for_tickets()

    def call_next(self, window: int) -> None:
        """Press *next* and wait until the board has another ticket at the window, and the screen a newer frame."""
        before = len(facts(self._town.timeline.entries, "ticket_called"))
        self._press_key(window, "next")
        self._wait(f"a call to window {window}", lambda e: len(facts(e, "ticket_called")) > before)
        ticket = facts(self._town.timeline.entries, "ticket_called")[-1]["ticket"]
        self._wait(f"{ticket} on the board", lambda e: calls_on_board(e).get(window) == ticket)
        self._wait_for_frame()

    def recall(self, window: int) -> None:
        """Call the ticket at the window once more."""
        self._press_key(window, "recall")
        self._wait("the recall", lambda e: bool(facts(e, "ticket_recalled")))

    def no_show(self, window: int) -> None:
        """Nobody came: mark it, and call the next."""
        self._press_key(window, "no_show")
        self._wait("the no-show", lambda e: bool(facts(e, "ticket_no_show")))
        self.call_next(window)

    def transfer(self, window: int) -> None:
        """Send the ticket at the window on to another service that somebody serves."""
        ticket = calls_on_board(self._town.timeline.entries)[window]
        letter = ticket.rstrip("0123456789")
        service = next(s.id for s in self._centre.services if s.letter != letter)
        with Clerk(self._centre.broker, self._desks[window]) as clerk:
            clerk.ask("transfer", service=service)
        self._wait("the transfer", lambda e: bool(facts(e, "ticket_transferred")))

    def serve_everybody(self, windows: list[int]) -> None:
        """Press *next* at each window in turn until nobody waits for it, then once more to finish the last."""
        for window in itertools.cycle(windows):
            entries = self._town.timeline.entries
            if waiting(entries) == 0:
                break
            if self._waits_for(window):
                self.call_next(window)
        for window in windows:
            self._press_key(window, "next")
        self._wait("the last is served", lambda e: not calls_on_board(e))
        self._wait_for_frame()

    def _waits_for(self, window: int) -> bool:
        topic = f"/window/{window}"
        states = [e["payload"] for e in self._town.timeline.entries if e.get("topic", "").endswith(topic)]
        return bool(states) and states[-1]["waiting"] > 0

    def _take(self, kiosk: Kiosk, service: str) -> None:
        self._town.press(kiosk.id, service)
        self._pressed += 1

    def _wait_for_tickets(self) -> None:
        self._wait("each press its ticket", lambda e: sum(x["what"] == "ticket" for x in e) == self._pressed)
        self._wait("each print reported", lambda e: len(facts(e, "ticket_printed")) == self._pressed)

    def _wait_for_frame(self) -> None:
        """Wait until the newest board has been drawn: the hall has seen it before the next thing happens."""
        self._wait("the screen shows the board", lambda e: shown_board(e) >= newest_board(e)["number"])

    def _press_key(self, window: int, key: str) -> None:
        desk = self._desks[window]
        lockout_s = next(d.lockout_s for d in self._centre.desks if d.id == desk)
        # A person is slower than the lock-out; the same key pressed within it would count as chatter.
        time.sleep(lockout_s)
        self._town.press(desk, key)

    def _wait(self, what: str, claim: Callable[[list[Entry]], bool]) -> None:
        if not self._town.wait_for(claim, EFFECT_S):
            raise Unavailable(f"The scripted morning waited {EFFECT_S:g} s in vain for: {what}. See the logs folder.")
