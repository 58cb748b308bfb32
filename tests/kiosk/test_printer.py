# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's worker: orders go in, paper and reports come out."""

from typing import Any

import pytest
from msgspec import structs

from centre.errors import Unavailable
from centre.service import WorkerDied
from kiosk.printer_line import FILL
from kiosk.printer_reports import PrinterReport, PrintHeld
from kiosk.printer_status import (
    PaperOut,
    PrinterStatus,
)
from tests.conftest import PATIENCE_S
from tests.kiosk.idle_watch import UNHURRIED
from tests.kiosk.printer_worker import (
    NOTICE,
    WELL,
    Start,
    ended,
    next_report,
    press_of,
    reply,
    slip_bytes,
    ticket_bytes,
)
from tests.kiosk.tickets import FEED_AND_CUT


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


def test_a_stop_forgets_what_has_not_begun(start: Start, network_peer: Any) -> None:
    """Stopping waits for no printer in the distance: tickets that have not begun stay in the kiosk's journal."""
    printer, inbox = start(network_peer.settings)
    printer.stop()
    printer.print(reply())
    assert not printer.alive()
    assert inbox.take_all(0) == []
    assert network_peer.visits == 0


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
