# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries a kiosk's printer: asks how it is, prints the page of ``kiosk/trial_page.py``, asks what stands on it."""

from collections.abc import Iterator
from typing import NamedTuple

from centre.config import CentreFile
from centre.config_kiosks import Kiosk, Printer
from centre.errors import DeviceFault
from centre.trials import Finding, Person, Skipped, Trial, parted, seen
from kiosk import trial_page
from kiosk.composing import load_composer
from kiosk.printer_call import PrinterCall
from kiosk.printer_line import name_of
from kiosk.printer_status import PrintUnconfirmed
from kiosk.printer_wire import PATIENT, Patience
from kiosk.ticket_press import TicketPress
from kiosk.ticket_sender import TicketSender

AGAIN = "r"

WIDTH = "width_dots must be what the printer has, 384 for 58 mm paper and 576 for 80 mm; put the roll in straight."
HEAD = "Clean the print head with alcohol; a line that stays is a dead dot: the head is worn."


class Question(NamedTuple):
    """What is asked of the printed page, and what to do if it is not so."""

    part: str
    ask: str
    todo: str


def questions(printer: Printer) -> tuple[Question, ...]:
    """Return what to look at on the page of this printer, from top to bottom."""
    return (
        Question("letters", "Does every letter stand there as it should be, ґ є і ї too?", _text(printer)),
        *_table(printer),
        Question("width", f"Does the ruler go from 0 to behind {_last_figure(printer)}, nothing cut off?", WIDTH),
        Question("head", "Is the bar under it black from edge to edge, without white lines in it?", HEAD),
        *_code(printer),
        Question("cutter", "Is the paper cut off?", "Clear the cutter; a printer without one is torn off by hand."),
    )


def trial(centre: CentreFile, kiosk: Kiosk, patience: Patience = PATIENT) -> Trial:
    """Return the trial of the kiosk's printer; it is opened as the kiosk's own service opens it."""
    printer = kiosk.printer
    asked = questions(printer)

    def run(person: Person) -> Iterator[Finding]:
        printed = _printed(person, centre, kiosk, patience)
        yield printed
        if printed.verdict != "broken":
            if person.there:
                person.tell("Look at the paper.")
            yield from (
                seen(person, f"printer: {q.part}", q.ask, todo=q.todo, says="printed on the page") for q in asked
            )

    return Trial(f"printer {name_of(printer)}", (_name(printer), *(f"printer: {q.part}" for q in asked)), run)


def _printed(person: Person, centre: CentreFile, kiosk: Kiosk, patience: Patience) -> Finding:
    """Print the page, again and again as long as the person mends something; return what the printer says of it."""
    printer = kiosk.printer
    composer = load_composer(printer)
    page = trial_page.page(printer, composer, kiosk.id)
    press = TicketPress(centre=centre, printer=printer, composer=composer, languages=("uk",))
    sender, call = TicketSender(press, printer), PrinterCall(printer, patience)
    while True:
        try:
            sender.send_page(call.ready(), page, "test page")
        except PrintUnconfirmed as fault:
            call.hang_up()
            return Finding(_name(printer), "unseen", str(fault))
        except DeviceFault as fault:
            call.hang_up(abort=True)
            if not _mended(person, fault):
                return Finding(_name(printer), "broken", *parted(fault))
        else:
            call.hang_up()
            return _proved(printer, proves=sender.proves)


def _proved(printer: Printer, *, proves: bool) -> Finding:
    if proves:
        return Finding(_name(printer), "works", "it printed the page and says so")
    return Finding(_name(printer), "unseen", "it took the page; this printer never says what became of it")


def _mended(person: Person, fault: DeviceFault) -> bool:
    """Say what is wrong, and return whether somebody says that it is put right."""
    if not person.there:
        return False
    person.tell(str(fault))
    try:
        return person.ask(f"Put it right, then type {AGAIN} to try again; Enter goes on without.") == AGAIN
    except Skipped:
        return False


def _name(printer: Printer) -> str:
    return f"printer {name_of(printer)}"


def _text(printer: Printer) -> str:
    if printer.code_page is None:
        return "The page is a picture: a letter that lacks something points to the head, the roll or the cable."
    return (
        "See the code page below; a printer that mixes signs in pairs is in Chinese mode: switch it off in its setup."
    )


def _table(printer: Printer) -> Iterator[Question]:
    if printer.code_page is not None:
        page = printer.code_page
        yield Question(
            "code page",
            f"In the table of {page.name}: is each second row the same as the one over it?",
            f"code_page.number = {page.number} is not {page.name} here: print the printer's self-test page (hold FEED,"
            " switch it on) and take the number that it gives.",
        )


def _code(printer: Printer) -> Iterator[Question]:
    if printer.qr != "none":
        todo = 'Set qr = "picture"; if that is not read either, clean the head or set qr = "none".'
        yield Question("QR code", "Does a phone read the QR code («Черга: пробний друк»)?", todo)


def _last_figure(printer: Printer) -> int:
    return printer.width_dots // trial_page.MM_DOTS // 10 * 10
