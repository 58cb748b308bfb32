# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A unit died: its folder is copied onto a new card, and it is back; should the dead one rise, one sentence says so."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from centre.config import CentreFile
from centre.credentials import identity_file
from centre.identity import TECHNICIAN
from centre.messages import decode, read_topic
from tests.card.pi.folders import fill, identity, pi
from tests.conftest import PATIENCE_S, Client, wait_until_open

ROOT = Path(__file__).parents[2]
STATE = "cherha/1/desk/desk-1/state"


class Card:
    """A Pi: a folder for its disk, and the processes that its card starts there."""

    def __init__(self, root: Path, made: Path, stack: ExitStack, log: int) -> None:
        """Copy the folder onto a new card and switch the Pi on; ``log`` is where all its processes write."""
        self._root, self._stack, self._log = root, stack, log
        there = pi(root)
        shutil.copytree(made, there.source)
        self._cherha("take-in", "--root", str(root)).wait(PATIENCE_S)

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a service as its systemd unit does, from what the card made of the Pi."""
        return self._cherha("run", *words, "--centre", str(self._root / "etc/cherha/centre.toml"))

    def _cherha(self, *words: str) -> subprocess.Popen[bytes]:
        own = {
            "CHERHA_KEYS": str(self._root / "etc/cherha/keys"),
            "STATE_DIRECTORY": str(self._root / "var/lib/cherha" / words[1]),
            "CHERHA_POWEROFF": str(self._root / "poweroff"),
            "GPIOZERO_PIN_FACTORY": "mock",
            "PYTHONPATH": str(ROOT),
        }
        Path(own["STATE_DIRECTORY"]).mkdir(exist_ok=True)
        command = [sys.executable, "-m", "cherha", *words]
        environment = os.environ | own
        process = subprocess.Popen(command, env=environment, cwd=self._root, stdout=self._log, stderr=self._log)
        self._stack.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(PATIENCE_S)


class Log:
    """What the processes of all Pis say, line by line."""

    def __init__(self) -> None:
        reading, self.writes = os.pipe()
        self._lines = os.fdopen(reading, encoding="utf-8")

    def line(self, words: str) -> str:
        """Return the next line with these words; fail when none comes."""
        patience = threading.Timer(PATIENCE_S, os.write, (self.writes, f"in vain: {words}\n".encode()))
        patience.start()
        found = next(line for line in self._lines if words in line)
        patience.cancel()
        return found.strip()

    def close(self) -> None:
        """Close both ends."""
        os.close(self.writes)
        self._lines.close()


AtWork = tuple[Client, Callable[[str], Card], Log]


@pytest.fixture
def centre_at_work(tmp_path: Path, movable_centre: CentreFile, keys: Path) -> Iterator[AtWork]:
    """Yield a technician who hears the centre, how a Pi is made, and what all say; the broker's Pi runs."""
    made = {name: fill(tmp_path / name, movable_centre, name) for name in ("main", "desk-1")}
    identity_file(TECHNICIAN, keys).write_text(identity(TECHNICIAN, "first"))
    with ExitStack() as stack:
        log = stack.enter_context(closing(Log()))
        main = Card(tmp_path / "pi-main", made["main"], stack, log.writes)
        wait_until_open(movable_centre.broker.host, movable_centre.broker.port, main.run("broker"))
        main.run("dispatcher")
        technician = Client(movable_centre.broker.host, movable_centre.broker.port, TECHNICIAN, 60)
        stack.callback(technician.close)
        yield technician, lambda name: Card(tmp_path / name, made["desk-1"], stack, log.writes), log


def hear(technician: Client, wanted: str) -> None:
    """Return when the desk says this state, or it is said of it; fail when it does not come."""
    said_of_it = ""
    while said_of_it != wanted:
        heard = technician.next()
        said_of_it = decode(read_topic(heard.topic)[0], heard.payload).state


def test_a_dead_unit_is_back_by_its_folder(centre_at_work: AtWork, movable_centre: CentreFile) -> None:
    """The same unit, once: what the dead one said last is gone, and the dispatcher knows one desk."""
    technician, make, _ = centre_at_work
    technician.subscribe(STATE)
    dead = make("pi-old").run("desk", "desk-1")
    hear(technician, "ready")
    dead.kill()
    hear(technician, "offline")
    make("pi-new").run("desk", "desk-1")
    hear(technician, "ready")
    late = Client(movable_centre.broker.host, movable_centre.broker.port, TECHNICIAN, 60)
    try:
        late.subscribe("cherha/1/+/+/state")
        assert sorted((late.next().topic, late.next().topic)) == [STATE, "cherha/1/dispatcher/main/state"]
    finally:
        late.close()


def test_two_pis_with_one_card_are_told_apart(centre_at_work: AtWork) -> None:
    """The dead one was not dead: of two that push each other out one stands back, and says why in one sentence."""
    technician, make, log = centre_at_work
    technician.subscribe(STATE)
    make("pi-old").run("desk", "desk-1")
    hear(technician, "ready")
    make("pi-new").run("desk", "desk-1")
    assert log.line("same card").endswith("if two Pis have the same card, switch one of them off")
