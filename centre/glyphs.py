# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How wide the screen's letters are, so that a picture can be laid out without a screen; it opens no font."""

import functools
import math

from centre.typeface import SCREEN

RISE, FALL = 0.28, 0.33
"""What a line takes above its capitals (Й, Ї, Ґ) and below the baseline (Щ, у, ф), in heights of a capital."""

_ADVANCES = {
    627: "'",
    725: "іїijl \u00a0",
    750: "/",
    775: "ІЇIJ",
    800: ".,’ʼ",
    825: ":;",
    850: "-",
    900: "f",
    950: "!()",
    1000: "t",
    1025: "r–",
    1075: 'гґ"',
    1200: "зтz?",
    1225: "єсcs",
    1300: "вь",
    1325: "ГҐхяLx«»",
    1350: "уvy“”",
    1375: "k",
    1400: "ЕТаекEFTae",
    1425: "нопчo0123456789",
    1450: "бий",
    1475: "ЗрSbdghnpqu",
    1500: "лYZ",
    1525: "ЄРСцCP",
    1575: "БВЬB",
    1600: "АУХЯAKRVX",
    1675: "КЧдмU",
    1700: "DG",
    1725: "ИЙЛНПHN+",
    1750: "ОOQ",
    1800: "&",
    1825: "Д",
    1900: "Цw",
    2000: "ю",
    2050: "МФжфM—…",
    2075: "%",
    2150: "m",
    2175: "ш",
    2275: "щW",
    2425: "Ю",
    2475: "№",
    2525: "Ж",
    2550: "Ш",
    2725: "Щ",
}
"""Units of an em -> its characters, each rounded up to the next multiple of 25 to keep the table short."""

_WIDTH = {character: units for units, characters in _ADVANCES.items() for character in characters}
_UNKNOWN = 2750
"""Wider than Щ, the widest letter of the table."""


def font_size(cap_px: int) -> int:
    """Return the em in pixels at which a capital is at least ``cap_px`` high."""
    return math.ceil(cap_px * SCREEN.em / SCREEN.cap)


@functools.lru_cache(maxsize=4096)
def width(text: str, cap_px: int) -> int:
    """Return the most pixels the text can take at this height of capitals; hinting adds half a pixel a letter.

    What was measured is kept: of frame after frame nearly all words are the same, and a Pi Zero feels it.
    """
    units = sum(_WIDTH.get(character, _UNKNOWN) for character in text)
    return math.ceil(units * font_size(cap_px) / SCREEN.em + len(text) / 2)


def width_in_caps(text: str) -> float:
    """Return the width of a big text in heights of its capitals."""
    return width(text, 1000) / 1000
