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
from display import groups, words
from display.footnote import footnote
from display.layout import Layout, layout
from display.notices import in_languages, told
from display.picture import Box, Element, Picture
from display.row_size import least_cap, row_in_caps, usual_row_in_caps
from display.rows import FRESH, STALE, Plan, chosen, ends, plan, rows
from display.stack import Part, largest, stack
from display.typeset import Style, Try, block
from display.waiting import List, waiting

BIG, SECOND = (0.07, 0.055, 0.05, 0.04, 0.03, 0.02), 0.7
"""Capitals of what stands where calls will be, shares of the shorter side; the second language's over the first's."""

CLOCK, DATE = (0.075, 0.065, 0.055, 0.045), (0.02, 0.017, 0.015, 0.013, 0.011)
"""Capitals of the clock and of the day below it, the smaller ones for a narrow panel."""

ROOMY = 0.09
"""From this height, a share of the shorter side, the header has two lines about the lost centre, else one."""


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
    place = layout(centre, display, foot=board is not None and bool(board.calls))
    stale = no_connection_since is not None
    elements = [*_frame(place, centre, now), *_header(place, centre, board, no_connection_since, now)]
    if board is None:
        elements += _big(place, in_languages(centre, words.connecting), Style("snow"), BIG[1:])
    else:
        elements += _calls(place, centre, display, board, stale=stale)
        elements += waiting(place, _listed(centre, board), stale=stale)
    return Picture(display.width_px, display.height_px, "night", tuple(elements))


def _listed(centre: CentreFile, board: Board) -> List:
    hall = told(board, centre)
    lines = groups.lines(board, centre, hall.reason)
    return List(in_languages(centre, words.waiting), hall.panel, tuple(lines))


def _frame(place: Layout, centre: CentreFile, now: datetime) -> Iterator[Element]:
    """Draw the panel, the clock and the day."""
    if place.panel:
        yield Box(place.panel, "panel")
    zone = centre.centre.time_zone
    high = round(0.7 * place.clock.height)
    upper = place.clock._replace(height=high)
    lower = place.clock._replace(top=upper.bottom, height=place.clock.height - high)
    style = Style("snow", "panel") if place.panel else Style("snow", align="right")
    yield from block(upper, clock(now, zone), [Try(share * place.unit) for share in CLOCK], style)
    small = [Try(share * place.unit) for share in DATE]
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
    if board is not None and place.header.height < ROOMY * unit:
        tries = [Try(share * unit) for share in (0.034, 0.03, 0.026, 0.022, 0.02)]
        yield from block(inner, f"{lost} {words.maybe_stale()}", [*tries, Try(0.02 * unit, 2)], style)
        return
    yield from block(inner._replace(height=high), lost, [Try(0.034 * unit), Try(0.026 * unit)], style)
    if board is not None:
        rest = inner._replace(top=inner.top + high, height=inner.height - high)
        yield from block(rest, words.maybe_stale(), [Try(0.024 * unit), Try(0.02 * unit)], style)


def _big(place: Layout, said: tuple[str, ...], style: Style, caps: tuple[float, ...] = BIG) -> Iterator[Element]:
    """Draw what stands where calls will be, in the first language alone where both have no room."""
    parts = [Part(text, "mist", SECOND, above=0.5) if i else Part(text, style.colour) for i, text in enumerate(said)]
    for shown in (parts, parts[:1]):
        cap = largest(place.calls, shown, (share * place.unit for share in caps))
        if cap is not None:
            yield from stack(place.calls, shown, cap, style._replace(align="centre"))
            return
    yield from block(place.calls, said[0], [Try(BIG[-1] * place.unit, 4)], style._replace(align="centre"))


def _calls(
    place: Layout, centre: CentreFile, display: config.Display, board: Board, *, stale: bool
) -> Iterator[Element]:
    look = STALE if stale else FRESH
    if not board.calls:
        yield from _big(place, told(board, centre).big, Style(look.text))
        return
    called = row_in_caps([call.ticket for call in board.calls], [call.window for call in board.calls])
    planned = plan(place.calls, least_cap(display), max(called, usual_row_in_caps(centre)))
    yield from _headings(place, centre, planned)
    yield from rows(place.calls, chosen(board.calls, planned.rows), planned, look)
    yield from footnote(place.foot, place.said, place.unit, place.foot_ground)


def _headings(place: Layout, centre: CentreFile, planned: Plan) -> Iterator[Element]:
    left, right = ends(place.calls, planned)
    area = place.headings._replace(left=left, width=right - left)
    tries = [Try(share * place.unit) for share in (0.028, 0.024, 0.02, 0.017)]
    half = area._replace(width=area.width // 2)
    yield from block(half, " · ".join(in_languages(centre, words.ticket)), tries, Style("mist"))
    other = half._replace(left=half.right)
    yield from block(other, " · ".join(in_languages(centre, words.window)), tries, Style("mist", align="right"))
