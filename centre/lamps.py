# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words for what a lamp does, and the one thread that lets lamps blink; it knows no pins."""

import queue
import time
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from centre.service import Inbox, start_worker

Light = Literal[
    "off", "on", "slow", "fast", "take", "wink", "blip", "done", "refused",
    "nudged_off", "nudged_on", "nudged_slow", "nudged_wink",
]  # fmt: skip
"""Steady, or blinking: *slow* once in two seconds, *fast* twice a second, evenly. *take* is two short lights, then a
pause. *wink* is on but for a short dark moment every two seconds, *blip* the reverse, dark but for a short light.
*refused* is three short flashes out of the dark, for whoever shows it only ``REFUSED_S``; *done* a short and a long
one, for ``DONE_S``. A *nudged* light goes on as ever but for a twitch, two short moments of its opposite, every six or
seven seconds."""


class Rhythm(NamedTuple):
    """For how many seconds a blinking lamp is lit and dark by turns, over and over, and with which it begins."""

    steps_s: tuple[float, ...]
    lit_first: bool = True

    def lit(self, step: int) -> bool:
        """Return whether the lamp is lit in a step."""
        return self.lit_first == (step % 2 == 0)


RHYTHMS: Mapping[Light, Rhythm] = {
    "slow": Rhythm((1.0, 1.0)),
    "fast": Rhythm((0.25, 0.25)),
    "take": Rhythm((0.2, 0.2, 0.2, 0.8)),
    "wink": Rhythm((1.85, 0.15)),
    "blip": Rhythm((0.15, 1.85)),
    "done": Rhythm((0.3, 0.2, 0.2, 0.8), lit_first=False),
    "refused": Rhythm((0.25, 0.15), lit_first=False),
    "nudged_off": Rhythm((5.45, 0.15, 0.25, 0.15), lit_first=False),
    "nudged_on": Rhythm((5.45, 0.15, 0.25, 0.15)),
    "nudged_slow": Rhythm((1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.15, 0.25, 0.15, 0.75)),
    "nudged_wink": Rhythm((1.85, 0.15, 1.85, 0.15, 1.85, 0.15, 0.25, 0.15)),
}
"""Nothing blinks three times a second or faster, which can harm (WCAG 2.3.1). Each has as many steps lit as dark."""

NUDGED: Mapping[Light, Light] = {
    "off": "nudged_off",
    "on": "nudged_on",
    "slow": "nudged_slow",
    "wink": "nudged_wink",
}
"""The lights that can say besides that something else wants a look; what is urgent has none beside it."""

REFUSED_S = 3 * sum(RHYTHMS["refused"].steps_s)
"""Seconds of three flashes. It ends lit and would go on dark, so that one late to end it shows no fourth."""

DONE_S = sum(RHYTHMS["done"].steps_s) + 0.2
"""Seconds of a short and a long flash and the dark behind, which sets them off from a light that goes on; one late to
end it has a tenth of a second before the next would begin."""

TOLD_S = 2 * sum(RHYTHMS["blip"].steps_s)
"""How long a window that goes on in an alert shows that there is one, when its key is pressed again."""

PASSING_S: Mapping[Light, float] = {"done": DONE_S, "refused": REFUSED_S, "blip": TOLD_S}
"""What is shown only for a while, over what goes on."""


class Passing:
    """The word of a lamp that passes: the newest counts. Pure; times are seconds of the steady clock."""

    def __init__(self) -> None:
        self._light: Light | None = None
        self._until_s = 0.0

    def show(self, light: Light, now_s: float) -> None:
        """Show one of ``PASSING_S`` from now on for its time, in place of what was being said."""
        self._light, self._until_s = light, now_s + PASSING_S[light]

    def end(self) -> None:
        """Show nothing of it any more."""
        self._light = None

    def shown(self, now_s: float) -> Light | None:
        """Return what is being said, None when its time is over."""
        if self._light is not None and now_s >= self._until_s:
            self._light = None
        return self._light

    def deadline_s(self) -> float | None:
        """Return when it is over."""
        return None if self._light is None else self._until_s


class _Blinking(NamedTuple):
    """A lamp in its rhythm: at which step it is, and the second of the steady clock at which it changes."""

    rhythm: Rhythm
    step: int
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
            self._turn(name, rhythm, 0, now_s)
        else:
            self._switch(name, light == "on")

    def _change(self, now_s: float) -> None:
        for name, blinking in self._blinking.items():
            if blinking.change_s <= now_s:
                step = (blinking.step + 1) % len(blinking.rhythm.steps_s)
                self._turn(name, blinking.rhythm, step, now_s)

    def _turn(self, name: str, rhythm: Rhythm, step: int, now_s: float) -> None:
        self._blinking[name] = _Blinking(rhythm, step, now_s + rhythm.steps_s[step])
        self._switch(name, rhythm.lit(step))
