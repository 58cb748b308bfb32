# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the screen of a Pi shows before anything of Cherha runs on it: pure."""

from typing import NamedTuple

from card.face_words import Words
from centre.picture import Colour, Picture, Rect
from centre.sight import Measured
from centre.stack import SECOND, Part, largest, stack
from centre.typeset import SMALLEST, Style

LARGEST, STEPS = 0.07, 40
"""The largest capital of a text, a share of the screen's height."""

HEADLINE = 1.6
"""Its capitals over the text's."""

COLOURS: dict[str, Colour] = {"waits": "snow", "wrong": "rose", "done": "amber"}
"""Of the headline, which says in words what it means."""


class AnyScreen(NamedTuple):
    """A screen of which nothing is known: a picture of this size fits into any that has a cable."""

    diagonal_inches: float = 24.0
    width_px: int = 1280
    height_px: int = 720


def draw(screen: Measured, words: Words) -> Picture:
    """Return the picture: as large as all of it has room, and small print only where the screen is small."""
    width, height = screen.width_px, screen.height_px
    area = Rect(0, 0, width, height).inset(width // 20, height // 20)
    parts = _parts(words)
    sizes = [height * LARGEST * (STEPS - step) / STEPS for step in range(STEPS)]
    cap = largest(area, parts, sizes) or SMALLEST
    return Picture(width, height, "night", tuple(stack(area, parts, cap, Style("snow"))))


def _parts(words: Words) -> list[Part]:
    parts = []
    for number, told in enumerate(words.told):
        share, air = (SECOND, 1.2) if number else (1.0, 0.0)
        quiet: Colour = "mist" if number else "snow"
        headline: Colour = "mist" if number else COLOURS[words.says]
        parts += [Part(told.headline, headline, HEADLINE * share, air), Part(told.text, quiet, share, 0.3)]
    if words.machine:
        parts.append(Part(words.machine, "dim", 0.6, 1.5))
    return parts
