# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How other threads tell a simulated device's own thread what to do; so its state needs no lock."""

import collections
import concurrent.futures
import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from centre.errors import Unavailable


class Waitable(Protocol):
    """Anything with a file descriptor."""

    def fileno(self) -> int:
        """Return the descriptor."""
        ...


class Orders:
    """The orders to one thread, and the sleep in which they reach it."""

    def __init__(self) -> None:
        self._waiting: collections.deque[tuple[Callable[[], None], concurrent.futures.Future[None]]]
        self._waiting = collections.deque()
        self._bell, self._ringer = socket.socketpair()
        self._ringer.settimeout(0)
        self._abandoned = False

    def do(self, act: Callable[[], None], thread: threading.Thread) -> None:
        """Have ``thread``, which sleeps here, do it; return when it is done, raise what it raised."""
        if threading.current_thread() is thread:
            act()
            return
        done: concurrent.futures.Future[None] = concurrent.futures.Future()
        self._waiting.append((act, done))
        if self._abandoned:
            self.abandon()
        self.ring()
        done.result()

    def ring(self) -> None:
        """Wake the thread without an order; never blocks, for a bell that is full of rings rings already."""
        with contextlib.suppress(BlockingIOError):
            self._ringer.send(b"!")

    def sleep(self, awaited: Iterable[Waitable], timeout_s: float | None) -> list[object]:
        """Sleep until one is readable, the bell rings or the time is up; do the orders; return the readable ones."""
        with selectors.PollSelector() as selector:
            selector.register(self._bell, selectors.EVENT_READ)
            for one in awaited:
                selector.register(one, selectors.EVENT_READ)
            ready: list[object] = [key.fileobj for key, _ in selector.select(timeout_s)]
        if self._bell in ready:
            ready.remove(self._bell)
            self._bell.recv(4096)
            self._obey()
        return ready

    def abandon(self) -> None:
        """Fail the orders that nobody will do; the thread calls it last, whatever ended it."""
        self._abandoned = True
        while self._waiting:
            self._waiting.popleft()[1].set_exception(Unavailable("The simulated device has stopped."))

    def finish(self, end: Callable[[], None], thread: threading.Thread) -> bool:
        """Have the thread do ``end``, wait until it has ended, free all; return False if it had ended before.

        Who gives orders frees, never the thread: it may be through with an order before the bell was rung for it.
        """
        lived = thread.is_alive()
        if lived:
            with contextlib.suppress(Unavailable):  # it died between the two lines
                self.do(end, thread)
        thread.join()
        self.close()
        return lived

    def close(self) -> None:
        """Free the sockets, when the thread has ended."""
        self._bell.close()
        self._ringer.close()

    def _obey(self) -> None:
        while self._waiting:
            act, done = self._waiting.popleft()
            try:
                act()
            except Exception as failed:  # noqa: BLE001 it belongs to the thread that gave the order
                done.set_exception(failed)
            else:
                done.set_result(None)
