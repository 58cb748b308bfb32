# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the printer's worker share: a centre, orders, and the bytes and reports expected of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from centre.config import Centre, CentreFile, Service
from centre.config_kiosks import Printer
from centre.messages import Refusal, TicketReply
from centre.service import Inbox
from kiosk.composing import load_composer
from kiosk.notice import Notice
from kiosk.printer import TicketPrinter
from kiosk.printer_reports import PrintEnded, PrinterReport
from kiosk.printer_status import PrinterStatus
from kiosk.printer_wire import Patience
from kiosk.ticket_press import TicketPress
from tests.conftest import PATIENCE_S
from tests.kiosk.idle_watch import IdleWatch
from tests.kiosk.tickets import whole

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП", languages=("uk", "en")),
    services=(Service(id="passport", letter="А", name="Паспорт"),),
    windows=(),
)
BRIEF = Patience(answer_s=0.05, stall_s=0.05, end_s=0.05, dots_per_s=1e6)
"""For a printer from which nothing comes; where something may, with a clock that waits for it."""

WELL = PrinterReport(status=PrinterStatus.READY)

Start = Callable[..., tuple[TicketPrinter, Inbox]]

NOTICE = Notice(Refusal(reason="service_closed", text="", closed="full"), datetime(2026, 11, 22, 8, 5, tzinfo=UTC))


def until_stalled(peer: Any) -> Patience:
    """Return a patience that begins to end when the printer has taken all that it takes."""
    return BRIEF._replace(watch=IdleWatch(peer.left.is_set))


def reply(number: int = 12) -> TicketReply:
    """Return the dispatcher's answer with this number."""
    return TicketReply(
        request_id=UUID(int=number),
        ticket=f"А{number:03}",
        day=date(2026, 11, 22),
        service="passport",
        issued_at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC),
        ahead=0,
        windows=(1,),
    )


def ended(outcome: Any, fault: Any = None, number: int = 12, *, interrupted: bool = False) -> PrintEnded:
    """Return the report expected for :func:`reply`."""
    answer = reply(number)
    return PrintEnded(
        ticket=answer.ticket,
        day=answer.day,
        request_id=answer.request_id,
        outcome=outcome,
        fault=fault,
        interrupted=interrupted,
    )


def press_of(settings: Printer) -> TicketPress:
    """Return what makes the bytes of such a printer."""
    return TicketPress(centre=CENTRE, printer=settings, composer=load_composer(settings), languages=("uk",))


def ticket_bytes(settings: Printer, number: int = 12, *, copy: bool = False) -> bytes:
    """Return the whole ticket."""
    return whole(press_of(settings), reply(number), copy=copy)


def slip_bytes(settings: Printer) -> bytes:
    """Return the whole slip of NOTICE."""
    return press_of(settings).notice(NOTICE).data


def next_report(inbox: Inbox) -> Any:
    """Wait for the next report; a worker may be faster than a test, so others may wait behind it."""
    report, *later = inbox.take_all(PATIENCE_S * 2)
    for one in later:
        inbox.put(one)
    return report
