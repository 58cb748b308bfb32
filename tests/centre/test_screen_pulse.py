# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pulse of a Pi's compositor, in a process of its own, beside the real one."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simulator.x_server import XServer
from tests.compositor import PATIENCE_S, Compositor

PULSE = [sys.executable, "-S", "-P", "-m", "centre.screen_pulse"]
"""As the unit starts it: nothing of other people's packages is there."""

ROOT = Path(__file__).parents[2]


class Pulse:
    """The process, and systemd's ear."""

    def __init__(self, compositor: Compositor) -> None:
        name = f"cherha-{os.getpid()}-pulse"
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(f"\0{name}")
        self.ear.settimeout(PATIENCE_S)
        environment = {
            "PYTHONPATH": str(ROOT),
            "NOTIFY_SOCKET": f"@{name}",
            "WATCHDOG_USEC": "3000000",  # half of it is what a compositor on a busy machine has for an answer
            "XDG_RUNTIME_DIR": str(compositor.socket.parent),
            "WAYLAND_DISPLAY": compositor.socket.name,
        }
        self.process = subprocess.Popen(PULSE, env=environment, stdout=subprocess.PIPE, text=True)

    def hear(self, wanted: str) -> None:
        """Return when it says so."""
        while self.ear.recv(100).decode() != wanted:
            pass

    def end(self) -> tuple[int, str]:
        """Return its code, and what is in the log."""
        said, _ = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, said

    def close(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.communicate()
        self.ear.close()


@pytest.fixture
def cage() -> Iterator[Compositor]:
    """Return the compositor."""
    with closing(XServer(320, 240)) as glass, Compositor(glass.display, 320, 240) as made:
        yield made


@pytest.fixture
def pulse(cage: Compositor) -> Iterator[Pulse]:
    """Return its pulse, which has beaten."""
    with closing(Pulse(cage)) as made:
        made.hear("READY=1")
        made.hear("WATCHDOG=1")
        yield made


def test_it_beats_as_long_as_it_is_answered(pulse: Pulse) -> None:
    """A compositor with nothing to show is alive all the same."""
    for _ in range(2):
        pulse.hear("WATCHDOG=1")
    assert pulse.process.poll() is None


def test_it_ends_with_the_compositor(pulse: Pulse, cage: Compositor) -> None:
    """Which waits for it at its own end, as when the last screen is unplugged."""
    cage.process.kill()
    assert pulse.end() == (0, "The screen's compositor: the compositor has ended\n")


def test_it_ends_when_systemd_wants_the_end(pulse: Pulse) -> None:
    """By the signal of the unit's KillSignal=, of which cage does not die."""
    pulse.process.send_signal(signal.SIGWINCH)
    assert pulse.end() == (0, "")


def test_a_compositor_that_hangs_is_told(pulse: Pulse, cage: Compositor) -> None:
    """It beats no more, and systemd does the rest."""
    cage.process.send_signal(signal.SIGSTOP)
    assert pulse.end() == (1, "The screen's compositor: the compositor does not answer\n")


def test_cage_does_not_mind_the_word_for_the_end(cage: Compositor) -> None:
    """It ends by its program alone, and well: of SIGTERM it would die by an assertion."""
    cage.process.send_signal(signal.SIGWINCH)
    assert cage.process.poll() is None
    assert cage.end() == 0
