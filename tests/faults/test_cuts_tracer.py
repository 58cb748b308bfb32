# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A real process is held at a step by a real tracer (root, as for simulator/lan.py): it has done no more than that."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, cast

import pytest

from tests.conftest import PATIENCE_S
from tests.faults.cuts_files import Files
from tests.faults.cuts_steps import STEPS
from tests.faults.cuts_tracer import HELD, TRACED

VICTIM = """
import os, socket, sys
broker = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
journal = os.open(sys.argv[2], os.O_CREAT | os.O_WRONLY)
while question := broker.recv(200, socket.MSG_WAITALL):
    os.write(journal, question)
    os.fsync(journal)
    broker.sendall(question)
"""
"""What a dispatcher does, and nothing else: a question, a line, the disk, the answer."""

QUESTION = b"?" * 200


@pytest.fixture
def broker() -> Iterator[socket.socket]:
    """Return the door of a broker on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door


def running(stack: ExitStack, *words: str) -> subprocess.Popen[bytes]:
    """Return a Python that runs; it is killed when the stack ends."""
    process = stack.enter_context(subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE))
    stack.callback(process.kill)
    return process


@pytest.mark.parametrize(
    ("name", "written", "answered"),
    [
        ("before its line is written", 0, False),
        ("the line is in the journal, not on the disk", 1, False),
        ("the line is on the disk", 1, False),
        ("before the answer", 1, False),
        ("the answer is given", 1, True),
    ],
)
def test_a_process_is_held_right_at_the_step(
    tmp_path: Path, broker: socket.socket, *, name: str, written: int, answered: bool
) -> None:
    """What comes before the step has happened, what comes after it has not, and does not when it is killed there."""
    journal, port = tmp_path / "dispatcher.db-wal", broker.getsockname()[1]
    step = next(number for number, step in enumerate(STEPS) if (step.role, step.name) == ("dispatcher", name))
    with ExitStack() as stack:
        victim = running(stack, "-c", VICTIM, str(port), str(journal))
        client, _ = broker.accept()
        words = (victim.pid, port, "", step, 0)
        tracer = running(stack, "-m", "tests.faults.cuts_tracer", *map(str, words))
        said = cast("IO[bytes]", tracer.stdout)
        assert said.readline().decode().strip() == TRACED
        client.sendall(QUESTION)
        assert said.readline().decode().strip() == HELD
        victim.kill()
        assert tracer.wait(PATIENCE_S) == 0
    client.settimeout(PATIENCE_S)
    with closing(client):
        assert client.recv(2 * len(QUESTION), socket.MSG_WAITALL) == (QUESTION if answered else b"")
    assert journal.read_bytes() == written * QUESTION


def test_files_are_named_by_what_they_are(tmp_path: Path, broker: socket.socket) -> None:
    """The broker's door and its client, a printer, the buttons, the journal; all else is nothing."""
    port = broker.getsockname()[1]
    with (
        socket.create_connection(("127.0.0.1", port)) as here,
        closing(broker.accept()[0]) as there,
        socket.socket(socket.AF_UNIX) as buttons,
        (tmp_path / "kiosk.db-wal").open("wb") as journal,
        (tmp_path / "other").open("wb") as other,
    ):
        buttons.bind(str(tmp_path / "k.pins"))
        mine = Files(os.getpid(), port, [])
        found = [mine.name(file.fileno()) for file in (here, there, buttons, journal, other)]
        assert found == ["broker", "client", "buttons", "journal", ""]
        assert Files(os.getpid(), 1, [port]).name(here.fileno()) == "printer"
