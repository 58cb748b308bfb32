# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands between ticket and window: arrows, which call of the ticket it is, which page of the rest; no place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.config import Language
from centre.messages import Call
from centre.picture import Arrow, Element, Rect, Text, cap_within, line_height
from centre.typeset import SMALLEST, Style, Try, block
from display import words
from display.cycle import Page

ARROW, STEP = 0.34, 0.3
"""An arrow's height, and how far it moves towards the window at one half of a pulse, in heights of a capital."""

TIMES, SECOND, PAGE = (0.32, 0.28, 0.24, 0.2, 0.16), 0.85, 0.22
"""Capitals of which call it is, over the ticket's, the largest that has room; the second language's over the first's,
and those of the page, over the ticket's."""


class Row(NamedTuple):
    """A call as it is drawn; ``marked`` on an inverse ground, ``drawn_in`` at one half of a pulse."""

    call: Call
    ticket: Text
    window: Text
    marked: bool
    drawn_in: bool


def middles(rows: Sequence[Row], languages: Sequence[Language], page: Page | None) -> Iterator[Element]:
    """Draw the arrows in one column; around the newest's and the marked ones' which call of the ticket this is.

    Below the last, where rows turn, which page this is of how many.
    """
    left = max((row.ticket.area.right for row in rows), default=0)
    right = min((row.window.area.left for row in rows), default=0)
    for place, row in enumerate(rows):
        arrow = _arrow((left + right) // 2, row.ticket)
        room = right - arrow.area.right
        step = min(round(STEP * row.ticket.cap), max(room - 2, 0)) if row.drawn_in else 0
        yield Arrow(arrow.area._replace(left=arrow.area.left + step), arrow.colour)
        above = Rect(left, row.ticket.area.top, right - left, arrow.area.top - row.ticket.area.top)
        below = Rect(left, arrow.area.bottom, right - left, row.ticket.area.bottom - arrow.area.bottom)
        paged = page is not None and page.turning > 0 and place == len(rows) - 1
        if row.call.times > 1 and (place == 0 or row.marked):
            yield from _times((above,) if paged else (above, below), row, languages)
        if paged and page:
            yield from _page(below, row, page)


def _times(places: Sequence[Rect], row: Row, languages: Sequence[Language]) -> Iterator[Element]:
    """Draw it above the arrow, and in the second language below, where nothing of the first has to give way.

    Rows too low for the smallest letters are of no hall, and go without it.
    """
    style = Style(row.ticket.colour, row.ticket.background, "centre")
    for area, language, smaller in zip(places, languages, (1.0, SECOND), strict=False):
        tries = [Try(share * smaller * row.ticket.cap, lines) for lines in (1, 2) for share in TIMES]
        if area.height >= line_height(SMALLEST):
            yield from block(area, words.times_called(row.call.times, language), tries, style)


def _page(area: Rect, row: Row, page: Page) -> Iterator[Element]:
    if area.height < line_height(SMALLEST):
        return
    style = Style(row.ticket.colour, row.ticket.background, "centre")
    cap = min(PAGE * row.ticket.cap, cap_within(area.height))
    yield from block(area, f"{page.number}/{page.pages}", [Try(cap)], style)


def _arrow(centre: int, ticket: Text) -> Arrow:
    """Return an arrow half way up the ticket, too small to be taken for a letter."""
    size = round(ARROW * ticket.cap)
    area = Rect(centre - size // 2, ticket.top + (ticket.cap - size) // 2, size, size)
    return Arrow(area, "mist" if ticket.colour == "snow" else ticket.colour)
