# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lines of text as black and white strips for a thermal head; it knows dots and fonts, not tickets or printers.

8 dots are 1 mm (203 dpi). Everything is thresholded, never dithered: a grey dot is a hole in a letter.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from centre.typeface import PAPER
from kiosk import qr_code
from kiosk.qr_code import BLACK, WHITE

THRESHOLD = 128
RULE_DOTS = 3

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Where a line is never broken."""

ROOM_ABOVE, ROOM_BELOW = 0.24, 0.28
"""White kept over and under a capital for the hook of Ґ and the tail of щ, as parts of its height."""

NARROWED = 1.2
"""A line up to so much wider than the paper is narrowed rather than broken: few see it, and a line is saved."""

COARSE = 2
"""What is coarse is sent in a quarter of the dots, and the printer doubles them both ways: 0.25 mm steps, which a
number of 21 mm and the modules of a QR code do not show."""

BYTE_DOTS = 8
"""A picture is as wide as whole bytes on both sides of the middle, so that a printer centres it to the dot."""


KEPT_TEXTS = 64
"""So many paragraphs stay drawn, some 2 MB: windows, minutes and «Перед вами …» come again, only a number does not."""


TEXT_CAP_DOTS = 40
"""4.9 mm: 0.7 degrees at 40 cm (EN 301 549, 5.1.4)."""


class Line(NamedTuple):
    """One paragraph, its capitals ``cap_dots`` high, ``gap_dots`` of white above; ``rule``: a ruled line instead.

    ``code``: the text as a QR code, not as letters.
    """

    text: str
    cap_dots: int = TEXT_CAP_DOTS
    gap_dots: int = 14
    rule: bool = False
    coarse: bool = False
    code: bool = False


class Strip(NamedTuple):
    """A picture of mode "1", black on white, in the middle of the paper, ``gap_dots`` of white above it.

    The printer enlarges it ``scale`` times.
    """

    picture: Image.Image
    gap_dots: int
    scale: int = 1

    @property
    def height(self) -> int:
        """Return how many dots of paper the picture takes."""
        return self.picture.height * self.scale


class Sheet(NamedTuple):
    """Strips one under another, and the white after the last of them."""

    strips: tuple[Strip, ...]
    rest_dots: int

    @property
    def height(self) -> int:
        """Return how many dots of paper it takes."""
        return sum(strip.gap_dots + strip.height for strip in self.strips) + self.rest_dots


MARGIN_DOTS = 8
"""1 mm left and right: a roll that sits a little aside must not lose a letter."""


def room_dots(width_dots: int) -> int:
    """Return how wide ink may be on paper so wide."""
    return width_dots - 2 * MARGIN_DOTS


def lay_out(lines: Sequence[Line], width_dots: int, *, coarse: bool = False) -> Sheet:
    """Return the lines, wrapped and centred, for paper ``width_dots`` wide; ``coarse``: all of them are.

    A word wider than the paper is narrowed to fit, never cut. Raise Unavailable when the font is not installed.
    """
    strips: list[Strip] = []
    white = 0
    for line in lines:
        white += line.gap_dots
        for above, strip, below in _rows(line._replace(coarse=coarse or line.coarse), width_dots):
            strips.append(strip._replace(gap_dots=white + above))
            white = below
    return Sheet(tuple(strips), white)


def has_room_for(code: Line, width_dots: int) -> bool:
    """Return whether a QR code of the line's text fits paper so wide."""
    return qr_code.fits(code.text, room_dots(width_dots) // COARSE)


def draw(lines: Sequence[Line], width_dots: int, *, coarse: bool = False) -> Image.Image:
    """Return the lines as the printer puts them on paper: mode "1", exactly ``width_dots`` wide, black on white."""
    sheet = lay_out(lines, width_dots, coarse=coarse)
    paper = Image.new("1", (width_dots, sheet.height), WHITE)
    top = 0
    for strip in sheet.strips:
        width, height = strip.picture.width * strip.scale, strip.height
        top += strip.gap_dots
        paper.paste(strip.picture.resize((width, height), Image.Resampling.NEAREST), ((width_dots - width) // 2, top))
        top += height
    return paper


def wrap(text: str, measure: Callable[[str], float], limit: float) -> list[str]:
    """Return a text in as few lines as keep ``measure`` within ``limit``, evenly long.

    Words are parted by spaces, not by no-break spaces, and never hyphenated; one too long for a line gets its own.
    """
    lines = _greedy(text, measure, limit)
    narrow, wide = 0.0, limit
    while len(lines) > 1 and wide - narrow > limit / 50:
        middle = (narrow + wide) / 2
        evener = _greedy(text, measure, middle)
        if len(evener) > len(lines):
            narrow = middle
        else:
            lines, wide = evener, middle
    return lines


def _greedy(text: str, measure: Callable[[str], float], limit: float) -> list[str]:
    """Fill each line before the next is begun."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@functools.cache
def font(cap_dots: int) -> ImageFont.FreeTypeFont:
    """Return the font whose capitals are ``cap_dots`` high, or raise Unavailable when it is not installed."""
    return ImageFont.truetype(PAPER.installed(), round(cap_dots / PAPER.capital), layout_engine=ImageFont.Layout.BASIC)


def _rows(line: Line, width_dots: int) -> Iterator[tuple[int, Strip, int]]:
    """Yield the strips a line is made of, each with the white above and below it."""
    scale = COARSE if line.coarse or line.code else 1
    room = room_dots(width_dots)
    if line.rule:
        yield 0, Strip(Image.new("1", (width_dots, RULE_DOTS), BLACK), 0), 0
    elif line.code:
        yield 0, Strip(_centred(qr_code.draw(line.text, room // scale)), 0, scale), 0
    else:
        yield from _text_rows(line.text, line.cap_dots // scale, room // scale, scale)


@functools.lru_cache(maxsize=KEPT_TEXTS)
def _text_rows(text: str, cap_dots: int, room: int, scale: int) -> tuple[tuple[int, Strip, int], ...]:
    return tuple(_drawn_rows(text, cap_dots, room, scale))


def _drawn_rows(paragraph: str, cap_dots: int, room: int, scale: int) -> Iterator[tuple[int, Strip, int]]:
    face = font(cap_dots)
    above, below = round(cap_dots * (1 + ROOM_ABOVE)), round(cap_dots * ROOM_BELOW)
    for text in wrap(paragraph, face.getlength, room * NARROWED):
        left, top, right, bottom = (round(edge) for edge in face.getbbox(text, anchor="ls"))
        ink = Image.new("L", (right - left, bottom - top), WHITE)
        ImageDraw.Draw(ink).text((-left, -top), text, font=face, fill=BLACK, anchor="ls")
        if ink.width > room:
            ink = ink.resize((room, ink.height), Image.Resampling.BOX)
        strip = Strip(_centred(ink.point([BLACK] * THRESHOLD + [WHITE] * (256 - THRESHOLD), "1")), 0, scale)
        yield max(above + top, 0) * scale, strip, max(below - bottom, 0) * scale


def _centred(ink: Image.Image) -> Image.Image:
    """Return the picture with white at both sides, as wide as whole bytes on both sides of the middle."""
    wide = Image.new("1", (-(-ink.width // (2 * BYTE_DOTS)) * 2 * BYTE_DOTS, ink.height), WHITE)
    wide.paste(ink, ((wide.width - ink.width) // 2, 0))
    return wide
