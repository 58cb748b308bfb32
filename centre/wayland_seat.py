# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The touch panel and the mouse at a Wayland compositor's screen: each press is told once; keys nobody needs."""

import time
from collections.abc import Callable

from centre.wayland import Wayland

POINTER, TOUCH = 1, 4
"""wl_seat's words for what is plugged in; 2 is a keyboard."""

LEFT_BUTTON, DOWN = 0x110, 1

Press = Callable[[float, float, float], object]
"""Told of a press: the place on the screen, in its dots, and when, by the steady clock."""


class Seat:
    """Whatever is plugged in, also later; a pointer is never to be seen."""

    def __init__(self, wire: Wayland, press: Press) -> None:
        self._wire, self._press = wire, press
        self._has = self._pointer = self._entered = 0
        self._x = self._y = 0.0
        self._number = wire.bind("wl_seat", self._on_seat)

    def _on_seat(self, _event: str, has: int) -> None:
        """Ask for what has come, also for what has come back: what was unplugged says nothing any more."""
        new, self._has = has & ~self._has, has
        if new & POINTER:
            self._pointer = self._wire.new("wl_pointer", self._on_pointer)
            self._wire.say(self._number, "get_pointer", self._pointer)
        elif has & POINTER:
            self._hide()  # cage shows its own again whenever something is plugged in or out
        if new & TOUCH:
            self._wire.say(self._number, "get_touch", self._wire.new("wl_touch", self._on_touch))

    def _hide(self) -> None:
        self._wire.say(self._pointer, "set_cursor", self._entered, 0, 0, 0)

    def _on_pointer(self, event: str, *said: float) -> None:
        match event, said:
            case "enter", (serial, _surface, x, y):
                self._x, self._y, self._entered = x, y, int(serial)
                self._hide()
            case "motion", (_time, x, y):
                self._x, self._y = x, y
                self._hide()
            case "button", (_serial, _time, button, state) if (button, state) == (LEFT_BUTTON, DOWN):
                self._press(self._x, self._y, time.monotonic())

    def _on_touch(self, _event: str, *said: float) -> None:
        *_, x, y = said
        self._press(x, y, time.monotonic())
