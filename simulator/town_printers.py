# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated printers of a town: each kiosk's as it is attached in centre.toml; it knows no processes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from centre.config_kiosks import Kiosk, Printer
from simulator.cable_printer import CablePrinter
from simulator.mechanism import PrintedTicket
from simulator.paper import CODE_PAGES
from simulator.printer import HOST, SimulatedPrinter
from simulator.running_printer import RunningPrinter


def make(
    kiosk: Kiosk,
    folder: Path,
    node: Path,
    on_ticket: Callable[[PrintedTicket], None],
    mm_per_s: float | None,
) -> RunningPrinter:
    """Return a running printer like the kiosk's: its paper's width, its code page's number, and its connection.

    ``node`` is where a cable's device appears; a serial line is as slow as its baud.
    """
    printer = kiosk.printer
    if printer.connection == "network":
        return SimulatedPrinter(folder, width_dots=printer.width_dots, on_ticket=on_ticket, mm_per_s=mm_per_s)
    return CablePrinter(
        folder,
        node,
        kind=printer.connection,
        baud=printer.baud if printer.connection == "serial" else None,
        width_dots=printer.width_dots,
        on_ticket=on_ticket,
        mm_per_s=mm_per_s,
        code_pages=_pages(printer),
    )


def settings(kiosk: Kiosk, printer: RunningPrinter) -> Printer:
    """Return the kiosk's printer in centre.toml as it is reached on this machine."""
    if isinstance(printer, SimulatedPrinter):
        return msgspec.structs.replace(kiosk.printer, host=HOST, port=printer.port)
    if isinstance(printer, CablePrinter):
        return msgspec.structs.replace(kiosk.printer, device=str(printer.device))
    raise AssertionError(printer)


def _pages(printer: Printer) -> Mapping[int, str]:
    """Return the code pages that the printer's self-test page would list: every make counts its own way."""
    page = printer.code_page
    return CODE_PAGES | {page.number: page.name} if page else CODE_PAGES
