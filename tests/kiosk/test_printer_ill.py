# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's worker when its printer is ill: what comes back, what is unknown, and what follows a broken ticket."""

from typing import Any

import pytest
from msgspec import structs

from centre.config_kiosks import Kiosk, Printer
from centre.service import Inbox
from kiosk.printer import TicketPrinter
from kiosk.printer_reports import PrintEnded, PrinterReport, PrintRefused
from kiosk.printer_status import (
    CoverOpen,
    PaperOut,
    PrinterMute,
    PrinterOffline,
    PrinterStatus,
    PrintStalled,
    PrintUnconfirmed,
)
from tests.kiosk.idle_watch import UNHURRIED
from tests.kiosk.printer_worker import (
    BRIEF,
    CENTRE,
    WELL,
    Start,
    ended,
    next_report,
    reply,
    ticket_bytes,
    until_stalled,
)
from tests.kiosk.tickets import FEED_AND_CUT


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
