# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one owner of a kiosk's printer: a worker that turns orders into paper and reports what came of them.

It knows neither the queue nor the kiosk's journal. Only here python-escpos is imported.
"""

import logging
import queue
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from uuid import UUID

import msgspec

from centre.config import CentreFile, Kiosk, Printer
from centre.errors import DeviceFault
from centre.facts_base import PrintOutcome, TicketNumber
from centre.messages import TicketReply
from centre.service import Inbox, start_worker
from kiosk.notice import Notice
from kiosk.printer_line import PATIENT, Patience, PrinterLine, name_of, open_line
from kiosk.printer_status import PrinterStatus, PrintStalled, fault_of, prints
from kiosk.ticket_press import Composer, TicketPress
from kiosk.ticket_sender import send_slip, send_ticket

log = logging.getLogger(__name__)

PROFILE = "TM-T20II"
"""576 dots and a cutter; python-escpos print()s about profiles of unknown width."""

BEGUN = 512
"""So many latest tickets are remembered against being printed twice."""


class PrintEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Report: a print job is over. *printed* is proven by the printer; after *unknown* paper may have come out."""

    ticket: TicketNumber
    day: date
    request_id: UUID
    outcome: PrintOutcome
    fault: DeviceFault | None = None


class PrintRefused(msgspec.Struct, frozen=True, kw_only=True):
    """Report: no byte of the ticket was sent; it may be printed later."""

    reply: TicketReply
    fault: DeviceFault


class PrinterReport(msgspec.Struct, frozen=True, kw_only=True):
    """Report: how the printer is; ``fault`` when it cannot print, ``notice`` when it soon will not."""

    status: PrinterStatus
    fault: DeviceFault | None = None
    notice: str = ""


class _Job(msgspec.Struct, frozen=True):
    reply: TicketReply
    written: Callable[[], None]


class _Slip(msgspec.Struct, frozen=True):
    notice: Notice


class _WarmUp:
    pass


class _Check:
    pass


_Order = _Job | _Slip | _WarmUp | _Check


class TicketPrinter:
    """Prints tickets one after another in its own thread; methods may be called from any thread.

    All but stop() return at once; reports come into ``inbox``. After a power cut nothing is printed again by itself:
    the caller knows from its own journal what had begun.
    """

    def __init__(self, *, centre: CentreFile, kiosk: Kiosk, inbox: Inbox, patience: Patience = PATIENT) -> None:
        """Draw all that is the same on every ticket, then start the worker; raise Unavailable without the font."""
        self._settings, self._patience = kiosk.printer, patience
        self._name = name_of(kiosk.printer)
        self._press = TicketPress(centre=centre, printer=kiosk.printer, composer=load_composer(kiosk.printer))
        self._inbox = inbox
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._line: PrinterLine | None = None
        self._reported: PrinterStatus | None = None
        self._stopping = False
        self._begun: deque[UUID] = deque(maxlen=BEGUN)
        self._thread = start_worker("printer", self._work, inbox)

    def warm_up(self) -> None:
        """Open the line and ask how the printer is, so that the answer is there when the ticket comes."""
        self._orders.put(_WarmUp())

    def print(self, reply: TicketReply, written: Callable[[], None] = lambda: None) -> None:
        """Print a ticket once; ends in PrintEnded, or in PrintRefused if no byte was sent.

        ``written`` is called in the printer's thread between the head, which names nobody, and the first byte of the
        number; it returns when the caller's journal has the ticket, and what it raises ends the process.
        """
        self._orders.put(_Job(reply, written))

    def print_notice(self, notice: Notice) -> None:
        """Print a slip behind the tickets that wait; with a printer that does not print it is dropped.

        No report tells its end; a fault that it meets comes as a PrinterReport.
        """
        self._orders.put(_Slip(notice))

    def check(self) -> None:
        """Ask how the printer is and send a PrinterReport, whatever the answer."""
        self._orders.put(_Check())

    def alive(self) -> bool:
        """Return whether the worker runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the ticket being printed, forget those that wait, close the line."""
        self._stopping = True
        self._orders.put(_WarmUp())
        self._thread.join()

    def _work(self) -> None:
        """Obey orders until a stop."""
        try:
            while not self._stopping:
                self._obey(self._next_orders())
        finally:
            self._close()

    def _next_orders(self) -> list[_Order]:
        """Wait for orders, at most as long as an open line is kept warm; return all that wait."""
        orders: list[_Order] = []
        with suppress(queue.Empty):
            orders.append(self._orders.get(timeout=self._patience.warm_s if self._line else None))
            while True:
                orders.append(self._orders.get_nowait())
        return orders

    def _obey(self, orders: Sequence[_Order]) -> None:
        """Print what waits, then ask once, however often it was ordered: a mute printer takes a second to find out."""
        for order in orders:
            if isinstance(order, _Job) and not self._stopping:
                self._print(order)
            elif isinstance(order, _Slip) and not self._stopping:
                self._print_slip(order.notice)
        if self._stopping or not orders:
            self._close()
        elif any(isinstance(order, _Check) for order in orders):
            self._look(always=True)
            self._close()
        elif isinstance(orders[-1], _WarmUp):
            self._look(always=False)

    def _look(self, *, always: bool) -> None:
        """Ask how the printer is, and report it if it has changed."""
        status, fault = PrinterStatus.OFFLINE, None
        try:
            _, status = self._ask()
            fault = None if prints(status) else fault_of(self._name, status)
        except DeviceFault as unreachable:
            fault = unreachable
        if fault:
            self._close()
        if always or status is not self._reported:
            self._reported = status
            notice = "" if fault else str(fault_of(self._name, status) or "")
            self._inbox.put(PrinterReport(status=status, fault=fault, notice=notice))

    def _ask(self) -> tuple[PrinterLine, PrinterStatus]:
        """Return how the printer is, asked over the warm line or a new one, or raise PrinterOffline."""
        line = self._warm_line() or open_line(self._settings, self._patience)
        self._line = line
        return line, line.status()

    def _warm_line(self) -> PrinterLine | None:
        """Return the line that a press opened a moment ago, unless the printer has left it since."""
        if self._line and not self._line.there():
            self._close()
        return self._line

    def _ready_line(self) -> PrinterLine:
        """Return a line to a printer that has just said that it prints, or raise the DeviceFault it has."""
        if warm := self._warm_line():
            return warm
        line, status = self._ask()
        fault = fault_of(self._name, status)
        if fault and not prints(status):
            raise fault
        return line

    def _print(self, job: _Job) -> None:
        """Print one ticket and report how it ended."""
        reply = job.reply
        if reply.request_id in self._begun:
            log.info("ticket %s: ordered again, printed once", reply.ticket)
            return
        try:
            line = self._ready_line()
        except DeviceFault as fault:
            self._close()
            self._inbox.put(PrintRefused(reply=reply, fault=fault))
            return
        self._begun.append(reply.request_id)
        self._send(line, job)

    def _send(self, line: PrinterLine, job: _Job) -> None:
        """Send one ticket and report: *printed* only on the printer's own word, refused only if no byte went out."""
        reply, fault = job.reply, None
        try:
            send_ticket(line, self._press, reply, self._settings, job.written)
        except DeviceFault as broken:
            fault = broken
        self._close(abort=isinstance(fault, PrintStalled))
        if fault and not line.sent:
            self._begun.remove(reply.request_id)
            self._inbox.put(PrintRefused(reply=reply, fault=fault))
        else:
            self._inbox.put(
                PrintEnded(
                    ticket=reply.ticket,
                    day=reply.day,
                    request_id=reply.request_id,
                    outcome="unknown" if fault else "printed",
                    fault=fault,
                )
            )
        if fault:
            self._look(always=True)
            self._close()

    def _print_slip(self, notice: Notice) -> None:
        """Print one slip; if it cannot be, its citizen sees dark lamps instead, as the report puts them out."""
        fault: DeviceFault | None = None
        try:
            send_slip(self._ready_line(), self._press.notice(notice), self._settings)
        except DeviceFault as broken:
            fault = broken
            log.warning("a notice was not printed: %s", fault)
        self._close(abort=isinstance(fault, PrintStalled))
        if fault:
            self._look(always=True)
            self._close()

    def _close(self, *, abort: bool = False) -> None:
        """Let go of the line: a network printer serves one at a time."""
        if self._line:
            self._line.close(abort=abort)
            self._line = None


def load_composer(printer: Printer) -> Callable[[], Composer]:
    """Import python-escpos (0.6 s; after logging was configured, because it configures it too) and return its maker.

    The code page's number is centre.toml's, not a profile's guess. Its import leaves a folder in the temporary
    directory; we give it a directory of its own and remove that.
    """
    with tempfile.TemporaryDirectory() as leak:
        kept, tempfile.tempdir = tempfile.tempdir, leak
        try:
            from escpos.magicencode import Encoder  # noqa: PLC0415 - see the docstring
            from escpos.printer import Dummy  # noqa: PLC0415 - see the docstring
        finally:
            tempfile.tempdir = kept
    page = printer.code_page
    pages = {page.name.upper(): page.number} if page else {}

    def composer() -> Composer:
        made: Composer = Dummy(profile=PROFILE, magic_encode_args={"encoder": Encoder(pages)})
        return made

    return composer
