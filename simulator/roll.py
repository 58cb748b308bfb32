# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The roll of thermal paper: black dots, feeding and tearing off; it knows no commands and no sockets."""

import dataclasses
import functools

from PIL import Image, ImageChops, ImageDraw, ImageOps

from simulator.fonts import Face, face

DOTS_PER_MM = 8
"""203 dpi, as every printer in centre.toml."""

INK = 255
"""A burnt dot of a picture of mode "1"; Pillow inverts 0 and 255, not 0 and 1."""

CELLS = {"a": (12, 24, 20), "b": (9, 17, 14)}
"""A built-in font's cell in dots, width and height, and the size of the typeface that fills it."""


@dataclasses.dataclass(frozen=True)
class Style:
    """How the next character is printed; ``wide`` and ``high`` multiply the cell 1 to 8 times."""

    font: str = "a"
    bold: bool = False
    underline_dots: int = 0
    invert: bool = False
    wide: int = 1
    high: int = 1


@functools.lru_cache(maxsize=1024)
def glyph(character: str, style: Style) -> Image.Image:
    """Return the character's cell, ink set; a larger size has no thicker underline, as Epson says on ESC -."""
    width, height, size = CELLS[style.font]
    wide = Image.new("1", (3 * width, height))
    draw = ImageDraw.Draw(wide)
    draw.fontmode = "1"
    name: Face = "DejaVuSansMono-Bold" if style.bold else "DejaVuSansMono"
    draw.text((width, height * 4 // 5), character, fill=INK, font=face(name, size), anchor="ls")
    cell = _fitted(wide, width).resize((width * style.wide, height * style.high), Image.Resampling.NEAREST)
    if style.underline_dots:
        below = (0, cell.height - style.underline_dots, cell.width, cell.height)
        ImageDraw.Draw(cell).rectangle(below, fill=INK)
    return ImageChops.invert(cell) if style.invert else cell


def _fitted(wide: Image.Image, width: int) -> Image.Image:
    """Return the middle third; a character that sticks out of it, as a bold Ж does, is squeezed into it whole."""
    left, _, right, _ = wide.getbbox() or (width, 0, 2 * width, 0)
    if left >= width and right <= 2 * width:
        return wide.crop((width, 0, 2 * width, wide.height))
    return wide.crop((left, 0, right, wide.height)).resize((width, wide.height), Image.Resampling.NEAREST)


class Roll:
    """Paper ``width_dots`` wide; ``length_dots`` counts what has been fed since it was last torn off."""

    def __init__(self, width_dots: int) -> None:
        self.width_dots = width_dots
        self.length_dots = 0
        self._ink = Image.new("1", (width_dots, 1024))

    def print(self, ink: Image.Image, left: int, top: int = 0) -> None:
        """Burn the set dots of ``ink``, ``top`` dots below the head's place, without feeding."""
        self._reach(self.length_dots + top + ink.height)
        self._ink.paste(INK, (left, self.length_dots + top), mask=ink)

    def feed(self, dots: int) -> None:
        """Move the paper on."""
        self.length_dots += dots
        self._reach(self.length_dots)

    def blank(self) -> bool:
        """Return True when nothing black is on the strip."""
        return self._ink.getbbox() is None

    def tear(self) -> Image.Image:
        """Return the strip as a picture, black on white, at least one dot long; a blank strip begins."""
        strip = self._ink.crop((0, 0, self.width_dots, max(self.length_dots, 1)))
        self._ink = Image.new("1", (self.width_dots, 1024))
        self.length_dots = 0
        return ImageOps.invert(strip)

    def _reach(self, length: int) -> None:
        """Unroll more paper; doubling keeps a long strip cheap."""
        if length > self._ink.height:
            longer = Image.new("1", (self.width_dots, max(length, 2 * self._ink.height)))
            longer.paste(self._ink, (0, 0))
            self._ink = longer
