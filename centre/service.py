# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one shape of every service: one loop over one inbox, which alone owns the state and feeds the watchdog."""

import logging
import queue
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from centre.errors import CherhaError
from centre.notifying import notify
from centre.time import Now, read_clocks

log = logging.getLogger(__name__)

IDLE_S = 5.0
"""The longest sleep of a loop: half of the watchdog's shortest useful period (WatchdogSec=10)."""


THREAD_SWITCH_S = 0.0001
"""Python lets a thread compute 5 ms before another may go on; a reply would wait so long for the network thread."""


class Stop:
    """Put into an inbox, it ends the loop cleanly."""


class WorkerDied(CherhaError):
    """A worker thread ended with an error; its process must not go on without it."""


class Inbox:
    """What waits for a loop. Any thread, and a signal handler, may put; only the loop takes."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def put(self, item: object) -> bool:
        """Leave an item; return False if it is dropped, as too much waits. Never blocks, never raises."""
        self._queue.put(item)
        return True

    def take_all(self, timeout_s: float) -> list[Any]:
        """Wait for the first item at most ``timeout_s``, then return all that wait, oldest first; [] on time-out."""
        items = []
        try:
            items.append(self._queue.get(timeout=max(timeout_s, 0.0)))
            while True:
                items.append(self._queue.get_nowait())
        except queue.Empty:
            return items


class Service(Protocol):
    """What a loop drives. All calls come from the loop's thread, so a service needs no lock."""

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on all that waited, then on every deadline that is due at ``now``; may be called with no items."""

    def deadline_s(self) -> float | None:
        """Return the steady-clock second of the next thing to do by itself, or None."""

    def alive(self) -> bool:
        """Return False when a part that the service cannot do without has died; its process then ends loudly."""

    def close(self) -> None:
        """Release sockets, pins and files; called once, when the loop has ended."""


def run(service: Service, inbox: Inbox) -> None:
    """Drive the service until SIGTERM, SIGINT or a Stop; READY and watchdog pings go to systemd if it listens."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: inbox.put(Stop()))
    notify("READY=1")
    try:
        loop(service, inbox)
    finally:
        notify("STOPPING=1")
        service.close()


def loop(service: Service, inbox: Inbox, clocks: Callable[[], Now] = read_clocks) -> None:
    """Take, handle, ping, until a Stop; raise WorkerDied when a part of the service has died."""
    service.handle((), clocks())
    while True:
        due_s = service.deadline_s()
        wait_s = IDLE_S if due_s is None else min(due_s - clocks().steady_s, IDLE_S)
        items = inbox.take_all(wait_s)
        stopped = any(isinstance(item, Stop) for item in items)
        for item in items:
            if isinstance(item, WorkerDied):
                raise item
        service.handle([item for item in items if not isinstance(item, Stop)], clocks())
        if stopped:
            return
        if not service.alive():
            raise WorkerDied(f"{type(service).__name__}: a part of it has died; the process ends to be started anew")
        notify("WATCHDOG=1")


def start_worker(name: str, work: Callable[[], object], inbox: Inbox) -> threading.Thread:
    """Run ``work`` in a thread of its own; if it raises, the loop behind ``inbox`` ends the process."""

    def guarded() -> None:
        try:
            work()
        except Exception as error:
            log.exception("worker %s died", name)
            inbox.put(WorkerDied(f"worker {name} died: {error!r}"))

    thread = threading.Thread(target=guarded, name=name, daemon=True)
    thread.start()
    return thread
