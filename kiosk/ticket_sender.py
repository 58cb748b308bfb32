# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One ticket or slip down one line, from its first byte to the printer's word that it is done; it knows no thread."""

from collections.abc import Callable

from centre.config import Printer
from centre.messages import TicketReply
from kiosk.printer_line import PrinterLine
from kiosk.printer_status import PrintUnconfirmed
from kiosk.ticket_press import Part, TicketPress

BITS_PER_BYTE = 10
"""On a serial line, with start and stop bit."""


def send_ticket(
    line: PrinterLine, press: TicketPress, reply: TicketReply, settings: Printer, written: Callable[[], None]
) -> None:
    """Send the ready-made head at once, make the rest while it travels, and return when the printer is done.

    ``written`` is called before the first byte of the number: it returns when a journal says that this number may be
    on paper. So the commit costs no time, and a cut before it leaves a piece of paper without a number.

    Raise PrintStalled, PrinterOffline or PrintUnconfirmed otherwise; ``line.sent`` then tells whether bytes went out.
    """
    head, tail = press.head(reply.service), press.tail
    line.write(head.data)
    body = press.body(reply)
    written()
    line.write(body.data + tail.data)
    paper_dots = head.paper_dots + body.paper_dots + tail.paper_dots
    _confirm(line, paper_dots, settings, f"ticket {reply.ticket}", "the ticket")


def send_slip(line: PrinterLine, slip: Part, settings: Printer) -> None:
    """Send a slip that nobody must keep, and return when the printer is done; raise as :func:`send_ticket` does."""
    line.write(slip.data)
    _confirm(line, slip.paper_dots, settings, "a notice", "the notice")


def _confirm(line: PrinterLine, paper_dots: int, settings: Printer, what: str, called: str) -> None:
    """Return when the printer says that all is done, or raise PrintUnconfirmed when it should long be."""
    deadline_s = line.patience.end_s + paper_dots / line.patience.dots_per_s
    if settings.connection == "serial":
        deadline_s += line.sent * BITS_PER_BYTE / settings.baud
    if not line.barrier(deadline_s):
        raise PrintUnconfirmed(
            f"Printer {line.name} took {what} and did not confirm it within {deadline_s:.1f} s."
            f" Look whether {called} has come out whole."
        )
