# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A ticket's lines as a printer's bytes, made before the press where possible; it knows neither wire nor python-escpos.

With ``code_page`` in centre.toml tickets are text (slow serial lines), else pictures. No text becomes «?»:
typography that a page lacks has an ASCII equal, and a paragraph with anything else is printed as a picture.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from PIL import Image

from centre.config import CentreFile, CodePage, Printer
from centre.messages import TicketReply
from kiosk import notice, paper, ticket
from kiosk.paper import Line

FRAGMENT_DOTS = 255
"""Pictures go out in bands so high: cheap printers buffer no more."""

FONT_A_DOTS = 12, 24
LARGEST = 8
"""GS ! makes letters at most eight times larger: about 17 mm. A higher number were a picture: 12 s at 9600 baud."""

LINE_FEED_DOTS = 30
CUT_DOTS = 6 * LINE_FEED_DOTS
PARAGRAPH_DOTS = 14
"""From so much white above a paragraph, text leaves an empty line."""

NO_KANJI = b"\x1c."
"""FS . : Chinese printers else take two Cyrillic letters for one sign."""

_PLAIN = str.maketrans({
    "’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "≈": "~",
})  # fmt: skip


class Composer(Protocol):
    """What is used of ``escpos.printer.Dummy``."""

    output: bytes

    def _raw(self, msg: bytes) -> None: ...

    def hw(self, hw: str) -> None:
        """Send a hardware command."""

    def charcode(self, code: str) -> None:
        """Force a code page."""

    def set(self, **style: Any) -> None:
        """Choose how text looks."""

    def text(self, txt: str) -> None:
        """Print text."""

    def image(self, img_source: Image.Image, *, fragment_height: int) -> None:
        """Print a picture."""

    def cut(self) -> None:
        """Feed and cut."""


class Part(NamedTuple):
    """Bytes of a ticket, and how much paper they move."""

    data: bytes
    paper_dots: int


class TicketPress:
    """Makes the three parts of a ticket: :meth:`head` and ``tail`` lie ready, :meth:`body` is made when called.

    Raise Unavailable at construction when the font is missing.
    """

    def __init__(self, *, centre: CentreFile, printer: Printer, composer: Callable[[], Composer]) -> None:
        """``composer`` returns a fresh composer for every part, because one keeps believing in its old code page."""
        self._printer = printer
        self._composer = composer
        self._centre = centre.centre
        self._time_zone, self._languages = centre.centre.time_zone, centre.centre.languages
        heads = {service.id: ticket.head(centre.centre, service) for service in centre.services}
        self._heads = {service: self._part(lines, first=True) for service, lines in heads.items()}
        self._plain_head = self._part(ticket.head(centre.centre, None), first=True)
        self.tail = self._part(ticket.tail(centre.centre), last=True)

    def head(self, service: str) -> Part:
        """Return the ready-made beginning of a ticket of this service (its id)."""
        return self._heads.get(service, self._plain_head)

    def body(self, reply: TicketReply) -> Part:
        """Return the part that only the dispatcher's answer determines."""
        return self._part(ticket.body(reply, self._time_zone, self._languages))

    def notice(self, said: notice.Notice) -> Part:
        """Return the whole slip of a notice, from the reset to the cut."""
        return self._part(notice.lines(said, self._centre), first=True, last=True)

    def _part(self, lines: Sequence[Line], *, first: bool = False, last: bool = False) -> Part:
        """Compose one part; the first resets the printer, the last feeds and cuts."""
        composer = self._composer()
        if first:
            composer.hw("INIT")
            composer._raw(NO_KANJI)  # noqa: SLF001 - python-escpos has no public way to send a command it does not know
        paper_dots = self._lines(composer, lines)
        if last:
            composer.cut()
            paper_dots += CUT_DOTS
        return Part(composer.output, paper_dots)

    def _lines(self, composer: Composer, lines: Sequence[Line]) -> int:
        """Compose lines as this printer wants them; return the dots of paper they take."""
        page = self._printer.code_page
        if page is None:
            return self._picture(composer, lines)
        composer.charcode(page.name.upper())
        composer.set(align="center", bold=True)
        return sum(self._text(composer, line, page) for line in lines)

    def _picture(self, composer: Composer, lines: Sequence[Line]) -> int:
        picture = paper.draw(lines, self._printer.width_dots)
        composer.image(picture, fragment_height=FRAGMENT_DOTS)
        return picture.height

    def _text(self, composer: Composer, line: Line, page: CodePage) -> int:
        """Compose one paragraph as text, or as a picture if the code page cannot say it."""
        columns = self._printer.width_dots // FONT_A_DOTS[0]
        text = encodable("-" * columns if line.rule else line.text, page.name)
        if text is None:
            return self._picture(composer, [line])
        wide, high = (1, 1) if line.rule else _size(text, columns, line)
        rows = paper.wrap(text, len, columns // wide)
        empty = int(line.gap_dots >= PARAGRAPH_DOTS)
        if empty:
            composer.set(custom_size=True, width=1, height=1)
            composer.text("\n")
        composer.set(custom_size=True, width=wide, height=high)
        composer.text("".join(f"{row}\n" for row in rows).replace(ticket.NO_BREAK, " "))
        return empty * LINE_FEED_DOTS + len(rows) * max(LINE_FEED_DOTS, FONT_A_DOTS[1] * high)


def encodable(text: str, code_page: str) -> str | None:
    """Return the text as the code page can say it, with ASCII for the typography it lacks; None when it cannot."""
    said = "".join(c if _has(code_page, c) else c.translate(_PLAIN) for c in text)
    return said if all(c == ticket.NO_BREAK or _has(code_page, c) for c in said) else None


def _has(code_page: str, character: str) -> bool:
    try:
        character.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True


def _size(text: str, columns: int, line: Line) -> tuple[int, int]:
    """Return how many times wider and higher than font A: the number as large as fits, English 1, else 2."""
    if line.cap_dots <= ticket.ENGLISH_CAP_DOTS:
        return 1, 1
    if line.cap_dots >= ticket.NUMBER_CAP_DOTS:
        return min(LARGEST, columns // len(text)), LARGEST
    longest = max(len(word) for word in text.split(" "))
    return (2 if 2 * longest <= columns else 1), 2
