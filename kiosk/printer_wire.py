# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bytes to and from a printer; it moves them and notices when they no longer move, and knows no command.

Every wait is a poll with a deadline; nothing here blocks for ever.
"""

import errno
import os
import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from kiosk.printer_ports import Port
from kiosk.printer_status import PrinterOffline, PrintStalled


class Watch:
    """The clock by which patience is measured; a test's own lets a silence pass that nothing will ever break."""

    def now_s(self) -> float:
        """Return a steady second."""
        return time.monotonic()

    def wait(self, descriptor: int, event: int, seconds: float) -> bool:
        """Return whether the device becomes ready, or breaks, within so many seconds; no event is a pause."""
        waiting = select.poll()
        waiting.register(descriptor, event)
        return bool(waiting.poll(seconds * 1000))


class Patience(NamedTuple):
    """How long a printer may be silent, in seconds, before it counts as ill.

    ``answer_s``: for a status byte and for a connection; healthy printers need milliseconds.
    ``stall_s``: without taking a byte; a cutter and a full buffer need about one second.
    ``end_s``: from the end of the paper's way to the answer that all is done; the cutter is in it.
    ``dots_per_s``: how fast the slowest paper moves: 50 mm a second, a battery printer.
    ``look_s``: between two looks at a printer that is busy with a ticket.
    ``warm_s``: an open line is kept unused; after that, what it said of the printer is no longer news.
    ``watch``: which seconds these are.
    """

    answer_s: float = 1.0
    stall_s: float = 3.0
    end_s: float = 2.0
    dots_per_s: float = 400.0
    look_s: float = 1.0
    warm_s: float = 3.0
    watch: Watch = Watch()


PATIENT = Patience()

UNSENT_S = 0.02
"""How often a line is asked for what it has not sent yet; the system has no event for it."""

NOISE = 64
"""After so many bytes that are no answer the printer counts as mute."""


class PrinterWire:
    """An open port; ``sent`` counts the bytes of tickets that the system has taken."""

    def __init__(self, name: str, port: Port, patience: Patience) -> None:
        os.set_blocking(port.descriptor, False)
        self.name, self.patience, self.sent = name, patience, 0
        self._port = port

    def close(self, *, abort: bool) -> None:
        """Release the device; ``abort`` drops what the printer has not taken."""
        self._port.close(abort)

    def hung_up(self) -> bool:
        """Return whether the other end has gone, as a USB node whose empty reads are pauses; asks nothing."""
        gone = select.poll()
        gone.register(self._port.descriptor, 0)
        return bool(gone.poll(0))

    def lines(self) -> int | None:
        """Return the status lines that the kernel knows of, if it does."""
        return self._port.lines()

    def unsent(self) -> int:
        """Return how many bytes the system still holds, or raise PrinterOffline when the port has gone."""
        try:
            return self._port.unsent()
        except OSError as error:
            raise self._left(error) from error

    def put(self, data: bytes, *, of_ticket: bool = True) -> None:
        """Hand all bytes to the system, and count those ``of_ticket``.

        Raise PrintStalled when none moves for ``stall_s``. A serial line that has taken 4 kB takes more only when
        nearly all of it is sent, which at 9,600 baud is four seconds: as long as what the system holds grows less, the
        printer takes bytes.
        """
        rest = memoryview(data)
        while rest:
            held = self.unsent()
            taken = self.give(rest, self.patience.stall_s)
            if not taken and not self.unsent() < held:
                raise self.stalled()
            self.sent += taken if of_ticket else 0
            rest = rest[taken:]

    def stalled(self) -> PrintStalled:
        """Return the sentence for a printer that takes no more bytes."""
        return PrintStalled(
            f"Printer {self.name} took {self.sent} bytes of a ticket and then none"
            f" for {self.patience.stall_s:g} s. Look for jammed paper; switch it off and on.",
            self.sent,
        )

    def emptied(self, deadline_s: float) -> bool:
        """Return whether the system has sent all that it was given, within so many seconds."""
        end_s = self.now_s() + deadline_s
        while self.unsent() and self.now_s() < end_s:
            self.wait(0, UNSENT_S)
        return not self.unsent()

    def give(self, data: bytes | memoryview, stall_s: float) -> int:
        """Return how many bytes the device has taken; 0 when it took none for ``stall_s`` seconds."""
        try:
            while self.wait(select.POLLOUT, stall_s):
                with suppress(BlockingIOError):
                    return os.write(self._port.descriptor, data)
        except OSError as error:
            raise self._left(error) from error
        return 0

    def drain(self) -> None:
        """Throw away what the printer said before it was asked."""
        for _ in range(NOISE):
            if not self.wait(select.POLLIN, 0) or not self.read(NOISE):
                return

    def hear(self, picks: Callable[[int], bool], seconds: float) -> int | None:
        """Return the first byte that is picked; None when none has come within so many seconds, or much else.

        What has come by then is heard also by a kiosk that was too busy to look before the time was up.
        """
        end_s, noise = self.now_s() + seconds, 0
        while noise < NOISE and self.wait(select.POLLIN, max(0.0, end_s - self.now_s())):
            for byte in self.read(1):
                if picks(byte):
                    return byte
                noise += 1
        return None

    def wait(self, event: int, seconds: float) -> bool:
        """Return whether the device becomes ready, or breaks, within so many seconds."""
        return self.patience.watch.wait(self._port.descriptor, event, seconds)

    def now_s(self) -> float:
        """Return the steady second by which this wire is waited for."""
        return self.patience.watch.now_s()

    def read(self, most: int) -> bytes:
        """Return what has come, or raise PrinterOffline when the printer has left."""
        try:
            heard = os.read(self._port.descriptor, most)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._left(error) from error
        if not heard and self._port.ends:
            raise self._left(ConnectionResetError(0, "it closed the connection"))
        if not heard and self.hung_up():
            raise self._left(OSError(errno.EIO, ""))
        return heard

    def _left(self, error: OSError) -> PrinterOffline:
        """Return the sentence for a printer that went away in the middle."""
        return PrinterOffline(f"Printer {self.name} has left: {reason_of(error)}. Switch it on; look at its cable.")


def reason_of(error: OSError) -> str:
    """Return the system's words for an error, without numbers and repeated paths."""
    known = error.errno is not None and error.errno > 0
    return os.strerror(error.errno or 0) if known else (error.strerror or str(error))
