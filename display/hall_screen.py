# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The screen of a display: draws what was heard when it has changed, and is dim on the battery; it hears nothing."""

import logging
from collections.abc import Callable

from centre.config import CentreFile
from centre.config_displays import Display
from centre.desktop import Surface
from centre.messages import Board, Problem
from centre.service import Inbox
from centre.time import Now, earliest
from display.backlight import Backlight
from display.board import Scene, scene
from display.cycle import Cycle
from display.fresh import Fresh
from display.heard import Heard
from display.moment import STILL, Moment, changes_s, moment
from display.television import Television

log = logging.getLogger(__name__)

MINUTE_S = 60


class HallScreen:
    """One hall screen, a part of a display; ``centre`` is that of its zone.

    Raises Unavailable when the typeface is not installed. A screen that ``open_screen`` does not find is no reason to
    end: the voice goes on, and the screen comes by itself when it is switched on.
    """

    def __init__(
        self,
        *,
        centre: CentreFile,
        display: Display,
        open_screen: Callable[[], Surface],
        backlight: Backlight,
        inbox: Inbox,
    ) -> None:
        self._centre, self._display, self._backlight = centre, display, backlight
        self._television = Television(open_screen, inbox)
        self._fresh, self._cycle = Fresh(), Cycle()
        self._seen: tuple[object, ...] = ()
        self._scene = Scene(display)
        self._minute_s: float | None = None
        self._changes_s: float | None = None
        self._undimmed: tuple[Problem, ...] = ()
        self.problems = self._television.problems

    def take(self, item: object) -> None:
        """Pass everything by: a screen has no thread that reports."""

    def tell(self, heard: Heard, now: Now) -> None:
        """Look for the screen, answer the desktop, dim, and draw once, if anything is different."""
        if heard.board is not None:
            self._undimmed = self._backlight.dim(dimmed=heard.board.power != "mains")
        self._look(heard, now)
        self._television.look_after(now)
        drawn_ms = self._television.show(self._scene, self._moment(now), now)
        self.problems = (*self._television.problems, *self._undimmed)
        if drawn_ms is not None:
            _log(heard.board, drawn_ms)

    def deadline_s(self) -> float | None:
        """Return when the first of these is due: the clock's next minute, a pulse, a page, the desktop, a new try."""
        return earliest((self._minute_s, self._changes_s, self._cycle.deadline_s(), self._television.deadline_s()))

    def alive(self) -> bool:
        """Return True: it has no thread that could die."""
        return True

    def close(self) -> None:
        """Give the screen back."""
        self._television.close()

    def _look(self, heard: Heard, now: Now) -> None:
        """Make the scene anew when the minute, the board, the connection or a kiosk has changed."""
        self._fresh.hear(heard, now)
        minute = now.utc.replace(second=0, microsecond=0)
        self._minute_s = now.steady_s + MINUTE_S - (now.utc - minute).total_seconds()
        seen = heard.board, heard.lost_since, minute, heard.ill
        if seen != self._seen:
            self._seen, self._scene = seen, scene(self._centre, self._display, *seen)

    def _moment(self, now: Now) -> Moment:
        """Return what passes; only where the hall is called something new does anything but a page."""
        called = self._scene.called
        page = self._cycle.page(called.calls if called else (), called.plan.rows if called else 1, now.steady_s)
        self._changes_s = None
        if called is None or not called.look.new:
            return Moment(page=page) if called else STILL
        self._changes_s = changes_s(page.calls, self._fresh.called_s, now.steady_s)
        return moment(page, self._fresh.called_s, now.steady_s)


def _log(board: Board | None, drawn_ms: float) -> None:
    if board is None:
        log.info("shown: waiting for the centre, drawn_ms=%.1f", drawn_ms)
    else:
        log.info("shown board=%d calls=%d drawn_ms=%.1f", board.number, len(board.calls), drawn_ms)
