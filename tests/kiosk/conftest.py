# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A printer at the other end of the wire, for the tests of the line and of the printer's worker."""

import os
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_kiosks import Button, Kiosk, Printer
from centre.service import Inbox
from kiosk.printer import TicketPrinter
from kiosk.printer_line import FILL
from kiosk.printer_status import ASK
from kiosk.printer_wire import Patience
from tests.kiosk.idle_watch import UNHURRIED
from tests.kiosk.printer_worker import CENTRE, Start
from tests.kiosk.rig import KioskRig

QUESTIONS = {b"\x10\x04\x01": "printer", b"\x10\x04\x02": "cause", b"\x10\x04\x04": "roll", b"\x1dr\x01": "turn"}
WELL: dict[str, bytes] = {"printer": b"\x12", "cause": b"\x12", "roll": b"\x12", "turn": b"\x00"}


class PrinterPeer:
    """A printer that keeps all it reads in ``heard`` and answers from ``says``; an empty answer is silence.

    ``greeting`` is said unasked, then ``greeted`` is set; ``left`` is set when a line to it has ended.
    ``takes`` bytes of each connection are read, then no more, or with ``leaves`` it goes away.
    """

    def __init__(self) -> None:
        self.says = dict(WELL)
        self.greeting = b""
        self.takes = 1 << 40
        self.leaves = False
        self.heard = b""
        self.visits = 0
        self.greeted = threading.Event()
        self.left = threading.Event()
        self.over = threading.Event()

    def serve(self, read: Callable[[int], bytes], write: Callable[[bytes], object]) -> None:
        """Read and answer until the other side is gone or this printer leaves or stalls."""
        self.visits += 1
        taken = 0
        write(self.greeting)
        self.greeted.set()
        while taken < self.takes and (data := read(min(self.takes - taken, 4096))):
            taken += len(data)
            self.heard += data
            for question, name in QUESTIONS.items():
                if self.heard.endswith(question):
                    write(self.says[name])
        self.left.set()
        if taken >= self.takes and not self.leaves:
            self.over.wait()

    @property
    def tickets(self) -> bytes:
        """What was heard, without the questions and what goes before them."""
        rest = self.heard.replace(FILL + ASK[0], b"")
        for question in QUESTIONS:
            rest = rest.replace(question, b"")
        return rest


class NetworkPeer(PrinterPeer):
    """The printer as a TCP server on loopback; one connection at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.settings = Printer(connection="network", host="127.0.0.1", port=self._door.getsockname()[1])
        self.name = f"127.0.0.1:{self.settings.port}"
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            while not self.over.is_set():
                wire, _ = self._door.accept()
                with wire, suppress(OSError):
                    self.serve(wire.recv, wire.sendall)

    def close(self) -> None:
        """Close the door and wait for the thread."""
        self.over.set()
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._door.close()


class CablePeer(PrinterPeer):
    """The printer behind a device node (a pseudo-terminal)."""

    def __init__(self) -> None:
        super().__init__()
        self._end, self._node = os.openpty()
        tty.setraw(self._node)
        self.device = self.name = os.ttyname(self._node)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            self.serve(lambda most: os.read(self._end, most), lambda data: os.write(self._end, data))

    def close(self) -> None:
        """Hang up and wait for the thread."""
        self.over.set()
        os.close(self._node)
        self._thread.join()
        os.close(self._end)


@pytest.fixture
def network_peer() -> Iterator[NetworkPeer]:
    """Lend a printer on loopback."""
    peer = NetworkPeer()
    yield peer
    peer.close()


@pytest.fixture
def cable_peer() -> Iterator[CablePeer]:
    """Lend a printer behind a device node."""
    peer = CablePeer()
    yield peer
    peer.close()


@pytest.fixture
def kiosk(small_centre: CentreFile, tmp_path: Path) -> Iterator[KioskRig]:
    """Run the kiosk of the small centre."""
    rig = KioskRig(small_centre, tmp_path)
    yield rig
    rig.cut()


@pytest.fixture
def menu_kiosk(menu_centre: CentreFile, tmp_path: Path) -> Iterator[KioskRig]:
    """Run the kiosk with a menu of two levels."""
    rig = KioskRig(menu_centre, tmp_path)
    yield rig
    rig.cut()


@pytest.fixture
def blockless_kiosk(small_centre: CentreFile, tmp_path: Path) -> Iterator[KioskRig]:
    """Run the kiosk of a centre that has given it no numbers of its own."""
    kiosks = (msgspec.structs.replace(small_centre.kiosks[0], alone_numbers=""),)
    rig = KioskRig(msgspec.structs.replace(small_centre, kiosks=kiosks), tmp_path)
    yield rig
    rig.cut()


@pytest.fixture
def start() -> Iterator[Start]:
    """Start printers, and stop them after the test."""
    printers: list[TicketPrinter] = []

    def started(settings: Printer, patience: Patience = UNHURRIED) -> tuple[TicketPrinter, Inbox]:
        inbox = Inbox()
        kiosk = Kiosk(id="hall", printer=settings, buttons=(Button(pin=4, language="en"),))
        printers.append(TicketPrinter(centre=CENTRE, kiosk=kiosk, inbox=inbox, patience=patience))
        return printers[-1], inbox

    yield started
    for printer in printers:
        printer.stop()
        assert not printer.alive()
