# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A network receipt printer on loopback: its port and its connection; what it makes of the bytes is the body's."""

import contextlib
import fcntl
import os
import socket
import struct
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from centre.errors import Unavailable
from simulator.mechanism import PrintedTicket
from simulator.orders import Waitable
from simulator.paper import CODE_PAGES
from simulator.printer_body import PrinterBody
from simulator.running_printer import RunningPrinter

HOST = "127.0.0.1"

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: close() sends RST and drops what was not sent."""


class NetworkDoor:
    """A TCP port that lets one host in at a time; a host that closes its connection ends its job."""

    def __init__(self, body: PrinterBody, port: int) -> None:
        self._body = body
        self._connection: socket.socket | None = None
        self._listener: socket.socket | None = _listen(port)
        self.port: int = self._listener.getsockname()[1]

    def awaited(self) -> list[Waitable]:
        """Return the listener, or the connection while there is room for its bytes."""
        if self._connection is None:
            return [self._listener] if self._listener else []
        return [self._connection] if self._body.room() else []

    def serve(self, ready: object, _steady_s: float) -> None:
        """Accept a host, or read what it sent."""
        if ready is self._listener:
            self._accept()
        elif ready is self._connection:
            self._read()

    def arrive(self, _steady_s: float) -> None:
        """Do nothing: loopback keeps no bytes on their way."""

    def heard(self) -> bool:
        """Return whether the host's end has all that was said."""
        if self._connection is None:
            return True
        unsent = fcntl.ioctl(self._connection, termios.TIOCOUTQ, bytes(struct.calcsize("i")))
        return unsent == bytes(struct.calcsize("i"))

    def restart(self) -> None:
        """Reset the connection."""
        if self._connection:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._connection.close()
            self._connection = None

    def power_off(self) -> None:
        """Reset the connection and close the port."""
        self.restart()
        if self._listener:
            self._listener.close()
            self._listener = None

    close = power_off

    def power_on(self) -> None:
        """Open the same port again; raises Unavailable when another program took it meanwhile."""
        self._listener = self._listener or _listen(self.port)

    def _accept(self) -> None:
        if self._listener:
            with contextlib.suppress(OSError):  # the caller may have left already
                self._connection, _ = self._listener.accept()
                self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._body.forget_question()

    def _read(self) -> None:
        connection, room = self._connection, self._body.room()
        if connection is None or not room:
            return
        try:
            data = connection.recv(room)
        except OSError:
            data = b""
        if data:
            self._body.take(data, time.time_ns(), lambda answer: _say(connection, answer))
        else:
            connection.close()
            self._connection = None
            self._body.end_job()


class SimulatedPrinter(RunningPrinter):
    """An ESC/POS printer at ``HOST``, ``port`` from construction to ``close``; one connection at a time, as real ones.

    Each ticket leaves ``folder/NNN.png`` and ``NNN.escpos``; ``on_ticket`` is called in the printer's thread, must not
    raise, and before the barrier after the cut is answered. An uncut piece (connection closed, power lost, died) is
    torn off and becomes ``NNN.partial.png`` and ``.escpos``. ``port`` 0 chooses a free one; Unavailable is raised
    when the port is taken. To die or to be switched off resets the connection; switched off, the port is closed.
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
        body = PrinterBody(folder, width_dots, on_ticket, mm_per_s, code_pages)
        door = NetworkDoor(body, port)
        self.port = door.port
        super().__init__(body, door, str(door.port))


def _say(connection: socket.socket, answer: bytes) -> None:
    with contextlib.suppress(OSError):  # who asked has hung up
        connection.send(answer)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=16)
    except OSError as taken:
        raise Unavailable(
            f"Port {port} on {HOST} cannot be opened for the simulated printer ({os.strerror(taken.errno or 0)}). "
            "End the program that holds it, or choose another port."
        ) from taken
