# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees, from the dispatcher's board; pure: no clock, no screen, no wire.

The first thing seen from the last chair is which number goes to which window. Nothing flashes, nothing is told by
colour alone, and a screen that has lost the centre says since when.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Alert, Board
from centre.picture import Box, Element, Picture
from centre.stack import Part, largest, stack
from centre.typeset import Style, Try, block
from display import groups, words
from display.alert import alert_page, shelter_page
from display.bands import band, banded
from display.calls import Called, called, fitting, headings, notice, why_numbers_jump
from display.header import top
from display.layout import Layout, layout
from display.moment import STILL, Moment
from display.note import note
from display.note_band import Need, noted
from display.notices import in_languages, told
from display.places import bare
from display.row_size import legible_cap
from display.rows import FRESH, PAUSED, STALE, Look
from display.waiting import List, waiting

BIG, BELOW = (0.07, 0.055, 0.05, 0.04, 0.03, 0.02), 0.7
"""Capitals of what stands where calls will be, shares of the shorter side; the second language's over the first's."""


class Scene(NamedTuple):
    """A picture without what passes with the seconds; ``called`` is drawn between the others, None without calls."""

    display: Display
    before: tuple[Element, ...] = ()
    called: Called | None = None
    after: tuple[Element, ...] = ()

    def at(self, moment: Moment = STILL) -> Picture:
        """Return the picture of this moment."""
        rows = self.called.at(moment) if self.called else ()
        return Picture(self.display.width_px, self.display.height_px, "night", (*self.before, *rows, *self.after))


def scene(
    centre: CentreFile,
    display: Display,
    board: Board | None,
    no_connection_since: datetime | None,
    now: datetime,
    ill: Collection[str] = (),
) -> Scene:
    """Return what is seen; it changes with the minute, the board, the connection and the kiosks only.

    ``board`` is None until the first one came; ``no_connection_since`` is None while the dispatcher is heard; ``ill``
    are the kiosks that print no tickets.
    """
    stale = no_connection_since is not None
    if board and board.alert and board.alert.suspends:
        place = bare(display.width_px, display.height_px)
        said = tuple(top(place, centre, no_connection_since, now, board, ill, zone=display.windows))
        return _joined(Scene(display, said), _alert(place, centre, display, board, board.alert, stale=stale))
    whole = layout(centre, display)
    place, above = _under_band(whole, centre, board)
    rows = fitting(place, centre, display, board.calls if board else ())
    listed = _listed(centre, board) if board else None
    wrong = note(centre, board, no_connection_since, now, ill)
    shown = noted(place, wrong, Need(rows, len(listed.lines) if listed else 0), legible_cap(display)) if wrong else None
    below, place = shown or ([], place)
    header = list(
        top(whole, centre, no_connection_since, now, board, ill, zone=display.windows, below=shown is not None)
    )
    panel = [Box(place.panel, "panel")] if place.panel else []
    calls = _calls(place, centre, display, board, _look(centre, board, stale=stale))
    lines = list(waiting(place, listed, stale=stale)) if listed else []
    return _joined(Scene(display, (*panel, *header, *above)), calls, Scene(display, after=(*below, *lines)))


def _joined(*scenes: Scene) -> Scene:
    """Return them as one; one of them at most has calls."""
    before = tuple(element for scene in scenes for element in scene.before)
    after = tuple(element for scene in scenes for element in scene.after)
    return Scene(scenes[0].display, before, next((scene.called for scene in scenes if scene.called), None), after)


def _alert(place: Layout, centre: CentreFile, display: Display, board: Board, alert: Alert, *, stale: bool) -> Scene:
    """Show the alert over all, or over the calls of windows that go on; whom nobody calls, nobody tells to wait."""
    calls = tuple(call for call in board.calls if centre.alerts.goes_on(call.window))
    if not calls and not centre.alerts.sheltered:
        return Scene(display, tuple(alert_page(place, centre, display, alert)))
    shown, below = shelter_page(place, centre, display, board, alert)
    scene = _calls(below, centre, display, replace(board, calls=calls), STALE if stale else FRESH)
    # Why numbers jump is nobody's question now.
    return _joined(Scene(display, tuple(shown)), scene._replace(after=()))


def _under_band(place: Layout, centre: CentreFile, board: Board | None) -> tuple[Layout, list[Element]]:
    """Return the places below a band over the calls, and the band, if there is one."""
    over = band(centre, board) if board else None
    if over is None:
        return place, []
    shown, below = banded(place, over)
    return below, shown


def _look(centre: CentreFile, board: Board | None, *, stale: bool) -> Look:
    """Return how calls look; whoever was called before an alert need not come until windows call again."""
    paused = board is not None and board.resumes_at is not None and centre.alerts.mode == "suspend"
    return STALE if stale else PAUSED if paused else FRESH


def _calls(place: Layout, centre: CentreFile, display: Display, board: Board | None, look: Look) -> Scene:
    """Show the calls, or what stands in their place."""
    if board is None:
        return Scene(display, tuple(_big(place, in_languages(centre, words.connecting), Style("snow"), BIG[1:])))
    if not board.calls:
        return Scene(display, tuple(_big(place, told(board, centre).big, Style(look.text))))
    of = called(place, centre, display, board.calls, look)
    common = notice(place, display, of, told(board, centre).panel)
    below = common or why_numbers_jump(place, centre, display, of)
    return Scene(display, tuple(headings(place, centre, of)), of, tuple(below))


def _big(place: Layout, said: tuple[str, ...], style: Style, caps: tuple[float, ...] = BIG) -> Iterator[Element]:
    """Draw what stands where calls will be, in the first language alone where both have no room."""
    parts = [Part(text, "mist", BELOW, above=0.5) if i else Part(text, style.colour) for i, text in enumerate(said)]
    for shown in (parts, parts[:1]):
        cap = largest(place.calls, shown, (share * place.unit for share in caps))
        if cap is not None:
            yield from stack(place.calls, shown, cap, style._replace(align="centre"))
            return
    yield from block(place.calls, said[0], [Try(BIG[-1] * place.unit, 4)], style._replace(align="centre"))


def _listed(centre: CentreFile, board: Board) -> List:
    hall = told(board, centre)
    lines = groups.lines(board, centre, hall.reason)
    return List(in_languages(centre, words.waiting), hall.panel, tuple(lines))
