# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's worker: orders go in, paper and reports come out."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from centre.config import Centre, CentreFile, Service
from centre.config_kiosks import Button, Kiosk, Printer
from centre.errors import Unavailable
from centre.messages import Refusal, TicketReply
from centre.service import Inbox, WorkerDied
from kiosk.composing import load_composer
from kiosk.notice import Notice
from kiosk.printer import TicketPrinter
from kiosk.printer_line import FILL
from kiosk.printer_reports import PrintEnded, PrinterReport, PrintHeld, PrintRefused
from kiosk.printer_status import (
    CoverOpen,
    PaperOut,
    PrinterMute,
    PrinterOffline,
    PrinterStatus,
    PrintStalled,
    PrintUnconfirmed,
)
from kiosk.printer_wire import Patience
from kiosk.ticket_press import TicketPress
from tests.conftest import PATIENCE_S
from tests.kiosk.idle_watch import UNHURRIED, IdleWatch
from tests.kiosk.tickets import FEED_AND_CUT, whole

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП", languages=("uk", "en")),
    services=(Service(id="passport", letter="А", name="Паспорт"),),
    windows=(),
)
BRIEF = Patience(answer_s=0.05, stall_s=0.05, end_s=0.05, dots_per_s=1e6)
"""For a printer from which nothing comes; where something may, with a clock that waits for it."""

WELL = PrinterReport(status=PrinterStatus.READY)

NOTICE = Notice(Refusal(reason="service_closed", text="", closed="full"), datetime(2026, 11, 22, 8, 5, tzinfo=UTC))


def until_stalled(peer: Any) -> Patience:
    """Return a patience that begins to end when the printer has taken all that it takes."""
    return BRIEF._replace(watch=IdleWatch(peer.left.is_set))


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


@pytest.fixture
def start() -> Iterator[Start]:
    """Start printers, and stop them after the test."""
    printers: list[TicketPrinter] = []

    def started(settings: Printer, patience: Patience = UNHURRIED) -> tuple[TicketPrinter, Inbox]:
        inbox = Inbox()
        kiosk = Kiosk(id="hall", printer=settings, buttons=(Button(pin=4, language="en"),))
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
    # Only what comes before the ticket (ESC @): a machine so busy that the end is late may ask for it again.
    assert network_peer.heard.partition(b"\x1b@")[0].count(b"\x10\x04\x04") == 1


def test_a_warm_line_is_let_go(start: Start, network_peer: Any) -> None:
    """A press without a ticket does not keep the printer occupied: the line closes, a later ticket opens another."""
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(warm_s=0.01))
    printer.warm_up()
    assert next_report(inbox) == PrinterReport(status=PrinterStatus.READY)
    assert network_peer.left.wait(PATIENCE_S)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.visits == 2


def test_the_number_waits_for_the_journal(start: Start, network_peer: Any) -> None:
    """``written`` is called when only the head, the same on every ticket of the service, has gone out."""
    printer, inbox = start(network_peer.settings)
    press = press_of(network_peer.settings)
    sent: list[int] = []
    printer.print(reply(), lambda: sent.append(line.sent if (line := printer._operator._call._line) else -1))
    assert next_report(inbox) == ended("printed")
    assert sent == [len(press.head("passport").data)]


def test_a_disk_that_refuses_holds_the_ticket_and_the_next_order_prints_it(start: Start, network_peer: Any) -> None:
    """No byte of the number goes out, the printer is not blamed, and nothing is tried again by itself."""

    def full() -> None:
        raise Unavailable("the disk is full")

    printer, inbox = start(network_peer.settings)
    printer.print(reply(), full)
    assert next_report(inbox) == PrintHeld(reply())
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    assert network_peer.tickets.endswith(ticket_bytes(network_peer.settings))
    assert network_peer.tickets.count(FEED_AND_CUT) == len(["the head that names nobody", "the ticket"])


def test_without_the_journal_nothing_is_printed(start: Start, network_peer: Any) -> None:
    """When ``written`` fails, no byte of the number goes out and the process ends loudly."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    printer, inbox = start(network_peer.settings)
    printer.print(reply(), full)
    died = next_report(inbox)
    assert isinstance(died, WorkerDied)
    assert str(died) == "worker printer died: OSError(28, 'No space left on device')"
    press = press_of(network_peer.settings)
    assert press.head("passport").data.startswith(network_peer.tickets)


def test_the_same_ticket_is_never_printed_twice(start: Start, network_peer: Any) -> None:
    """An order given twice makes one ticket; the next ticket is another's."""
    printer, inbox = start(network_peer.settings)
    for number in (12, 12, 13):
        printer.print(reply(number))
    reports = [next_report(inbox) for _ in range(3)]
    assert reports == [ended("printed"), WELL, ended("printed", number=13)]
    assert network_peer.tickets == ticket_bytes(network_peer.settings) + ticket_bytes(network_peer.settings, 13)


def test_a_notice_is_printed_between_tickets(start: Start, network_peer: Any) -> None:
    """In the order of the orders, each piece whole and cut; of the slip nothing is reported."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply())
    printer.print_notice(NOTICE)
    printer.print(reply(13))
    assert [next_report(inbox) for _ in range(3)] == [ended("printed"), WELL, ended("printed", number=13)]
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
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(end_s=0.5, dots_per_s=1e6))
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
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(end_s=0.5, dots_per_s=1e6))
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
    """Part of a ticket taken and then no more: unknown and interrupted, and printed again only as a copy.

    What the printer does not take, the system's buffers may: then it is noticed as the end is awaited.
    """
    cable_peer.takes = 5000
    printer, inbox = start(Printer(connection="usb", device=cable_peer.device), until_stalled(cable_peer))
    printer.print(reply())
    unknown = next_report(inbox)
    assert unknown == ended("unknown", unknown.fault, interrupted=True)
    assert isinstance(unknown.fault, PrintStalled | PrintUnconfirmed)
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
    assert unknown == ended("unknown", unknown.fault, interrupted=True)
    assert isinstance(unknown.fault, PrinterOffline)


def test_a_stop_forgets_what_has_not_begun(start: Start, network_peer: Any) -> None:
    """Stopping waits for no printer in the distance: tickets that have not begun stay in the kiosk's journal."""
    printer, inbox = start(network_peer.settings)
    printer.stop()
    printer.print(reply())
    assert not printer.alive()
    assert inbox.take_all(0) == []
    assert network_peer.visits == 0


def test_a_copy_is_printed_behind_what_ends_the_broken_ticket(start: Start, network_peer: Any) -> None:
    """The rest of an interrupted picture as zeros, a reset and a cut; then the ticket, which says that it is a copy."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply())
    assert next_report(inbox) == ended("printed")
    first = network_peer.tickets
    printer.print(reply(), copy=True)
    assert [next_report(inbox), next_report(inbox)] == [WELL, ended("printed")]
    clearing = bytes(64 * 72) + b"\x1b@" + FEED_AND_CUT
    assert network_peer.tickets == first + clearing + ticket_bytes(network_peer.settings, copy=True)


def stops(peer: Any) -> None:
    """Open the cover in the middle of a ticket: its end is never said."""
    peer.says.update(turn=b"", printer=b"\x1a", cause=b"\x16")


def test_whatever_follows_a_broken_ticket_follows_the_clearing(start: Start, network_peer: Any) -> None:
    """Also another's ticket, where no copy is ordered; once something has come out whole, no more."""
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(look_s=0.02))
    printer.print(reply(), lambda: stops(network_peer))
    assert isinstance(next_report(inbox).fault, CoverOpen)
    assert next_report(inbox).status is PrinterStatus.COVER_OPEN
    network_peer.says.update(turn=b"\x00", printer=b"\x12", cause=b"\x12")
    broken = network_peer.tickets
    printer.check()
    assert next_report(inbox) == WELL
    printer.print(reply(13))
    printer.print(reply(14))
    assert [next_report(inbox), next_report(inbox)] == [ended("printed", number=13), ended("printed", number=14)]
    clearing = bytes(64 * 72) + b"\x1b@" + FEED_AND_CUT
    settings = network_peer.settings
    assert network_peer.tickets == broken + clearing + ticket_bytes(settings, 13) + ticket_bytes(settings, 14)


def test_the_copy_comes_before_those_that_were_ordered_behind_it(start: Start, network_peer: Any) -> None:
    """What waits in the worker's queue is given back until the copy of the one before has been ordered."""
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(look_s=0.02))
    printer.print(reply(), lambda: stops(network_peer))
    printer.print(reply(13))
    assert next_report(inbox).interrupted
    network_peer.says.update(turn=b"\x00", printer=b"\x12", cause=b"\x12")
    assert next_report(inbox).status is PrinterStatus.COVER_OPEN
    refused = next_report(inbox)
    assert isinstance(refused, PrintRefused)
    assert (refused.reply, type(refused.fault)) == (reply(13), CoverOpen)
    printer.print(reply(), copy=True)
    printer.print(reply(13))
    ends = [report for report in (next_report(inbox) for _ in range(3)) if isinstance(report, PrintEnded)]
    assert ends == [ended("printed"), ended("printed", number=13)]


def test_a_printer_that_does_not_know_the_last_question_prints_without_it(start: Start, network_peer: Any) -> None:
    """It is well and took all: no copy, no clearing, and after the first ticket nobody waits for its word again."""
    printer, inbox = start(network_peer.settings, UNHURRIED._replace(end_s=0.5, dots_per_s=1e6))
    network_peer.says["turn"] = b""
    for number in (12, 13, 14):
        printer.print(reply(number))
    reports = [next_report(inbox) for _ in range(4)]
    faults = [type(report.fault) for report in reports if isinstance(report, PrintEnded)]
    assert faults == [PrintUnconfirmed, type(None), type(None)]
    assert not any(report.interrupted for report in reports if isinstance(report, PrintEnded))
    printer.check()
    assert next_report(inbox) == WELL
    assert network_peer.tickets == b"".join(ticket_bytes(network_peer.settings, number) for number in (12, 13, 14))


def test_a_ticket_whose_number_never_went_out_is_no_copy(cable_peer: Any) -> None:
    """The printer stops in a long head, which names nobody: the ticket is given back, to be printed as itself."""
    cable_peer.takes = 100
    long = " ".join(["Широкий"] * 15)
    named = structs.replace(CENTRE.centre, name=long, languages=("uk",))
    centre = structs.replace(CENTRE, centre=named, services=(structs.replace(CENTRE.services[0], name=long),))
    inbox, kiosk = Inbox(), Kiosk(id="hall", printer=Printer(connection="usb", device=cable_peer.device), buttons=())
    printer = TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox, patience=until_stalled(cable_peer))
    printer.print(reply(), lambda: pytest.fail("the number was about to go out"))
    refused = next_report(inbox)
    printer.stop()
    assert isinstance(refused, PrintRefused)
    assert isinstance(refused.fault, PrintStalled)


def test_the_roll_that_ends_with_a_ticket_is_known_at_once(start: Start, network_peer: Any) -> None:
    """The printer is asked after each ticket, over the line that is still open: the next citizen finds dark lamps."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply(), lambda: network_peer.says.update(roll=b"\x7e"))
    assert next_report(inbox) == ended("printed")
    report = next_report(inbox)
    assert (report.status, type(report.fault)) == (PrinterStatus.PAPER_OUT, PaperOut)
    assert network_peer.visits == 1


def test_a_printer_that_never_answers_is_sent_tickets_all_the_same(start: Start, network_peer: Any) -> None:
    """With ``answers = false`` it is tried with bytes that print nothing, and nobody knows a ticket's end."""
    network_peer.says = dict.fromkeys(network_peer.says, b"")
    printer, inbox = start(structs.replace(network_peer.settings, answers=False))
    printer.warm_up()
    assert next_report(inbox) == WELL
    printer.print(reply())
    assert next_report(inbox) == ended("unknown")
    assert network_peer.left.wait(PATIENCE_S)
    assert network_peer.heard == FILL + ticket_bytes(network_peer.settings) + FILL


def test_a_ticket_speaks_the_language_that_was_chosen(start: Start, network_peer: Any) -> None:
    """All four parts of it; the next one is Ukrainian again."""
    printer, inbox = start(network_peer.settings)
    printer.print(reply(), language="en")
    assert next_report(inbox) == ended("printed")
    made, english = press_of(network_peer.settings), network_peer.tickets
    parts = (made.head("passport", "en"), made.body(reply(), "en"), made.tail("en"), made.end(reply(), "en"))
    assert english == b"".join(part.data for part in parts)
    assert english != ticket_bytes(network_peer.settings)
    printer.print(reply(13))
    assert [next_report(inbox), next_report(inbox)] == [WELL, ended("printed", number=13)]
    assert network_peer.tickets == english + ticket_bytes(network_peer.settings, 13)
