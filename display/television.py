# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A screen that may be switched off, unplugged or late: looked for again and again, and given up by nobody."""

import logging
from collections.abc import Callable

from centre.desktop import Desktop, Surface
from centre.errors import DeviceFault
from centre.messages import Problem
from centre.service import Inbox
from centre.time import Now, earliest
from display.board import Scene
from display.moment import Moment

log = logging.getLogger(__name__)

RETRY_S = 5.0
"""How long from one look for the screen to the next: a television takes as long to be there. SDL's look costs ms."""


class Television:
    """The screen, or the wish for it. A scene is drawn only when it, or its moment, differs from what stands there."""

    def __init__(self, open_screen: Callable[[], Surface], inbox: Inbox) -> None:
        """Look for it at once, so that it comes up before anything else; raises only what no waiting mends."""
        self._open, self._inbox = open_screen, inbox
        self._screen: Surface | None = None
        self._desktop: Desktop | None = None
        self._stands: tuple[Scene, Moment] | None = None
        self._retry_s: float | None = None
        self.problems: tuple[Problem, ...] = ()
        self._look_for_it()

    def look_after(self, now: Now) -> None:
        """Look for the screen when that is due, or answer the desktop it stands on."""
        if self._screen is None and self._retry_s is not None and now.steady_s >= self._retry_s:
            self._retry_s = None
            self._look_for_it()
        if self._desktop:
            try:
                self._desktop.answer(now)
            except DeviceFault as fault:
                self._lose(fault)
        if self._screen is None and self._retry_s is None:
            self._retry_s = now.steady_s + RETRY_S

    def show(self, scene: Scene, moment: Moment, now: Now) -> float | None:
        """Draw it; return the milliseconds, None if it stands there already or there is no screen."""
        if self._screen is None or self._stands == (scene, moment):
            return None
        try:
            drawn_ms = self._screen.show(scene.at(moment))
        except DeviceFault as fault:
            self._lose(fault)
            self._retry_s = now.steady_s + RETRY_S
            return None
        self._stands = scene, moment
        return drawn_ms

    def deadline_s(self) -> float | None:
        """Return when it is to be looked for again, or a desktop wants to be answered."""
        return earliest((self._retry_s, self._desktop.deadline_s() if self._desktop else None))

    def close(self) -> None:
        """Give the screen back."""
        if self._screen:
            self._screen.close()

    def _look_for_it(self) -> None:
        try:
            self._screen = self._open()
        except DeviceFault as fault:
            self._miss(fault)
            return
        self._desktop, self._stands = Desktop(self._screen, self._inbox), None
        if self.problems:
            log.info("the screen is there")
        self.problems = ()

    def _lose(self, fault: DeviceFault) -> None:
        """Let go of a screen that cannot be drawn on any more."""
        self.close()
        self._screen = self._desktop = None
        self._miss(fault)

    def _miss(self, fault: DeviceFault) -> None:
        """Tell of it once; a screen that is still missing is no news."""
        if not self.problems:
            log.warning("%s It is looked for every %g s.", fault, RETRY_S)
        self.problems = (Problem(code="no_screen", text=str(fault)),)
