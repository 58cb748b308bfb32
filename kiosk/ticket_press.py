# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A ticket's lines as a printer's bytes, made before the press where possible; it knows neither wire nor python-escpos.

With ``code_page`` in centre.toml tickets are text (slow serial lines), else pictures; on a serial line coarse ones,
a quarter of the bytes.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Language
from centre.config_kiosks import Printer
from centre.messages import TicketReply
from kiosk import code_page, notice, paper, printer_code, raster, ticket
from kiosk.composing import Composer
from kiosk.paper import Line
from kiosk.ticket import Languages

CUT_DOTS = 6 * code_page.LINE_FEED_DOTS

RESET = b"\x1b@"
NO_KANJI = b"\x1c."
"""FS . : Chinese printers else take two Cyrillic letters for one sign."""


class Part(NamedTuple):
    """Bytes of a ticket, and how much paper they move."""

    data: bytes
    paper_dots: int


class TicketPress:
    """Makes the parts of a ticket: :meth:`head` and :meth:`tail` lie ready, :meth:`body` and :meth:`end` are made late.

    A citizen may choose one language; None is ``languages``, those of the kiosk. ``rest`` brings an interrupted command
    to its end, as zeros that are the rest of a picture, white, or nothing, and forgets its settings; ``clearing`` also
    cuts off what hangs out.

    Raise Unavailable at construction when the font is missing.
    """

    def __init__(
        self, *, centre: CentreFile, printer: Printer, composer: Callable[[], Composer], languages: Languages
    ) -> None:
        """``composer`` returns a fresh composer for every part, because one keeps believing in its old code page."""
        self._printer, self._composer, self._centre = printer, composer, centre
        self._coarse, self._languages = printer.connection == "serial", tuple(languages)
        self._services = {service.id: service for service in centre.services}
        chosen = [None, *(language for language in centre.centre.languages if (language,) != self._languages)]
        self._heads = {
            (id_, language): self._part(ticket.head(centre.centre, service, self._spoken(language)), first=True)
            for language in chosen
            for id_, service in (("", None), *self._services.items())
        }
        self._tails = {language: self._part(ticket.tail(centre.centre, self._spoken(language))) for language in chosen}
        self.rest = bytes(raster.most_bytes(printer.width_dots, coarse=self._coarse)) + RESET
        self.clearing = self.rest + self._part((), last=True).data

    def head(self, service: str, language: Language | None = None) -> Part:
        """Return the ready-made beginning of a ticket of this service (its id)."""
        return self._heads[service if service in self._services else "", self._prepared(language)]

    def tail(self, language: Language | None = None) -> Part:
        """Return the ready-made lines below those of the body."""
        return self._tails[self._prepared(language)]

    def body(self, reply: TicketReply, language: Language | None = None, *, copy: bool = False) -> Part:
        """Return the part that only the dispatcher's answer determines; a ``copy`` says that it is one."""
        zone = self._centre.centre.time_zone
        return self._part(ticket.body(reply, zone, self._spoken(language), copy=copy))

    def end(self, reply: TicketReply, language: Language | None = None, *, copy: bool = False) -> Part:
        """Return what comes behind the tail: the QR code, if this printer prints one, and the cut."""
        if self._printer.qr == "none":
            return self._part((), last=True)
        return self._part(self._code(reply, self._spoken(language), copy=copy), last=True)

    def _code(self, reply: TicketReply, languages: Languages, *, copy: bool) -> Sequence[Line]:
        """Return the QR code; where the paper is too narrow for long names, in one language, else none."""
        service = self._services.get(reply.service)
        for spoken in (languages, languages[:1]):
            line = ticket.code(reply, self._centre.centre, service, spoken, copy=copy)
            if paper.has_room_for(line, self._printer.width_dots):
                return (line,)
        return ()

    def notice(self, said: notice.Notice) -> Part:
        """Return the whole slip of a notice, from the reset to the cut."""
        lines = notice.lines(said, self._centre.centre, self._spoken(said.language))
        return self._part(lines, first=True, last=True)

    def _spoken(self, language: Language | None) -> Languages:
        return self._languages if language is None else (language,)

    def _prepared(self, language: Language | None) -> Language | None:
        """Return the choice as it was prepared: what the kiosk speaks anyhow is no choice."""
        return None if self._spoken(language) == self._languages else language

    def _part(self, lines: Sequence[Line], *, first: bool = False, last: bool = False) -> Part:
        """Compose one part; the first resets the printer, the last feeds and cuts."""
        composer = self._composer()
        if first:
            composer.hw("INIT")
            composer._raw(NO_KANJI)  # noqa: SLF001 - python-escpos has no public way to send a command it does not know
        paper_dots = compose(composer, self._printer, lines) if lines else 0
        if last:
            composer.cut()
            paper_dots += CUT_DOTS
        return Part(composer.output, paper_dots)


def compose(composer: Composer, printer: Printer, lines: Sequence[Line]) -> int:
    """Compose lines as this printer wants them; return the dots of paper they take. A QR code stands alone."""
    page = printer.code_page
    own_codes = printer.qr == "printer" or (printer.qr == "" and page is not None)
    if lines[0].code and own_codes:
        return printer_code.compose(composer, lines[0].text, printer.width_dots)
    if page is None:
        coarse = printer.connection == "serial"
        return raster.compose(composer, paper.lay_out(lines, printer.width_dots, coarse=coarse))
    return code_page.compose(composer, lines, page, printer.width_dots)
