# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lines in a printer's own letters, for slow serial lines; it knows neither tickets nor wires.

No text becomes «?»: typography that a page lacks has an ASCII equal, and a paragraph with anything else is a picture.
"""

from collections.abc import Sequence

from centre.config_kiosks import CodePage
from kiosk import paper, raster
from kiosk.composing import Composer
from kiosk.paper import NO_BREAK, Line

FONT_A_DOTS = 12, 24
"""The cell of the built-in font A; its capitals fill 14 to 18 of the 24 dots, by make."""

WIDE, HIGH = 2, 3
"""How many times larger text is: capitals of 42 to 54 dots."""

LINE_FEED_DOTS = 30
PARAGRAPH_DOTS = 14
"""From so much white above a paragraph, text leaves an empty line."""

_PLAIN = str.maketrans({
    "’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "≈": "~", "·": "-",
})  # fmt: skip


def compose(composer: Composer, lines: Sequence[Line], page: CodePage, width_dots: int) -> int:
    """Compose lines as text; return the dots of paper they take.

    The number is a coarse picture, since no letter of a printer is 20 mm high, and so is a QR code.
    """
    composer.charcode(page.name.upper())
    composer.set(align="center", bold=True)
    return sum(_line(composer, line, page, width_dots) for line in lines)


def encodable(text: str, code_page: str) -> str | None:
    """Return the text as the code page can say it, with ASCII for the typography it lacks; None when it cannot."""
    said = "".join(c if _has(code_page, c) else c.translate(_PLAIN) for c in text)
    return said if all(c == NO_BREAK or _has(code_page, c) for c in said) else None


def _line(composer: Composer, line: Line, page: CodePage, width_dots: int) -> int:
    columns = width_dots // FONT_A_DOTS[0]
    text = encodable("-" * columns if line.rule else line.text, page.name)
    if text is None or line.coarse or line.code:
        return raster.compose(composer, paper.lay_out([line], width_dots, coarse=True))
    wide, high = (1, 1) if line.rule else (_width_of(text, columns), HIGH)
    if line.cap_dots > paper.TEXT_CAP_DOTS:
        high += 1
        wide *= 2 if len(text) * 2 * wide <= columns else 1
    return _paragraph(composer, paper.wrap(text, len, columns // wide), (wide, high), line.gap_dots)


def _paragraph(composer: Composer, rows: Sequence[str], size: tuple[int, int], gap_dots: int) -> int:
    empty = int(gap_dots >= PARAGRAPH_DOTS)
    if empty:
        composer.set(custom_size=True, width=1, height=1)
        composer.text("\n")
    wide, high = size
    composer.set(custom_size=True, width=wide, height=high)
    composer.text("".join(f"{row}\n" for row in rows).replace(NO_BREAK, " "))
    return empty * LINE_FEED_DOTS + len(rows) * max(LINE_FEED_DOTS, FONT_A_DOTS[1] * high)


def _width_of(text: str, columns: int) -> int:
    """Return how many times wider the text is set: as WIDE as it should, if its longest word fits the paper so."""
    longest = max(len(word) for word in text.split(" "))
    return WIDE if WIDE * longest <= columns else 1


def _has(code_page: str, character: str) -> bool:
    try:
        character.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True
