# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is wrong in the hall, in what words and in what letters: as large as the seats need, if it can; no place."""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from centre.config import CentreFile
from centre.messages import Board
from centre.picture import Colour, Rect
from centre.stack import NOT_SMALL, SECOND, Part, largest
from display import words
from display.notices import ails, in_languages

REST = (1.0, 0.75, 0.6, 0.5)
"""Capitals of what is not the first sentence of the gravest, over that one's, as far as they must give way."""

OTHERS = (0.55, 0.4)
"""The same of another language, which is smaller than the first's rest too."""

LARGEST, SMALLEST_SHARE = 0.026, 0.0145
"""Capitals, shares of the shorter side: the largest, unless those that are just legible from the seats are larger, and
the least."""

STEP = 0.94
"""From one size that is tried to the next."""


class Note(NamedTuple):
    """What is said, the gravest first, each in all languages of the centre; on what ground."""

    said: tuple[tuple[str, ...], ...]
    ground: Colour


class Way(NamedTuple):
    """How it may be set: the capitals of its first sentence, those of the rest over them, and the texts."""

    cap: int
    rest: float
    parts: list[Part]

    def size(self) -> float:
        """Return how large it is; the rest counts, but less than the first sentence."""
        return self.cap * math.cbrt(self.rest)


def note(
    centre: CentreFile, board: Board | None, since: datetime | None, now: datetime, ill: Collection[str]
) -> Note | None:
    """Return what is wrong; while the centre is lost, that alone, for all else may be over. None: all is well."""
    if since is not None:
        return Note((_lost(centre, since, now, board=board is not None),), "rose")
    said = ails(board, centre, ill)[::-1] if board else []
    urgent = board is not None and board.power == "battery_low"
    return Note(tuple(said), "rose" if urgent else "mist") if said else None


def set_in(area: Rect, told: Note, unit: int, legible: int) -> tuple[Way | None, bool]:
    """Return how it is set in the area, None where it has no room; and whether the first language is legible.

    The other languages stay while the first sentence is not much smaller for them.
    """
    least = min(legible, round(SMALLEST_SHARE * unit))
    caps = _caps(max(legible, round(LARGEST * unit)), legible, least)
    alone = _best(area, told, 0.0, caps, legible)
    if alone is None:
        return None, False
    larger = [cap for cap in caps if cap >= NOT_SMALL * alone.cap]
    every = (_best(area, told, other, larger, legible) for other in (OTHERS if len(told.said[0]) > 1 else ()))
    return next((way for way in every if way), alone), alone.cap >= legible


def _best(area: Rect, told: Note, other: float, caps: Sequence[int], legible: int) -> Way | None:
    """Return the first way that is legible, else the largest; with the other languages so large, without them at 0."""
    found: list[Way] = []
    for rest in (rest for rest in REST if other <= SECOND * rest):
        parts = list(_parts(told, other, rest))
        if cap := largest(area, parts, caps):
            found.append(Way(cap, rest, parts))
            if cap >= legible:
                return found[-1]
    return max(found, key=Way.size, default=None)


def _caps(most: int, legible: int, least: int) -> list[int]:
    """Return the capitals to be tried, the largest first: few, since each try costs a Pi a millisecond."""
    steps = [round(most * STEP**step) for step in range(30)]
    return sorted({legible, least, *(cap for cap in steps if cap > least)}, reverse=True)


def _parts(told: Note, other: float, rest: float) -> Iterator[Part]:
    """Yield the gravest's first sentence, the rest of it, the others; then all that in each other language."""
    ink: Colour = "night"
    head, _, tail = told.said[0][0].partition(". ")
    yield Part(f"{head.rstrip('.')}.", ink, even=True)
    others = [tail, " ".join(said[0] for said in told.said[1:])]
    yield from (Part(text, ink, rest, 0.05, even=True) for text in others if text)
    for texts in list(zip(*told.said, strict=True))[1:] if other else ():
        yield Part(" ".join(texts), ink, other, 0.15, even=True)


def _lost(centre: CentreFile, since: datetime, now: datetime, *, board: bool) -> tuple[str, ...]:
    zone = centre.centre.time_zone
    lost = in_languages(centre, lambda language: words.no_connection(since, now, zone, language))
    stale = in_languages(centre, words.maybe_stale) if board else ()
    return tuple(" ".join(filter(None, said)) for said in zip_longest(lost, stale))
