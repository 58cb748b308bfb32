# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""In which words a page may stand on a screen, best first, and the first of them that have room: pure.

Where there is no room for all, both languages say it shorter, the second first; then it goes. It knows no targets.
"""

from collections.abc import Iterator, Sequence

from centre.picture import Rect
from centre.stack import Part, largest
from centre.typeset import SMALLEST
from kiosk import tiles
from kiosk.looks import Look
from kiosk.said import Said

GAP = 0.35
"""The air between two languages, in capitals."""


def ways(spoken: Sequence[Sequence[Said]]) -> Iterator[list[Said]]:
    """Yield how it may be said, best first: the second language never says more, and is the first to go.

    ``spoken``: what is said in each language, whole and then ever shorter.
    """
    first, *others = spoken
    for second in others:
        pairs = [(i, j) for i in range(len(first)) for j in range(i, len(second))]
        yield from ([first[i], second[j]] for i, j in sorted(pairs, key=lambda pair: (sum(pair), pair)))
    yield from ([one] for one in first)


def parts(way: Sequence[Said], look: Look) -> list[Part]:
    """Return the sentences, with air before a new language."""
    return [
        Part(
            sentence.text,
            look.quiet if i or sentence.quiet else look.ink,
            sentence.share,
            above=GAP if i and not j else 0.0,
            even=True,
        )
        for i, one in enumerate(way)
        for j, sentence in enumerate(one)
    ]


def fitting(area: Rect, wordings: Sequence[list[Part]], least: int, most: float) -> tuple[int, list[Part]]:
    """Return the first that has room in legible capitals, and their height; else the last, as high as it can be."""
    for wording in wordings:
        if cap := largest(area, wording, tiles.caps(most, least_of(wording, least))):
            return cap, wording
    return largest(area, wordings[-1], tiles.caps(least, SMALLEST)) or SMALLEST, wordings[-1]


def least_of(wording: Sequence[Part], least: int) -> int:
    """Return how high capitals must be so that those of the lowest part are legible."""
    return max(round(least / min(part.share for part in wording)), least)
