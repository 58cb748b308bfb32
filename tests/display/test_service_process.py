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
from centre.unit import OFFLINE

PATIENCE_S = 20.0
"""How long a test waits for what must come; far longer than it ever takes."""

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


@pytest.fixture
def running(broker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Run the real main against a real broker."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line.decode())

    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(broker.centre) + b"\n")
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
    assert running.lines.get(timeout=PATIENCE_S).startswith("shown: waiting for the centre, drawn_ms=")
    assert messages.decode("state", listener.next().payload).state == "ready"
    speaker.publish(messages.topic("board"), messages.encode(hall.board(hall.centre(), 2, number=9)), retain=True)
    assert running.lines.get(timeout=PATIENCE_S).startswith("shown board=9 calls=2 drawn_ms=")
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENCE_S) == 0
    assert messages.decode("state", listener.next().payload) == OFFLINE
