# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One ticket or slip down one line, from its first byte to the printer's word that it is done; it knows no thread."""

import logging
from collections.abc import Sequence
from typing import Literal

from centre import serial_line
from centre.config_kiosks import Printer
from centre.errors import DeviceFault
from kiosk.notice import Notice
from kiosk.printer_line import PrinterLine
from kiosk.printer_reports import Job
from kiosk.printer_status import PrintUnconfirmed
from kiosk.ticket_press import Part, TicketPress

log = logging.getLogger(__name__)


class TicketSender:
    """Sends tickets and slips of one press; after one that was broken off it clears the printer's head first.

    On a cable nothing tells a printer that its host has gone: it waits for the rest of a picture, and would take the
    next ticket for it. So does one that was in use before a power cut, of which nobody here knows.
    """

    def __init__(self, press: TicketPress, settings: Printer) -> None:
        self._press, self._settings = press, settings
        self._cable = settings.connection != "network"
        self._head: Literal["clear", "doubted", "broken"] = "doubted" if self._cable else "clear"
        self._unanswered = 0
        self._confirms: bool | None = None
        self.number_out = False
        """Whether the number of the newest ticket may be on paper."""

    @property
    def proves(self) -> bool:
        """Return whether this printer says when it is done."""
        return self._settings.answers and self._confirms is not False

    def settle(self) -> None:
        """Note that the printer is well and took all, though it did not say that it is done.

        If it never has, it does not know the question, and is not waited for again.
        """
        self._head, self._unanswered = "clear", 0
        if self._confirms is None:
            self._confirms = False
            log.warning("the printer does not know GS r: nobody will know whether a ticket has come out whole")

    def send(self, line: PrinterLine, job: Job) -> None:
        """Send the ready-made head at once, make the rest while it travels, and return when the printer is done.

        ``job.written`` is called before the first byte of the number: it returns when a journal says that this number
        may be on paper. So the commit costs no time, and a cut before it leaves a piece of paper without a number.

        Raise PrintStalled, PrinterOffline, PrintUnconfirmed or what the printer says it has; ``line.sent`` and
        ``number_out`` then tell what went out.
        """
        press, reply = self._press, job.reply
        head, tail = press.head(reply.service, job.language), press.tail(job.language)
        self.number_out = False
        self._begin(line, head, after_another=job.copy)
        body = press.body(reply, job.language, copy=job.copy)
        job.written()
        self.number_out = True
        line.write(body.data + tail.data)
        end = press.end(reply, job.language, copy=job.copy)
        line.write(end.data)
        self._confirm(line, (head, body, tail, end), f"ticket {reply.ticket}", "the ticket")

    def send_slip(self, line: PrinterLine, notice: Notice) -> None:
        """Send a slip that nobody must keep, and return when the printer is done; raise as :meth:`send` does."""
        self.send_page(line, self._press.notice(notice), "notice")

    def send_page(self, line: PrinterLine, page: Part, called: str) -> None:
        """Send a whole paper that is no ticket, and return when the printer is done; raise as :meth:`send` does."""
        self._begin(line, page)
        self._confirm(line, (page,), f"a {called}", f"the {called}")

    def _begin(self, line: PrinterLine, first: Part, *, after_another: bool = False) -> None:
        """Send the first part, behind whatever ends the one that was broken off, be it by us or before a power cut.

        Only what may hang out of the printer is cut off: paper is not for playing.
        """
        if after_another and self._head != "broken":
            self._head, self._unanswered = "broken", 1  # by who was here before the power cut
        if self._head == "broken":
            line.write(self._press.clearing)
        elif self._head == "doubted":
            line.write(self._press.rest)
        self._head = "broken"
        line.write(first.data)

    def _confirm(self, line: PrinterLine, parts: Sequence[Part], what: str, called: str) -> None:
        """Return when the printer says that all is done, or raise PrintUnconfirmed when it should long be.

        At the end of a cable it may still say first that it is done with what was broken off, and print that first. Of
        one that never says anything, return when the line has taken all.
        """
        stale = self._unanswered if self._cable else 0
        paper_dots = (1 + stale) * sum(part.paper_dots for part in parts)
        deadline_s = line.patience.end_s + paper_dots / line.patience.dots_per_s
        if self._settings.connection == "serial":
            deadline_s += serial_line.seconds(line.sent, self._settings.baud)
        if not self._done(line, deadline_s, stale):
            raise PrintUnconfirmed(
                f"Printer {line.name} took {what} and did not confirm it within {deadline_s:.1f} s."
                f" Look whether {called} has come out whole."
            )
        self._head, self._unanswered = "clear", 0

    def _done(self, line: PrinterLine, deadline_s: float, stale: int) -> bool:
        """Return what the printer says; one that has left says nothing later of what it was asked."""
        if not self.proves:
            return line.sent_all(deadline_s)
        self._unanswered += 1
        try:
            done = line.barrier(deadline_s, stale=stale)
        except DeviceFault:
            if not line.there():
                self._unanswered = 0
            raise
        self._confirms = done or self._confirms
        return done
