# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated printer at the end of a cable, as the kiosk meets it through its own line."""

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps

from centre.config_kiosks import Printer
from kiosk.printer_line import PrinterLine, open_line
from kiosk.printer_status import PrinterOffline, PrinterStatus, PrintStalled
from kiosk.printer_wire import Patience
from simulator.cable_printer import CablePrinter
from simulator.mechanism import PrintedTicket
from tests.conftest import PATIENCE_S

BRIEF = Patience(answer_s=0.05, stall_s=0.05, end_s=0.05, warm_s=0.05)
"""For a printer that will never answer."""

PATIENT = Patience(answer_s=PATIENCE_S, stall_s=PATIENCE_S)

ROWS = 40
ROW_BYTES = 48
HEADER = b"\x1b@\x1dv0\x00\x30\x00" + ROWS.to_bytes(2, "little")
TICKET = HEADER + b"\xaa" * (ROW_BYTES * ROWS) + b"\x1dVB\x10"
HALF = TICKET[: len(HEADER) + ROW_BYTES * 10 + 5]
QUESTIONS = bytes(8) + b"\x10\x04\x01\x10\x04\x02\x10\x04\x04"
"""What ``PrinterLine.status`` sends."""

BARRIER = b"\x1dr\x01"


class CableBench:
    """A printer for 58 mm paper on a cable, its tickets and the kiosk's line to it."""

    def __init__(self, folder: Path, kind: Any, **settings: Any) -> None:
        self.kind = kind
        self.paper = folder / "tickets"
        self.link = folder / "dev" / "usb" / "lp0"
        self.tickets: queue.SimpleQueue[PrintedTicket] = queue.SimpleQueue()
        self.printer = CablePrinter(
            self.paper, self.link, kind=kind, width_dots=384, on_ticket=self.tickets.put, **settings
        )

    def open(self, patience: Patience = PATIENT) -> PrinterLine:
        """Return the kiosk's own line to the printer."""
        settings = Printer(connection=self.kind, device=str(self.link), baud=115200, width_dots=384)
        return open_line(settings, patience)

    def send(self, data: bytes) -> None:
        """Send bytes over a line of their own; return when the printer has read them, as its status shows."""
        with self.open() as line:
            line.write(data)
            assert line.status() is PrinterStatus.READY

    def print(self, data: bytes = TICKET) -> PrintedTicket:
        """Print a ticket, by the printer's own word, over a line of its own."""
        with self.open() as line:
            line.write(data)
            assert line.barrier(PATIENCE_S)
        return self.tickets.get_nowait()

    def left(self) -> list[str]:
        """Return the names of what the printer left."""
        return sorted(path.name for path in self.paper.iterdir())


Maker = Callable[..., CableBench]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Maker]:
    """Return a maker of printers; those made are closed."""
    benches: list[CableBench] = []

    def make(kind: str, **settings: Any) -> CableBench:
        benches.append(CableBench(tmp_path, kind, **settings))
        return benches[-1]

    yield make
    for bench in benches:
        bench.printer.close()


@pytest.fixture(params=["serial", "usb"])
def bench(request: pytest.FixtureRequest, made: Maker) -> CableBench:
    """Return a working printer, on each kind of cable."""
    return made(request.param)


def ink_of(path: Path) -> Image.Image:
    """Return a picture of a piece of paper in which ink is 1."""
    with Image.open(path) as picture:
        return ImageOps.invert(picture.convert("L")).convert("1")


@pytest.mark.parametrize("baud", [None, 115200])
@pytest.mark.parametrize("kind", ["serial", "usb"])
def test_a_ticket_is_on_the_disk_when_the_barrier_is_answered(made: Maker, kind: str, baud: int | None) -> None:
    """The kiosk's line asks, writes and waits for the barrier; then picture and bytes are complete."""
    bench = made(kind, baud=baud)
    with bench.open() as line:
        assert line.status() is PrinterStatus.READY
        line.write(TICKET)
        assert line.barrier(PATIENCE_S)
    ticket = bench.tickets.get_nowait()
    assert bench.left() == ["001.escpos", "001.png"]
    assert ticket.data == ticket.path_escpos.read_bytes() == QUESTIONS + TICKET
    assert ticket.problems == ()
    assert ink_of(ticket.path_png).crop((0, 0, 384, ROWS)).tobytes() == b"\xaa" * (ROW_BYTES * ROWS)


def test_the_last_byte_comes_through_a_slow_cable_later_than_the_first(made: Maker) -> None:
    """At 115200 baud a ticket of 1936 bytes, which the node took at once, has come when its cut has."""
    ticket = made("serial", baud=115200).print()
    assert ticket.first_byte_ns < ticket.last_byte_ns <= ticket.cut_ns


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("paper_near_end", PrinterStatus.PAPER_LOW),
        ("paper_out", PrinterStatus.PAPER_OUT),
        ("cover_open", PrinterStatus.COVER_OPEN),
        ("jammed", PrinterStatus.OFFLINE),
        ("offline", PrinterStatus.OFFLINE),
    ],
)
def test_the_kiosk_is_told_of_each_fault(bench: CableBench, condition: str, status: PrinterStatus) -> None:
    """Each condition has the kiosk's word for it, and is mended."""
    bench.printer.set(**{condition: True})
    with bench.open() as line:
        assert line.status() is status
        bench.printer.mend()
        assert line.status() is PrinterStatus.READY


def test_paper_that_ends_in_a_ticket_holds_the_rest(bench: CableBench) -> None:
    """Without paper the barrier waits; with a new roll the same ticket is finished."""
    bench.printer.paper_out_after(len(HALF))
    with bench.open() as line:
        line.write(TICKET)
        assert line.status() is PrinterStatus.PAPER_OUT
        assert bench.tickets.empty()
        bench.printer.mend()
        assert line.barrier(PATIENCE_S)
    assert bench.tickets.get_nowait().data == TICKET


def test_half_a_raster_eats_the_next_job(bench: CableBench) -> None:
    """Nobody tells the printer that the host closed the node: the raster takes the next bytes as its dots."""
    rest = ROW_BYTES * 10 + 100
    bench.send(TICKET[:-rest])
    ticket = bench.print()
    stream = TICKET[:-rest] + QUESTIONS + TICKET
    assert ticket.data == stream
    dots = stream[len(HEADER) : len(HEADER) + ROW_BYTES * ROWS]
    assert dots.endswith(TICKET[: rest - len(b"\x1dVB\x10") - len(QUESTIONS)])
    assert ink_of(ticket.path_png).crop((0, 0, 384, ROWS)).tobytes() == dots
    assert ticket.problems == ("GS V in the middle of a line: a printer ignores it there",)
    assert bench.left() == ["001.escpos", "001.png"]


def test_unplugged_the_printer_keeps_half_a_command(bench: CableBench) -> None:
    """Without its cable it has no node but all it was given; plugged in again, it takes the rest."""
    with bench.open() as line:
        line.write(HALF)
        assert line.status() is PrinterStatus.READY
        bench.printer.unplug()
        assert not bench.link.is_symlink()
        with pytest.raises(PrinterOffline, match="has left: Input/output error"):
            line.write(b"lost")
    with pytest.raises(PrinterOffline, match="No such file or directory"):
        bench.open()
    bench.printer.plug()
    missing = TICKET[len(HALF) :][len(QUESTIONS) :]
    assert bench.print(missing).data == HALF + QUESTIONS + missing


def test_unplugged_the_printer_goes_on_printing(bench: CableBench) -> None:
    """What is in its buffer comes out, and the answer that nobody can hear is lost."""
    bench.printer.set(paper_out=True)
    with bench.open() as line:
        line.write(TICKET + BARRIER)
        assert line.status() is PrinterStatus.PAPER_OUT
        bench.printer.unplug()
    bench.printer.mend()
    assert bench.tickets.get(timeout=PATIENCE_S).data == TICKET
    bench.printer.plug()
    with bench.open() as line:
        assert line.status() is PrinterStatus.READY


def test_a_usb_printer_without_power_has_no_node(made: Maker) -> None:
    """Its holder is thrown out, the strip torn off; with power a new node appears, and half a command is forgotten."""
    bench = made("usb")
    with bench.open() as line:
        line.write(HALF)
        assert line.status() is PrinterStatus.READY
        bench.printer.power_off()
        assert not bench.link.is_symlink()
        with pytest.raises(PrinterOffline, match="has left: Input/output error"):
            line.write(b"lost")
    bench.printer.plug()
    assert not bench.link.is_symlink()
    bench.printer.power_on()
    assert bench.print().data == TICKET
    assert bench.left() == ["001.partial.escpos", "001.partial.png", "002.escpos", "002.png"]
    assert (bench.paper / "001.partial.escpos").read_bytes() == HALF + QUESTIONS


def test_a_serial_printer_without_power_keeps_its_node(made: Maker) -> None:
    """The adapter takes bytes for a printer that is off; they are lost, nobody answers, and the same line goes on."""
    bench = made("serial")
    with bench.open() as line:
        line.write(HALF)
        assert line.status() is PrinterStatus.READY
        bench.printer.power_off()
        line.write(TICKET)
        line.patience = BRIEF
        assert line.status() is PrinterStatus.MUTE
        line.patience = PATIENT
        line.write(HALF)
        bench.printer.power_on()
        line.write(TICKET)
        assert line.barrier(PATIENCE_S)
    assert bench.tickets.get_nowait().data == TICKET
    assert (bench.paper / "001.partial.escpos").read_bytes() == HALF + QUESTIONS
    assert bench.left() == ["001.partial.escpos", "001.partial.png", "002.escpos", "002.png"]


def test_an_unplugged_adapter_has_no_node_though_the_printer_has_power(made: Maker) -> None:
    """Only plugging in brings a serial node back, not the power."""
    bench = made("serial")
    bench.printer.unplug()
    bench.printer.power_off()
    bench.printer.power_on()
    assert not bench.link.is_symlink()
    bench.printer.plug()
    assert bench.print().data == TICKET


def test_a_usb_printer_that_dies_comes_back_as_another_node(made: Maker) -> None:
    """The host is thrown out in the middle, the strip is kept to the byte, and the same link leads to a new node."""
    bench = made("usb")
    before = bench.link.readlink()
    with bench.open() as line:
        bench.printer.die_after(len(HALF))
        line.write(HALF)
        with pytest.raises(PrinterOffline):
            line.write(TICKET * 50)
    assert bench.link.readlink() != before
    assert (bench.paper / "001.partial.escpos").read_bytes() == HALF
    assert bench.print().data == TICKET


def test_a_serial_printer_that_dies_prints_the_rest_as_garbage(made: Maker) -> None:
    """The host notices nothing: the restarted printer has forgotten the raster, and takes its dots for text."""
    bench = made("serial")
    bench.printer.die_after(len(HALF))
    with bench.open() as line:
        line.write(TICKET)
        assert line.barrier(PATIENCE_S)
    ticket = bench.tickets.get_nowait()
    assert (bench.paper / "001.partial.escpos").read_bytes() == HALF
    assert ticket.data == TICKET[len(HALF) :]
    assert ticket.problems == ("GS V in the middle of a line: a printer ignores it there",)


def test_a_printer_that_stalls_reads_no_more(bench: CableBench) -> None:
    """The node still takes some kilobytes, then the kiosk's line has stalled; mended, no byte is missing."""
    raster = b"\x1dv0\x00\x30\x00\xff\x0f" + bytes(ROW_BYTES * 0x0FFF)
    data = raster + b"\x1dV\x00"
    bench.printer.stall_after(1000)
    with bench.open(BRIEF) as line:
        with pytest.raises(PrintStalled):
            line.write(data)
        assert 1000 < line.sent < 65536
        bench.printer.mend()
        line.patience = PATIENT
        line.write(data[line.sent :])
        assert line.barrier(PATIENCE_S)
    assert bench.tickets.get_nowait().data == data


def test_a_mute_printer_answers_nothing_but_prints(bench: CableBench) -> None:
    """Mute, it is no printer the kiosk would trust; the ticket comes out."""
    bench.printer.set(mute=True)
    with bench.open(BRIEF) as line:
        assert line.status() is PrinterStatus.MUTE
        line.write(TICKET)
        assert not line.barrier(0.05)
    assert bench.tickets.get(timeout=PATIENCE_S).data.endswith(TICKET)


def test_nothing_is_left_when_it_is_closed(bench: CableBench) -> None:
    """Closed, the printer has no thread and no node, and may be closed again."""
    bench.printer.close()
    bench.printer.close()
    assert "printer lp0" not in {thread.name for thread in threading.enumerate()}
    assert list(bench.link.parent.iterdir()) == []


def test_a_printer_rests_when_nothing_more_comes_of_it_by_itself(made: Maker) -> None:
    """It does not while paper moves or bytes are to be read; it does when it is stuck, whatever still waits."""
    slow = made("usb", mm_per_s=0.001)
    assert slow.printer.at_rest()
    slow.send(TICKET)
    assert not slow.printer.at_rest()
    stuck = made("serial")
    stuck.printer.stall_after(len(HALF))
    with stuck.open() as line:
        line.write(TICKET)
        while not stuck.printer.at_rest():
            pass
        assert stuck.tickets.empty()
        stuck.printer.mend()
        assert line.barrier(PATIENCE_S)
