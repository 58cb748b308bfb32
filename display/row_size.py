# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How large a call must be to be read from the last chair, and how many fit; it knows no places and no queue."""

import math
from typing import NamedTuple

from centre import glyphs, sight
from centre.config import CentreFile
from centre.config_displays import Display
from centre.picture import Rect

PAD, MIDDLE = 0.4, 1.3
"""Least room at both ends of a row, and between ticket and window, in heights of a capital."""

LINE, SLACK = 1 + glyphs.RISE + glyphs.FALL, 9
"""Height of a row in heights of its capitals; and the pixels for rounding and a rule above."""

MOST_ROWS = 8


class Fit(NamedTuple):
    """How many rows fit at the least size: whole ones, ``each`` so high; ``exact`` counts the begun one too.

    ``widest``: the highest capitals whose row is no wider than the place.
    """

    rows: int
    exact: float
    each: float
    widest: float

    @property
    def needed(self) -> int:
        """What all of them need."""
        return self.needed_for(self.rows)

    def needed_for(self, rows: int) -> int:
        """Return how high a place for so many of them must be."""
        return math.ceil(rows * self.each) + SLACK


def least_cap(display: Display) -> int:
    """Return how many pixels high a capital must be to be read from the viewing distance."""
    return sight.least_cap(display, display.viewing_distance_m * 1000)


def legible_cap(display: Display) -> int:
    """Return the same of a sentence, which is not the first thing to be seen."""
    return sight.legible_cap(display, display.viewing_distance_m * 1000)


def row_in_caps(tickets: list[str], windows: list[int]) -> float:
    """Return the width of the widest row that these could make, in heights of its capitals."""
    ticket = max((glyphs.width_in_caps(ticket) for ticket in tickets), default=0.0)
    window = max((glyphs.width_in_caps(str(window)) for window in windows), default=0.0)
    return ticket + window + 2 * PAD + MIDDLE


def usual_row_in_caps(centre: CentreFile) -> float:
    """Return the width of the widest row of an ordinary day: a letter and three digits, and any window."""
    tickets = [f"{service.letter}000" for service in centre.services]
    return row_in_caps(tickets, [window.number for window in centre.windows])


def fit(area: Rect, least_cap: int, row_in_caps: float, most: int = MOST_ROWS) -> Fit:
    """Return what fits into the area, ``most`` rows; only a row too wide for it is set smaller than ``least_cap``."""
    widest = (area.width - SLACK) / row_in_caps
    each = LINE * min(least_cap, widest) + SLACK
    exact = (area.height - SLACK) / each
    rows = max(1, min(int(exact), most, MOST_ROWS))
    return Fit(rows, exact, each, widest)
