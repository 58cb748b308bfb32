# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees, from the dispatcher's board; pure: no clock, no screen, no wire.

The first thing seen from the last chair is which number goes to which window. Nothing flashes, nothing is told by
colour alone, and a screen that has lost the centre says since when.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from msgspec.structs import replace

from centre import config
from centre.config import CentreFile
from centre.messages import Alert, Board
from centre.picture import Box, Element, Picture
from centre.stack import Part, largest, stack
from centre.typeset import Style, Try, block
from display import groups, words
from display.alert import alert_page, shelter_page
from display.bands import band, banded
from display.footnote import footnote
from display.header import top
from display.layout import Layout, layout
from display.notices import in_languages, told
from display.places import bare
from display.row_size import least_cap, row_in_caps, usual_row_in_caps
from display.rows import FRESH, PAUSED, STALE, Look, Plan, chosen, ends, plan, rows
from display.waiting import List, waiting

BIG, BELOW = (0.07, 0.055, 0.05, 0.04, 0.03, 0.02), 0.7
"""Capitals of what stands where calls will be, shares of the shorter side; the second language's over the first's."""


def picture(
    centre: CentreFile,
    display: config.Display,
    board: Board | None,
    no_connection_since: datetime | None,
    now: datetime,
    ill: Collection[str] = (),
) -> Picture:
    """Return the picture of this moment; it changes with the minute, the board, the connection and the kiosks only.

    ``board`` is None until the first one came; ``no_connection_since`` is None while the dispatcher is heard; ``ill``
    are the kiosks that print no tickets.
    """
    alert = board.alert if board and board.alert and board.alert.suspends else None
    place = bare(display.width_px, display.height_px) if alert else layout(centre, display)
    elements: list[Element] = [Box(place.panel, "panel")] if place.panel else []
    elements += top(place, centre, no_connection_since, now, board, ill)
    stale = no_connection_since is not None
    if board is None:
        elements += _big(place, in_languages(centre, words.connecting), Style("snow"), BIG[1:])
    elif alert:
        elements += _alert(place, centre, display, board, alert, stale=stale)
    else:
        elements += _hall(place, centre, display, board, stale=stale)
    return Picture(display.width_px, display.height_px, "night", tuple(elements))


def _alert(
    place: Layout, centre: CentreFile, display: config.Display, board: Board, alert: Alert, *, stale: bool
) -> Iterator[Element]:
    """Draw the alert over all; where windows go on in the shelter, and over their calls."""
    if centre.alerts.mode == "suspend":
        yield from alert_page(place, centre, display, alert)
        return
    shown, below = shelter_page(place, centre, display, board, alert)
    yield from shown
    going_on = centre.alerts.shelter_windows or [window.number for window in centre.windows]
    calls = tuple(call for call in board.calls if call.window in going_on)
    yield from _calls(below, centre, display, replace(board, calls=calls), STALE if stale else FRESH)


def _hall(
    place: Layout, centre: CentreFile, display: config.Display, board: Board, *, stale: bool
) -> Iterator[Element]:
    """Draw calls and waiting lines; whoever was called before an alert need not come until windows call again."""
    below, over = place, band(centre, board)
    if over:
        shown, below = banded(place, over)
        yield from shown
    paused = board.resumes_at is not None and centre.alerts.mode == "suspend"
    yield from _calls(below, centre, display, board, STALE if stale else PAUSED if paused else FRESH)
    yield from waiting(place, _listed(centre, board), stale=stale)


def _listed(centre: CentreFile, board: Board) -> List:
    hall = told(board, centre)
    lines = groups.lines(board, centre, hall.reason)
    return List(in_languages(centre, words.waiting), hall.panel, tuple(lines))


def _big(place: Layout, said: tuple[str, ...], style: Style, caps: tuple[float, ...] = BIG) -> Iterator[Element]:
    """Draw what stands where calls will be, in the first language alone where both have no room."""
    parts = [Part(text, "mist", BELOW, above=0.5) if i else Part(text, style.colour) for i, text in enumerate(said)]
    for shown in (parts, parts[:1]):
        cap = largest(place.calls, shown, (share * place.unit for share in caps))
        if cap is not None:
            yield from stack(place.calls, shown, cap, style._replace(align="centre"))
            return
    yield from block(place.calls, said[0], [Try(BIG[-1] * place.unit, 4)], style._replace(align="centre"))


def _calls(place: Layout, centre: CentreFile, display: config.Display, board: Board, look: Look) -> Iterator[Element]:
    if not board.calls:
        yield from _big(place, told(board, centre).big, Style(look.text))
        return
    called = row_in_caps([call.ticket for call in board.calls], [call.window for call in board.calls])
    planned = plan(place.calls, least_cap(display), max(called, usual_row_in_caps(centre)))
    yield from _headings(place, centre, planned)
    yield from rows(place.calls, chosen(board.calls, planned.rows), planned, look, centre.centre.languages)
    yield from footnote(place.foot, place.said, place.unit)


def _headings(place: Layout, centre: CentreFile, planned: Plan) -> Iterator[Element]:
    left, right = ends(place.calls, planned)
    area = place.headings._replace(left=left, width=right - left)
    tries = [Try(share * place.unit) for share in (0.028, 0.024, 0.02, 0.017)]
    half = area._replace(width=area.width // 2)
    yield from block(half, " · ".join(in_languages(centre, words.ticket)), tries, Style("mist"))
    other = half._replace(left=half.right)
    yield from block(other, " · ".join(in_languages(centre, words.window)), tries, Style("mist", align="right"))
