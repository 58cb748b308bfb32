# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The second part of ``make bench``: from the pin's edge to the ticket's last byte, for each paper and each line.

One town with a kiosk for each printer, real processes all; the printers hang on loopback or on paced pseudo-terminals.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from PIL import Image

from centre.config import CentreFile
from centre.config_kiosks import Button, CodePage, Kiosk, Printer
from centre.errors import Unavailable
from simulator import paper_figures
from simulator.bench_part import QUICK_S
from simulator.demo import small_centre
from simulator.floor import Loopback
from simulator.paper_figures import Drawing, PaperFigures, Passage
from simulator.printer import HOST
from simulator.timeline import Entry
from simulator.town import Town

PAPERS: tuple[tuple[int, Literal[384, 576]], ...] = ((58, 384), (80, 576))
"""Millimetres of paper, and the dots of its head."""

BAUDS: tuple[Literal[19200, 115200], ...] = (19200, 115200)
CP1251 = CodePage(name="cp1251", number=46)

NETWORK_SHARE, SERIAL_SHARE = 10, 40
"""One press in so many of ``--samples``, 20 and 5 of 200: a picture takes 8 s at 19,200 baud."""

WAIT_S = 60.0
HOLD_S = 0.02
PAUSE_S = 0.3
"""Between two presses: the printer's word has come back, the line is let go and the outcome is told."""

TICKET_BEGINS = b"\x1b@"
"""The reset before a ticket; what comes before it on a line is status questions."""


def measure(folder: Path, port: int, samples: int) -> dict[str, PaperFigures]:
    """Return the figures of each printer by its name; ``samples`` as on the command line."""
    centre = _paper_centre(small_centre())
    out = folder / "out"
    town = Town(centre, out=out, runtime=folder / "run", port=port, frames=False)
    town.absent = {unit.id for units in (centre.desks, centre.displays) for unit in units}
    with town:
        town.stop_listening()
        bench = PaperBench(town, out)
        try:
            return {kiosk.id: bench.figures(kiosk, samples) for kiosk in town.centre.kiosks}
        finally:
            bench.close()


class PaperBench:
    """Presses one button after another in a running town, and looks at what has reached the printers."""

    def __init__(self, town: Town, out: Path) -> None:
        self._town, self._out = town, out
        self._loopback = Loopback()
        self._tickets: list[Entry] = []
        town.timeline.listen(lambda entry: self._tickets.append(entry) if entry["what"] == "ticket" else None)

    def figures(self, kiosk: Kiosk, samples: int) -> PaperFigures:
        """Take a kiosk's presses and return their figures."""
        share = NETWORK_SHARE if kiosk.printer.connection == "network" else SERIAL_SHARE
        passages = [self._press(kiosk) for _ in range(max(samples // share, 1))]
        return paper_figures.figures(passages, self._drawing(kiosk, max(samples // NETWORK_SHARE, 1)))

    def _drawing(self, kiosk: Kiosk, tickets: int) -> Drawing:
        """Ask the kiosk's own code how long it draws, in a process of its own."""
        command = [sys.executable, "-m", "kiosk.drawing_time", str(self._out / "centre.toml"), kiosk.id, str(tickets)]
        return msgspec.json.decode(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout, type=Drawing)

    def close(self) -> None:
        """Let go of the loopback line."""
        self._loopback.close()

    def _press(self, kiosk: Kiosk) -> Passage:
        edge_ns = self._town.press(kiosk.id, kiosk.buttons[0].name, HOLD_S)
        if not self._town.wait_for(lambda _all: bool(self._tickets), WAIT_S):
            raise Unavailable(f"{kiosk.id}: no ticket within {WAIT_S:g} s. See the logs of the demo: make demo")
        time.sleep(PAUSE_S)
        return self._passage(kiosk.printer, edge_ns, self._tickets.pop())

    def _passage(self, printer: Printer, edge_ns: int, ticket: Entry) -> Passage:
        picture = self._out / ticket["png"]
        data = ticket_of(picture.with_suffix(".escpos").read_bytes())
        with Image.open(picture) as paper:
            length_dots = paper.height
        took_ms = (ticket["last_byte_ns"] - edge_ns) / 1e6
        return Passage(took_ms, len(data), self._line_ms(printer, data), length_dots)

    def _line_ms(self, printer: Printer, data: bytes) -> float:
        if printer.connection == "serial":
            return paper_figures.serial_ms(len(data), printer.baud)
        return self._loopback.measure_ms(data)


def ticket_of(received: bytes) -> bytes:
    """Return the bytes of a ticket, without the status questions that came before it on its line."""
    return received[received.index(TICKET_BEGINS) :]


def _paper_centre(centre: CentreFile) -> CentreFile:
    """Return the small centre with a kiosk of one quick button for each printer."""
    button = Button(service=centre.services[0].id, pin=4)
    kiosks = (
        Kiosk(id=name, printer=printer, buttons=(button,), lockout_s=QUICK_S, most_in_haste=0)
        for name, printer in _printers()
    )
    return msgspec.structs.replace(centre, kiosks=tuple(kiosks))


def _printers() -> Iterator[tuple[str, Printer]]:
    """Yield each printer with its kiosk's name; a town gives it an address of its own."""
    for paper_mm, dots in PAPERS:
        yield f"network-raster-{paper_mm}", Printer(connection="network", host=HOST, width_dots=dots)
        for baud in BAUDS:
            cable = Printer(connection="serial", device="/dev/ttyAMA0", baud=baud, width_dots=dots)
            yield f"serial-{baud}-raster-{paper_mm}", cable
            yield f"serial-{baud}-text-{paper_mm}", msgspec.structs.replace(cable, code_page=CP1251)
