# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A drawing of lines, boxes and words, as SVG; it knows what each word measures, and no wire."""

import functools
from collections.abc import Sequence
from html import escape
from typing import Literal, NamedTuple

from PIL import ImageFont

from centre.typeface import SCREEN

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

FONT = "DejaVu Sans, Verdana, sans-serif"
"""Two of one width: what a browser puts in the other's place overlaps nothing."""

PAPER, INK, SOFT, COPPER, LAMP, POWER, GROUND, PALE = (
    "#ffffff", "#10202f", "#35434f", "#0b4a9e", "#0a5230", "#8f0018", "#10202f", "#e8eef4",
)  # fmt: skip
"""The ground and the inks. A contact's wire, a lamp's, a supply's: never told apart by colour alone."""


class Text(NamedTuple):
    """A word as it lies on the drawing; ``ink`` on ``ground``."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    ink: str
    ground: str


class Drawing:
    """Collects shapes; ``texts`` are the words with their places, for whoever looks whether they overlap."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self.width, self.height = width, height
        self.texts: list[Text] = []
        self._title = title
        self._shapes: list[str] = []
        self.box(0, 0, width, height, fill=PAPER, stroke=PAPER)

    def line(self, points: Sequence[Point], ink: str = INK, width: float = 2.5, *, dashed: bool = False) -> None:
        """Draw a wire from point to point."""
        path = " ".join(f"{x:g},{y:g}" for x, y in points)
        dashes = ' stroke-dasharray="7 5"' if dashed else ""
        self._shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="{width:g}"{dashes} '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = PAPER,
        stroke: str = INK,
        round_: float = 0,
    ) -> None:
        """Draw a rectangle."""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_:g}" fill="{fill}" '
            f'stroke="{stroke}" stroke-width="2"/>'
        )

    def shape(self, points: Sequence[Point], fill: str, stroke: str = INK) -> None:
        """Draw a closed shape."""
        path = " ".join(f"{x:g},{y:g}" for x, y in points)
        self._shapes.append(f'<polygon points="{path}" fill="{fill}" stroke="{stroke}" stroke-width="2"/>')

    def dot(self, x: float, y: float, radius: float, *, fill: str = INK, stroke: str = INK) -> None:
        """Draw a circle: a joint of wires, a place of a connector."""
        self._shapes.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="2"/>'
        )

    def text(
        self, x: float, y: float, text: str, size: float = 15, anchor: Anchor = "start", *,
        bold: bool = False, ink: str = INK, ground: str = PAPER,
    ) -> None:  # fmt: skip
        """Write a word, ``y`` its base line."""
        width = measured(text, size, bold=bold)
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        self.texts.append(Text(text, left, y - 0.76 * size, left + width, y + 0.24 * size, ink, ground))
        weight = ' font-weight="bold"' if bold else ""
        self._shapes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}" fill="{ink}"{weight}>'
            f"{escape(text)}</text>"
        )

    def svg(self) -> str:
        """Return the drawing as a file."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" font-family="{FONT}" role="img">'
        )
        note = "<!-- Made by simulator/wiring_page.py from centre.toml; do not edit. -->"
        return "\n".join([head, note, f"<title>{escape(self._title)}</title>", *self._shapes, "</svg>\n"])


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a word is."""
    return _font(bold=bold).getlength(text) * size / 100


@functools.cache
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    file = SCREEN.installed()
    return ImageFont.truetype(str(file if bold else file.with_name("DejaVuSans.ttf")), 100)
