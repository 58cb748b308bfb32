# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where what is wrong stands: in a band below the calls, across the screen, in letters that are read from the seats.

It takes its height from the calls, at most a third of their rows, since whoever finds no row takes turns in another;
nothing moves above it. A screen with one row keeps that: where it leaves no room, it all stands in small print at the
top.
"""

from typing import NamedTuple

from centre.picture import Box, Element, Rect
from centre.stack import height, stack
from centre.typeset import Style
from display.note import Note, Way, set_in
from display.places import HEADING, LINE, Layout
from display.row_size import Fit

PAD, AIR, ACROSS = 0.012, 0.012, 0.02
"""What stays empty within it above and below the text, over it, and at the ends of its lines, shares of the shorter
side."""

MOST = 3
"""It costs at most one of so many rows, and one where there are fewer."""


class Need(NamedTuple):
    """What the band leaves to others: the rows as they fit now, and so many waiting lines."""

    rows: Fit
    lines: int


def noted(place: Layout, told: Note, need: Need, legible: int) -> tuple[list[Element], Layout] | None:
    """Return the band and the places above it, None where the calls have no room to give.

    It costs as few rows as let it be ``legible``. A foot right below the calls makes room for it, since why numbers
    jump is asked less; so does a side panel, while its waiting lines have room above the band.
    """
    below = place.with_foot()
    if place.panel is None:  # the waiting lines stand right below
        return _banded(place, below._replace(height=below.height - round(AIR * place.unit)), told, need, legible)
    wide = below._replace(width=place.panel.right - 2 * below.left)
    across = _banded(place, wide, told, need, legible)
    if across and _lines(across[1]) >= need.lines:
        return across
    return _banded(place, below, told, need, legible)


def _banded(place: Layout, below: Rect, told: Note, need: Need, legible: int) -> tuple[list[Element], Layout] | None:
    """Return the band at the bottom of ``below``, and what stays of the places above it."""
    across, pad, air = (round(share * place.unit) for share in (ACROSS, PAD, AIR))
    way = _way(below.inset(across, pad), told, need.rows, place.unit, legible)
    if way is None:
        return None
    text = height(way.parts, way.cap, below.width - 2 * across) or 0
    band = below._replace(top=below.bottom - text - 2 * pad, height=text + 2 * pad)
    said = stack(band.inset(across, pad), way.parts, way.cap, Style("night", told.ground))
    return [Box(band, told.ground), *said], _above(place, band, air)


def _way(below: Rect, told: Note, rows: Fit, unit: int, legible: int) -> Way | None:
    """Return how it is set: legible at the cost of the fewest rows, else the best that the most rows give."""
    best = None
    for lost in range(min(max(rows.rows // MOST, 1), rows.rows - 1) + 1):
        room = below.height - rows.needed_for(rows.rows - lost) - round(AIR * unit)
        way, enough = set_in(below._replace(height=room), told, unit, legible)
        best = way or best
        if enough:
            break
    return best


def _above(place: Layout, band: Rect, air: int) -> Layout:
    """Return the places without what the band takes."""
    calls = place.calls._replace(height=band.top - air - place.calls.top)
    above = place._replace(calls=calls)
    if band.bottom > place.calls.bottom:
        above = above._replace(foot=place.foot._replace(height=0), said=())
    if place.panel and band.right > place.panel.left:
        panel, waiting = _down_to(place.panel, band.top - air), _down_to(place.waiting, band.top - 2 * air)
        above = above._replace(panel=panel, waiting=waiting)
    return above


def _down_to(rect: Rect, bottom: int) -> Rect:
    return rect._replace(height=min(rect.bottom, bottom) - rect.top)


def _lines(place: Layout) -> int:
    """Return how many waiting lines have room at leisure."""
    return int((place.waiting.height - HEADING * place.unit) / (LINE * place.unit))
