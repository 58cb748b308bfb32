# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is done at the printer for each order, and the report of what came of it; it knows no thread."""

import logging
from collections import deque
from collections.abc import Callable
from uuid import UUID

from centre.config_kiosks import Printer
from centre.errors import DeviceFault, Unavailable
from centre.facts_base import PrintOutcome
from centre.service import Inbox
from kiosk.notice import Notice
from kiosk.printer_call import PrinterCall
from kiosk.printer_line import PrinterLine
from kiosk.printer_reports import Job, PrintEnded, PrinterReport, PrintHeld, PrintRefused
from kiosk.printer_status import PrinterStatus, PrintUnconfirmed, fault_of, stop_of
from kiosk.printer_wire import Patience
from kiosk.ticket_press import TicketPress
from kiosk.ticket_sender import TicketSender

log = logging.getLogger(__name__)

BEGUN = 512
"""So many latest tickets are remembered against being printed twice."""


class PrinterOperator:
    """Prints what it is given and puts reports into ``inbox``; used by the printer's worker only.

    After a ticket that was broken off, until a :meth:`check` or its copy, no other is begun.
    """

    def __init__(self, press: TicketPress, settings: Printer, patience: Patience, inbox: Inbox) -> None:
        self._sender, self._call = TicketSender(press, settings), PrinterCall(settings, patience)
        self._answers, self._inbox = settings.answers, inbox
        self._held: DeviceFault | None = None
        self._reported: PrinterStatus | None = None
        self._begun: deque[UUID] = deque(maxlen=BEGUN)

    def warm_s(self) -> float | None:
        """Return how long the open line may wait for the next order; None when there is none."""
        return self._call.warm_s()

    def hang_up(self) -> None:
        """Let go of the line."""
        self._call.hang_up()

    def warm_up(self) -> None:
        """Open the line, ask how the printer is, and report it if it has changed."""
        self._look(always=False)

    def check(self) -> None:
        """Report how the printer is, whatever it says, and let tickets be begun again."""
        self._held = None
        self._look(always=True)
        self._call.hang_up()

    def print(self, job: Job) -> None:
        """Print one ticket, once unless it is a copy, and report how it ended, or that none of its number was sent."""
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

    def print_slip(self, notice: Notice) -> None:
        """Print one slip; if it cannot be, its citizen sees dark lamps instead, as the report puts them out."""
        fault = self._broken(lambda: self._sender.send_slip(self._call.ready(), notice))
        if fault:
            log.warning("a notice was not printed: %s", fault)
        self._look(always=fault is not None)
        self._call.hang_up()

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
