# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which frame a line of panels says next: what is new before what blinks; pure, times are of the steady clock.

What a panel is to show replaces what it was to show: nothing waits in a row.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from centre.panel_pace import DARK_S, LIT_S
from centre.time import earliest
from display.panel_words import BLANK, Shown

REFRESH_S = 20.0
"""A panel that lost its power, or was plugged in late, cannot say so: it is told again after so long."""


class Pace(NamedTuple):
    """Seconds: how long a number that blinks is lit and dark, and after which every panel is told again."""

    lit_s: float = LIT_S
    dark_s: float = DARK_S
    refresh_s: float = REFRESH_S


USUAL = Pace()


class Rank(IntEnum):
    """Why a panel is told something; the first goes before the others.

    A number that blinks comes back before another goes dark: on a line with many the dark stays short.
    """

    CHANGE, LIGHT, REFRESH, DARKEN = range(4)


class Frame(NamedTuple):
    """The panel at this place of the line is to show its text, or, not ``lit``, nothing."""

    panel: int
    shown: Shown
    lit: bool


class _Due(NamedTuple):
    """Orders frames once their time has come."""

    at_s: float
    rank: Rank
    frame: Frame


class _Told(NamedTuple):
    shown: Shown
    lit: bool
    at_s: float


class Schedule:
    """What each of so many panels is to show and was told; at first nobody knows what they show."""

    def __init__(self, panels: int, pace: Pace = USUAL) -> None:
        self._pace = pace
        self._wanted: list[Shown] = [BLANK] * panels
        self._since_s: list[float] = [0.0] * panels
        self._told: list[_Told | None] = [None] * panels
        self._free_s = 0.0

    def want(self, wanted: Sequence[Shown], now_s: float) -> None:
        """Have the panels show this from now on, each in its place."""
        for panel, shown in enumerate(wanted):
            if shown != self._wanted[panel]:
                self._wanted[panel], self._since_s[panel] = shown, now_s

    def next(self, now_s: float) -> Frame | None:
        """Return the frame to be said now, None if it is time for none."""
        if now_s < self._free_s:
            return None
        due = [due for due in self._dues() if due.at_s <= now_s]
        return min(due, key=lambda due: (due.rank, due.at_s)).frame if due else None

    def said(self, frame: Frame, now_s: float, keeps_s: float) -> None:
        """Note that a frame was said, and for how long it keeps the line."""
        self._told[frame.panel] = _Told(frame.shown, frame.lit, now_s)
        self._free_s = now_s + keeps_s

    def refused(self, now_s: float, keeps_s: float) -> None:
        """Note that the line took nothing, or half: what the panels show is unknown; try again after this time."""
        self._told = [None] * len(self._told)
        self._free_s = now_s + keeps_s

    def deadline_s(self) -> float | None:
        """Return when ``next`` has something."""
        due_s = earliest(due.at_s for due in self._dues())
        return None if due_s is None else max(due_s, self._free_s)

    def changing(self) -> bool:
        """Return whether a panel was not yet told what it is to show."""
        return any(due.rank is Rank.CHANGE for due in self._dues())

    def _dues(self) -> list[_Due]:
        return [self._due(panel) for panel in range(len(self._wanted))]

    def _due(self, panel: int) -> _Due:
        wanted, told = self._wanted[panel], self._told[panel]
        if told is None or told.shown != wanted:
            return _Due(self._since_s[panel], Rank.CHANGE, Frame(panel, wanted, lit=True))
        if not wanted.blinking:
            return _Due(told.at_s + self._pace.refresh_s, Rank.REFRESH, Frame(panel, wanted, lit=True))
        if told.lit:
            return _Due(told.at_s + self._pace.lit_s, Rank.DARKEN, Frame(panel, wanted, lit=False))
        return _Due(told.at_s + self._pace.dark_s, Rank.LIGHT, Frame(panel, wanted, lit=True))
