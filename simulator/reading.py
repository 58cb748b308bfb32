# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads tickets and hall screens back from their pixels; it knows nothing of who drew them or what was meant.

Each mark is held against every letter and digit of the DejaVu faces, all stretched to one size, so that a number that was
stretched or squeezed reads alike. (Tesseract was tried first: of 240 such numbers it misread 32 to 112.)
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageStat

from simulator.fonts import Face, face
from simulator.marks import Mark, lines, words

LETTERS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
DIGITS = "0123456789"

LARGEST_DISTANCE = 45.0
"""Of 255, the mean difference of a mark from what it is read as; beyond it is unreadable. True ones stay below 30."""

LEAST_MARKS, MOST_MARKS = 4, 7
"""A ticket number: one or two letters and three to five digits."""

_SIZE = (20, 28)
_EM = 96
_FACES: tuple[Face, ...] = ("DejaVuSans-Bold", "DejaVuSans", "DejaVuSansMono-Bold", "DejaVuSansMono")
_NUMBER = re.compile(f"[{LETTERS}]{{1,2}}[{DIGITS}]{{3,5}}")


class Shape(NamedTuple):
    """What a character looks like in one face."""

    character: str
    picture: Image.Image


def check_installed() -> None:
    """Raise Unavailable, naming the package, when the typefaces that reading compares with are missing."""
    _shapes(DIGITS)


def read_ticket_number(png: Path) -> str | None:
    """Return the number that stands in the tallest line that is one, such as ``А012``; None if there is none."""
    with Image.open(png) as picture:
        for line in lines(picture):
            for word in words(line):
                if number := _number(_separated(word)):
                    return number
    return None


def read_calls(png: Path) -> list[tuple[str, int]]:
    """Return the calls on a hall screen from top to bottom: a ticket number and, later in its line, a window's."""
    calls: list[tuple[int, str, int]] = []
    with Image.open(png) as picture:
        for line in (*lines(picture), *lines(picture, light=True)):
            calls += _calls(line)
    return [(ticket, window) for _, ticket, window in sorted(calls)]


def _calls(line: list[Mark]) -> Iterator[tuple[int, str, int]]:
    """Yield a line's calls, each after the row of pixels it begins in."""
    ticket = None
    for word in map(_separated, words(line)):
        if number := _number(word):
            ticket = number
        elif ticket and (window := _read(word, DIGITS)):
            yield word[0].top, ticket, int(window)
            ticket = None


def _number(word: list[Mark]) -> str | None:
    """Return a word as a ticket number: a letter, a letter or digit when there are five marks or more, digits."""
    if not LEAST_MARKS <= len(word) <= MOST_MARKS:
        return None
    first, rest = _read(word[:1], LETTERS), _read(word[-3:], DIGITS)
    between = [_read([mark], LETTERS + DIGITS if place == 0 else DIGITS) for place, mark in enumerate(word[1:-3])]
    if not first or not rest or not all(between):
        return None
    number = first + "".join(character or "" for character in between) + rest
    return number if _NUMBER.fullmatch(number) else None


def _separated(word: list[Mark]) -> list[Mark]:
    """Cut in two each mark that is like no character but whose parts are: neighbours that touch, as Ж5 may."""
    parts: list[Mark] = []
    if len(word) > MOST_MARKS:
        return word
    for mark in word:
        cuts = () if _nearest(mark, LETTERS + DIGITS)[0] <= LARGEST_DISTANCE else mark.cuts()
        judged = [(max(_nearest(part, LETTERS + DIGITS)[0] for part in pair), pair) for pair in cuts]
        worst, pair = min(judged, key=lambda one: one[0], default=(LARGEST_DISTANCE, (mark, mark)))
        parts += pair if worst < LARGEST_DISTANCE else (mark,)
    return parts


def _read(word: list[Mark], alphabet: str) -> str | None:
    """Return the word in characters of the alphabet, None if one mark is like none of them."""
    nearest = [_nearest(mark, alphabet) for mark in word]
    readable = all(distance <= LARGEST_DISTANCE for distance, _ in nearest)
    return "".join(character for _, character in nearest) if readable else None


def _nearest(mark: Mark, alphabet: str) -> tuple[float, str]:
    """Return the character that the mark is most like, and how far it is from it."""
    seen = _stretched(mark.picture())
    return min((_distance(seen, shape.picture), shape.character) for shape in _shapes(alphabet))


def _distance(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@functools.lru_cache(maxsize=8)
def _shapes(alphabet: str) -> tuple[Shape, ...]:
    return tuple(Shape(character, _drawn(character, name)) for name in _FACES for character in alphabet)


def _drawn(character: str, name: Face) -> Image.Image:
    cell = Image.new("L", (2 * _EM, 2 * _EM))
    ImageDraw.Draw(cell).text((_EM // 2, _EM // 2), character, fill=255, font=face(name, _EM))
    return _stretched(cell.crop(cell.point([255 * (n > 127) for n in range(256)]).getbbox()))  # noqa: PLR2004


def _stretched(picture: Image.Image) -> Image.Image:
    return picture.resize(_SIZE, Image.Resampling.BOX)
