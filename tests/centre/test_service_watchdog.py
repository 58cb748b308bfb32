# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What systemd hears of a service, over a socket as its own: sd_notify(3)."""

import logging
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from centre.service import Inbox, Stop, WorkerDied, run
from centre.time import Now


class Worker:
    """A service that stops its loop after some turns, or is found dead."""

    def __init__(self, inbox: Inbox, *, turns: int, living: bool = True) -> None:
        self._inbox, self._turns, self._living = inbox, turns, living
        self.closed = False

    def handle(self, _items: Sequence[Any], _now: Now) -> None:
        """Give the loop something to do, and at last a Stop."""
        self._turns -= 1
        self._inbox.put("work" if self._turns else Stop())

    def deadline_s(self) -> float | None:
        """Have none."""

    def alive(self) -> bool:
        """Return what the test wants."""
        return self._living

    def close(self) -> None:
        """Remember it."""
        self.closed = True


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """Give the test runner its signal handlers back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(params=["path", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listen where NOTIFY_SOCKET says, as systemd does: at a path, or at an abstract address."""
    address = str(tmp_path / "notify") if request.param == "path" else f"@cherha-test-{os.getpid()}"
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as ear:
        ear.bind(address.replace("@", "\0", 1))
        ear.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        yield ear


def heard(ear: socket.socket) -> list[str]:
    """Return all that was said."""
    said = []
    while True:
        try:
            said.append(ear.recv(100).decode())
        except BlockingIOError:
            return said


def test_service_says_ready_then_lives_then_stops(systemd: socket.socket) -> None:
    """READY once, a ping at each turn of the loop, STOPPING at the end."""
    inbox = Inbox()
    run(Worker(inbox, turns=3), inbox)
    assert heard(systemd) == ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"]


def test_dead_part_gets_no_ping(systemd: socket.socket) -> None:
    """The watchdog is fed only after the service was found alive; however the loop ends, the service is closed."""
    inbox = Inbox()
    worker = Worker(inbox, turns=3, living=False)
    with pytest.raises(WorkerDied):
        run(worker, inbox)
    assert heard(systemd) == ["READY=1", "STOPPING=1"]
    assert worker.closed


def test_without_systemd_nothing_is_said(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """On a desk, in a test, in the demo there is nobody to tell."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    inbox = Inbox()
    with caplog.at_level(logging.DEBUG):
        run(Worker(inbox, turns=2), inbox)
    assert caplog.text == ""


def test_deaf_systemd_does_not_stop_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An address where nobody listens is logged; the queue goes on, and the service is closed at its end."""
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    inbox = Inbox()
    worker = Worker(inbox, turns=1)
    run(worker, inbox)
    assert worker.closed
    assert caplog.messages[0] == (
        f"READY=1 not said to NOTIFY_SOCKET {tmp_path / 'nobody'}: [Errno 2] No such file or directory"
    )
