# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's worker: orders go in, paper and reports come out."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from centre.config import Centre, CentreFile, Kiosk, Printer, Service
from centre.messages import Refusal, TicketReply
from centre.service import Inbox, WorkerDied
from kiosk.notice import Notice
from kiosk.printer import PrintEnded, PrinterReport, PrintRefused, TicketPrinter, load_composer
from kiosk.printer_line import Patience
from kiosk.printer_status import PaperOut, PrinterMute, PrinterOffline, PrinterStatus, PrintStalled, PrintUnconfirmed
from kiosk.ticket_press import TicketPress

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП"), services=(Service(id="passport", letter="А", name="Паспорт"),), windows=()
)
BRIEF = Patience(answer_s=0.05, stall_s=0.05, end_s=0.05, dots_per_s=1e6)

NOTICE = Notice(Refusal(reason="service_closed", text="", closed="full"), datetime(2026, 11, 22, 8, 5, tzinfo=UTC))

Start = Callable[..., tuple[TicketPrinter, Inbox]]


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


def ended(outcome: Any, fault: Any = None, number: int = 12) -> PrintEnded:
    """Return the report expected for :func:`reply`."""
    answer = reply(number)
    return PrintEnded(ticket=answer.ticket, day=answer.day, request_id=answer.request_id, outcome=outcome, fault=fault)


def ticket_bytes(settings: Printer, number: int = 12) -> bytes:
    """Return the whole ticket."""
    press = TicketPress(centre=CENTRE, printer=settings, composer=load_composer(settings))
    return press.head("passport").data + press.body(reply(number)).data + press.tail.data


def slip_bytes(settings: Printer) -> bytes:
    """Return the whole slip of NOTICE."""
    return TicketPress(centre=CENTRE, printer=settings, composer=load_composer(settings)).notice(NOTICE).data


def next_report(inbox: Inbox) -> Any:
    """Wait for the next report; a worker may be faster than a test, so others may wait behind it."""
    report, *later = inbox.take_all(10.0)
    for one in later:
        inbox.put(one)
    return report


@pytest.fixture
def start() -> Iterator[Start]:
    """Start printers, and stop them after the test."""
    printers: list[TicketPrinter] = []

    def started(settings: Printer, patience: Patience = Patience()) -> tuple[TicketPrinter, Inbox]:  # noqa: B008
        inbox = Inbox()
        kiosk = Kiosk(id="hall", printer=settings, buttons=())
        printers.append(TicketPrinter(centre=CENTRE, kiosk=kiosk, inbox=inbox, patience=patience))
        return printers[-1], inbox

    yield started
    for printer in printers:
        printer.stop()
        assert not printer.alive()


def test_a_ticket_is_printed(start: Start, network_peer: Any) -> None:
    """Its bytes reach the printer once, in one connection, and its end is reported on the printer's word."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.tickets == ticket_bytes(network_peer.settings)
    assert network_peer.visits == 1


def test_a_warm_line_is_used_without_asking_again(start: Start, network_peer: Any) -> None:
    """What the press opened and asked serves its ticket: one connection, one round of questions."""
    printer, inbox = start(network_peer.settings)
    printer.warm_up()
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.visits == 1
    assert network_peer.heard.count(b"\x10\x04\x04") == 1


def test_a_warm_line_is_let_go(start: Start, network_peer: Any) -> None:
    """A press without a ticket does not keep the printer occupied: the line closes, a later ticket opens another."""
    printer, inbox = start(network_peer.settings, Patience(warm_s=0.01))
    printer.warm_up()
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    assert network_peer.left.wait(5.0)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.visits == 2


def test_the_number_waits_for_the_journal(start: Start, network_peer: Any) -> None:
    """``written`` is called when only the head, the same on every ticket of the service, has gone out."""
    printer, inbox = start(network_peer.settings)
    press = TicketPress(centre=CENTRE, printer=network_peer.settings, composer=load_composer(network_peer.settings))
    sent: list[int] = []
    printer.print(reply(), lambda: sent.append(printer._line.sent if printer._line else -1))
    assert next_report(inbox) == ended("printed")
    assert sent == [len(press.head("passport").data)]


def test_without_the_journal_nothing_is_printed(start: Start, network_peer: Any) -> None:
    """When ``written`` fails, no byte of the number goes out and the process ends loudly."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    printer, inbox = start(network_peer.settings)
    printer.print(reply(), full)
    died = next_report(inbox)
    assert isinstance(died, WorkerDied)
    assert str(died) == "worker printer died: OSError(28, 'No space left on device')"
    press = TicketPress(centre=CENTRE, printer=network_peer.settings, composer=load_composer(network_peer.settings))
    assert press.head("passport").data.startswith(network_peer.tickets)


def test_the_same_ticket_is_never_printed_twice(start: Start, network_peer: Any) -> None:
    """An order given twice makes one ticket; the next ticket is another's."""
    printer, inbox = start(network_peer.settings)
    for number in (12, 12, 13):
        printer.print(reply(number))
    reports = [next_report(inbox), next_report(inbox)]
    assert reports == [ended("printed"), ended("printed", number=13)]
    assert network_peer.tickets == ticket_bytes(network_peer.settings) + ticket_bytes(network_peer.settings, 13)


def test_a_notice_is_printed_between_tickets(start: Start, network_peer: Any) -> None:
    """In the order of the orders, each piece whole and cut; of the slip nothing is reported."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply())
    printer.print_notice(NOTICE)
    printer.print(reply(13))
    assert [next_report(inbox), next_report(inbox)] == [ended("printed"), ended("printed", number=13)]
    assert network_peer.tickets == (
        ticket_bytes(network_peer.settings)
        + slip_bytes(network_peer.settings)
        + ticket_bytes(network_peer.settings, 13)
    )


def test_a_refused_press_leaves_no_head_on_the_paper(start: Start, network_peer: Any) -> None:
    """The press only opened the line: the slip begins on clean paper, over that line."""
    printer, inbox = start(network_peer.settings)
    printer.warm_up()
    printer.print_notice(NOTICE)
    printer.check()
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    assert network_peer.tickets == slip_bytes(network_peer.settings)


def test_a_notice_without_paper_is_dropped(start: Start, network_peer: Any, caplog: pytest.LogCaptureFixture) -> None:
    """The fault is reported, which closes the kiosk; after the roll was changed no old slip comes out."""
    printer, inbox = start(network_peer.settings)
    network_peer.says["roll"] = b"\x7e"
    printer.print_notice(NOTICE)
    report = next_report(inbox)
    assert (report.status, type(report.fault)) == (PrinterStatus.PAPER_OUT, PaperOut)
    network_peer.says["roll"] = b"\x12"
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.tickets == ticket_bytes(network_peer.settings)
    assert caplog.messages == [
        f"a notice was not printed: Printer {network_peer.name} is out of paper. Load a roll.",
    ]


def test_an_unconfirmed_notice_is_a_fault(start: Start, network_peer: Any, caplog: pytest.LogCaptureFixture) -> None:
    """The printer is asked how it is, as after a ticket."""
    network_peer.says["turn"] = b""
    printer, inbox = start(network_peer.settings, Patience(end_s=0.5, dots_per_s=1e6))
    printer.print_notice(NOTICE)
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    (said,) = caplog.messages
    assert said == (
        f"a notice was not printed: Printer {network_peer.name} took a notice and did not confirm it within 0.5 s."
        " Look whether the notice has come out whole."
    )


def test_without_paper_the_ticket_waits(start: Start, network_peer: Any) -> None:
    """No paper: nothing is sent, the ticket comes back, and after the roll was changed it is printed."""
    printer, inbox = start(network_peer.settings)
    network_peer.says["roll"] = b"\x7e"
    printer.print(reply(), lambda: pytest.fail("nothing began"))
    refused = next_report(inbox)
    assert isinstance(refused, PrintRefused)
    assert (refused.reply, type(refused.fault)) == (reply(), PaperOut)
    assert str(refused.fault) == f"Printer {network_peer.name} is out of paper. Load a roll."
    assert network_peer.tickets == b""
    printer.check()
    assert next_report(inbox).status is PrinterStatus.PAPER_OUT
    network_peer.says["roll"] = b"\x12"
    printer.check()
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")


def test_little_paper_is_a_notice_not_a_fault(start: Start, network_peer: Any) -> None:
    """Near the end of the roll tickets are printed and the technician is told."""
    printer, inbox = start(network_peer.settings)
    network_peer.says["roll"] = b"\x1e"
    printer.warm_up()
    assert next_report(inbox) == PrinterReport(
        status=PrinterStatus.PAPER_LOW,
        notice=f"Printer {network_peer.name} is near the end of its roll. Keep a new one at hand.",
    )
    printer.print(reply())
    assert next_report(inbox) == ended("printed")


def test_a_mute_printer_gets_no_ticket(start: Start, network_peer: Any) -> None:
    """A printer that does not say how it is, is not given a citizen's ticket."""
    network_peer.says["cause"] = b""
    printer, inbox = start(network_peer.settings, BRIEF)
    printer.print(reply())
    refused = next_report(inbox)
    assert isinstance(refused, PrintRefused)
    assert isinstance(refused.fault, PrinterMute)


def test_an_unreachable_printer_refuses(start: Start, network_peer: Any) -> None:
    """A printer that is switched off leaves the ticket to be printed later."""
    printer, inbox = start(Printer(connection="usb", device="/nowhere/lp0"))
    printer.print(reply())
    refused = next_report(inbox)
    assert isinstance(refused, PrintRefused)
    assert isinstance(refused.fault, PrinterOffline)
    assert network_peer.visits == 0


def test_an_unconfirmed_ticket_is_unknown(start: Start, network_peer: Any) -> None:
    """All bytes taken and no word of the end: unknown, then the printer is asked how it is."""
    network_peer.says["turn"] = b""
    printer, inbox = start(network_peer.settings, Patience(end_s=0.5, dots_per_s=1e6))
    printer.print(reply())
    unknown = next_report(inbox)
    assert unknown == ended("unknown", unknown.fault)
    assert isinstance(unknown.fault, PrintUnconfirmed)
    assert str(unknown.fault) == (
        f"Printer {network_peer.name} took ticket А012 and did not confirm it within 0.5 s."
        " Look whether the ticket has come out whole."
    )
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)


def test_a_stall_in_a_ticket_is_unknown(start: Start, cable_peer: Any) -> None:
    """Part of a ticket taken and then no more: unknown, never printed again by itself."""
    cable_peer.takes = 5000
    printer, inbox = start(Printer(connection="usb", device=cable_peer.device), BRIEF)
    printer.print(reply())
    unknown = next_report(inbox)
    assert unknown == ended("unknown", unknown.fault)
    assert isinstance(unknown.fault, PrintStalled)
    assert 5000 <= unknown.fault.sent < len(ticket_bytes(Printer(connection="usb")))
    assert next_report(inbox).status is PrinterStatus.MUTE
    printer.print(reply())
    printer.check()
    assert isinstance(next_report(inbox), PrinterReport)


def test_a_printer_that_leaves_in_a_ticket_is_unknown(start: Start, network_peer: Any) -> None:
    """The connection breaks in the middle: unknown, with the reason."""
    network_peer.takes = 5000
    network_peer.leaves = True
    printer, inbox = start(network_peer.settings)
    printer.print(reply())
    unknown = next_report(inbox)
    assert unknown == ended("unknown", unknown.fault)
    assert isinstance(unknown.fault, PrinterOffline)


def test_a_stop_forgets_what_has_not_begun(start: Start, network_peer: Any) -> None:
    """Stopping waits for no printer in the distance: tickets that have not begun stay in the kiosk's journal."""
    printer, inbox = start(network_peer.settings)
    printer.stop()
    printer.print(reply())
    assert not printer.alive()
    assert inbox.take_all(0) == []
    assert network_peer.visits == 0
