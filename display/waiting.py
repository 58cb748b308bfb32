# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How many wait for each service: letter, name, number; small, for those who stand near; it knows no calls."""

import math
from collections.abc import Iterator, Sequence

from centre.config import CentreFile
from centre.messages import ServiceLine
from centre.texts import apostrophe
from display import words
from display.glyphs import width
from display.layout import Layout
from display.picture import Colour, Element, Rect, cap_within
from display.typeset import Style, Try, block

HIGHEST, LOWEST = 0.09, 0.045
"""A line's height as a share of the screen's shorter side; below LOWEST the shortest queues are left out."""

NAMES = ((0.62, 1), (0.62, 2), (0.5, 2), (0.42, 3))
"""How a name may be set: its capitals as a share of the number's, and in how many lines."""


def waiting(place: Layout, services: Sequence[ServiceLine], centre: CentreFile, colour: Colour) -> Iterator[Element]:
    """Draw the waiting lines in the order of the board."""
    if not services:
        return
    background: Colour = "panel" if place.panel else "night"
    heading = place.waiting._replace(height=round(0.05 * place.unit))
    yield from block(heading, words.waiting(), [Try(0.025 * place.unit)], Style("mist", background))
    below = Rect(heading.left, heading.bottom, heading.width, place.waiting.bottom - heading.bottom)
    shown = _shown(services, place.columns * int(below.height / (LOWEST * place.unit)))
    if shown:
        for cell, line in zip(_cells(below, len(shown), place), shown, strict=True):
            yield from _line(cell, line, centre, Style(colour, background))


def _shown(services: Sequence[ServiceLine], most: int) -> list[ServiceLine]:
    """Return the longest queues that have room, in their old order."""
    longest = sorted(services, key=lambda line: -line.waiting)[:most]
    return [line for line in services if line in longest]


def _cells(area: Rect, count: int, place: Layout) -> Iterator[Rect]:
    """Yield a cell for each line, down the columns."""
    per_column = math.ceil(count / place.columns)
    gap = round(0.04 * place.unit)
    across = (area.width - gap * (place.columns - 1)) // place.columns
    down = int(min(area.height / per_column, HIGHEST * place.unit))
    for i in range(count):
        column, line = divmod(i, per_column)
        yield Rect(area.left + column * (across + gap), area.top + line * down, across, down)


def _line(cell: Rect, line: ServiceLine, centre: CentreFile, style: Style) -> Iterator[Element]:
    service = next((service for service in centre.services if service.id == line.service), None)
    letter, name = (service.letter, apostrophe(service.name)) if service else ("", line.service)
    cap = min(cap_within(cell.height), round(0.45 * cell.height))
    letters = max((width(service.letter, cap) for service in centre.services), default=0)
    number = width(str(line.waiting), cap)
    gap = cap // 2
    yield from block(cell._replace(width=letters), letter, [Try(cap)], style)
    count = cell._replace(left=cell.right - number, width=number)
    yield from block(count, str(line.waiting), [Try(cap)], style._replace(align="right"))
    middle = Rect(cell.left + letters + gap, cell.top, cell.width - letters - number - 2 * gap, cell.height)
    quiet = style._replace(colour="mist" if style.colour == "snow" else style.colour)
    yield from block(middle, name, [Try(share * cap, lines) for share, lines in NAMES], quiet)
