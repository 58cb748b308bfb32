# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Finds the marks in a picture, connected spots of ink, and the lines they stand in; it knows no letters."""

import dataclasses
import re
from collections.abc import Iterator

from PIL import Image, ImageDraw

HALF = 128
"""Of 255, what is light; a text that people can read lies on one side and its background on the other."""

LEAST_PX = 20
"""Marks lower than this are too small to be read and are left out."""

_GAP = 0.2
"""How far over a letter its accent stands at most, in heights of the letter."""

_INK = re.compile(rb"\xff+")


@dataclasses.dataclass
class Mark:
    """A connected spot of ink; ``runs`` are its pieces: row, first and last column."""

    left: int
    top: int
    right: int
    bottom: int
    runs: list[tuple[int, int, int]]

    @property
    def height(self) -> int:
        """Rows from top to bottom."""
        return self.bottom - self.top + 1

    @property
    def middle(self) -> float:
        """The column half way between its ends."""
        return (self.left + self.right) / 2

    @property
    def wide(self) -> bool:
        """True when it may be two letters that touch; a mark much wider than two is neither."""
        return self.height < self.right - self.left < 3 * self.height

    def picture(self) -> Image.Image:
        """Return the spot alone, white on black, cut to its size."""
        cut = Image.new("L", (self.right - self.left + 1, self.height))
        draw = ImageDraw.Draw(cut)
        for row, first, last in self.runs:
            draw.line((first - self.left, row - self.top, last - self.left, row - self.top), fill=255)
        return cut

    def cuts(self) -> Iterator[tuple["Mark", "Mark"]]:
        """Yield the spot cut in two wherever, in its middle half, little ink would be cut through."""
        width = self.right - self.left + 1
        for column in range(self.left + width // 4, self.right - width // 4):
            crossed = sum(first <= column < last for _, first, last in self.runs)
            if crossed < 0.3 * self.height:
                yield self._part(self.left, column), self._part(column + 1, self.right)

    def _part(self, left: int, right: int) -> "Mark":
        runs = [(row, max(a, left), min(b, right)) for row, a, b in self.runs if a <= right and b >= left]
        return _around(runs)

    def join(self, other: "Mark") -> "Mark":
        """Return both as one."""
        return _around(sorted(self.runs + other.runs))


def _around(runs: list[tuple[int, int, int]]) -> Mark:
    """Return the mark of these runs, which are in the order of their rows."""
    return Mark(min(run[1] for run in runs), runs[0][0], max(run[2] for run in runs), runs[-1][0], runs)


def lines(picture: Image.Image, *, light: bool = False) -> list[list[Mark]]:
    """Return the lines of dark marks, or of ``light`` ones, tallest line first, each from left to right.

    Light text has dark spots too, the insides of its letters; they stand in lines as well, and look like no letters.
    """
    ink = picture.convert("L").point([255 * ((n >= HALF) == light) for n in range(256)])
    found: list[list[Mark]] = []
    marks = [mark for mark in _marks(ink) if not _surrounds(mark, ink)]
    for mark in sorted(_with_accents(marks), key=lambda mark: mark.left):
        if mark.height >= LEAST_PX:
            line = next((line for line in found if _beside(line[-1], mark)), None)
            if line:
                line.append(mark)
            else:
                found.append([mark])
    return sorted(found, key=_height, reverse=True)


def words(line: list[Mark]) -> list[list[Mark]]:
    """Cut a line where the gap is wider than half its height."""
    gap = 0.5 * _height(line)
    parts = [[line[0]]]
    for mark in line[1:]:
        if mark.left - parts[-1][-1].right > gap:
            parts.append([mark])
        else:
            parts[-1].append(mark)
    return parts


def _height(line: list[Mark]) -> int:
    """Return the height in the middle of all."""
    return sorted(mark.height for mark in line)[len(line) // 2]


def _marks(ink: Image.Image) -> list[Mark]:
    """Join the runs of ink that touch, corners included, row by row."""
    data, width = ink.tobytes(), ink.width
    runs: list[tuple[int, int, int]] = []
    parent: list[int] = []
    above = range(0)
    for row in range(ink.height):
        start = len(runs)
        runs += [(row, run.start(), run.end() - 1) for run in _INK.finditer(data[row * width : (row + 1) * width])]
        here = range(start, len(runs))
        parent += here
        for low, high in _touching(runs, above, here):
            parent[_root(parent, high)] = _root(parent, low)
        above = here
    return _collect(runs, parent)


def _surrounds(mark: Mark, picture: Image.Image) -> bool:
    """Return True for a background: it reaches two edges of the picture or more."""
    edges = (mark.left == 0, mark.top == 0, mark.right == picture.width - 1, mark.bottom == picture.height - 1)
    return sum(edges) > 1


def _touching(runs: list[tuple[int, int, int]], above: range, here: range) -> Iterator[tuple[int, int]]:
    """Yield the pairs of runs of two rows that touch; both rows go from left to right."""
    up, down = above.start, here.start
    while up < above.stop and down < here.stop:
        if runs[up][1] <= runs[down][2] + 1 and runs[down][1] <= runs[up][2] + 1:
            yield up, down
        if runs[up][2] < runs[down][2]:
            up += 1
        else:
            down += 1


def _root(parent: list[int], run: int) -> int:
    while parent[run] != run:
        parent[run] = run = parent[parent[run]]
    return run


def _collect(runs: list[tuple[int, int, int]], parent: list[int]) -> list[Mark]:
    spots: dict[int, list[tuple[int, int, int]]] = {}
    for number, run in enumerate(runs):
        spots.setdefault(_root(parent, number), []).append(run)
    return [_around(spot) for spot in spots.values()]


def _with_accents(marks: list[Mark]) -> list[Mark]:
    """Join what stands over a letter (Й, Ї) or within it (the 0 of a typewriter face) with it."""
    letters = {id(mark): mark for mark in marks if mark.height >= LEAST_PX}
    # Of a thousand marks, as of a QR code, most are nowhere near: only of the others it is asked closely.
    reaches = [(body.top - _GAP * body.height, body.bottom, body) for body in letters.values()]
    for accent in marks:
        near = [body for top, bottom, body in reaches if top < accent.bottom < bottom]
        owners = [body for body in near if _belongs(accent, body)]
        if owners:
            owner = min(owners, key=lambda body: abs(body.middle - accent.middle))
            letters.pop(id(accent), None)
            letters[id(owner)] = letters.get(id(owner), owner).join(accent)
    return list(letters.values())


def _belongs(accent: Mark, body: Mark) -> bool:
    reach, gap = 0.3 * body.height, _GAP * body.height
    small = accent.height < 0.4 * body.height and accent.right - accent.left < 0.9 * body.height
    beside = body.left - reach < accent.middle < body.right + reach
    # Close above it: a line of small text may stand over a large number, and is no accent of it.
    over = body.top - gap < accent.bottom < body.top
    within = (
        body.top < accent.top and accent.bottom < body.bottom and body.left < accent.left < accent.right < body.right
    )
    return small and (within or (beside and over))


def _beside(line_end: Mark, mark: Mark) -> bool:
    """Return True when both stand in one line: most of the lower one is beside the other, and they are of a size."""
    shared = min(line_end.bottom, mark.bottom) - max(line_end.top, mark.top) + 1
    low, high = sorted((line_end.height, mark.height))
    return shared > 0.75 * low and high < 1.6 * low
