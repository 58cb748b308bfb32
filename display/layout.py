# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where things stand on a hall screen, from centre.toml alone, so that nothing moves; it knows no calls.

A wide screen has the clock and the waiting lines in a panel at its right; a tall one, and one that is read from so far
that a call needs the whole width, has them at the top and at the bottom.
"""

import math
from typing import NamedTuple

from centre import config
from centre.config import CentreFile
from display.glyphs import width, width_in_caps
from display.picture import Rect

LEAST_ANGLE = 0.01222
"""Height of a capital over viewing distance: 0.7 degrees (EN 301 549, 5.1.4)."""

MM_PER_INCH = 25.4
PAD, MIDDLE = 0.4, 1.3
"""Least room at both ends of a row, and between ticket and window, in heights of a capital."""

PANEL_SHARE = 0.27
MARGIN, HEADER, HEADINGS, LINE = 0.022, 0.096, 0.053, 0.06
"""Heights as shares of the screen's shorter side; LINE is one waiting line at the bottom."""

FEW = 3
"""So many waiting lines stand in one column at the bottom of a tall screen."""


class Layout(NamedTuple):
    """The places of a screen; ``panel`` is None when there is no side panel, ``unit`` the screen's shorter side."""

    unit: int
    header: Rect
    clock: Rect
    headings: Rect
    calls: Rect
    waiting: Rect
    columns: int
    panel: Rect | None


def least_cap(display: config.Display) -> int:
    """Return how many pixels high a capital must be to be read from the viewing distance."""
    pixels_per_mm = math.hypot(display.width_px, display.height_px) / (display.diagonal_inches * MM_PER_INCH)
    return math.ceil(LEAST_ANGLE * display.viewing_distance_m * 1000 * pixels_per_mm)


def row_in_caps(tickets: list[str], windows: list[int]) -> float:
    """Return the width of the widest row that these could make, in heights of its capitals."""
    ticket = max((width_in_caps(ticket) for ticket in tickets), default=0.0)
    window = max((width_in_caps(str(window)) for window in windows), default=0.0)
    return ticket + window + 2 * PAD + MIDDLE


def usual_row_in_caps(centre: CentreFile) -> float:
    """Return the width of the widest row of an ordinary day: a letter and three digits, and any window."""
    tickets = [f"{service.letter}000" for service in centre.services]
    return row_in_caps(tickets, [window.number for window in centre.windows])


def layout(centre: CentreFile, display: config.Display) -> Layout:
    """Return the places of this screen in this centre."""
    across, down = display.width_px, display.height_px
    unit = min(across, down)
    margin = round(MARGIN * unit)
    panel = round(PANEL_SHARE * across)
    room = across - panel - 2 * margin
    if across > down and room >= least_cap(display) * usual_row_in_caps(centre):
        return _with_panel(Rect(margin, margin, room, down - 2 * margin), unit, panel)
    whole = Rect(margin, margin, across - 2 * margin, down - 2 * margin)
    return _stacked(whole, unit, len(centre.services), tall=down > across)


def _with_panel(left: Rect, unit: int, panel: int) -> Layout:
    header, headings, calls = _down(left, round(HEADER * unit), round(HEADINGS * unit))
    margin = left.left
    side = Rect(left.right + margin, 0, panel, left.height + 2 * margin)
    inner = side.inset(round(0.03 * unit), margin)
    clock, _, waiting = _down(inner, round(0.19 * unit), round(0.03 * unit))
    return Layout(unit, header, clock, headings, calls, waiting, columns=1, panel=side)


def _stacked(whole: Rect, unit: int, services: int, *, tall: bool) -> Layout:
    columns = min((1 if services <= FEW else 2) if tall else 4, max(services, 1))
    lines = math.ceil(services / columns) + 1
    bottom = min(round(lines * LINE * unit), round((0.3 if tall else 0.16) * whole.height))
    top, waiting = _down(whole, whole.height - bottom)
    header, headings, calls = _down(top, round((0.14 if tall else 0.12) * unit), round(HEADINGS * unit))
    clock_width = max(round(0.32 * unit), width("00:00", round(0.07 * unit)))
    clock = Rect(header.right - clock_width, header.top, clock_width, header.height)
    name = header._replace(width=header.width - clock_width - round(0.03 * unit))
    return Layout(unit, name, clock, headings, calls, waiting, columns, panel=None)


def _down(area: Rect, *heights: int) -> list[Rect]:
    """Cut the area from its top into parts of these heights and the rest."""
    parts, top = [], area.top
    for height in (*heights, area.height - sum(heights)):
        parts.append(Rect(area.left, top, area.width, height))
        top += height
    return parts
