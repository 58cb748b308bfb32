# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole display: its real main in a process of its own, on a real broker and an offscreen screen."""

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import pytest

from centre import messages
from centre.config import CentreFile
from centre.unit import OFFLINE
from tests.conftest import PATIENCE_S

PROGRAM = """
import logging, pathlib, sys, msgspec
from centre.config import CentreFile
from display.service import main
logging.basicConfig(stream=sys.stdout, level="INFO", format="%(message)s")
main(msgspec.json.decode(sys.stdin.buffer.readline(), type=CentreFile), "hall", pathlib.Path())
"""


class Running(NamedTuple):
    """A display in a process of its own, and the lines it logs."""

    process: subprocess.Popen[bytes]
    lines: queue.SimpleQueue[str]

    def says(self, words: str) -> None:
        """Return when it has logged a line with these words; its other parts say what they will."""
        while words not in self.lines.get(timeout=PATIENCE_S):
            pass


def _mute(centre: CentreFile) -> CentreFile:
    """Return the centre without voices: here is no sound card, which is another test's matter."""
    displays = tuple(msgspec.structs.replace(display, voice=None) for display in centre.displays)
    return msgspec.structs.replace(centre, displays=displays)


@pytest.fixture
def running(request: pytest.FixtureRequest, broker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Run the real main against a real broker, on SDL's offscreen driver unless a test names another."""
    monkeypatch.setenv("SDL_VIDEODRIVER", getattr(request, "param", "offscreen"))
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line.decode())

    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(_mute(broker.centre)) + b"\n")
        process.stdin.close()
        reader = threading.Thread(target=read)
        reader.start()
        yield Running(process, lines)
        process.kill()
        reader.join(PATIENCE_S)


def test_a_whole_display_shows_a_board_and_ends_on_sigterm(hall: Any, broker: Any, running: Running) -> None:
    """The process draws, subscribes, shows what the dispatcher retains, and on SIGTERM says offline and ends with 0."""
    state_topic = messages.topic("state", role="display", id="hall")
    listener, speaker = broker.connect("desk-desk-1"), broker.connect("dispatcher-main")
    listener.subscribe(state_topic)
    running.says("shown: waiting for the centre, drawn_ms=")
    assert messages.decode("state", listener.next().payload).state == "ready"
    speaker.publish(messages.topic("board"), messages.encode(hall.board(hall.centre(), 2, number=9)), retain=True)
    running.says("shown board=9 calls=2 drawn_ms=")
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENCE_S) == 0
    assert messages.decode("state", listener.next().payload) == OFFLINE


@pytest.mark.parametrize("running", ["kmsdrm"], indirect=True)
def test_a_whole_display_without_its_screen_goes_on_and_says_so(broker: Any, running: Running) -> None:
    """On a machine without a screen the process subscribes, tells what it lacks, and ends on SIGTERM with 0."""
    listener = broker.connect("desk-desk-1")
    listener.subscribe(messages.topic("state", role="display", id="hall"))
    running.says("SDL opened no screen")
    while not (state := messages.decode("state", listener.next().payload)).problems:
        pass  # it may have linked before it told what ails it
    assert (state.state, [problem.code for problem in state.problems]) == ("degraded", ["no_screen"])
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENCE_S) == 0
