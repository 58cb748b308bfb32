# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one owner of a kiosk's printer: a worker that turns orders into paper and reports what came of them.

It knows neither the queue nor the kiosk's journal.
"""

import logging
import queue
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

from centre.config import CentreFile, Language
from centre.config_kiosks import Kiosk
from centre.errors import DeviceFault, Unavailable
from centre.facts_base import PrintOutcome
from centre.messages import TicketReply
from centre.service import Inbox, start_worker
from kiosk import ticket
from kiosk.composing import load_composer
from kiosk.notice import Notice
from kiosk.printer_call import PrinterCall
from kiosk.printer_line import PrinterLine
from kiosk.printer_reports import Check, Job, Order, PrintEnded, PrinterReport, PrintHeld, PrintRefused, Slip, WarmUp
from kiosk.printer_status import PrinterStatus, PrintUnconfirmed, fault_of, stop_of
from kiosk.printer_wire import PATIENT, Patience
from kiosk.ticket_press import TicketPress
from kiosk.ticket_sender import TicketSender

log = logging.getLogger(__name__)

BEGUN = 512
"""So many latest tickets are remembered against being printed twice."""


class TicketPrinter:
    """Prints tickets one after another in its own thread; methods may be called from any thread.

    All but stop() return at once; reports come into ``inbox``. After a power cut nothing is printed again by itself:
    the caller knows from its own journal what had begun, and orders a copy.
    """

    def __init__(self, *, centre: CentreFile, kiosk: Kiosk, inbox: Inbox, patience: Patience = PATIENT) -> None:
        """Draw all that is the same on every ticket, then start the worker; raise Unavailable without the font."""
        press = TicketPress(
            centre=centre,
            printer=kiosk.printer,
            composer=load_composer(kiosk.printer),
            languages=ticket.spoken(centre.centre, kiosk),
        )
        self._sender = TicketSender(press, kiosk.printer)
        self._call = PrinterCall(kiosk.printer, patience)
        self._answers = kiosk.printer.answers
        self._held: DeviceFault | None = None
        self._inbox = inbox
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._reported: PrinterStatus | None = None
        self._stopping = False
        self._begun: deque[UUID] = deque(maxlen=BEGUN)
        self._thread = start_worker("printer", self._work, inbox)

    def warm_up(self) -> None:
        """Open the line and ask how the printer is, so that the answer is there when the ticket comes."""
        self._orders.put(WarmUp())

    def print(
        self,
        reply: TicketReply,
        written: Callable[[], None] = lambda: None,
        *,
        language: Language | None = None,
        copy: bool = False,
    ) -> None:
        """Print a ticket once, in the ``language`` its citizen has chosen or in the kiosk's.

        It ends in PrintEnded, or in PrintRefused or PrintHeld if no byte of its number was sent.

        ``written`` is called in the printer's thread between the head, which names nobody, and the first byte of the
        number; it returns when the caller's journal has the ticket. Unavailable of it is reported by PrintHeld;
        whatever else it raises ends the process. A ``copy`` is a ticket that has begun before and may be on paper: it
        says so, and is printed however often it is ordered.
        """
        self._orders.put(Job(reply, written, language, copy))

    def print_notice(self, notice: Notice) -> None:
        """Print a slip behind the tickets that wait; with a printer that does not print it is dropped.

        No report tells its end; a fault that it meets comes as a PrinterReport.
        """
        self._orders.put(Slip(notice))

    def check(self) -> None:
        """Ask how the printer is and send a PrinterReport, whatever the answer."""
        self._orders.put(Check())

    def alive(self) -> bool:
        """Return whether the worker runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the ticket being printed, forget those that wait, close the line."""
        self._stopping = True
        self._orders.put(WarmUp())
        self._thread.join()

    def _work(self) -> None:
        """Obey orders until a stop."""
        try:
            while not self._stopping:
                self._obey(self._next_orders())
        finally:
            self._call.hang_up()

    def _next_orders(self) -> list[Order]:
        """Wait for orders, at most as long as an open line is kept warm; return all that wait."""
        orders: list[Order] = []
        with suppress(queue.Empty):
            orders.append(self._orders.get(timeout=self._call.warm_s()))
            while True:
                orders.append(self._orders.get_nowait())
        return orders

    def _obey(self, orders: Sequence[Order]) -> None:
        """Print what waits, then ask once, however often it was ordered: a mute printer takes a second to find out."""
        for order in orders:
            if isinstance(order, Job) and not self._stopping:
                self._print(order)
            elif isinstance(order, Slip) and not self._stopping:
                self._print_slip(order.notice)
        if self._stopping or not orders:
            self._call.hang_up()
        elif any(isinstance(order, Check) for order in orders):
            self._held = None
            self._look(always=True)
            self._call.hang_up()
        elif isinstance(orders[-1], WarmUp):
            self._look(always=False)

    def _look(self, *, always: bool) -> None:
        """Ask how the printer is, and report it if it has changed."""
        self._tell(*self._asked(), always=always)

    def _asked(self) -> tuple[PrinterStatus, DeviceFault | None]:
        """Return how the printer is, and what of it keeps it from printing; then the line is closed."""
        try:
            status = self._call.ask()
            fault = stop_of(self._call.name, status)
        except DeviceFault as unreachable:
            status, fault = PrinterStatus.OFFLINE, unreachable
        if fault:
            self._call.hang_up()
        return status, fault

    def _tell(self, status: PrinterStatus, fault: DeviceFault | None, *, always: bool) -> None:
        if always or status is not self._reported:
            self._reported = status
            notice = "" if fault else str(fault_of(self._call.name, status) or "")
            self._inbox.put(PrinterReport(status=status, fault=fault, notice=notice))

    def _print(self, job: Job) -> None:
        """Print one ticket and report how it ended."""
        reply = job.reply
        if reply.request_id in self._begun and not job.copy:
            log.info("ticket %s: ordered again, printed once", reply.ticket)
            return
        if job.copy:
            self._held = None
        try:
            if self._held:
                raise self._held  # the copy of the one before comes first
            line = self._call.ready()
        except DeviceFault as fault:
            self._call.hang_up()
            self._inbox.put(PrintRefused(reply=reply, fault=fault))
            return
        self._begun.append(reply.request_id)
        self._send(line, job)

    def _send(self, line: PrinterLine, job: Job) -> None:
        """Send one ticket and report: *printed* only on the printer's own word, refused only if no number went out."""
        try:
            fault = self._broken(lambda: self._sender.send(line, job))
        except Unavailable:
            self._hold(job)
            return
        if fault is None:
            self._inbox.put(_end_of(job, "printed" if self._sender.proves else "unknown"))
            self._look(always=False)
        elif line.sent and self._sender.number_out:
            self._break_off(job, fault)
        else:
            self._begun.remove(job.reply.request_id)
            self._inbox.put(PrintRefused(reply=job.reply, fault=fault))
            self._look(always=True)
        self._call.hang_up()

    def _hold(self, job: Job) -> None:
        """Let go of a ticket that could not be written; the head that is out already names nobody."""
        self._call.hang_up(abort=True)
        self._begun.remove(job.reply.request_id)
        self._inbox.put(PrintHeld(job.reply))

    def _break_off(self, job: Job, fault: DeviceFault) -> None:
        """Report an unknown end, and whether the printer itself says that something went wrong.

        One that is well, took all and only never said that it was done has most likely done it: many a cheap one does
        not know that question.
        """
        status, ill = self._asked()
        interrupted = ill is not None or not isinstance(fault, PrintUnconfirmed) or not self._answers
        if interrupted:
            self._held = fault
        else:
            self._sender.settle()
        self._inbox.put(_end_of(job, "unknown", fault, interrupted=interrupted))
        self._tell(status, ill, always=True)

    def _print_slip(self, notice: Notice) -> None:
        """Print one slip; if it cannot be, its citizen sees dark lamps instead, as the report puts them out."""
        fault = self._broken(lambda: self._sender.send_slip(self._call.ready(), notice))
        if fault:
            log.warning("a notice was not printed: %s", fault)
        self._look(always=fault is not None)
        self._call.hang_up()

    def _broken(self, send: Callable[[], None]) -> DeviceFault | None:
        """Send something; return what broke it off, and drop what waits in the line, unless it is just slow."""
        try:
            send()
        except DeviceFault as fault:
            self._call.hang_up(abort=not isinstance(fault, PrintUnconfirmed))
            return fault
        return None


def _end_of(
    job: Job, outcome: PrintOutcome, fault: DeviceFault | None = None, *, interrupted: bool = False
) -> PrintEnded:
    reply = job.reply
    return PrintEnded(
        ticket=reply.ticket,
        day=reply.day,
        request_id=reply.request_id,
        outcome=outcome,
        fault=fault,
        interrupted=interrupted,
    )
