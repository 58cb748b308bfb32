# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A network receipt printer on loopback: its port, its connection and its faults; what it prints is the mechanism's."""

import contextlib
import dataclasses
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from centre.errors import Unavailable
from simulator.mechanism import Mechanism, PrintedTicket
from simulator.orders import Orders, Waitable
from simulator.paper import CODE_PAGES, Paper
from simulator.printer_status import Condition, QuestionFinder, real_time_status, sensor_status

HOST = "127.0.0.1"

BUFFER_BYTES = 65536
"""The printer's receive buffer; while it is full nothing more is read, and TCP holds the sender back."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: close() sends RST and drops what was not sent."""


class SimulatedPrinter:
    """An ESC/POS printer at ``HOST``, ``port`` from construction to ``close``; one connection at a time, as real ones.

    Each ticket leaves ``folder/NNN.png`` and ``NNN.escpos``; ``on_ticket`` is called in the printer's thread, must not
    raise, and before the barrier after the cut is answered. An uncut piece (connection closed, power lost, died) is
    torn off and becomes ``NNN.partial.png`` and ``.escpos``. ``port`` 0 chooses a free one; Unavailable is raised
    when the port is taken. Faults may be set from any thread at any time; each call returns when it is in force.
    """

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        width_dots: int = 576,
        on_ticket: Callable[[PrintedTicket], None] | None = None,
        *,
        mm_per_s: float | None = None,
        code_pages: Mapping[int, str] = CODE_PAGES,
    ) -> None:
        paper = Paper(width_dots, code_pages)
        self._mechanism = Mechanism(paper, folder, on_ticket or (lambda _ticket: None), mm_per_s)
        self._condition = Condition()
        self._connection: socket.socket | None = None
        self._stalled = self._closing = False
        self._armed: tuple[int, Callable[[], None]] | None = None
        self._listener: socket.socket | None = _listen(port)
        self.port: int = self._listener.getsockname()[1]
        self._orders = Orders()
        self._thread = threading.Thread(target=self._live, name=f"printer {self.port}", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the thread and free the port; a second call does nothing."""
        if self._thread.is_alive():
            self._do(self._end)
            self._thread.join()
            self._orders.close()

    def _do(self, act: Callable[[], None]) -> None:
        self._orders.do(act, self._thread)

    # Faults.

    def set(self, **condition: bool) -> None:
        """Change the condition: ``paper_near_end, paper_out, cover_open, offline, mute``; those not named stay."""
        self._do(lambda: self._change(**condition))

    def paper_out_after(self, count: int) -> None:
        """Run out of paper when ``count`` more bytes have come in; at unlimited speed they have all been printed."""
        self._do(lambda: self._arm(count, lambda: self._change(paper_out=True)))

    def stall_after(self, count: int) -> None:
        """Stop reading when ``count`` more bytes have come in; what came is printed."""
        self._do(lambda: self._arm(count, self._stall))

    def die_after(self, count: int) -> None:
        """Crash and restart when ``count`` more bytes have come in: connection reset, buffer lost, strip torn off."""
        self._do(lambda: self._arm(count, self._die))

    def mend(self) -> None:
        """End every fault, also one that is armed; what waits in the buffer is printed now."""
        self._do(self._mend)

    def power_off(self) -> None:
        """Close the port and reset the connection; the buffer is lost."""
        self._do(self._power_off)

    def power_on(self) -> None:
        """Open the same port again; raises Unavailable when another program took it meanwhile."""
        self._do(self._power_on)

    # From here on only the printer's own thread.

    def _live(self) -> None:
        try:
            while not self._closing:
                self._live_on()
        finally:
            self._orders.abandon()

    def _live_on(self) -> None:
        steady_s = time.monotonic()
        due_s = self._mechanism.work(steady_s) if self._condition.prints else None
        timeout_s = None if due_s is None else max(due_s - steady_s, 0.0)
        for ready in self._orders.sleep(self._awaited(), timeout_s):
            if ready is self._listener:
                self._accept()
            elif ready is self._connection:
                self._read()

    def _awaited(self) -> list[Waitable]:
        """Return where something may come from: a caller, or bytes while there is room for them."""
        if self._connection is None:
            return [self._listener] if self._listener else []
        return [self._connection] if self._room() and not self._stalled else []

    def _room(self) -> int:
        room = BUFFER_BYTES - self._mechanism.waiting_bytes()
        return max(min(room, self._armed[0]) if self._armed else room, 0)

    def _accept(self) -> None:
        if self._listener:
            with contextlib.suppress(OSError):  # the caller may have left already
                self._connection, _ = self._listener.accept()
                self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._questions = QuestionFinder()

    def _read(self) -> None:
        connection = self._connection
        if connection is None or not self._room():
            return
        try:
            data = connection.recv(self._room())
        except OSError:
            data = b""
        at_ns = time.time_ns()
        if data:
            self._take(data, at_ns, connection)
        else:
            self._hang_up()

    def _take(self, data: bytes, at_ns: int, connection: socket.socket) -> None:
        for number in self._questions.numbers(data):
            self._answer(connection, real_time_status(number, self._condition))
        self._mechanism.receive(
            data, at_ns, lambda number: self._answer(connection, sensor_status(number, self._condition))
        )
        if self._armed:
            if self._condition.prints:
                self._mechanism.work(time.monotonic())
            self._arm(self._armed[0] - len(data), self._armed[1])

    def _answer(self, connection: socket.socket, status: int) -> None:
        if not self._condition.mute:
            with contextlib.suppress(OSError):  # who asked has hung up
                connection.send(bytes((status,)))

    def _hang_up(self, *, reset: bool = False) -> None:
        if self._connection:
            if reset:
                self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._connection.close()
            self._connection = None
            self._mechanism.end_job()

    def _arm(self, count: int, fault: Callable[[], None]) -> None:
        self._armed = (count, fault) if count > 0 else None
        if count <= 0:
            fault()

    def _change(self, **condition: bool) -> None:
        self._condition = dataclasses.replace(self._condition, **condition)

    def _stall(self) -> None:
        self._stalled = True

    def _die(self) -> None:
        self._hang_up(reset=True)
        self._mechanism.lose_all()

    def _mend(self) -> None:
        self._condition, self._stalled, self._armed = Condition(), False, None

    def _power_off(self) -> None:
        self._die()
        if self._listener:
            self._listener.close()
            self._listener = None

    def _power_on(self) -> None:
        self._listener = self._listener or _listen(self.port)

    def _end(self) -> None:
        self._power_off()
        self._closing = True


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=16)
    except OSError as taken:
        raise Unavailable(
            f"Port {port} on {HOST} cannot be opened for the simulated printer ({os.strerror(taken.errno or 0)}). "
            "End the program that holds it, or choose another port."
        ) from taken
