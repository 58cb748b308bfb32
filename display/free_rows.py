# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands in the rows that no call needs: why numbers jump, large enough for the seats; it knows no calls.

So the calls keep their size and place, however many there are, and half a screen is not left empty. Where all rows are
taken the sentence stands at the foot, in small print.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.picture import Element, Rect
from centre.stack import NOT_SMALL, Part, largest, stack
from centre.typeset import SMALLEST, Style

REASON = (0.8, 0.6, 1.0)
"""Capitals of the reason, over those of the fact: smaller, much smaller, or alike where all of it is small."""

OTHER = 0.75
"""The same of another language."""

SMALLEST_SHARE, AIR = 0.022, 0.012
"""The least capitals, larger than the foot's; and what stays empty above and below; shares of the shorter side.

The largest are those that are just legible from the seats: the calls are what is to be seen first.
"""


class Way(NamedTuple):
    """How the sentences may be set: the capitals of the fact, those of the reason over them, and the texts."""

    cap: int
    reason: float
    parts: list[Part]


def free_rows(area: Rect, said: Sequence[str], legible: int, unit: int) -> Way | None:
    """Return how the sentences are set in the area, None where they would be no larger than at the foot."""
    least = max(round(SMALLEST_SHARE * unit), SMALLEST)
    caps, inner = range(max(legible, least), least - 1, -1), _inner(area, unit)
    ways = [(reason, [*_parts(said, reason)]) for reason in REASON]
    found = [Way(cap, reason, parts) for reason, parts in ways if (cap := largest(inner, parts, caps))]
    best = max(found, key=lambda way: way.cap * way.reason, default=None)
    return next((way for way in found if way.cap >= legible), best)


def better(every: Way | None, alone: Way | None) -> bool:
    """Return whether all languages stand there: not where the first would be much larger without the others."""
    return every is not None and (alone is None or every.cap >= NOT_SMALL * alone.cap)


def set_in(area: Rect, way: Way, unit: int) -> list[Element]:
    """Return the sentences in the middle of the area."""
    return [*stack(_inner(area, unit), way.parts, way.cap, Style("mist"))]


def _inner(area: Rect, unit: int) -> Rect:
    return area.inset(0, round(AIR * unit))


def _parts(said: Sequence[str], reason: float) -> Iterator[Part]:
    """Yield, for each language, the fact, and what stands behind its colon."""
    for place, text in enumerate(said):
        share, above = (OTHER, 0.4) if place else (1.0, 0.0)
        fact, colon, why = text.partition(": ")
        if reason == 1.0 or not colon:
            yield Part(text, "mist", share, above, even=True)
        else:
            yield Part(f"{fact}:", "mist", share, above, even=True)
            yield Part(why, "mist", reason * share, even=True)
