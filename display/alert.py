# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of an air-raid alert: a headline across the hall, the way to the shelter, what becomes of the tickets; pure.

Nothing on it flashes, and what its ground says by colour stands on it in words. Where the reception goes on in the
shelter, the calls of its windows stand below.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from centre import texts_alarms
from centre.config import CentreFile, Language
from centre.config_displays import Display
from centre.facts_base import AlertLevel
from centre.messages import Alert, Board
from centre.picture import Box, Colour, Element, Rect
from centre.stack import Part, largest, stack
from centre.typeset import SMALLEST, Style, Try, block
from display.places import Layout
from display.row_size import fit, least_cap, row_in_caps, usual_row_in_caps

GROUND: dict[AlertLevel, tuple[Colour, Colour]] = {
    "red": ("siren", "snow"),
    "unknown": ("siren", "snow"),
    "yellow": ("amber", "night"),
}
"""Level -> the ground and its ink."""

CAPS = tuple(0.24 * 0.95**step for step in range(45))
"""Capitals of the headline, shares of the screen's shorter side, largest first."""

SHARES = ((0.8, 0.5, 1.0), (0.7, 0.44, 1.0), (0.62, 0.38, 1.0), (0.55, 0.32, 1.0), (0.55, 0.32, 0.5), (0.53, 0.27, 0.4))
"""Capitals of the way to the shelter, and of the rest, over the headline's, and what is left of the air between them.

The least way, 0.53 of 0.7 degrees, is 22 minutes of arc, which is read from the last chair (ISO 9241-303).
"""

EASE, ENOUGH = 0.53, 0.45
"""The way to the shelter over a headline of 0.7 degrees: read with ease, 22 minutes of arc, and still read, 19."""

WORTH = 1.15
"""What says less must be so much larger, or it is not worth what it leaves out."""

SMALLER = ((0.45, 0.25, 0.4), (0.37, 0.22, 0.3), (0.3, 0.2, 0.2))
"""The same on a screen too small for its hall, where a headline that all see comes first.

The first of them, 19 minutes of arc, is still above the least of ISO 9241-303, 16: better so than without a language.
"""

SECOND, SECOND_WAY, IN_ONE = 0.5, 0.62, 0.9
"""The second language's headline and its other sentences, over those of the first; and the same in one line of it."""

WITH_CALLS = 0.55
"""The most of a screen that the alert takes where there are calls below it, unless one row of them needs less."""

ROOMY = 1.15
"""How much higher than they must be the rows of a few windows are."""


class Way(NamedTuple):
    """How the page may be set: the capitals of the way to the shelter over the headline's, and the texts."""

    share: float
    parts: list[Part]


class Said(NamedTuple):
    """The sentences of the page in one language: the headline, the level, where to go, and what may be small.

    ``brief`` is what a second language says where it has one line.
    """

    headline: str
    threat: str
    way: tuple[str, ...]
    rest: str
    brief: str

    def in_short(self) -> "Said":
        """Return only what nobody must miss."""
        return self._replace(threat="", rest="")

    def in_one(self) -> "Said":
        """Return the one line."""
        return Said("", "", (), self.brief, self.brief)


def alert_page(place: Layout, centre: CentreFile, display: Display, alert: Alert) -> Iterator[Element]:
    """Draw the page over all that is below the top, its headline readable from the viewing distance."""
    said = _stop if centre.alerts.mode == "suspend" else _goes_on
    yield from _told(place, place.calls, _sentences(centre, alert, said), least_cap(display), alert)


def shelter_page(
    place: Layout, centre: CentreFile, display: Display, board: Board, alert: Alert
) -> tuple[list[Element], Layout]:
    """Return the alert above, and the place below it where the calls of the shelter's windows stand."""
    area, least = place.calls, least_cap(display)
    windows = [window.number for window in centre.windows]
    row = max(row_in_caps([call.ticket for call in board.calls], windows), usual_row_in_caps(centre))
    half, whole = (fit(area._replace(height=area.height // part), least, row) for part in (2, 1))
    headings = round(0.053 * place.unit)
    # A shelter of one window calls no more than one, and the alert may have the rest.
    calls = len(centre.alerts.shelter_windows) or whole.rows
    least_room, room = half.needed_for(min(calls, half.rows)), ROOMY * whole.needed_for(min(calls, whole.rows))
    high = max(round(WITH_CALLS * area.height), area.height - headings - round(room))
    high = max(min(high, area.height - headings - least_room), area.height // 3)
    told = area._replace(height=high)
    below = place._replace(
        headings=area._replace(top=told.bottom, height=headings),
        calls=area._replace(top=told.bottom + headings, height=area.bottom - told.bottom - headings),
    )
    return [*_told(place, told, _sentences(centre, alert, _goes_on), round(0.5 * least), alert)], below


def _sentences(centre: CentreFile, alert: Alert, said: Callable[[CentreFile, Alert, Language], Said]) -> list[Said]:
    return [said(centre, alert, language) for language in centre.centre.languages]


def _stop(centre: CentreFile, alert: Alert, language: Language) -> Said:
    headline, level = texts_alarms.alert(language), _level(centre, alert, language)
    go, colon, place = texts_alarms.way_to_shelter(centre.centre, language).partition(": ")
    way = (f"{go}:", place) if colon else (go,)
    return Said(headline, level, way, texts_alarms.tickets_kept(language), brief=f"{headline}. {go}.")


def _goes_on(centre: CentreFile, alert: Alert, language: Language) -> Said:
    headline, level = texts_alarms.alert(language), _level(centre, alert, language)
    windows, goes_on = centre.alerts.shelter_windows, texts_alarms.in_shelter(centre.alerts.shelter_windows, language)
    way = (texts_alarms.way_to_shelter(centre.centre, language),) if windows else ()
    return Said(headline, level, (*way, goes_on), "", brief=f"{headline}. {goes_on}")


def _level(centre: CentreFile, alert: Alert, language: Language) -> str:
    lasts = texts_alarms.lasts(alert.since, centre.centre.time_zone, language)
    return " ".join(f"{said}." for said in (texts_alarms.threat(alert.level, language), lasts) if said)


def _told(place: Layout, area: Rect, said: Sequence[Said], least: int, alert: Alert) -> Iterator[Element]:
    ground, ink = GROUND[alert.level]
    yield Box(area, ground)
    inner = area.inset(round(0.03 * place.unit), round(0.015 * place.unit))
    style = Style(ink, ground, "centre")
    cap, parts = _chosen(inner, _ways(said, ink), [share * place.unit for share in CAPS], least)
    if cap:
        yield from stack(inner, parts, cap, style)
    else:  # no screen of a hall is so small
        yield from block(inner, said[0].headline, [Try(SMALLEST, 2)], style)


def _chosen(area: Rect, ways: Iterable[Way], caps: Sequence[float], least: int) -> tuple[int, Sequence[Part]]:
    """Return the first way that is read from the last chair, else the one that comes nearest to it.

    Nearest is where the headline and the way to the shelter, of which each has its own least, lack the same: what to do
    is no less than that there is something to be done.
    """
    best: tuple[float, int, Sequence[Part]] = (0.0, 0, ())
    for way in ways:
        cap = largest(area, way.parts, caps) or 0
        if cap >= least and way.share * cap >= ENOUGH * least:
            return cap, way.parts
        lacking = min(cap, way.share * cap / EASE)
        if lacking > WORTH * best[0]:
            best = lacking, cap, way.parts
    return best[1:]


def _ways(said: Sequence[Said], ink: Colour) -> Iterator[Way]:
    """Yield how it may be set, best first.

    What is not the headline gets smaller, then the second language loses what is no order and gets one line of small
    print, which it keeps; then the first goes without what stands on every ticket. Where there is but one language, the
    way to the shelter gets no smaller than it is read with ease for what stands on every ticket.
    """
    first, others = said[0], said[1:]
    brief = (first, *map(Said.in_one, others))
    whole, orders = [(first, *others), (first, *map(Said.in_short, others)), brief], (first.in_short(), *brief[1:])
    less = ([brief], SMALLER[:1]) if others else ([], ())
    for spoken, sizes in ((whole, SHARES), less, ([orders], SHARES), ([brief, orders], SMALLER)):
        for each, shares in itertools.product(dict.fromkeys(spoken), sizes):
            yield Way(shares[0], [*_parts(each, ink, *shares)])


def _parts(said: Sequence[Said], ink: Colour, way: float, rest: float, air: float) -> Iterator[Part]:
    """Yield the first language from top to bottom, then the others."""
    for i, spoken in enumerate(said):
        headline, smaller, last = (SECOND, SECOND_WAY, IN_ONE) if i else (1.0, 1.0, 1.0)
        for text, share, above in (
            (spoken.headline, headline, 0.35 if i else 0.0),
            (spoken.threat, rest * smaller, 0.1),
            *((text, way * smaller, 0.0 if row else 0.3 * smaller) for row, text in enumerate(spoken.way)),
            (spoken.rest, rest * last, 0.25),
        ):
            if text:
                yield Part(text, ink, share, air * above, even=True)
