# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a key of the clerk's box asks for, and what its lamp says: pure."""

from typing import Literal

from centre.lamps import Light
from centre.messages import DeskAction, WindowState

KeyName = Literal["next", "recall", "no_show", "pause"]


def actions(key: KeyName, window: WindowState | None) -> tuple[DeskAction, ...]:
    """Return what to ask of the dispatcher when the key is pressed; nothing before the window's state is known.

    *next* at a closed or paused window opens it first: a box with one key must be able to begin the day.
    *pause* pauses an open window and opens a paused or closed one.
    """
    if window is None:
        return ()
    is_open = window.state == "open"
    if key == "next":
        return ("call_next",) if is_open else ("open", "call_next")
    if key == "pause":
        return ("pause",) if is_open else ("open",)
    return (key,)


def light(window: WindowState | None, *, linked: bool, waiting_for_answer: bool) -> Light:
    """Return what the lamp shows: on = a citizen is at the window, slow = somebody waits, off = nobody waits.

    Fast blinking says that the key has not had its effect: the answer is still awaited, or the centre is out of reach.
    """
    if not linked or waiting_for_answer or window is None:
        return "fast"
    if window.call is not None:
        return "on"
    return "slow" if window.state == "open" and window.waiting else "off"
