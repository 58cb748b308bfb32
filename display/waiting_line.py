# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One line of the waiting panel in its cell: letter, name, reason, number; it knows no other line but their sizes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.glyphs import width
from centre.picture import Colour, Element, Rect, cap_within
from centre.stack import NOT_SMALL, SECOND, Part, largest, stack
from centre.typeset import SMALLEST, Style, Try, block
from display.groups import Line

LARGEST = 0.04
"""A number's capitals as a share of the screen's shorter side."""

AIR = 0.09
"""What of a cell's height stays empty above and below the name, so that two names never look like one."""

NAME, REASON = 0.62, 0.92
"""Capitals: the largest name's over the number's; the reason's over the name's."""

CALM = 0.02
"""Names share one size, not below this share of the shorter side; only one that does not fit is set smaller."""


class Ink(NamedTuple):
    """The colours of the panel; while the centre is lost all is dimmed, and still readable."""

    ground: Colour
    number: Colour
    name: Colour
    reason: Colour

    @classmethod
    def of(cls, ground: Colour, *, stale: bool) -> "Ink":
        """Return the colours on this ground."""
        return cls(ground, "dim", "dim", "dim") if stale else cls(ground, "snow", "mist", "rose")


class Sizes(NamedTuple):
    """What the lines of a panel share: capitals of letters and numbers, width of the letters, colours."""

    number: int
    letters: int
    ink: Ink

    @classmethod
    def of(cls, cells: Sequence[Rect], lines: Sequence[Line], unit: int, ink: Ink) -> "Sizes":
        """Return them for these cells; ``unit`` is the screen's shorter side."""
        lowest = min(cell.height for cell in cells)
        number = min(cap_within(lowest), round(0.45 * lowest), round(LARGEST * unit))
        return cls(number, max(width(line.letter, number) for line in lines), ink)


def calm(cells: Sequence[Rect], lines: Sequence[Line], sizes: Sizes, unit: int) -> int:
    """Return the capitals that all names share: the largest at which every one fits, but not below CALM.

    0: there is a line that does not fit at any size.
    """
    most = int(NAME * sizes.number)
    fitting = [_fitting(cell, line, sizes, most)[0] for cell, line in zip(cells, lines, strict=True)]
    return max(min(fitting), min(int(CALM * unit), most)) if all(fitting) else 0


def waiting_line(cell: Rect, line: Line, sizes: Sizes, name: int) -> Iterator[Element]:
    """Draw the line; a service without tickets says so in words, and its number stays while somebody waits."""
    style, number = Style(sizes.ink.number, sizes.ink.ground), Try(sizes.number)
    yield from block(cell._replace(width=sizes.letters), line.letter, [number], style)
    middle = _middle(cell, line, sizes)
    count = Rect(cell.right - width(_count(line), sizes.number), cell.top, cell.width, cell.height)
    yield from block(count._replace(width=cell.right - count.left), _count(line), [number], style)
    cap, parts = _fitting(cell, line, sizes, name)
    if cap:
        yield from stack(middle, parts, cap, style)
        return
    # No screen of a hall is so small; then the reason matters more than the name.
    text = " · ".join((*line.reason[:1], *line.name[:1]))
    yield from block(middle, text, [Try(SMALLEST, 3)], style._replace(colour=sizes.ink.name))


def _fitting(cell: Rect, line: Line, sizes: Sizes, most: int) -> tuple[int, list[Part]]:
    """Return the largest capitals up to ``most`` at which the texts fit, and the texts; (0, []) when nothing does.

    The second language goes before the names get small, the air before anything is cut.
    """
    middle = _middle(cell, line, sizes)
    airy = middle.inset(0, round(AIR * cell.height))
    for area, least in ((airy, NOT_SMALL * most), (middle, SMALLEST)):
        for names, reasons in ((2, 2), (1, 2), (1, 1)):
            parts = _parts(line, names, reasons, sizes.ink)
            cap = largest(area, parts, range(most, max(int(least), SMALLEST) - 1, -1))
            if cap is not None:
                return cap, parts
    return 0, []


def _parts(line: Line, names: int, reasons: int, ink: Ink) -> list[Part]:
    """Return the name and the reason in so many languages."""
    named = [Part(text, ink.name, SECOND if i else 1) for i, text in enumerate(line.name[:names])]
    told = [Part(text, ink.reason, REASON * (SECOND if i else 1)) for i, text in enumerate(line.reason[:reasons])]
    return named + told


def _count(line: Line) -> str:
    """Return how many wait; nothing where nobody waits for a service that gives no tickets."""
    return "" if line.reason and not line.waiting else str(line.waiting)


def _middle(cell: Rect, line: Line, sizes: Sizes) -> Rect:
    """Return the room between letter and number."""
    gap, count = sizes.number // 2, width(_count(line), sizes.number)
    left = cell.left + sizes.letters + gap
    return cell._replace(left=left, width=cell.right - count - (gap if count else 0) - left)
