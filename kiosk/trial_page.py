# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page that shows whether a printer prints all that a ticket needs; it knows no wire and no person.

Text goes the way that tickets go: as pictures, or in the printer's own letters. Then each sign of its code page stands
over the one that we mean, so that a wrong number is seen at a glance.
"""

from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

from centre.config_kiosks import CodePage, Printer
from kiosk import paper, raster
from kiosk.code_page import FONT_A_DOTS, LINE_FEED_DOTS
from kiosk.composing import Composer
from kiosk.paper import Line, Sheet, Strip
from kiosk.qr_code import BLACK, WHITE
from kiosk.ticket_press import CUT_DOTS, NO_KANJI, Part, compose

LETTERS = "АБВГҐДЕЄЖ ЗИІЇЙКЛМ НОПРСТУФ ХЦЧШЩЬЮЯ"
DIGITS_AND_SIGNS = ("0123456789", "’ « » № — ₴")

MM_DOTS = 8
"""203 dots an inch are 8 a millimetre."""

SHORT_DOTS, MIDDLE_DOTS, LONG_DOTS, TICK_DOTS = 16, 24, 32, 2
FIGURE_CAP_DOTS = 20
BAR_DOTS = 16

FIRST_HIGH_BYTE, ROW_SIGNS = 0x80, 16
SIGN_CAP_DOTS = 16

_LEFT_OUT = "\N{REPLACEMENT CHARACTER}\N{BLACK SQUARE}"
"""What stands where a code page is empty, and a block of a frame, which our typeface lacks."""


def page(printer: Printer, composer: Callable[[], Composer], unit_id: str) -> Part:
    """Return the bytes of the page, from the reset to the cut."""
    made = composer()
    made.hw("INIT")
    made._raw(NO_KANJI)  # noqa: SLF001 - as in kiosk/ticket_press.py
    dots = compose(made, printer, lines(unit_id))
    if printer.code_page:
        dots += compose(made, printer, (Line(_heading(printer.code_page)),))
        dots += _table(made, printer.code_page, printer.width_dots)
    ruled = Sheet((Strip(ruler(printer.width_dots), 14), Strip(_bar(printer.width_dots), 14)), 14)
    dots += raster.compose(made, ruled)
    if printer.qr != "none":
        dots += compose(made, printer, (Line(code_text(unit_id), gap_dots=0, code=True),))
    made.cut()
    return Part(made.output, dots + CUT_DOTS)


def lines(unit_id: str) -> tuple[Line, ...]:
    """Return what is text: whose page it is, every letter in both cases, the digits, the signs."""
    said = (f"Test page of {unit_id}", LETTERS, LETTERS.lower(), *DIGITS_AND_SIGNS)
    return tuple(Line(text.replace(" ", paper.NO_BREAK) if text == said[-1] else text) for text in said)


def code_text(unit_id: str) -> str:
    """Return what the QR code says."""
    return f"Черга: пробний друк, {unit_id}"


def ruler(width_dots: int) -> Image.Image:
    """Return a ruler from the left edge of the paper's print to the right one: a tick each millimetre, 0 at the left.

    Its ends have a tick each, so a margin that is cut off is seen.
    """
    drawn = Image.new("1", (width_dots, LONG_DOTS + 2 * FIGURE_CAP_DOTS), WHITE)
    pen, face = ImageDraw.Draw(drawn), paper.font(FIGURE_CAP_DOTS)
    for mm in range(width_dots // MM_DOTS + 1):
        left = min(mm * MM_DOTS, width_dots - TICK_DOTS)
        high = LONG_DOTS if mm % 10 == 0 else MIDDLE_DOTS if mm % 5 == 0 else SHORT_DOTS
        pen.rectangle((left, 0, left + TICK_DOTS - 1, high - 1), BLACK)
        if mm % 10 == 0:
            figure = str(mm)
            wide = round(face.getlength(figure))
            at = min(max(left - wide // 2, 0), width_dots - wide)
            pen.text((at, LONG_DOTS + FIGURE_CAP_DOTS + 6), figure, font=face, fill=BLACK, anchor="ls")
    return drawn


def signs(page: CodePage) -> Iterator[str]:
    """Yield the rows of the upper half of a code page that have letters, a space for what no text needs."""
    for first in range(FIRST_HIGH_BYTE, 0x100, ROW_SIGNS):
        row = bytes(range(first, first + ROW_SIGNS)).decode(page.name, errors="replace")
        if any(sign.isalpha() for sign in row):
            yield "".join(sign if sign.isprintable() and sign not in _LEFT_OUT else " " for sign in row)


def _heading(page: CodePage) -> str:
    return f"{page.name}, number {page.number}: each row twice, by the printer and as it should be"


def _table(composer: Composer, page: CodePage, width_dots: int) -> int:
    """Compose each row of the code page twice; return the dots of paper."""
    cells = width_dots // FONT_A_DOTS[0] // ROW_SIGNS
    composer.set(align="left", bold=False, custom_size=True, width=1, height=1)
    composer._raw(b"\x1bt" + bytes((page.number,)))  # noqa: SLF001 - as above; ESC t n
    dots = 0
    for row in signs(page):
        typed = (sign.encode(page.name).ljust(cells) for sign in row)
        composer._raw(b"".join(typed).rstrip() + b"\n")  # noqa: SLF001 - these bytes are the matter
        meant = Strip(_meant(row, cells * FONT_A_DOTS[0], width_dots), 0)
        dots += LINE_FEED_DOTS + raster.compose(composer, Sheet((meant,), BAR_DOTS))
        composer.set(align="left", custom_size=True, width=1, height=1)
    return dots


def _meant(row: str, pitch_dots: int, width_dots: int) -> Image.Image:
    """Return a row as it should be, each sign under the printer's."""
    drawn = Image.new("1", (width_dots, round(1.8 * SIGN_CAP_DOTS)), WHITE)
    pen, face = ImageDraw.Draw(drawn), paper.font(SIGN_CAP_DOTS)
    for place, sign in enumerate(row):
        pen.text((place * pitch_dots, round(1.35 * SIGN_CAP_DOTS)), sign, font=face, fill=BLACK, anchor="ls")
    return drawn


def _bar(width_dots: int) -> Image.Image:
    """Return a bar in which a dot of the head that is dead leaves a white line."""
    return Image.new("1", (width_dots, BAR_DOTS), BLACK)
