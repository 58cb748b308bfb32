# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one owner of a kiosk's printer: a worker that has its orders turned into paper, one after another.

It knows neither the queue nor the kiosk's journal; what is done at the printer, kiosk/printer_operator.py knows.
"""

import queue
from collections.abc import Callable, Sequence
from contextlib import suppress

from centre.config import CentreFile, Language
from centre.config_kiosks import Kiosk
from centre.messages import TicketReply
from centre.service import Inbox, start_worker
from kiosk import ticket
from kiosk.composing import load_composer
from kiosk.notice import Notice
from kiosk.printer_operator import PrinterOperator
from kiosk.printer_reports import Check, Job, Order, Slip, WarmUp
from kiosk.printer_wire import PATIENT, Patience
from kiosk.ticket_press import TicketPress


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
        self._operator = PrinterOperator(press, kiosk.printer, patience, inbox)
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._stopping = False
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
            self._operator.hang_up()

    def _next_orders(self) -> list[Order]:
        """Wait for orders, at most as long as an open line is kept warm; return all that wait."""
        orders: list[Order] = []
        with suppress(queue.Empty):
            orders.append(self._orders.get(timeout=self._operator.warm_s()))
            while True:
                orders.append(self._orders.get_nowait())
        return orders

    def _obey(self, orders: Sequence[Order]) -> None:
        """Print what waits, then ask once, however often it was ordered: a mute printer takes a second to find out."""
        for order in orders:
            if isinstance(order, Job) and not self._stopping:
                self._operator.print(order)
            elif isinstance(order, Slip) and not self._stopping:
                self._operator.print_slip(order.notice)
        if self._stopping or not orders:
            self._operator.hang_up()
        elif any(isinstance(order, Check) for order in orders):
            self._operator.check()
        elif isinstance(orders[-1], WarmUp):
            self._operator.warm_up()
