# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The tickets between the dispatcher's answer and the paper, and how the printer is; no journal, no wire."""

import logging
from collections.abc import Callable
from uuid import UUID

import msgspec

from centre.config import Language
from centre.errors import DeviceFault
from centre.facts_base import PrintOutcome
from centre.messages import Problem, TicketReply
from centre.time import Now, earliest
from kiosk.memory import PRINT_WITHIN_S
from kiosk.notice import Notice
from kiosk.printer import TicketPrinter
from kiosk.printer_reports import PrintEnded, PrinterReport, PrintHeld, PrintRefused

log = logging.getLogger(__name__)

CHECK_PRINTER_S = 2.0
"""How often a printer in trouble is asked whether it is well again; a healthy one is asked at each press only."""


class Ended(msgspec.Struct, frozen=True):
    """A ticket's printing is over; of a ``copy`` something may have come out before."""

    reply: TicketReply
    outcome: PrintOutcome
    copy: bool = False


class Waiting(msgspec.Struct, frozen=True):
    """A ticket whose printing is not over; ``refused`` while it is not in the printer's hands but waits for paper.

    ``begun``: how many times its number may have come out already; what is printed then is a copy.
    """

    reply: TicketReply
    since_s: float
    written: Callable[[], None]
    language: Language | None = None
    refused: bool = False
    begun: int = 0


BEGUN_AT_MOST = 4
"""A ticket and three copies: a printer that breaks off at the same black line each time must not eat its roll."""


class Printing:
    """Keeps each ticket until its printing is over, whatever the printer does; used by the kiosk's loop only."""

    def __init__(self, ticket_printer: TicketPrinter, now: Now) -> None:
        self._printer = ticket_printer
        self._waiting: dict[UUID, Waiting] = {}
        self._check_s: float | None = now.steady_s
        self._notice = ""
        self.fault: DeviceFault | None = None

    def press(self) -> None:
        """Get the printer ready while the dispatcher decides."""
        self._printer.warm_up()

    def print(
        self,
        reply: TicketReply,
        now: Now,
        written: Callable[[], None],
        *,
        language: Language | None = None,
        copy: bool = False,
    ) -> None:
        """Begin to print a ticket; no byte of its number goes out before ``written`` has returned.

        ``language``: the one its citizen has chosen. A ``copy``: a power cut has broken it off, and its number may have
        come out.
        """
        self._waiting[reply.request_id] = Waiting(reply, now.steady_s, written, language, begun=int(copy))
        self._printer.print(reply, written, language=language, copy=copy)

    def notice(self, notice: Notice) -> None:
        """Print why there is no ticket; dropped while the printer ails: nobody waits for it when it is well again."""
        if self.fault is None:
            self._printer.print_notice(notice)

    def take(self, report: object, now: Now) -> Ended | None:
        """Take a report of the printer; return the ticket that it ends."""
        match report:
            case PrintEnded():
                return self._ended(report, now)
            case PrintRefused():
                # No byte of its number was sent: it stays, and is printed when the printer is well again.
                self._send_back(report.reply.request_id)
                self._note(report.fault, now)
            case PrintHeld():
                # It is printed when the journal is written again.
                self._send_back(report.reply.request_id)
            case PrinterReport():
                self._notice = report.notice
                self._note(report.fault, now)
        return None

    def due(self, now: Now) -> list[Ended]:
        """Ask an ailing printer again, and give up the tickets that have waited too long."""
        if self._check_s is not None and now.steady_s >= self._check_s:
            self._check_s = now.steady_s + CHECK_PRINTER_S
            self._printer.check()
        late = [w for w in self._waiting.values() if w.refused and now.steady_s >= w.since_s + PRINT_WITHIN_S]
        for waiting in late:
            del self._waiting[waiting.reply.request_id]
        return [Ended(waiting.reply, "unknown" if waiting.begun else "failed") for waiting in late]

    def go_on(self) -> None:
        """Print what the journal has held back; to be called at each turn in which it is written.

        At each, as a refusal may come and go between two.
        """
        if self.fault is None:
            self._print_refused()

    def waits(self) -> bool:
        """Return whether somebody's ticket is not out yet."""
        return bool(self._waiting)

    def problems(self) -> tuple[Problem, ...]:
        """Name the printer's fault for the technician, or what will soon be one, as paper that is nearly out."""
        if self.fault is None:
            return (Problem(code="printer_soon", text=self._notice),) if self._notice else ()
        waiting = {0: "", 1: " 1 ticket waits."}.get(len(self._waiting), f" {len(self._waiting)} tickets wait.")
        return (Problem(code=type(self.fault).__name__, text=f"{self.fault}{waiting}"),)

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        late = (waiting.since_s + PRINT_WITHIN_S for waiting in self._waiting.values() if waiting.refused)
        return earliest((self._check_s, *late))

    def alive(self) -> bool:
        """Return whether the printer's thread lives."""
        return self._printer.alive()

    def stop(self) -> None:
        """Let the ticket in the printer come out, and stop."""
        self._printer.stop()

    def _ended(self, report: PrintEnded, now: Now) -> Ended | None:
        """Return the end of a ticket, unless it was broken off: then a copy of it waits for a printer that is well."""
        waiting = self._waiting.get(report.request_id)
        if waiting and report.interrupted and waiting.begun + 1 < BEGUN_AT_MOST:
            begun = waiting.begun + 1
            self._waiting[report.request_id] = msgspec.structs.replace(waiting, refused=True, begun=begun)
            self._note(report.fault, now)
            return None
        self._waiting.pop(report.request_id, None)
        self._note(report.fault, now)
        return Ended(waiting.reply, report.outcome, waiting.begun > 0) if waiting else None

    def _note(self, fault: DeviceFault | None, now: Now) -> None:
        if fault is not None and str(fault) != str(self.fault):
            log.error("%s", fault)
        self.fault = fault
        self._check_s = None if fault is None else now.steady_s + CHECK_PRINTER_S
        if fault is None:
            self._print_refused()

    def _send_back(self, request_id: UUID) -> None:
        if waiting := self._waiting.get(request_id):
            self._waiting[request_id] = msgspec.structs.replace(waiting, refused=True)

    def _print_refused(self) -> None:
        """Order again what the printer had sent back; what it still holds comes by itself."""
        for request_id, waiting in self._waiting.items():
            if waiting.refused:
                self._waiting[request_id] = msgspec.structs.replace(waiting, refused=False)
                self._printer.print(waiting.reply, waiting.written, language=waiting.language, copy=waiting.begun > 0)
