# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a picture is made of: boxes, arrows, texts, each at its pixels; it knows no screen and no queue."""

import math
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from centre import glyphs

Colour = Literal[
    "night", "panel", "rule", "snow", "mist", "dim", "amber", "rose", "siren", "ice", "slate",
    "black", "grey_20", "grey_40", "grey_60", "grey_80", "red", "green", "blue",
]  # fmt: skip

PALETTE: dict[Colour, tuple[int, int, int]] = {
    "night": (10, 24, 40),  # the background, and the ink on a light box
    "panel": (19, 40, 62),  # the side panel
    "rule": (52, 76, 102),  # thin lines between rows; nobody has to read them
    "snow": (255, 255, 255),  # what matters
    "mist": (185, 203, 222),  # what explains it
    "dim": (169, 186, 203),  # calls that may be over
    "amber": (255, 210, 74),  # the newest call
    "rose": (255, 203, 196),  # the centre is lost, or will be in a moment
    "siren": (132, 0, 20),  # the ground of a red alert; a yellow one stands on amber
    "ice": (226, 236, 247),  # what can be touched
    "slate": (150, 167, 187),  # what can be touched, and says why it is closed
    "black": (0, 0, 0),  # from here on: a technician's pattern
    "grey_20": (51, 51, 51),
    "grey_40": (102, 102, 102),
    "grey_60": (153, 153, 153),
    "grey_80": (204, 204, 204),
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
}
"""Every text of hall and kiosk has a contrast of at least 7:1 on its background (WCAG 2.2, 1.4.6); a test computes it.

The last eight are for the pattern of ``cherha doctor`` alone."""

Align = Literal["left", "centre", "right"]


class Rect(NamedTuple):
    """A rectangle in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.top + self.height

    def holds(self, x: int, y: int) -> bool:
        """Return whether a pixel is in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def inset(self, across: int, down: int = 0) -> "Rect":
        """Return it with margins taken off on both sides."""
        return Rect(self.left + across, self.top + down, self.width - 2 * across, self.height - 2 * down)


class Box(msgspec.Struct, frozen=True):
    """A filled rectangle; ``corner`` is the radius of its corners."""

    area: Rect
    colour: Colour
    corner: int = 0


class Arrow(msgspec.Struct, frozen=True):
    """A filled triangle that points to the right and fills its area."""

    area: Rect
    colour: Colour


class Text(msgspec.Struct, frozen=True):
    """One line: ``x`` is its left end, middle or right end, ``top`` the top of its capitals, ``cap`` their height."""

    text: str
    x: int
    top: int
    cap: int
    colour: Colour
    background: Colour
    align: Align = "left"

    @property
    def area(self) -> Rect:
        """All the pixels the line may touch, accents and descenders included."""
        width = glyphs.width(self.text, self.cap)
        left = {"left": self.x, "centre": self.x - width // 2, "right": self.x - width}[self.align]
        above, below = math.ceil(glyphs.RISE * self.cap) + 1, math.ceil(glyphs.FALL * self.cap) + 1
        return Rect(left, self.top - above, width, above + self.cap + below)


Element: TypeAlias = Box | Arrow | Text


class Picture(msgspec.Struct, frozen=True):
    """A whole screen; the elements are drawn in their order. Equal pictures look the same to the last pixel."""

    width: int
    height: int
    background: Colour
    elements: tuple[Element, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """The lines of text, in their order."""
        return tuple(element for element in self.elements if isinstance(element, Text))


def line_height(cap: int) -> int:
    """Return the pixels from one line's area to the next."""
    return Text("", 0, 0, cap, "snow", "night").area.height


def cap_within(height: float) -> int:
    """Return the largest height of capitals whose line fits into so many pixels."""
    return max(int((height - 4) / (1 + glyphs.RISE + glyphs.FALL)), 1)
