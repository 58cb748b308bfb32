# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees, from the dispatcher's board; pure: no clock, no screen, no wire.

The first thing seen from the last chair is which number goes to which window. Nothing flashes, nothing is told by
colour alone, and a screen that has lost the centre says since when.
"""

from collections.abc import Iterator
from datetime import datetime

from centre import config
from centre.config import CentreFile
from centre.messages import Board
from centre.texts import apostrophe, clock
from display import words
from display.layout import Layout, layout, least_cap, row_in_caps, usual_row_in_caps
from display.picture import Box, Colour, Element, Picture
from display.rows import FRESH, STALE, Plan, chosen, ends, plan, rows
from display.typeset import Style, Try, block
from display.waiting import waiting


def picture(
    centre: CentreFile,
    display: config.Display,
    board: Board | None,
    no_connection_since: datetime | None,
    now: datetime,
) -> Picture:
    """Return the picture of this moment; it changes with the minute, the board and the connection only.

    ``board`` is None until the first one came; ``no_connection_since`` is None while the dispatcher is heard.
    """
    place = layout(centre, display)
    elements = [*_frame(place, centre, now), *_header(place, centre, board, no_connection_since, now)]
    if board is None:
        elements += _connecting(place)
    else:
        elements += _calls(place, centre, display, board, stale=no_connection_since is not None)
        colour: Colour = "snow" if no_connection_since is None else "dim"
        elements += waiting(place, board.services, centre, colour)
    return Picture(display.width_px, display.height_px, "night", tuple(elements))


def _frame(place: Layout, centre: CentreFile, now: datetime) -> Iterator[Element]:
    """Draw the panel, the clock and the day."""
    if place.panel:
        yield Box(place.panel, "panel")
    zone = centre.centre.time_zone
    high = round(0.7 * place.clock.height)
    upper = place.clock._replace(height=high)
    lower = place.clock._replace(top=upper.bottom, height=place.clock.height - high)
    style = Style("snow", "panel") if place.panel else Style("snow", align="right")
    yield from block(upper, clock(now, zone), [Try(0.075 * place.unit)], style)
    small = [Try(0.02 * place.unit), Try(0.017 * place.unit)]
    yield from block(lower, words.date(now, zone), small, style._replace(colour="mist"))


def _header(
    place: Layout, centre: CentreFile, board: Board | None, since: datetime | None, now: datetime
) -> Iterator[Element]:
    """Draw the centre's name, or in its place, so that the calls keep theirs, that the centre is lost."""
    unit = place.unit
    if since is None:
        tries = [Try(0.034 * unit), Try(0.027 * unit, 2), Try(0.024 * unit, 3)]
        yield from block(place.header, apostrophe(centre.centre.name), tries, Style("mist"))
        return
    strip = place.header._replace(height=place.header.height - round(0.012 * unit))
    yield Box(strip, "rose")
    inner = strip.inset(round(0.02 * unit), 2)
    lost = words.no_connection(since, now, centre.centre.time_zone)
    high = inner.height if board is None else round(0.57 * inner.height)
    style = Style("night", "rose")
    yield from block(inner._replace(height=high), lost, [Try(0.034 * unit), Try(0.026 * unit)], style)
    if board is not None:
        rest = inner._replace(top=inner.top + high, height=inner.height - high)
        yield from block(rest, words.maybe_stale(), [Try(0.024 * unit), Try(0.02 * unit)], style)


def _connecting(place: Layout) -> Iterator[Element]:
    tries = [Try(0.07 * place.unit, 2), Try(0.055 * place.unit, 3), Try(0.04 * place.unit, 4)]
    yield from block(place.calls, words.connecting(), tries, Style("snow", align="centre"))


def _calls(
    place: Layout, centre: CentreFile, display: config.Display, board: Board, *, stale: bool
) -> Iterator[Element]:
    look = STALE if stale else FRESH
    if not board.calls:
        tries = [Try(0.07 * place.unit, 2), Try(0.05 * place.unit, 3)]
        yield from block(place.calls, words.nobody_called(), tries, Style(look.text, align="centre"))
        return
    called = row_in_caps([call.ticket for call in board.calls], [call.window for call in board.calls])
    planned = plan(place.calls, least_cap(display), max(called, usual_row_in_caps(centre)))
    yield from _headings(place, planned)
    yield from rows(place.calls, chosen(board.calls, planned.rows), planned, look)


def _headings(place: Layout, planned: Plan) -> Iterator[Element]:
    left, right = ends(place.calls, planned)
    area = place.headings._replace(left=left, width=right - left)
    tries = [Try(0.028 * place.unit)]
    half = area._replace(width=area.width // 2)
    yield from block(half, words.ticket(), tries, Style("mist"))
    other = half._replace(left=half.right)
    yield from block(other, words.window(), tries, Style("mist", align="right"))
