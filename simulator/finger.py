# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A finger on a simulated touch screen: pointer events of a real X server (XTEST); it aims at what the page says."""

import time
from contextlib import closing
from pathlib import Path

from Xlib import X, error
from Xlib.display import Display
from Xlib.ext import xtest

from centre.errors import Unavailable
from simulator.touch_page import page_with

FOUND_S = 0.8
"""A person needs so long to find a target on a page that is also drawn first; a kiosk minds no finger that was on its
way before."""

_FIRST_BUTTON = 1
_GONE = "The simulated touch screen {} does not answer: {}. Is the demo running?"


def touch_choice(path: Path, unit: str, choice: str, hold_s: float) -> int:
    """Touch a choice of the page that ``path`` tells of, when a person would; return as ``touch``.

    Raise Unavailable if it is not on the page.
    """
    page = page_with(path, unit, choice)
    while (found_s := page.at_s + FOUND_S) > time.time():
        time.sleep(max(found_s - time.time(), 0.0))
        page = page_with(path, unit, choice)  # it may have been drawn, or drawn anew, meanwhile
    return touch(page.display, *page.targets[choice].middle, hold_s)


def touch(display: str, x: int, y: int, hold_s: float = 0.1) -> int:
    """Touch a pixel for ``hold_s`` and let go; return the wall time in ns at which the finger came down."""
    if not Path(f"/tmp/.X11-unix/X{display.removeprefix(':')}").exists():  # noqa: S108 - X servers' own place
        raise Unavailable(_GONE.format(display, "it has ended"))
    try:
        with closing(Display(display)) as server:
            xtest.fake_input(server, X.MotionNotify, x=x, y=y)
            touched_ns = time.time_ns()
            xtest.fake_input(server, X.ButtonPress, _FIRST_BUTTON)
            server.sync()
            time.sleep(hold_s)
            xtest.fake_input(server, X.ButtonRelease, _FIRST_BUTTON)
            server.sync()
    except (error.DisplayError, error.ConnectionClosedError, OSError) as gone:
        raise Unavailable(_GONE.format(display, gone)) from gone
    return touched_ns
