# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The panels over windows, a part of a display: each shows its window's call; it hears of the public board only."""

from collections.abc import Iterator

from centre import config_displays
from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Board, Problem
from centre.panel_text import dashes, written
from centre.service import Inbox
from centre.time import Now
from display.heard import Heard
from display.panel_line import LineTroubles, PanelLine
from display.panel_words import BLANK, STALE_S, Shown, shown


class Panels:
    """All panels of one display; ``centre`` is that of its zone."""

    def __init__(self, *, centre: CentreFile, display: Display, inbox: Inbox) -> None:
        self._alerts = centre.alerts
        self._lines = tuple((line, PanelLine(line, inbox)) for line in display.panel_lines)
        self._troubles: dict[str, tuple[Problem, ...]] = {line.device: () for line in display.panel_lines}
        self._board: Board | None = None
        self._lost_s: float | None = None
        self._stale = False
        self.problems: tuple[Problem, ...] = ()

    def take(self, item: object) -> None:
        """Take a line's report."""
        if isinstance(item, LineTroubles):
            self._troubles[item.device] = item.problems
            self.problems = tuple(problem for problems in self._troubles.values() for problem in problems)

    def tell(self, heard: Heard, now: Now) -> None:
        """Let each panel show what it is to show by now; without the centre what was there, and then dashes."""
        if heard.lost_since is None:
            self._board, self._lost_s = heard.board, None
        elif self._lost_s is None:
            self._lost_s = now.steady_s
        self._stale = self._lost_s is not None and now.steady_s >= self._lost_s + STALE_S
        for line, door in self._lines:
            door.show(tuple(self._each(line)))

    def deadline_s(self) -> float | None:
        """Return when what is shown becomes too old."""
        return None if self._lost_s is None or self._stale else self._lost_s + STALE_S

    def alive(self) -> bool:
        """Return whether the thread of each line lives."""
        return all(door.alive() for _, door in self._lines)

    def close(self) -> None:
        """Let all panels go blank, the lines at the same time."""
        for _, door in self._lines:
            door.end()
        for _, door in self._lines:
            door.close()

    def _each(self, line: config_displays.PanelLine) -> Iterator[Shown]:
        for panel in line.panels:
            if self._stale:
                yield Shown(dashes(line))
            else:
                goes_on = self._alerts.goes_on(panel.window)
                told = BLANK if self._board is None else shown(self._board, panel.window, goes_on=goes_on)
                yield Shown(written(told.text, line), told.blinking and self._lost_s is None)
