# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sets texts of unlike looks one below the other, each whole; it knows no meaning of them and cuts nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from centre.glyphs import width
from centre.picture import Colour, Rect, Text, line_height
from centre.typeset import SMALLEST, Style, lines_at, wrap

SECOND = 0.85
"""The second language's capitals over the first's, wherever both are small print."""

NOT_SMALL = 0.75
"""So much smaller the first language may get for the second; where it would be more, the second is left out."""


class Part(NamedTuple):
    """A text; ``share`` is its height of capitals, ``above`` the air over it, both in capitals of the stack.

    ``even``: its lines are made as long as each other, so that none is left with one word.
    """

    text: str
    colour: Colour
    share: float = 1.0
    above: float = 0.0
    even: bool = False


def height(parts: Sequence[Part], cap: int, room: int) -> int | None:
    """Return the pixels that the parts take below each other, None when a word is wider than ``room``."""
    total = 0
    for part in parts:
        lines, own = wrap(part.text, _own(part, cap), room), _own(part, cap)
        if any(width(line, own) > room for line in lines):
            return None
        total += len(lines) * line_height(own) + round(part.above * cap)
    return total


def largest(area: Rect, parts: Sequence[Part], caps: Iterable[float]) -> int | None:
    """Return the first of these heights of capitals at which all is inside the area, None when there is none."""
    for cap in map(int, caps):
        needed = height(parts, cap, area.width) if cap >= SMALLEST else None
        if needed is not None and needed <= area.height:
            return cap
    return None


def with_second(area: Rect, parts: Sequence[Part], caps: Iterable[float]) -> tuple[int, Sequence[Part]]:
    """Return the height of capitals and what is set in it: all, or the first part alone where that is much larger.

    A second language is no reason for small print: below NOT_SMALL of what the first could have, it goes. Nothing
    is returned, at a height of 0, where not even the first is inside the area at any of ``caps``.
    """
    sizes = list(caps)
    alone, together = largest(area, parts[:1], sizes) or 0, largest(area, parts, sizes) or 0
    if together and together >= NOT_SMALL * alone:
        return together, parts
    return alone, parts[: 1 if alone else 0]


def stack(area: Rect, parts: Sequence[Part], cap: int, style: Style) -> list[Text]:
    """Set the parts in the middle of the area's height; they stay inside when :func:`largest` said so."""
    top = area.top + (area.height - (height(parts, cap, area.width) or 0)) // 2
    texts: list[Text] = []
    for part in parts:
        own = _own(part, cap)
        lines = (_evenly if part.even else wrap)(part.text, own, area.width)
        top += round(part.above * cap)
        texts += lines_at(area._replace(top=top), lines, own, style._replace(colour=part.colour))
        top += len(lines) * line_height(own)
    return texts


def _evenly(text: str, cap: int, room: int) -> list[str]:
    """Return the text in as few lines as :func:`wrap` needs, in the narrowest room that lets it."""
    lines, narrow, wide = wrap(text, cap, room), 0, room
    while len(lines) > 1 and wide - narrow > cap:
        middle = (narrow + wide) // 2
        evener = wrap(text, cap, middle)
        if len(evener) == len(lines) and all(width(line, cap) <= middle for line in evener):
            lines, wide = evener, middle
        else:
            narrow = middle
    return lines


def _own(part: Part, cap: int) -> int:
    return max(round(part.share * cap), SMALLEST)
