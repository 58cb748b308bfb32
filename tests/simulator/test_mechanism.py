# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The inside of the printer, with the time as an argument: its speed, and what its buffer keeps and loses."""

from pathlib import Path

import pytest
from PIL import Image

from simulator.mechanism import Mechanism, PrintedTicket
from simulator.paper import Paper

ROWS = 80
TICKET = b"\x1dv0\x00\x48\x00" + ROWS.to_bytes(2, "little") + b"\xff" * (72 * ROWS) + b"\x1dV\x00"


class Rig:
    """A mechanism that prints 1 mm, 8 rows, a second, and what came of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tickets: list[PrintedTicket] = []
        self.answers: list[int] = []
        self.mechanism = Mechanism(Paper(576), folder, self.tickets.append, mm_per_s=1.0)

    def receive(self, data: bytes, at_ns: int = 7) -> None:
        """Receive the bytes at a known time."""
        self.mechanism.receive(data, at_ns, self.answers.append)

    def print_all(self) -> None:
        """Let the time pass until all is printed."""
        due_s: float | None = 0.0
        while due_s is not None:
            due_s = self.mechanism.work(due_s)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """Return a slow printer's inside."""
    return Rig(tmp_path)


def test_a_slow_printer_prints_a_millimetre_a_second(rig: Rig) -> None:
    """A strip of 10 mm is cut 10 s after its first byte, and the barrier behind it is answered then, not before."""
    rig.receive(TICKET + b"\x1dr\x01")
    due_s: float | None = 100.0
    looks = 0
    while due_s is not None:
        now_s = due_s
        due_s = rig.mechanism.work(now_s)
        assert bool(rig.answers) == bool(rig.tickets) == (due_s is None)
        looks += 1
    assert now_s == pytest.approx(110.0, abs=0.2)  # the last row comes with the cut
    assert looks == 11
    assert rig.tickets[0].first_byte_ns == 7


def test_too_early_a_look_prints_nothing(rig: Rig) -> None:
    """Before its time the mechanism does nothing but say its time."""
    rig.receive(TICKET)
    due_s = rig.mechanism.work(100.0)
    assert due_s is not None
    waiting = rig.mechanism.waiting_bytes()
    assert rig.mechanism.work(due_s - 0.1) == due_s
    assert rig.mechanism.waiting_bytes() == waiting


def test_lost_power_loses_the_buffer_and_keeps_the_strip(rig: Rig) -> None:
    """What was only received is gone; what was printed is a partial picture."""
    rig.receive(TICKET)
    rig.mechanism.work(100.0)
    rig.mechanism.lose_all()
    assert rig.mechanism.waiting_bytes() == 0
    assert rig.mechanism.work(101.0) is None
    assert rig.tickets == []
    with Image.open(rig.folder / "001.partial.png") as strip:
        assert strip.height == 7
    assert sorted(path.name for path in rig.folder.iterdir()) == ["001.partial.escpos", "001.partial.png"]


def test_a_job_ends_after_all_that_was_sent(rig: Rig) -> None:
    """A connection that is closed early tears nothing off before its bytes are printed."""
    rig.receive(TICKET)
    rig.mechanism.end_job()
    rig.print_all()
    assert [ticket.data for ticket in rig.tickets] == [TICKET]
    assert sorted(path.name for path in rig.folder.iterdir()) == ["001.escpos", "001.png"]


@pytest.mark.parametrize("last", [1, 3, len(TICKET) - 10])
def test_the_last_byte_is_that_of_the_cut(rig: Rig, last: int) -> None:
    """A ticket's first and last byte have the times of their own pieces, whatever came before, between and behind."""
    rig.receive(b"\x10\x04\x01", 5)
    rig.receive(TICKET[:9], 6)
    rig.receive(TICKET[9:-last], 7)
    rig.receive(TICKET[-last:] + b"\x1b", 8)
    rig.receive(b"@" + TICKET, 9)
    rig.print_all()
    assert [(ticket.first_byte_ns, ticket.last_byte_ns) for ticket in rig.tickets] == [(6, 8), (8, 9)]
