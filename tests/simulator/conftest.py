# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A host on the other end of a simulated printer's connection, and the second decoder."""

import queue
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.mechanism import PrintedTicket
from simulator.printer import HOST, SimulatedPrinter
from tests.conftest import PATIENCE_S
from tests.simulator.second_decoder.client import Missing, SecondDecoder

BARRIER = b"\x1dr\x01"


class Bench:
    """A printer, its tickets and whoever prints on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tickets: queue.SimpleQueue[PrintedTicket] = queue.SimpleQueue()
        self.printer = SimulatedPrinter(folder, on_ticket=self.tickets.put)

    def connect(self) -> socket.socket:
        """Return a connection to the printer."""
        return socket.create_connection((HOST, self.printer.port), timeout=PATIENCE_S)

    def ask(self, question: bytes) -> bytes:
        """Return the one byte that the printer answers on a connection of its own."""
        with self.connect() as host:
            host.sendall(question)
            return host.recv(1)

    def ticket(self) -> PrintedTicket:
        """Return the next ticket that was cut."""
        return self.tickets.get(timeout=PATIENCE_S)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Yield a working printer."""
    made = Bench(tmp_path / "tickets")
    with made.printer:
        yield made


@pytest.fixture(scope="session")
def second() -> Iterator[SecondDecoder]:
    """Yield the decoder that nobody of Cherha wrote; without it the test fails and says what to run."""
    try:
        with SecondDecoder.running() as decoder:
            yield decoder
    except Missing as missing:
        pytest.fail(str(missing))
