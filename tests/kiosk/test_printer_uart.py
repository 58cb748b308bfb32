# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The line at a real UART's rules, which no pseudo-terminal has: 4 kB are taken at once, more when nearly all is sent.

Linux says that a tty can be written to again when fewer than 256 bytes wait (n_tty_poll); a UART's buffer is a page.
"""

import socket
import threading
from collections.abc import Iterator

import pytest

from kiosk.printer_line import PrinterLine
from kiosk.printer_ports import Port
from kiosk.printer_status import PrinterOffline, PrintStalled
from kiosk.printer_wire import Patience, PrinterWire
from tests.kiosk.idle_watch import UNHURRIED

FIFO, WRITABLE = 4096, 256
PATIENCE = UNHURRIED._replace(look_s=0.02)
BRIEF = PATIENCE._replace(stall_s=0.2)
"""For a line that stands still."""

QUESTIONS = {b"\x10\x04\x01": b"\x16", b"\x10\x04\x02": b"\x12", b"\x10\x04\x04": b"\x12", b"\x1dr\x01": b"\x00"}
"""An idle Epson says 0x16: the drawer is open. In an answer to DLE EOT 2 that bit is an open cover."""


class Uart(PrinterWire):
    """A printer behind a buffer that is sent at ``bytes_a_s``, whatever the test's own speed; None: it holds RTS.

    It answers ``late`` turns of ten milliseconds after it was asked, and GS r ``busy`` turns later; ``doubted`` is how
    many of its answers were awaited at most when it was asked how it is.
    """

    def __init__(self, bytes_a_s: int | None, patience: Patience = PATIENCE) -> None:
        self.late = self.busy = self.turn = self.doubted = 0
        self.answers: list[tuple[int, bytes]] = []
        self._ours, self.printer = socket.socketpair()
        super().__init__(
            "uart", Port(self._ours.fileno(), lambda _abort: None, unsent=lambda: len(self.held)), patience
        )
        self.held, self.heard, self.speed = bytearray(), bytearray(), bytes_a_s
        self.changed, self.over = threading.Condition(), False
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        """Send ten milliseconds' worth at a time, and let the printer answer what it hears."""
        while not self.over:
            with self.changed:
                self.changed.wait(0.01)
                count = max(self.speed // 100, 1) if self.speed else 0
                sent, self.held = self.held[:count], self.held[count:]
                self.changed.notify_all()
            for byte in sent:
                self.heard.append(byte)
                self._hear()
            self._answer()

    def _hear(self) -> None:
        for question, answer in QUESTIONS.items():
            if self.heard.endswith(question):
                in_turn = question.startswith(b"\x1d")
                self.answers.append((self.turn + self.late + in_turn * self.busy, answer))
                self.doubted = max(self.doubted, sum(one != b"\x00" for _, one in self.answers))

    def _answer(self) -> None:
        self.turn += 1
        due = [one for one in self.answers if one[0] <= self.turn]
        self.answers = [one for one in self.answers if one not in due]
        for _, answer in due:
            self.printer.send(answer)

    def give(self, data: bytes | memoryview, stall_s: float) -> int:
        """Take what there is room for, once the buffer is nearly empty."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.held) < WRITABLE, stall_s):
                return 0
            taken = min(len(data), FIFO - len(self.held))
            self.held += bytes(data[:taken])
            return taken

    def end(self) -> None:
        """End the printer's thread."""
        self.over = True
        self._thread.join()
        self._ours.close()
        self.printer.close()


@pytest.fixture
def uart() -> Iterator[Uart]:
    """Lend a line of 9,600 baud, ten times as fast as it is."""
    made = Uart(9600)
    yield made
    made.end()


@pytest.fixture
def stuck_uart() -> Iterator[Uart]:
    """Lend a line whose printer takes no byte, as it is soon found."""
    made = Uart(None, BRIEF)
    yield made
    made.end()


def line_of(uart: Uart) -> PrinterLine:
    """Return a conversation over it."""
    line = PrinterLine("uart", uart._port, uart.patience)
    line._wire = uart
    return line


@pytest.mark.parametrize("size", [100, 2900, 5300, 12494])
def test_a_ticket_is_done_whatever_waits_before_the_question(uart: Uart, size: int) -> None:
    """The question waits its turn behind the ticket, for longer than a look; slowness is no stall."""
    line = line_of(uart)
    line.write(b"x" * size)
    assert line.barrier(60.0)
    assert uart.heard.replace(b"\x1dr\x01", b"") == b"x" * size, "nothing was asked while the ticket was on its way"
    assert line.sent == size


def test_a_late_answer_is_not_the_next_ones(uart: Uart) -> None:
    """The printer is asked again only when it has answered: an open drawer is no open cover."""
    uart.late, uart.busy = 10, 100
    line = line_of(uart)
    line.write(b"x" * 500)
    assert line.barrier(60.0)
    assert uart.heard.count(b"\x10\x04\x02"), "it was asked meanwhile"
    assert uart.doubted == 1


def test_a_line_that_stands_still_is_a_stall(stuck_uart: Uart) -> None:
    """RTS is held while the end is awaited: bytes wait in the system and nothing moves."""
    line = line_of(stuck_uart)
    line.write(b"x" * 200)
    with pytest.raises(PrintStalled) as stalled:
        line.barrier(3600.0)
    assert str(stalled.value).startswith("Printer uart took 200 bytes of a ticket and then none for 0.2 s.")


def test_a_printer_that_takes_nothing_is_a_stall(stuck_uart: Uart) -> None:
    """The count says how much the system has taken."""
    line = line_of(stuck_uart)
    with pytest.raises(PrintStalled) as stalled:
        line.write(b"x" * 9000)
    assert stalled.value.sent == line.sent == FIFO


def test_a_port_that_goes_while_it_is_asked_is_offline(uart: Uart) -> None:
    """An adapter that was pulled out says EIO to every question."""

    def gone() -> int:
        raise OSError(5, "Input/output error")

    uart._port = uart._port._replace(unsent=gone)
    with pytest.raises(PrinterOffline) as left:
        line_of(uart).sent_all(1.0)
    assert str(left.value) == "Printer uart has left: Input/output error. Switch it on; look at its cable."
