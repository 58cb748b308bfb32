# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The socket of a simulated unit, and the one thread in which its contacts are moved and its watchers told."""

import collections
import contextlib
import socket
import threading
from pathlib import Path

import msgspec

from centre.errors import Unavailable
from simulator.orders import Orders
from simulator.pins_moves import Movements, Pins
from simulator.pins_words import Asked, Output, Refused, Watch, line, read_request


class PinsDoor:
    """Listens at ``path``; what moves the pins runs in its thread, where a button's handlers run on real pins too.

    As with lgpio, an exception out of a handler ends the thread, and with it every button of the process.
    Raises Unavailable when the socket cannot be opened; one left by a killed process is replaced.
    """

    def __init__(self, path: Path, pins: Pins) -> None:
        self._path, self._pins = path, pins
        self._movements = Movements(pins)
        self._callers: dict[socket.socket, bytes] = {}
        self._watchers: set[socket.socket] = set()
        self._changes: collections.deque[Output] = collections.deque()
        self._closing = False
        self._listener = _listen(path)
        self._orders = Orders()
        self._thread = threading.Thread(target=self._live, name=f"pins {path.name}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and remove the socket; a second call does nothing."""
        self._orders.finish(self._end, self._thread)

    def tell(self, change: Output) -> None:
        """Send an output's change to all watchers; any thread may call."""
        if self._watchers:
            self._changes.append(change)
            with contextlib.suppress(OSError):  # closed already
                self._orders.ring()

    # From here on only the door's own thread.

    def _end(self) -> None:
        self._closing = True

    def _live(self) -> None:
        try:
            while not self._closing:
                self._live_on()
        finally:
            self._path.unlink(missing_ok=True)
            for open_socket in (self._listener, *self._callers):
                open_socket.close()
            self._orders.abandon()

    def _live_on(self) -> None:
        ready = self._orders.sleep((self._listener, *self._callers), self._movements.wait_s())
        self._movements.make_due()
        self._tell_watchers()
        for one in ready:
            if one is self._listener:
                caller, _ = self._listener.accept()
                caller.settimeout(0)
                self._callers[caller] = b""
            elif isinstance(one, socket.socket) and one in self._callers:
                self._hear(one)

    def _tell_watchers(self) -> None:
        while self._changes:
            told = line(self._changes.popleft())
            for watcher in tuple(self._watchers):
                self._send(watcher, told)

    def _hear(self, caller: socket.socket) -> None:
        try:
            data = caller.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._drop(caller)
            return
        *lines, self._callers[caller] = (self._callers[caller] + data).split(b"\n")
        for asked in lines:
            self._answer(caller, asked)

    def _answer(self, caller: socket.socket, asked: bytes) -> None:
        try:
            request: Asked = read_request(asked)
        except msgspec.DecodeError as wrong:
            self._send(caller, line(Refused(text=f"{wrong}; got {asked[:80]!r}")))
            return
        if isinstance(request, Watch):
            self._watchers.add(caller)
            self._send(caller, b"".join(line(output) for output in self._pins.outputs()))
        else:
            self._send(caller, line(self._movements.begin(request)))

    def _send(self, caller: socket.socket, data: bytes) -> None:
        """Send or, when the other end does not read, drop it: nobody may hold up the buttons."""
        try:
            caller.sendall(data)
        except OSError:
            self._drop(caller)

    def _drop(self, caller: socket.socket) -> None:
        self._callers.pop(caller, None)
        self._watchers.discard(caller)
        caller.close()


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.is_socket() and not _somebody_listens(path):
            path.unlink()
        listener.bind(str(path))
        listener.listen()
    except OSError as failed:
        listener.close()
        raise Unavailable(
            f"The socket {path} for simulated pins cannot be opened: {failed}. Choose another path."
        ) from failed
    return listener


def _somebody_listens(path: Path) -> bool:
    """Return False when the process that made the socket is gone."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        return caller.connect_ex(str(path)) == 0
