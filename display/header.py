# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands at the top: the centre's name, since when it is lost, what ails it, clock and day; it knows no calls."""

import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from centre.config import Centre, CentreFile
from centre.glyphs import width
from centre.messages import Board
from centre.picture import Box, Element, Rect, Text
from centre.stack import SECOND, Part, largest, stack, with_second
from centre.texts import apostrophe, clock
from centre.typeset import Style, Try, block
from display import words
from display.layout import Layout
from display.notices import ails, in_languages
from display.title import NAME, title

CLOCK, DATE = (0.075, 0.065, 0.055, 0.045), (0.02, 0.017, 0.015, 0.013, 0.011)
"""Capitals of the clock and of the day below it, shares of the shorter side, the smaller ones for a narrow panel."""

LOST = (0.024, 0.022, 0.02, 0.0185, 0.017)
"""The same of what is said while the centre is lost, where a second language stands below."""

ALONE, ONE_LINE = (0.034, 0.03, 0.026, 0.022, 0.02), 0.02
"""The same of the one line about the lost centre. Where it is too wide at ONE_LINE each sentence has its own line, and
the second language tells just since when."""


NOTED, AIR = (0.026, 0.024, 0.022, 0.02, 0.0185, 0.017), 0.012
"""The same of what is wrong with the centre itself; and the air below a strip."""

CROWDED = (0.0155, 0.0145)
"""The same where so much is wrong that not all of it is whole in larger letters."""

NAME_OVER_STRIP = 0.46
"""What of the header the name keeps above such a strip."""


def top(
    place: Layout,
    centre: CentreFile,
    since: datetime | None,
    now: datetime,
    board: Board | None,
    ill: Collection[str],
    *,
    zone: Collection[int] = (),
    below: bool = False,
) -> Iterator[Element]:
    """Draw all that stands above calls and waiting lines; ``since`` is when the centre was lost, None while it is not.

    ``zone``: the windows that this screen is for, none if it is for all.

    What is wrong stands ``below`` the calls, where there is room for letters that are read from the seats. Where there
    is none, since when the centre is lost stands here in place of the name; so does a battery that is almost empty.
    That there is no mains, no source of alerts, or no paper in a kiosk, then stands below the name.
    """
    yield from _clock(place, centre, now)
    if below:
        yield from title(place.header, place.unit, centre.centre, zone)
    elif since is not None:
        yield from _lost(place, centre, since, now, board=board is not None)
    elif board and (ailing := ails(board, centre, ill)):
        yield from _noted(place, centre.centre, ailing, urgent=board.power == "battery_low")
    else:
        yield from title(place.header, place.unit, centre.centre, zone)


def _clock(place: Layout, centre: CentreFile, now: datetime) -> Iterator[Element]:
    zone = centre.centre.time_zone
    high = round(0.7 * place.clock.height)
    upper = place.clock._replace(height=high)
    lower = place.clock._replace(top=upper.bottom, height=place.clock.height - high)
    style = Style("snow", "panel") if place.panel else Style("snow", align="right")
    yield from block(upper, clock(now, zone), [Try(share * place.unit) for share in CLOCK], style)
    days = in_languages(centre, lambda language: words.date(now, zone, language))
    small = style._replace(colour="mist")
    lines = _below(lower, days, [share * place.unit for share in DATE], small)
    yield from lines or block(lower, days[0], [Try(share * place.unit) for share in DATE], small)


def _noted(place: Layout, centre: Centre, ailing: Sequence[Sequence[str]], *, urgent: bool) -> Iterator[Element]:
    """Draw the strip below the name; in place of it when it is urgent, and where not both are whole."""
    style = Style("night", "rose" if urgent else "mist")
    unit, header = place.unit, place.header._replace(height=place.header.height - round(AIR * place.unit))
    upper = header._replace(height=round(NAME_OVER_STRIP * header.height))
    slim = header._replace(top=upper.bottom, height=header.height - upper.height)
    named, parts = [Part(apostrophe(centre.name), "mist")], _in_lines(ailing, style)
    name, note = largest(upper, named, _of(NAME, unit)), largest(_within(slim, unit), parts, _of(NOTED, unit))
    if name and note and not urgent:
        yield from stack(upper, named, name, Style("mist"))
        yield Box(slim, style.background)
        yield from stack(_within(slim, unit), parts, note, style)
        return
    yield Box(header, style.background)
    yield from _whole(_within(header, unit), ailing, _of((*NOTED, *CROWDED), unit), style)


def _whole(area: Rect, ailing: Sequence[Sequence[str]], sizes: Sequence[float], style: Style) -> list[Text]:
    """Set what is wrong in as many lines as it needs; where not all has room, the gravest."""
    for first in range(len(ailing)):
        cap, shown = with_second(area, _in_lines(ailing[first:], style), sizes)
        if cap:
            return stack(area, shown, cap, style)
    return block(area, ailing[-1][0], [Try(sizes[-1], 2), Try(sizes[-1], 3)], style)


def _in_lines(said: Sequence[Sequence[str]], style: Style) -> list[Part]:
    """Return all the sentences in one part for each language."""
    texts = [" ".join(sentences) for sentences in zip(*said, strict=True)]
    return [Part(text, style.colour, SECOND if i else 1.0, even=True) for i, text in enumerate(texts)]


def _of(shares: Sequence[float], unit: int) -> list[float]:
    return [share * unit for share in shares]


def _within(strip: Rect, unit: int) -> Rect:
    """Return where the text of a strip stands."""
    return strip.inset(round(0.02 * unit), 2)


def _lost(place: Layout, centre: CentreFile, since: datetime, now: datetime, *, board: bool) -> Iterator[Element]:
    """Draw the strip in place of the name, so that the calls keep theirs."""
    unit, style = place.unit, Style("night", "rose")
    strip = place.header._replace(height=place.header.height - round(AIR * unit))
    yield Box(strip, "rose")
    inner = _within(strip, unit)
    whole, short = _lost_in_words(centre, since, now, board=board)
    fits = width(whole[0], int(ONE_LINE * unit)) <= inner.width
    lines = _below(inner, whole if fits else short, [share * unit for share in LOST], style)
    tries = [*(Try(share * unit) for share in ALONE), Try(ONE_LINE * unit, 2), Try(ONE_LINE * unit, 3)]
    yield from lines or block(inner, whole[0], tries, style)


def _lost_in_words(centre: CentreFile, since: datetime, now: datetime, *, board: bool) -> tuple[list[str], list[str]]:
    """Return a line for each language; and for a narrow strip each sentence apart, the other languages' first alone."""
    zone = centre.centre.time_zone
    lost = in_languages(centre, lambda language: words.no_connection(since, now, zone, language))
    stale = in_languages(centre, words.maybe_stale) if board else ()
    whole = [" ".join(filter(None, said)) for said in itertools.zip_longest(lost, stale)]
    return whole, [lost[0], *stale[:1], *lost[1:]]


def _below(area: Rect, said: Sequence[str], caps: Sequence[float], style: Style) -> list[Element]:
    """Return the texts one below the other, nothing where there is one only or the others have no room."""
    parts = [Part(text, style.colour, SECOND if i else 1.0) for i, text in enumerate(said)]
    cap, shown = with_second(area, parts, caps)
    return [*stack(area, shown, cap, style)] if len(shown) > 1 else []
