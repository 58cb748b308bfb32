# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the scenes of a demo have in common: people at the kiosk, eyes on the hall and on a lamp, moments to keep."""

import contextlib
import itertools
import threading
import time
from collections.abc import Callable
from typing import Any

from centre.errors import Unavailable
from simulator import moments
from simulator.cast import Cast
from simulator.morning import Morning
from simulator.seen import boards, newest_board, papers, screens, shown_board
from simulator.stage import EFFECT_S, Stage
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_pads import lamp_of

ASK_AGAIN_S = 0.05
"""From one look to the next at what no message tells: a file, a door that is not there yet."""


class Story:
    """A running town with one kiosk; ``morning`` calls and serves, the rest is here."""

    def __init__(self, town: Town) -> None:
        self.town, self.timeline = town, town.timeline
        self.kiosk = town.centre.kiosks[0]
        self.stage = Stage(town, {desk.window: desk for desk in Cast(town.centre).desks})
        self.morning = Morning(town)
        self._pressed_s: dict[str, float] = {}

    def take(self, *services: str) -> None:
        """Let one person after another press, and wait for the paper, be it a ticket or a notice."""
        for service in services:
            self._be_slow(service)
            before = self.papers()
            self.town.press(self.kiosk.id, service)
            self.wait_for_paper(before)

    def papers(self) -> int:
        """Return how many pieces of paper have come out."""
        return papers(self.timeline.entries)

    def wait_for_paper(self, before: int) -> None:
        """Wait until there is one more than ``before``."""
        self.stage.wait("paper", lambda e: papers(e) > before)

    def take_when_possible(self, service: str) -> None:
        """Press as soon as the button's lamp invites, as a person does, and wait for the paper."""
        before = self.papers()
        self.look_until(f"a button {service} that invites", lambda: self._invites(service))
        self.town.press(self.kiosk.id, service)
        self.wait_for_paper(before)

    def look_until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Look again and again at what no message tells, or raise Unavailable saying what it was."""
        until_s = time.monotonic() + EFFECT_S
        while not is_so():
            if time.monotonic() > until_s:
                raise Unavailable(f"The script looked {EFFECT_S:g} s in vain for: {what}. See the logs folder.")
            time.sleep(ASK_AGAIN_S)

    def see(self, what: str, claim: Callable[[dict[str, Any]], bool], effect_s: float = EFFECT_S) -> None:
        """Wait until the newest board is such, and each screen has drawn the first that is."""
        self.stage.wait(what, lambda e: claim(newest_board(e)), effect_s)
        such = itertools.takewhile(claim, reversed(boards(self.timeline.entries)))
        number = min(board["number"] for board in such)
        every = [screen.id for screen in screens(self.town.centre)]
        self.stage.wait(f"{what}, on each screen", lambda e: all(shown_board(e, one) >= number for one in every))

    def drawn_since(self, since: int, what: str) -> None:
        """Wait until each screen has drawn something new, whatever it is."""
        every = {screen.id for screen in screens(self.town.centre)}
        self.stage.wait(what, lambda e: every <= _drawers(e[since:]))

    def remember(self, name: str, says: str, seen: moments.Seen = "frame") -> None:
        """Keep what can be seen now."""
        moments.remember(self.timeline, name, says, seen)

    def watch_lamp(self, window: int) -> None:
        """Write down, until its box ends, when the lamp of a window is lit and when not: entries ``lamp``."""
        threading.Thread(target=self._tell_lamp, args=(window,), daemon=True).start()

    def _tell_lamp(self, window: int) -> None:
        desk = self.stage.desks[window]
        with contextlib.suppress(OSError, Unavailable), self.town.pins(desk.id).watch() as outputs:
            for output in outputs:
                if output.pin == lamp_of(desk):
                    self.timeline.add("lamp", output.at_ns, unit=desk.id, lit=output.high)

    def _be_slow(self, button: str) -> None:
        """Wait out the lock-out of the button: within it a press is the same person's."""
        since_s = time.monotonic() - self._pressed_s.get(button, 0.0)
        time.sleep(max(self.kiosk.lockout_s + 0.1 - since_s, 0.0))
        self._pressed_s[button] = time.monotonic()

    def _invites(self, button: str) -> bool:
        """Return whether the button's lamp is lit; a kiosk that has not come up yet has none."""
        led_pin = next(one.led_pin for one in self.kiosk.buttons if one.name == button)
        with contextlib.suppress(OSError, Unavailable), self.town.pins(self.kiosk.id).watch() as outputs:
            return any(output.high for output in outputs if output.pin == led_pin)
        return False


def _drawers(entries: list[Entry]) -> set[str]:
    return {entry["unit"] for entry in entries if entry["what"] == "shown"}
