# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads tickets and hall screens back from their pixels; it knows nothing of who drew them or what was meant.

Each mark is held against every letter and digit of the faces that Cherha draws with, all stretched to one size, so that
one that was stretched or squeezed reads alike. (Tesseract was tried first: of 240 such numbers it misread 32 to 112.)
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from simulator.fonts import Face, face
from simulator.marks import Mark, lines, words

LETTERS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
DIGITS = "0123456789"

COPY = "КОПІЯ"
COPY_LINES = 2
"""It stands right over the number, alone in its line; there may be one of another language between them."""

LARGEST_DISTANCE = 38.0
"""Of 255, the mean difference of a mark from what it is read as; beyond it is unreadable. True ones stay below 30."""

DOUBT = 10.0
"""A mark that is nearer than this to a digit may still be a letter, where a letter is due: О and 0, З and 3."""

LEAST_MARKS, MOST_MARKS = 4, 7
"""A ticket number: one or two letters and three to five digits."""

_SIZE = (20, 28)
_KINDS: tuple[tuple[Face, int], ...] = (
    ("DejaVuSans-Bold", 96),
    ("DejaVuSans", 96),
    ("DejaVuSansMono-Bold", 96),
    ("DejaVuSansMono", 96),
    ("RobotoCondensed-Bold", 96),
    ("DejaVuSansMono-Bold", 20),
    ("DejaVuSansMono", 20),
)
"""Faces and sizes; a receipt printer's own characters are few dots, multiplied."""

_NUMBER = re.compile(f"[{LETTERS}]{{1,2}}[{DIGITS}]{{3,5}}")


def check_installed() -> None:
    """Raise Unavailable, naming the package, when the typefaces that reading compares with are missing."""
    _shapes()


def read_ticket_number(png: Path) -> str | None:
    """Return the number that stands in the tallest line that is one, such as ``А012``; None if there is none."""
    with Image.open(png) as picture:
        return _numbered(lines(picture))[0]


def is_copy(png: Path) -> bool:
    """Return whether a ticket says over its number that it is a copy; of one without a number it is not known."""
    return read_ticket(png)[1]


def read_ticket(png: Path) -> tuple[str | None, bool]:
    """Return what both functions above do, at the price of one: most of it is to find the lines."""
    with Image.open(png) as picture:
        found = lines(picture)
    number, line = _numbered(found)
    return number, _says_copy(found, line)


def _numbered(found: list[list[Mark]]) -> tuple[str | None, list[Mark]]:
    """Return the number in the tallest line that has one, and that line."""
    return next(((number, line) for line in found if (number := _number_in(line))), (None, []))


def _says_copy(found: list[list[Mark]], number: list[Mark]) -> bool:
    if not number:
        return False
    top = min(mark.top for mark in number)
    over = sorted((line for line in found if line[0].bottom < top), key=lambda line: line[0].bottom)
    return any([_read(_separated(word), LETTERS) for word in words(line)] == [COPY] for line in over[-COPY_LINES:])


def read_calls(png: Path) -> list[tuple[str, int]]:
    """Return the calls on a hall screen from top to bottom: a ticket number and, later in its line, a window's."""
    calls: list[tuple[int, str, int]] = []
    with Image.open(png) as picture:
        for line in (*lines(picture), *lines(picture, light=True)):
            calls += _calls(line)
    return [(ticket, window) for _, ticket, window in sorted(calls)]


def _number_in(line: list[Mark]) -> str | None:
    """Return the first ticket number of a line.

    A picture that stands alone, as of a shelter, is none: no use to try it as touching letters, cut wherever it may be.
    """
    enough = (word for word in words(line) if len(word) >= LEAST_MARKS // 2)
    return next((number for word in enough if (number := _number(_separated(word)))), None)


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
        whole = not mark.wide or _nearest(mark, LETTERS + DIGITS)[0] <= LARGEST_DISTANCE
        cuts = () if whole else mark.cuts()
        judged = [(max(_nearest(part, LETTERS + DIGITS)[0] for part in pair), pair) for pair in cuts]
        worst, pair = min(judged, key=lambda one: one[0], default=(LARGEST_DISTANCE, (mark, mark)))
        parts += pair if worst < LARGEST_DISTANCE else (mark,)
    return parts


def _read(word: list[Mark], alphabet: str) -> str | None:
    """Return the word in characters of the alphabet, None if one mark is like none of them."""
    nearest = [_nearest(mark, alphabet) for mark in word]
    limits = [min(_nearest(mark, LETTERS + DIGITS)[0] + DOUBT, LARGEST_DISTANCE) for mark in word]
    readable = all(distance <= limit for (distance, _), limit in zip(nearest, limits, strict=True))
    return "".join(character for _, character in nearest) if readable else None


def _nearest(mark: Mark, alphabet: str) -> tuple[float, str]:
    """Return how far the mark is from the character that it is most like, and that character."""
    distances = _distances(_stretched(mark.picture()).tobytes())
    return min((distances[character], character) for character in alphabet)


@functools.lru_cache(maxsize=4096)
def _distances(seen: bytes) -> dict[str, float]:
    """Return how far a stretched mark is from each character, in the face that it is nearest in.

    All are compared at once, and a box of pixels becomes its mean: one by one it took the longest of a whole demo.
    """
    shapes = _shapes()
    count = shapes.height // _SIZE[1]
    differs = ImageChops.difference(Image.frombytes("L", shapes.size, seen * count), shapes)
    means = memoryview(differs.convert("F").resize((1, count), Image.Resampling.BOX).tobytes()).cast("f")
    faces = len(_KINDS)
    return {
        character: min(means[place * faces : (place + 1) * faces]) for place, character in enumerate(LETTERS + DIGITS)
    }


@functools.cache
def _shapes() -> Image.Image:
    """Return every character in every face, one below the other."""
    shapes = [_drawn(character, *kind).tobytes() for character in LETTERS + DIGITS for kind in _KINDS]
    return Image.frombytes("L", (_SIZE[0], _SIZE[1] * len(shapes)), b"".join(shapes))


def _drawn(character: str, name: Face, em: int) -> Image.Image:
    cell = Image.new("L", (2 * em, 2 * em))
    draw = ImageDraw.Draw(cell)
    draw.fontmode = "1"
    draw.text((em // 2, em // 2), character, fill=255, font=face(name, em))
    return _stretched(cell.crop(cell.getbbox()))


def _stretched(picture: Image.Image) -> Image.Image:
    return picture.resize(_SIZE, Image.Resampling.BOX)
