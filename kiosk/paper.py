# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lines of text as a black and white picture for a thermal head; it knows dots and fonts, not tickets or printers.

8 dots are 1 mm (203 dpi). Everything is thresholded, never dithered: a grey dot is a hole in a letter.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from centre import typeface

BLACK, WHITE = 0, 255
THRESHOLD = 128
RULE_DOTS = 3

ROOM_ABOVE, ROOM_BELOW = 0.3, 0.27
"""White kept over and under a capital for the dots of Ї and the tail of щ, as parts of its height."""

NARROWED = 1.08
"""A line up to so much wider than the paper is narrowed rather than broken: nobody sees it, and a line is saved."""


class Line(NamedTuple):
    """One paragraph, its capitals ``cap_dots`` high, ``gap_dots`` of white above; or a ruled line instead of text."""

    text: str
    cap_dots: int = 30
    gap_dots: int = 14
    rule: bool = False


MARGIN_DOTS = 8
"""1 mm left and right: a roll that sits a little aside must not lose a letter."""


def draw(lines: Sequence[Line], width_dots: int) -> Image.Image:
    """Return the lines, wrapped and centred, as a picture of mode "1" exactly ``width_dots`` wide, black on white.

    A word wider than the paper is narrowed to fit, never cut. Raise Unavailable when the font is not installed.
    """
    rows = [(strip, gap) for line in lines for strip, gap in _strips(line, width_dots)]
    height = sum(strip.height + gap for strip, gap in rows)
    sheet = Image.new("L", (width_dots, height), WHITE)
    top = 0
    for strip, gap in rows:
        sheet.paste(strip, ((width_dots - strip.width) // 2, top + gap))
        top += gap + strip.height
    return sheet.point([BLACK] * THRESHOLD + [WHITE] * (256 - THRESHOLD), "1")


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
    size = round(cap_dots / typeface.CAPITAL)
    return ImageFont.truetype(typeface.installed(), size, layout_engine=ImageFont.Layout.BASIC)


def _strips(line: Line, width_dots: int) -> Iterator[tuple[Image.Image, int]]:
    """Yield the pictures a line is made of, each with the white above it."""
    if line.rule:
        yield Image.new("L", (width_dots, RULE_DOTS), BLACK), line.gap_dots
        return
    face = font(line.cap_dots)
    gap, room = line.gap_dots, width_dots - 2 * MARGIN_DOTS
    for text in wrap(line.text, face.getlength, room * NARROWED):
        yield _strip(text, face, line.cap_dots, room), gap
        gap = 0


def _strip(text: str, face: ImageFont.FreeTypeFont, cap_dots: int, width_dots: int) -> Image.Image:
    """Return one line of text as grey, at most ``width_dots`` wide."""
    left, _, right, _ = face.getbbox(text, anchor="ls")
    above = round(cap_dots * (1 + ROOM_ABOVE))
    strip = Image.new("L", (round(right - left), above + round(cap_dots * ROOM_BELOW)), WHITE)
    ImageDraw.Draw(strip).text((-left, above), text, font=face, fill=BLACK, anchor="ls")
    if strip.width > width_dots:
        return strip.resize((width_dots, strip.height), Image.Resampling.BOX)
    return strip
