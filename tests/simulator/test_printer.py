# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated printer as a host meets it: over TCP, with paper that ends, a cover that opens and power that fails."""

import re
import socket
import threading
from pathlib import Path

import pytest
from PIL import Image

from centre.errors import Unavailable
from simulator.printer import HOST, SimulatedPrinter

from .conftest import BARRIER, Bench

ROWS = 400
TICKET = b"\x1b@\x1dv0\x00\x48\x00" + ROWS.to_bytes(2, "little") + b"\xff" * (72 * ROWS) + b"\x1dVB\x10"
HEADER = 2 + 8
"""Bytes before the first row."""


def names(folder: Path) -> list[str]:
    """Return what the printer left."""
    return sorted(path.name for path in folder.iterdir())


def height(path: Path) -> int:
    """Return the length of a piece of paper in dots."""
    with Image.open(path) as picture:
        return picture.height


def test_a_ticket_is_on_the_disk_when_the_barrier_is_answered(bench: Bench) -> None:
    """Answering GS r 1 after the cut means that picture and bytes are complete."""
    with bench.connect() as host:
        host.sendall(b"\x10\x04\x04" + TICKET + BARRIER)
        assert host.recv(1) == b"\x12"
        assert host.recv(1) == b"\x00"
        assert names(bench.folder) == ["001.escpos", "001.png"]
    ticket = bench.ticket()
    assert height(ticket.path_png) == ROWS + 16
    assert ticket.path_escpos.read_bytes() == ticket.data == b"\x10\x04\x04" + TICKET
    assert ticket.problems == ()
    assert 0 < ticket.first_byte_ns <= ticket.last_byte_ns <= ticket.cut_ns


def test_the_first_byte_is_no_status_question(bench: Bench) -> None:
    """The time of a ticket begins with its own first byte, not with the questions and the barrier before it."""
    with bench.connect() as host:
        host.sendall(TICKET + BARRIER)
        host.recv(1)
        host.sendall(b"\x10\x04\x01")
        host.recv(1)
        first = bench.ticket()
        host.sendall(b"\x10\x04\x04")
        host.recv(1)
        before_ns = first.path_png.stat().st_mtime_ns
        host.sendall(TICKET)
        second = bench.ticket()
    assert first.cut_ns <= before_ns < second.first_byte_ns <= second.cut_ns
    assert second.data == BARRIER + b"\x10\x04\x01\x10\x04\x04" + TICKET


def test_a_question_is_answered_in_the_middle_of_a_ticket(bench: Bench) -> None:
    """DLE EOT is answered at once, even where the printer still waits for the rest of a raster, and printed as dots."""
    with bench.connect() as host:
        host.sendall(TICKET[:1000] + b"\x10\x04\x04")
        assert host.recv(1) == b"\x12"
        host.sendall(TICKET[1003:] + BARRIER)
        assert host.recv(1) == b"\x00"
    assert bench.ticket().data == TICKET[:1000] + b"\x10\x04\x04" + TICKET[1003:]


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        ({}, b"\x12\x12\x12\x12"),
        ({"paper_near_end": True}, b"\x12\x12\x12\x1e"),
        ({"paper_out": True}, b"\x1a\x32\x12\x72"),
        ({"cover_open": True}, b"\x1a\x16\x12\x12"),
        ({"jammed": True}, b"\x1a\x52\x1a\x12"),
        ({"offline": True}, b"\x1a\x12\x12\x12"),
    ],
)
def test_each_fault_is_told_and_mended(bench: Bench, condition: dict[str, bool], answers: bytes) -> None:
    """DLE EOT tells each fault as long as it lasts, and no longer."""
    bench.printer.set(**condition)
    assert b"".join(bench.ask(b"\x10\x04" + bytes((number,))) for number in (1, 2, 3, 4)) == answers
    bench.printer.mend()
    assert bench.ask(b"\x10\x04\x01") == b"\x12"


def test_the_barrier_tells_that_paper_is_low(bench: Bench) -> None:
    """GS r 1 answers with both near-end bits while the printer still prints."""
    bench.printer.set(paper_near_end=True)
    assert bench.ask(TICKET + BARRIER) == b"\x03"


def test_half_a_question_ends_with_its_connection(bench: Bench) -> None:
    """What one host began to ask another does not finish."""
    with bench.connect() as host:
        host.sendall(b"\x10\x04")
    assert bench.ask(b"\x01" + BARRIER) == b"\x00"


def test_paper_that_ends_in_a_ticket_holds_the_rest(bench: Bench) -> None:
    """Without paper nothing moves, the barrier waits and DLE EOT says why; with a new roll the ticket is finished."""
    bench.printer.paper_out_after(HEADER + 72 * 100)
    with bench.connect() as host:
        host.sendall(TICKET + BARRIER)
        host.sendall(b"\x10\x04\x04")
        assert host.recv(1) == b"\x72"
        assert bench.tickets.empty()
        bench.printer.mend()
        assert host.recv(1) == b"\x00"
    assert height(bench.ticket().path_png) == ROWS + 16


def test_a_jammed_cutter_holds_the_ticket(bench: Bench) -> None:
    """With its cutter jammed the printer takes a ticket and prints none of it until somebody has cleared the jam."""
    bench.printer.set(jammed=True)
    with bench.connect() as host:
        host.sendall(TICKET + BARRIER + b"\x10\x04\x03")
        assert host.recv(1) == b"\x1a"
        assert bench.tickets.empty()
        bench.printer.mend()
        assert host.recv(1) == b"\x00"
    assert height(bench.ticket().path_png) == ROWS + 16


def test_a_closed_connection_tears_off_what_was_printed(bench: Bench) -> None:
    """A host that leaves in a ticket leaves a partial strip; the next ticket is whole."""
    with bench.connect() as host:
        host.sendall(TICKET[: HEADER + 72 * 100 + 5])
    assert bench.ask(TICKET + BARRIER) == b"\x00"
    assert names(bench.folder) == ["001.partial.escpos", "001.partial.png", "002.escpos", "002.png"]
    assert height(bench.folder / "001.partial.png") == 100
    assert bench.ticket().data == TICKET


def test_a_printer_that_stalls_reads_no_more(bench: Bench) -> None:
    """After the given bytes nothing is read, though there is more; mended, the printer goes on where it stopped."""
    bench.printer.stall_after(1000)
    with bench.connect() as host:
        host.sendall(TICKET[:997] + b"\x10\x04\x04")
        assert host.recv(1) == b"\x12"
        host.sendall(TICKET[1000:] + BARRIER)
        bench.printer.set()  # one turn of the printer's loop, in which it would have read
        assert bench.tickets.empty()
        bench.printer.mend()
        assert host.recv(1) == b"\x00"
    assert len(bench.ticket().data) == len(TICKET)


def test_a_stalled_printer_that_loses_power_kept_what_it_read(bench: Bench) -> None:
    """The strip is what came before the stall, to the byte."""
    bench.printer.stall_after(1000)
    with bench.connect() as host:
        host.sendall(TICKET[:997] + b"\x10\x04\x04")
        assert host.recv(1) == b"\x12"
        host.sendall(TICKET[1000:])
        bench.printer.set()
        bench.printer.power_off()
    assert len((bench.folder / "001.partial.escpos").read_bytes()) == 1000


def test_a_printer_that_dies_resets_and_keeps_the_strip(bench: Bench) -> None:
    """The connection is reset, what was printed stays as a partial picture, and the restarted printer prints again."""
    bench.printer.die_after(HEADER + 72 * 100)
    with bench.connect() as host:
        host.sendall(TICKET[: HEADER + 72 * 100])
        with pytest.raises(ConnectionResetError):
            host.recv(1)
    assert bench.ask(TICKET + BARRIER) == b"\x00"
    assert names(bench.folder) == ["001.partial.escpos", "001.partial.png", "002.escpos", "002.png"]
    assert height(bench.folder / "001.partial.png") == 100
    assert (bench.folder / "001.partial.escpos").read_bytes() == TICKET[: HEADER + 72 * 100]


def test_power_comes_back_on_the_same_port(bench: Bench) -> None:
    """Without power nobody listens; with power the same port does."""
    bench.printer.power_off()
    with pytest.raises(ConnectionRefusedError):
        bench.connect()
    bench.printer.power_on()
    assert bench.ask(b"\x10\x04\x01") == b"\x12"


def test_power_that_fails_resets_the_connection(bench: Bench) -> None:
    """A host in the middle of a ticket sees a reset, not a quiet end."""
    with bench.connect() as host:
        host.sendall(b"\x10\x04\x01")
        assert host.recv(1) == b"\x12"
        bench.printer.power_off()
        with pytest.raises(ConnectionResetError):
            host.recv(1)


def test_a_mute_printer_answers_nothing_but_prints(bench: Bench) -> None:
    """Mute, neither DLE EOT nor the barrier is answered; the ticket is printed."""
    bench.printer.set(mute=True, cover_open=False)
    with bench.connect() as host:
        host.sendall(b"\x10\x04\x04" + TICKET + BARRIER)
        bench.ticket()
        host.settimeout(0.0)
        with pytest.raises(BlockingIOError):
            host.recv(1)


def test_printers_may_share_a_folder(bench: Bench, tmp_path: Path) -> None:
    """A second printer, or a second run, takes numbers that are free and overwrites nothing."""
    bench.ask(TICKET + BARRIER)
    with SimulatedPrinter(bench.folder) as other, socket.create_connection((HOST, other.port)) as host:
        host.sendall(TICKET + BARRIER)
        host.recv(1)
    assert names(bench.folder) == ["001.escpos", "001.png", "002.escpos", "002.png"]
    assert tmp_path in bench.folder.parents


def test_garbage_is_told_with_the_ticket(bench: Bench) -> None:
    """A command that no printer knows is a problem of the ticket it stands in."""
    bench.ask(b"\x1b\x99\n" + TICKET + BARRIER)
    assert bench.ticket().problems == ("ESC '\\x99' (1b 99): a command this printer does not know",)


def test_a_taken_port_is_one_sentence(bench: Bench, tmp_path: Path) -> None:
    """A port that another program holds is told with its number."""
    port = bench.printer.port
    sentence = (
        f"Port {port} on 127.0.0.1 cannot be opened for the simulated printer (Address already in use). "
        "End the program that holds it, or choose another port."
    )
    with pytest.raises(Unavailable, match=f"^{re.escape(sentence)}$"):
        SimulatedPrinter(tmp_path, port=port)


def test_nothing_is_left_when_it_is_closed(tmp_path: Path) -> None:
    """Closed, the printer has no thread and no port, and may be closed again."""
    printer = SimulatedPrinter(tmp_path)
    printer.close()
    printer.close()
    assert f"printer {printer.port}" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, printer.port))
