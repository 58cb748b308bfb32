# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words for what a lamp does, and the one thread that lets lamps blink; it knows no pins."""

import queue
import time
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from centre.service import Inbox, start_worker

Light = Literal["off", "on", "slow", "fast", "wink", "blip", "refused"]
"""Steady, or blinking: *slow* once in two seconds, *fast* twice a second, evenly. *wink* is on but for a short dark
moment every two seconds, *blip* the reverse, dark but for a short light. *refused* is three short flashes out of the
dark, for whoever shows it only ``REFUSED_S``."""


class Rhythm(NamedTuple):
    """How long a blinking lamp is lit and dark by turns, and with which it begins."""

    lit_s: float
    dark_s: float
    lit_first: bool = True


RHYTHMS: Mapping[Light, Rhythm] = {
    "slow": Rhythm(1.0, 1.0),
    "fast": Rhythm(0.25, 0.25),
    "wink": Rhythm(1.85, 0.15),
    "blip": Rhythm(0.15, 1.85),
    "refused": Rhythm(0.15, 0.25, lit_first=False),
}
"""Nothing blinks three times a second or faster, which can harm (WCAG 2.3.1)."""

REFUSED_S = 3 * sum(RHYTHMS["refused"][:2])
"""Seconds of three flashes. It ends lit and would go on dark, so that one late to end it shows no fourth."""


class _Blinking(NamedTuple):
    """A lamp in its rhythm: whether it is lit, and the second of the steady clock at which it changes."""

    rhythm: Rhythm
    lit: bool
    change_s: float


class Blinker:
    """Lets lamps blink through ``switch(name, lit)``, called in a thread of its own; asleep while none blinks.

    gpiozero would start a thread at each blink: milliseconds, in the very moment in which a citizen waits for paper.
    """

    def __init__(self, switch: Callable[[str, bool], None], inbox: Inbox) -> None:
        self._switch = switch
        self._orders: queue.SimpleQueue[tuple[str, Light] | None] = queue.SimpleQueue()
        self._blinking: dict[str, _Blinking] = {}
        self._thread = start_worker("blinker", self._work, inbox)

    def light(self, name: str, light: Light) -> None:
        """Let a lamp blink from now on, or end its blinking with a steady light."""
        self._orders.put((name, light))

    def close(self) -> None:
        """End the thread; no lamp is switched after it."""
        self._orders.put(None)
        self._thread.join()

    def _work(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=self._sleep_s())
            except queue.Empty:
                self._change(time.monotonic())
                continue
            if order is None:
                return
            self._begin(*order, time.monotonic())

    def _sleep_s(self) -> float | None:
        change_s = min((blinking.change_s for blinking in self._blinking.values()), default=None)
        return None if change_s is None else max(0.0, change_s - time.monotonic())

    def _begin(self, name: str, light: Light, now_s: float) -> None:
        self._blinking.pop(name, None)
        if rhythm := RHYTHMS.get(light):
            self._turn(name, rhythm, now_s, lit=rhythm.lit_first)
        else:
            self._switch(name, light == "on")

    def _change(self, now_s: float) -> None:
        for name, blinking in self._blinking.items():
            if blinking.change_s <= now_s:
                self._turn(name, blinking.rhythm, now_s, lit=not blinking.lit)

    def _turn(self, name: str, rhythm: Rhythm, now_s: float, *, lit: bool) -> None:
        self._blinking[name] = _Blinking(rhythm, lit, now_s + (rhythm.lit_s if lit else rhythm.dark_s))
        self._switch(name, lit)
