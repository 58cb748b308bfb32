# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words for what a lamp does, and the one thread that lets lamps blink; it knows no pins."""

import queue
import time
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from centre.service import Inbox, start_worker

Light = Literal["off", "on", "slow", "fast"]
"""Steady, or blinking: *slow* once in two seconds, *fast* twice a second."""

HALF_PERIOD_S: Mapping[Light, float] = {"slow": 1.0, "fast": 0.25}
"""Nothing blinks three times a second or faster, which can harm (WCAG 2.3.1)."""


class _Blinking(NamedTuple):
    """A lamp's rhythm: whether it is lit, and the second of the steady clock at which it changes."""

    half_s: float
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
        """Let a lamp blink from now on, lit first, or end its blinking with a steady light."""
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
        change_s = min((rhythm.change_s for rhythm in self._blinking.values()), default=None)
        return None if change_s is None else max(0.0, change_s - time.monotonic())

    def _begin(self, name: str, light: Light, now_s: float) -> None:
        half_s = HALF_PERIOD_S.get(light)
        if half_s is None:
            self._blinking.pop(name, None)
        else:
            self._blinking[name] = _Blinking(half_s, lit=True, change_s=now_s + half_s)
        self._switch(name, light != "off")

    def _change(self, now_s: float) -> None:
        for name, rhythm in self._blinking.items():
            if rhythm.change_s <= now_s:
                self._blinking[name] = _Blinking(rhythm.half_s, not rhythm.lit, now_s + rhythm.half_s)
                self._switch(name, not rhythm.lit)
