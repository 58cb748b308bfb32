# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A band over the calls: an alert in which the reception goes on, the all-clear until it does; pure.

It takes its height from the calls, one row of which always stays, and from nothing else on the screen.
"""

from datetime import datetime
from typing import NamedTuple

from centre import texts, texts_alarms
from centre.config import CentreFile, Language
from centre.messages import Alert, Board
from centre.picture import Box, Colour, Element, Rect
from centre.stack import NOT_SMALL, Part, height, largest, stack
from centre.typeset import SMALLEST, Style, Try, block
from display.alert import GROUND
from display.notices import in_languages
from display.places import Layout

CAPS = tuple(0.046 * 0.94**step for step in range(25))
"""Capitals of the headline, shares of the screen's shorter side, largest first."""

BELOW, OTHER = 0.75, 0.55
"""The capitals of what stands below the headline, and of another language, over the headline's."""

AIR, PAD = 0.012, 0.012
"""What stays empty below the band, and within it above and below the text, shares of the shorter side."""

HIGHEST = 0.36
"""The most of the calls' height that a band takes."""


class Band(NamedTuple):
    """What it says, sentence by sentence in all languages of the centre; its ground and ink.

    ``smaller`` stands below the others, where there is room for it.
    """

    sentences: tuple[tuple[str, ...], ...]
    smaller: tuple[str, ...]
    ground: Colour
    ink: Colour = "night"


def band(centre: CentreFile, board: Board) -> Band | None:
    """Return the band of this board, None where the hall needs none."""
    if board.alert:
        return _warning(centre, board.alert)
    if board.resumes_at:
        coming = any(not call.serving for call in board.calls)
        first = in_languages(centre, texts_alarms.called_first) if coming else ()
        return Band(_until(centre, board.resumes_at), first, "mist")
    return None


def _until(centre: CentreFile, resumes_at: datetime) -> tuple[tuple[str, ...], ...]:
    """Return what is said from the all-clear until the windows call again."""
    zone = centre.centre.time_zone
    resumes = in_languages(centre, lambda language: texts_alarms.resumes(resumes_at, zone, language))
    return in_languages(centre, texts_alarms.all_clear), resumes


def _warning(centre: CentreFile, alert: Alert) -> Band:
    def stay(language: Language) -> str:
        shelter = texts.shelter(texts.shelter_name(centre.centre, language), language)
        return " ".join(filter(None, (texts_alarms.reception_goes_on(language), shelter)))

    headline = in_languages(centre, lambda language: texts_alarms.warning(alert.level, language))
    return Band((headline,), in_languages(centre, stay), *GROUND[alert.level])


def banded(place: Layout, told: Band) -> tuple[list[Element], Layout]:
    """Return the band, as high as its text needs, and the places below it."""
    air, pad = round(AIR * place.unit), round(PAD * place.unit)
    area = place.headings._replace(height=round(HIGHEST * place.calls.height))
    inner, style = area.inset(round(0.02 * place.unit), pad), Style(told.ink, told.ground, "centre")
    cap, parts = _size(inner, told, [share * place.unit for share in CAPS])
    if cap:
        area = area._replace(height=(height(parts, cap, inner.width) or 0) + 2 * pad)
        texts = stack(area.inset(round(0.02 * place.unit), pad), parts, cap, style)
    else:  # no screen of a hall is so small
        texts = block(inner, told.sentences[0][0], [Try(SMALLEST, 2)], style)
    headings = place.headings._replace(top=area.bottom + air)
    calls = place.calls._replace(top=headings.bottom, height=place.calls.bottom - headings.bottom)
    return [Box(area, told.ground), *texts], place._replace(headings=headings, calls=calls)


def _size(area: Rect, told: Band, sizes: list[float]) -> tuple[int, list[Part]]:
    """Return the capitals of the headline, and what is said: the first language alone where it would get small."""
    every, first = _parts(told, len(told.sentences[0])), _parts(told, 1)
    together, alone = (largest(area, parts, sizes) or 0 for parts in (every, first))
    return (together, every) if together >= NOT_SMALL * alone else (alone, first)


def _parts(told: Band, languages: int) -> list[Part]:
    """Return what is said in the first language, sentence by sentence; in another all that in one, and smaller."""
    first = [Part(said[0], told.ink, even=True) for said in told.sentences]
    first += [Part(text, told.ink, BELOW, 0.15, even=True) for text in told.smaller[:1]]
    every = (*told.sentences, *([told.smaller] if told.smaller else []))
    others = [" ".join(f"{text.rstrip('.')}." for text in said) for said in zip(*every, strict=True)][1:languages]
    return first + [Part(text, told.ink, OTHER, 0.25, even=True) for text in others]
