# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cable of a printer, with the time as an argument: how fast bytes come through, and which ones get lost."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.cable_door import CableDoor
from simulator.cable_speed import CableSpeed
from simulator.paper import CODE_PAGES
from simulator.printer_body import PrinterBody

BAUD = 9600
BYTES = 300
START_S = 100.0


class Cable:
    """A serial door whose clock is moved by hand, and how many bytes have come through at which time."""

    def __init__(self, folder: Path, baud: int | None = BAUD) -> None:
        self.body = PrinterBody(folder, 576, None, None, CODE_PAGES)
        self.door = CableDoor(self.body, folder / "tty", "serial", baud)
        self.now_s = START_S
        self.came: list[tuple[float, int]] = []
        self._take = self.body.take
        self.body.take = self._taken  # type: ignore[method-assign]  # what comes is counted on its way

    def _taken(self, data: bytes, at_ns: int, say: Callable[[bytes], None]) -> None:
        so_far = self.came[-1][1] if self.came else 0
        self.came.append((self.now_s, so_far + len(data)))
        self._take(data, at_ns, say)

    def write(self, count: int) -> None:
        """Write so many bytes into the node, which takes them at once."""
        host = os.open(self.door._link, os.O_WRONLY | os.O_NOCTTY)
        assert os.write(host, bytes(count)) == count
        os.close(host)

    def send(self, count: int) -> None:
        """Write so many bytes and wake the door."""
        self.write(count)
        (node,) = self.door.awaited()
        self.door.serve(node, self.now_s)

    def pass_time(self, late_s: float = 0.0) -> None:
        """Look again whenever the door wants it, ``late_s`` too late after each sleep, until nothing is on its way."""
        while (due_s := self.door.arrive(self.now_s)) is not None:
            if due_s > self.now_s:
                self.now_s = due_s + late_s


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    """Yield a free line of 9600 baud."""
    made = Cable(tmp_path)
    yield made
    made.door.close()


@pytest.mark.parametrize(("baud", "seconds"), [(9600, 1.0), (115200, 1 / 12), (None, 0.0)])
def test_a_byte_is_ten_bits(baud: int | None, seconds: float) -> None:
    """960 bytes take a second at 9600 baud, and no time where there is no limit."""
    assert CableSpeed(baud).arrival_s(960, 5.0) == pytest.approx(5.0 + seconds)


def test_bytes_come_in_pieces_of_ten_milliseconds() -> None:
    """A fast line brings more bytes at a time, a very slow one at least one."""
    assert [CableSpeed(baud).piece_bytes for baud in (115200, 9600, 300)] == [115, 9, 1]


@pytest.mark.parametrize("late_s", [0.0, 0.004, 0.05])
def test_no_byte_is_early_and_none_waits_for_a_late_thread(cable: Cable, late_s: float) -> None:
    """At 9600 baud 300 bytes need 312.5 ms; a thread that sleeps too long adds that once, not once a piece."""
    cable.send(BYTES)
    cable.pass_time(late_s)
    assert all(count <= (at_s - START_S) * BAUD / 10 + 1e-6 for at_s, count in cable.came)
    at_s, count = cable.came[-1]
    assert count == BYTES
    assert START_S + 0.3125 - 1e-6 <= at_s <= START_S + 0.3125 + late_s + 1e-6


def test_a_free_line_begins_with_the_byte(cable: Cable) -> None:
    """What is sent after a pause has not been under way before."""
    cable.send(96)
    cable.pass_time()
    cable.now_s = START_S + 50
    cable.send(96)
    cable.pass_time()
    at_s, count = cable.came[-1]
    assert at_s == pytest.approx(START_S + 50.1)
    assert count == 192


def test_a_line_that_was_held_up_does_not_hurry(cable: Cable) -> None:
    """A printer that stalled for a minute gets what waits at the line's speed, not at once."""
    cable.send(BYTES)
    cable.body.stall()
    cable.pass_time()
    cable.now_s += 60
    cable.pass_time()
    assert cable.came == []
    cable.body.mend()
    begun_s = cable.now_s
    cable.pass_time()
    piece = CableSpeed(BAUD).piece_bytes
    at_s, count = cable.came[-1]
    assert at_s == pytest.approx(begun_s + (BYTES - piece) * 10 / BAUD)
    assert count == BYTES


def test_a_dead_printer_gets_nothing_of_what_a_slow_line_carried(cable: Cable) -> None:
    """Bytes that were on their way when the power came back are lost; those still in the node come, as from a UART."""
    cable.door.power_off()
    cable.send(BYTES)
    cable.now_s += 0.1  # 96 bytes are through, ten pieces of nine are handed over, the eleventh is on its way
    while (due_s := cable.door.arrive(cable.now_s)) is not None and due_s <= cable.now_s:
        pass
    cable.door.power_on()
    (node,) = cable.door.awaited()
    cable.door.serve(node, cable.now_s)
    cable.pass_time()
    assert cable.came[-1][1] == BYTES - 11 * 9


def test_a_dead_printer_gets_nothing_at_all_through_a_cable_without_limit(tmp_path: Path) -> None:
    """What was sent while it was off is lost, even where the printer's thread had no time to look."""
    cable = Cable(tmp_path, baud=None)
    cable.door.power_off()
    cable.write(BYTES)
    cable.door.power_on()
    cable.send(5)
    cable.pass_time()
    assert [count for _, count in cable.came] == [5]
    cable.door.close()
