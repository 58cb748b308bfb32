# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor at a printer: its own sentences are the finding, and nothing is claimed that it did not say."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import CodePage, Printer
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from kiosk.printer_wire import Patience
from kiosk.trial_printer import questions, trial
from simulator.printer import HOST, SimulatedPrinter
from tests.kiosk.idle_watch import IdleWatch


def tried(centre: CentreFile, printer: SimulatedPrinter, **keys: Any) -> list[Finding]:
    """Return what is found of a printer with nobody there."""
    settings = Printer(connection="network", host=HOST, port=printer.port, **keys)
    patience = Patience(watch=IdleWatch(printer.at_rest))
    return examine((trial(centre, replace(centre.kiosks[0], printer=settings), patience),), Nobody(1.0))


def test_a_printer_that_says_so_works(small_centre: CentreFile, tmp_path: Path) -> None:
    """What stands on the paper only a person sees."""
    with SimulatedPrinter(tmp_path) as printer:
        printed, *rest = tried(small_centre, printer)
    assert (printed.verdict, printed.says) == ("works", "it printed the page and says so")
    assert {finding.verdict for finding in rest} == {"unseen"}
    assert (tmp_path / "001.png").exists()


@pytest.mark.parametrize(
    ("condition", "says", "todo"),
    [
        ("paper_out", "is out of paper", "Load a roll."),
        ("cover_open", "has its cover open", "Close it."),
        ("jammed", "says that it cannot print", "Clear its cutter; switch it off and on."),
        (
            "mute",
            "does not answer when asked how it is",
            "Switch it on, close its cover, look at its cable.",
        ),
    ],
)
def test_a_printer_that_does_not_print_says_why(
    small_centre: CentreFile, tmp_path: Path, condition: str, says: str, todo: str
) -> None:
    """In the words of the kiosk's own problem; of the page nothing is claimed."""
    with SimulatedPrinter(tmp_path) as printer:
        printer.set(**{condition: True})
        found, *rest = tried(small_centre, printer)
    assert found == Finding(f"printer {HOST}:{printer.port}", "broken", f"Printer {HOST}:{printer.port} {says}", todo)
    assert {finding.verdict for finding in rest} == {"untried"}


def test_a_printer_that_never_answers_is_not_said_to_work(small_centre: CentreFile, tmp_path: Path) -> None:
    """It took the page, and that is all that is known."""
    with SimulatedPrinter(tmp_path) as printer:
        found, *_ = tried(small_centre, printer, answers=False)
    assert (found.verdict, found.says) == ("unseen", "it took the page; this printer never says what became of it")


def test_only_what_stands_on_the_page_is_asked_for() -> None:
    """No table without a code page, no code where none is printed."""
    network = Printer(connection="network", host=HOST)
    assert [asked.part for asked in questions(network)] == ["letters", "width", "head", "QR code", "cutter"]
    assert [asked.part for asked in questions(replace(network, qr="none"))] == ["letters", "width", "head", "cutter"]
    table = CodePage(name="cp1251", number=46)
    serial = Printer(connection="serial", device="/dev/ttyAMA0", code_page=table, qr="none")
    assert [asked.part for asked in questions(serial)] == ["letters", "code page", "width", "head", "cutter"]
