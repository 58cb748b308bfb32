# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wire to a printer; it moves bytes and asks for status, and knows neither tickets nor how a port is opened.

Every wait is a poll with a deadline; nothing here blocks for ever,
and no silence, closed connection or missing device is ever taken for a printer that is well.
"""

import os
import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, Self

from centre.config import Printer
from kiosk.printer_ports import open_port
from kiosk.printer_status import (
    TURN_PAPER_END,
    Answers,
    PrinterOffline,
    PrinterStatus,
    PrintStalled,
    status_of,
)


class Patience(NamedTuple):
    """How long a printer may be silent, in seconds, before it counts as ill.

    ``answer_s``: for a status byte and for a connection; healthy printers need milliseconds.
    ``stall_s``: without taking a byte; a cutter and a full buffer need about one second.
    ``end_s``: from the end of the paper's way to the answer that all is done; the cutter is in it.
    ``dots_per_s``: how fast the slowest paper moves: 50 mm a second, a battery printer.
    ``warm_s``: an open line is kept unused; after that, what it said of the printer is no longer news.
    """

    answer_s: float = 1.0
    stall_s: float = 3.0
    end_s: float = 2.0
    dots_per_s: float = 400.0
    warm_s: float = 3.0


PATIENT = Patience()

NOISE = 64
"""After so many bytes that are no answer the printer counts as mute."""

ASK = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""DLE EOT 1, 2 and 4: answered at once, whatever is being printed."""

ASK_IN_TURN = b"\x1dr\x01"
"""GS r 1: answered when everything before it is done."""


class PrinterLine:
    """An open line to one printer; leaving its ``with`` block closes it.

    ``sent`` counts the bytes that :meth:`write` has handed to the system: none is surely on paper before
    :meth:`barrier` says so.
    """

    def __init__(self, name: str, descriptor: int, close: Callable[[bool], None], *, ends: bool = True) -> None:
        """Take over an open descriptor; ``close(abort)`` releases it; ``ends`` says that an empty read is its end."""
        os.set_blocking(descriptor, False)
        self.name = name
        self.sent = 0
        self.patience = PATIENT
        self._descriptor = descriptor
        self._close = close
        self._ends = ends

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.close(abort=kind is not None)

    def close(self, *, abort: bool = False) -> None:
        """Release the device; ``abort`` drops what the printer has not taken: no half ticket comes later."""
        self._close(abort)

    def there(self) -> bool:
        """Return whether the printer has not left since; asks it nothing."""
        try:
            self._drain()
        except PrinterOffline:
            return False
        return True

    def status(self) -> PrinterStatus:
        """Ask how the printer is (DLE EOT 1, 2, 4; ``answer_s`` for each); raise PrinterOffline if it has left."""
        self._drain()
        picks = Answers().real_time
        answers: list[int] = []
        for question in ASK:
            answer = self._ask(question, picks, self.patience.answer_s)
            if answer is None:
                return PrinterStatus.MUTE
            answers.append(answer)
        return status_of(*answers)

    def write(self, data: bytes) -> None:
        """Hand all bytes to the printer; some may still wait in buffers afterwards.

        Raise PrintStalled when none is taken for ``stall_s``, PrinterOffline when the printer has left.
        """
        rest = memoryview(data)
        while rest:
            taken = self._give(rest, self.patience.stall_s)
            self.sent += taken
            rest = rest[taken:]
            if not taken:
                raise PrintStalled(
                    f"Printer {self.name} took {self.sent} bytes of a ticket and then none"
                    f" for {self.patience.stall_s:g} s. Look for jammed paper; switch it off and on.",
                    self.sent,
                )

    def barrier(self, deadline_s: float) -> bool:
        """Return whether all that was written is done: GS r 1 waits its turn behind it, so its answer proves it.

        False when no answer comes within ``deadline_s``, or one that says the paper has ended: then nobody knows.
        Raise PrinterOffline when the printer has left.
        """
        self._drain()
        answer = self._ask(ASK_IN_TURN, Answers().in_turn, deadline_s)
        return answer is not None and not answer & TURN_PAPER_END

    def _ask(self, question: bytes, picks: Callable[[int], bool], deadline_s: float) -> int | None:
        """Send a question and return the byte that answers it; None when none has come ``deadline_s`` after it went."""
        if self._give(question, deadline_s) < len(question):
            return None
        end_s = time.monotonic() + deadline_s
        for _ in range(NOISE):
            if not self._wait(select.POLLIN, max(0.0, end_s - time.monotonic())):
                return None
            for byte in self._read(1):
                if picks(byte):
                    return byte
        return None

    def _drain(self) -> None:
        """Throw away what the printer said before it was asked."""
        for _ in range(NOISE):
            if not self._wait(select.POLLIN, 0) or not self._read(NOISE):
                return

    def _wait(self, event: int, seconds: float) -> bool:
        """Return whether the device becomes ready, or breaks, within so many seconds."""
        waiting = select.poll()
        waiting.register(self._descriptor, event)
        return bool(waiting.poll(seconds * 1000))

    def _give(self, data: bytes | memoryview, stall_s: float) -> int:
        """Return how many bytes the device has taken; 0 when it took none for ``stall_s`` seconds."""
        try:
            while self._wait(select.POLLOUT, stall_s):
                with suppress(BlockingIOError):
                    return os.write(self._descriptor, data)
        except OSError as error:
            raise self._left(error) from error
        return 0

    def _read(self, most: int) -> bytes:
        """Return what has come, or raise PrinterOffline when the printer has left."""
        try:
            heard = os.read(self._descriptor, most)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._left(error) from error
        if self._ends and not heard:
            raise self._left(ConnectionResetError(0, "it closed the connection"))
        return heard

    def _left(self, error: OSError) -> PrinterOffline:
        """Return the sentence for a printer that went away in the middle."""
        return PrinterOffline(f"Printer {self.name} has left: {reason_of(error)}. Switch it on; look at its cable.")


def open_line(printer: Printer, patience: Patience = PATIENT) -> PrinterLine:
    """Open the line that centre.toml describes, or raise PrinterOffline; opening never makes a missing device."""
    try:
        port = open_port(printer, patience.answer_s)
    except OSError as error:  # serial.SerialException is one
        raise PrinterOffline(
            f"Printer {name_of(printer)} cannot be reached: {reason_of(error)}."
            " Switch it on; look at its cable and at its address in centre.toml."
        ) from error
    line = PrinterLine(name_of(printer), port.descriptor, port.close, ends=port.ends)
    line.patience = patience
    return line


def name_of(printer: Printer) -> str:
    """Return what a technician calls the printer: its address or its device."""
    return f"{printer.host}:{printer.port}" if printer.connection == "network" else printer.device


def reason_of(error: OSError) -> str:
    """Return the system's words for an error, without numbers and repeated paths."""
    return os.strerror(error.errno) if error.errno else (error.strerror or str(error))
