# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The two ways to divide a screen, given how much of it the foot takes; it knows no text, no call and no centre.

A wide screen has the clock and the waiting lines in a panel at its right; a tall one, and one that is read from so far
that a call needs the whole width, has them at the top and at the bottom.
"""

import math
from typing import NamedTuple

from centre.glyphs import width
from centre.picture import Rect
from display.row_size import Fit, fit

PANEL_SHARE = 0.27
MARGIN, HEADER, HEADINGS = 0.022, 0.096, 0.053
"""Heights as shares of the screen's shorter side."""

LINE, AIRY = 0.06, 0.085
"""One waiting line at the bottom: what it needs, and what it gets while no row of calls is lost."""

NOTICED = 0.02
"""What a tall screen keeps besides, so that no line is lost where one has to be said of all services."""

LEAST_LINE, HEADING = 0.045, 0.05
"""The lowest a waiting line may be, before the shortest queues are left out; and the heading over them."""

FEW = 3
"""So many waiting lines stand in one column at the bottom of a tall screen."""


class Layout(NamedTuple):
    """The places of a screen; ``panel`` is None when there is no side panel, ``unit`` the screen's shorter side.

    ``said`` stands in ``foot``, in each language; it is empty where nothing has to be said or there is no room.
    """

    unit: int
    header: Rect
    clock: Rect
    headings: Rect
    calls: Rect
    waiting: Rect
    columns: int
    panel: Rect | None
    foot: Rect
    said: tuple[str, ...] = ()

    def with_foot(self) -> Rect:
        """Return the place of the calls, and that of the foot where nothing stands between them."""
        between = self.foot.top - self.calls.bottom
        if not self.foot.height or not 0 <= between <= MARGIN * self.unit:
            return self.calls
        return self.calls._replace(height=self.foot.bottom - self.calls.top)


class Screen(NamedTuple):
    """What the places depend on: pixels, the least and the widest row, how many waiting lines there are, and windows.

    Rows that no window could fill, but one for what else is to be said, take no room from the waiting lines.
    """

    across: int
    down: int
    least_cap: int
    row_in_caps: float
    lines: int
    windows: int

    @property
    def unit(self) -> int:
        """The shorter side."""
        return min(self.across, self.down)

    @property
    def margin(self) -> int:
        """What stays empty at each side."""
        return round(MARGIN * self.unit)

    def fit(self, calls: Rect) -> Fit:
        """Return how many rows fit."""
        return fit(calls, self.least_cap, self.row_in_caps, self.windows + 1)


class Wish(NamedTuple):
    """How the screen shall be divided.

    ``foot``: its height in pixels. ``tight``: what is left of header and headings. ``calls``: a height that the
    waiting lines below them give theirs for.
    """

    foot: int = 0
    tight: float = 1.0
    calls: int = 0


def places(screen: Screen, wish: Wish) -> Layout:
    """Return where everything stands; the foot is as wide as the calls."""
    margin, panel = screen.margin, round(PANEL_SHARE * screen.across)
    room = screen.across - panel - 2 * margin
    wide = screen.across > screen.down and room >= screen.least_cap * screen.row_in_caps
    across = room if wide else screen.across - 2 * margin
    foot = Rect(margin, screen.down - wish.foot - margin // 2, across, wish.foot)
    # What stands above the foot brings its own air, a row of calls more than a waiting line.
    bottom = foot.top - margin // (6 if wide else 3) if wish.foot else screen.down - margin
    whole = Rect(margin, margin, across, bottom - margin)
    return (_with_panel if wide else _stacked)(whole, screen, wish, foot)


def _with_panel(left: Rect, screen: Screen, wish: Wish, foot: Rect) -> Layout:
    """Divide the room beside the panel; the panel is the same whatever is wished."""
    unit, margin = screen.unit, screen.margin
    header, headings, calls = down(left, round(wish.tight * HEADER * unit), round(wish.tight * HEADINGS * unit))
    panel = Rect(left.right + margin, 0, screen.across - left.right - margin, screen.down)
    clock, _, waiting = down(panel.inset(round(0.03 * unit), margin), round(0.19 * unit), round(0.03 * unit))
    return Layout(unit, header, clock, headings, calls, waiting, columns=1, panel=panel, foot=foot)


def _stacked(whole: Rect, screen: Screen, wish: Wish, foot: Rect) -> Layout:
    unit, tall = screen.unit, screen.down > screen.across
    columns = min((1 if screen.lines <= FEW else 2) if tall else 4, max(screen.lines, 1))
    # The clock and the day below it need more than a name does.
    heights = round((1 + wish.tight) / 2 * (0.14 if tall else 0.12) * unit), round(wish.tight * HEADINGS * unit)
    bottom = _bottom(whole, heights, screen, columns, wish.calls)
    header, headings, calls, waiting = down(whole, *heights, whole.height - sum(heights) - bottom)
    name, clock = _with_clock(header, unit)
    return Layout(unit, name, clock, headings, calls, waiting, columns, panel=None, foot=foot)


def bare(across: int, down_px: int) -> Layout:
    """Return a screen with nothing but its top and one large place, ``calls``; an alert leaves no room for more."""
    unit, margin = min(across, down_px), round(MARGIN * min(across, down_px))
    whole = Rect(margin, margin, across - 2 * margin, down_px - 2 * margin)
    header, calls = down(whole, round(0.12 * unit))
    name, clock = _with_clock(header, unit)
    nothing = Rect(margin, calls.bottom, 0, 0)
    return Layout(unit, name, clock, nothing, calls, nothing, columns=1, panel=None, foot=nothing)


def _with_clock(header: Rect, unit: int) -> tuple[Rect, Rect]:
    """Return where the name stands, and at its right the clock."""
    clock_width = max(round(0.32 * unit), width("00:00", round(0.07 * unit)))
    clock = Rect(header.right - clock_width, header.top, clock_width, header.height)
    return header._replace(width=header.width - clock_width - round(0.03 * unit)), clock


def _bottom(whole: Rect, heights: tuple[int, int], screen: Screen, columns: int, wanted: int) -> int:
    """Return the height of the waiting lines: airy where the calls have room to spare, else as low as may be."""
    unit, tall = screen.unit, screen.down > screen.across
    lines = math.ceil(screen.lines / columns) + 1
    needed = round((lines * LINE + (NOTICED if tall else 0.0)) * unit)
    usual = min(needed, round((0.3 if tall else 0.16) * whole.height))
    calls = whole._replace(height=whole.height - sum(heights) - usual)
    if calls.height < wanted:
        return max(usual - (wanted - calls.height), min(usual, round((HEADING + LEAST_LINE) * unit)))
    spare = max(calls.height - screen.fit(calls).needed, 0)
    return usual + max(min(round(lines * AIRY * unit) - usual, spare // 2), 0)


def down(area: Rect, *heights: int) -> list[Rect]:
    """Cut the area from its top into parts of these heights and the rest."""
    parts, top = [], area.top
    for height in (*heights, area.height - sum(heights)):
        parts.append(Rect(area.left, top, area.width, height))
        top += height
    return parts
