# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The loop takes all that waits, keeps its deadlines, feeds the watchdog, ends cleanly, and dies loudly."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from centre.service import IDLE_S, Inbox, Stop, WorkerDied, loop, start_worker
from centre.time import Now
from tests.conftest import PATIENCE_S

UTC_START = datetime(2026, 11, 22, 8, tzinfo=UTC)
CHILD = """
from centre.service import Inbox, run
class Service:
    def handle(self, items, now): print("handled", len(items), flush=True)
    def deadline_s(self): return None
    def alive(self): return True
    def close(self): print("closed", flush=True)
run(Service(), Inbox())
"""


class Recorder:
    """A service that writes down what the loop does with it."""

    def __init__(self) -> None:
        self.handled: list[tuple[list[Any], float]] = []
        self.deadlines: list[float] = []
        self.living = True

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Remember the items; a deadline that is due is over."""
        self.handled.append((list(items), now.steady_s))
        self.deadlines = [due_s for due_s in self.deadlines if due_s > now.steady_s]

    def deadline_s(self) -> float | None:
        """Return the next deadline."""
        return min(self.deadlines, default=None)

    def alive(self) -> bool:
        """Return what the test wants."""
        return self.living

    def close(self) -> None:
        """Do nothing."""


class HandMovedInbox(Inbox):
    """An inbox in which time is moved by hand: waiting moves the clock, and the last thing to come is a Stop."""

    def __init__(self, *arrivals: tuple[float, object]) -> None:
        super().__init__()
        self.now_s = 0.0
        self.arrivals = list(arrivals)
        self.waits: list[float] = []

    def clocks(self) -> Now:
        """Return the hand-moved moment."""
        return Now(utc=UTC_START, steady_s=self.now_s)

    def take_all(self, timeout_s: float) -> list[Any]:
        """Move the clock to the next arrival, or by the whole wait."""
        self.waits.append(timeout_s)
        at_s, item = self.arrivals[0]
        if at_s > self.now_s + max(timeout_s, 0.0):
            self.now_s += max(timeout_s, 0.0)
            return []
        self.now_s = at_s
        del self.arrivals[0]
        return [item]


def test_inbox_gives_all_that_waits() -> None:
    """Everything that waited comes at once, oldest first, and only once."""
    inbox = Inbox()
    for item in (1, 2, 3):
        inbox.put(item)
    assert inbox.take_all(PATIENCE_S) == [1, 2, 3]
    assert inbox.take_all(0) == []
    assert inbox.take_all(-1) == []


def test_inbox_wakes_its_loop() -> None:
    """What another thread puts ends the waiting."""
    inbox = Inbox()
    worker = start_worker("postman", lambda: inbox.put("letter"), inbox)
    assert inbox.take_all(PATIENCE_S) == ["letter"]
    worker.join()


def test_service_is_called_before_anything_arrives() -> None:
    """What is due at the start is done at the start; all that waits is handled in one call."""
    inbox, service = Inbox(), Recorder()
    for item in ("a", "b", Stop()):
        inbox.put(item)
    loop(service, inbox)
    assert [items for items, _ in service.handled] == [[], ["a", "b"]]


def test_loop_keeps_the_deadline_of_its_service() -> None:
    """It sleeps until something is due or arrives, and never longer than the watchdog allows."""
    service, inbox = Recorder(), HandMovedInbox((4.0, "press"), (20.0, Stop()))
    service.deadlines = [3.0, 6.5]
    loop(service, inbox, inbox.clocks)
    assert [moment for _, moment in service.handled] == [0.0, 3.0, 4.0, 6.5, 11.5, 16.5, 20.0]
    assert inbox.waits == [3.0, 3.5, 2.5, IDLE_S, IDLE_S, IDLE_S]


def test_overdue_deadline_does_not_wait() -> None:
    """A deadline that is over when the loop comes to it is served at once."""
    service, inbox = Recorder(), HandMovedInbox((0.0, Stop()))
    service.handle = lambda *_: None  # type: ignore[method-assign]  # nothing is handled
    service.deadlines = [-1.0]
    loop(service, inbox, inbox.clocks)
    assert inbox.waits == [-1.0]


def test_dead_worker_ends_the_loop_loudly() -> None:
    """An error in a worker thread ends the process that would go on without it, and nothing more is handled."""
    inbox, service = Inbox(), Recorder()

    def work() -> None:
        raise ValueError("no such glyph")

    start_worker("printer", work, inbox).join()
    with pytest.raises(WorkerDied) as death:
        loop(service, inbox)
    assert str(death.value) == "worker printer died: ValueError('no such glyph')"
    assert len(service.handled) == 1


def test_dead_part_ends_the_loop_loudly() -> None:
    """A service that says that a part of it has died is not kept going."""
    inbox, service = Inbox(), Recorder()
    service.living = False
    inbox.put("item")
    with pytest.raises(WorkerDied) as death:
        loop(service, inbox)
    assert str(death.value) == "Recorder: a part of it has died; the process ends to be started anew"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_a_real_process_cleanly(number: signal.Signals) -> None:
    """On SIGTERM and SIGINT the loop ends after its work, closes its service, and the process succeeds."""
    with subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "handled 0\n"
        child.send_signal(number)
        assert child.stdout.read() == "handled 0\nclosed\n"
        assert child.wait(PATIENCE_S) == 0
