# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A receipt printer's settings, its line and its raster, and how they reach the roll; it knows no command's bytes."""

import dataclasses
from collections.abc import Mapping

from PIL import Image

from simulator.roll import CELLS, Roll, Style, glyph

DEFAULT_SPACING = 30
"""Dots from line to line after ESC 2."""

NO_CHARACTER = "\u25af"


class PrintHead:
    """What the commands act on. All sizes are dots; a wrong value is added to ``problems`` and changes nothing."""

    def __init__(self, roll: Roll, code_pages: Mapping[int, str]) -> None:
        self.roll = roll
        self.problems: list[str] = []
        self.rows_wanted = 0
        self.bytes_a_row = 1
        self._code_pages = code_pages
        self.reset()

    def reset(self) -> None:
        """Forget the line and all settings (ESC @)."""
        self._line: list[Image.Image] = []
        self._line_width = 0
        self._style = Style()
        self._align = 0
        self._spacing = DEFAULT_SPACING
        self._code_page = self._code_pages.get(0, "cp437")

    def drop_unfinished(self) -> None:
        """Forget the line and the raster that were being sent; settings stay."""
        self._clear_line()
        self.rows_wanted = 0

    # Text.

    def type(self, byte: int) -> None:
        """Add a character of the code page to the line; a full line is printed first."""
        cell = glyph(self._character(byte), self._style)
        if self._line_width + cell.width > self.roll.width_dots:
            self.line_feed()
        self._line.append(cell)
        self._line_width += cell.width

    def line_feed(self) -> None:
        """Print the line, its characters standing on one base, and move on by its height or the spacing."""
        height = max((cell.height for cell in self._line), default=0)
        self._print_line(height)
        self.roll.feed(max(height, self._spacing))

    def feed_lines(self, lines: int) -> None:
        """Print the line and move on by ``lines`` times the spacing, no less than the line is high (ESC d)."""
        height = max((cell.height for cell in self._line), default=0)
        self._print_line(height)
        self.roll.feed(max(height, lines * self._spacing))

    def feed_dots(self, dots: int) -> None:
        """Print the line and move on by ``dots``, no less than the line is high (ESC J)."""
        height = max((cell.height for cell in self._line), default=0)
        self._print_line(height)
        self.roll.feed(max(height, dots))

    def at_line_start(self, command: str) -> None:
        """Print an open line, with a problem: real printers ignore ``command`` there."""
        if self._line:
            self.problems.append(f"{command} in the middle of a line: a printer ignores it there")
            self.line_feed()

    def _character(self, byte: int) -> str:
        character = bytes((byte,)).decode(self._code_page, errors="replace")
        if character.isprintable() and character != "\ufffd":
            return character
        self.problems.append(f"0x{byte:02x}: no character of {self._code_page}")
        return NO_CHARACTER

    def _clear_line(self) -> None:
        self._line.clear()
        self._line_width = 0

    def _print_line(self, height: int) -> None:
        left = self._left_of(self._line_width)
        for cell in self._line:
            self.roll.print(cell, left, height - cell.height)
            left += cell.width
        self._clear_line()

    def _left_of(self, width: int) -> int:
        room = max(self.roll.width_dots - width, 0)
        return (0, room // 2, room)[self._align]

    # Raster.

    def start_raster(self, mode: int, bytes_a_row: int, rows: int) -> None:
        """Expect ``rows`` rows (GS v 0); bit 0 of ``mode`` doubles their width, bit 1 their height."""
        self.at_line_start("GS v 0")
        self._double_wide, self._double_high = mode & 1, mode >> 1 & 1
        dots = (bytes_a_row * 8) << self._double_wide
        if dots > self.roll.width_dots:
            self.problems.append(f"GS v 0: a raster {dots} dots wide on paper of {self.roll.width_dots}")
        self.bytes_a_row = max(bytes_a_row, 1)
        self.rows_wanted = rows if bytes_a_row else 0

    def burn_rows(self, data: bytes) -> None:
        """Print whole rows of the raster; a set bit is black."""
        rows, width = len(data) // self.bytes_a_row, self.bytes_a_row * 8
        ink = Image.frombytes("1", (width, rows), data)
        doubled = (width << self._double_wide, rows << self._double_high)
        self.print_picture(ink.resize(doubled, Image.Resampling.NEAREST))
        self.rows_wanted -= rows

    def print_picture(self, ink: Image.Image) -> None:
        """Print dots where the alignment wants them, and move on by their height."""
        self.roll.print(ink, self._left_of(ink.width))
        self.roll.feed(ink.height)

    # Settings.

    def set_size(self, n: int) -> None:
        """Multiply width by bits 4-6 plus one, height by bits 0-2 plus one (GS !)."""
        self._restyle(wide=(n >> 4 & 7) + 1, high=(n & 7) + 1)

    def set_mode(self, n: int) -> None:
        """Set font, weight, double height and width, underline at once (ESC !)."""
        self.set_font(n & 1)
        self.set_bold(n >> 3)
        self.set_underline(n >> 7)
        self.set_size((n >> 5 & 1) << 4 | n >> 4 & 1)

    def set_font(self, n: int) -> None:
        """Choose font A (even) or B (odd)."""
        self._restyle(font=sorted(CELLS)[n & 1])

    def set_bold(self, n: int) -> None:
        """Print bold when ``n`` is odd."""
        self._restyle(bold=bool(n & 1))

    def set_invert(self, n: int) -> None:
        """Print white on black when ``n`` is odd."""
        self._restyle(invert=bool(n & 1))

    def set_underline(self, n: int) -> None:
        """Underline with 0, 1 or 2 dots."""
        self._restyle(underline_dots=n & 3)

    def set_align(self, n: int) -> None:
        """Align lines and rasters left (0), in the middle (1) or right (2); the digits 0 to 2 will do too.

        Epson on ESC a: "The command is enabled only when processed at the beginning of the line in standard mode."
        """
        if self._line:
            self.problems.append(f"ESC a {n} in the middle of a line: a printer ignores it there")
        elif n in (0, 1, 2, 48, 49, 50):
            self._align = n % 48
        else:
            self.problems.append(f"ESC a {n}: 0, 1 or 2 was expected")

    def set_spacing(self, dots: int) -> None:
        """Set the distance from line to line (ESC 3)."""
        self._spacing = dots

    def set_code_page(self, n: int) -> None:
        """Choose a code page by this printer's own count."""
        if n in self._code_pages:
            self._code_page = self._code_pages[n]
        else:
            known = ", ".join(str(number) for number in sorted(self._code_pages))
            self.problems.append(f"ESC t {n}: this printer counts its code pages {known}")

    def _restyle(self, **changes: int | str) -> None:
        self._style = dataclasses.replace(self._style, **changes)  # type: ignore[arg-type]
