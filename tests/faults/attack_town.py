# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is done to a running centre, and what is counted there: a flood, presses, papers, memory."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from centre import messages
from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import Unavailable
from centre.identity import user_of
from simulator.timeline import Entry
from simulator.town import Town
from tests.conftest import SMALL
from tests.faults.experiment import Ground

ROOT = Path(__file__).resolve().parents[2]

PATIENCE_S = 120.0
"""How long a paper is waited for; far longer than it ever takes."""

BUTTON = "passport"
NEXT_S = 0.5
"""From one citizen to the next."""


def small_centre() -> CentreFile:
    """Return the small centre, its hall mute."""
    centre = load(SMALL)
    return replace(centre, displays=tuple(replace(display, voice=None) for display in centre.displays))


@contextmanager
def town(ground: Ground, centre: CentreFile) -> Iterator[Town]:
    """Run the centre; an experiment shares its processors with others, so its start may take long."""
    running = Town(centre, out=ground.out / "town", runtime=ground.runtime, port=ground.port)
    running._start_s = PATIENCE_S
    with running:
        yield running


def papers(entries: list[Entry]) -> int:
    """Return how many tickets have come out."""
    return sum(entry["what"] == "ticket" for entry in entries)


def wait(running: Town, what: str, claim: Callable[[list[Entry]], bool]) -> None:
    """Return when it has come; raise Unavailable if it does not for very long."""
    if not running.wait_for(claim, PATIENCE_S):
        raise Unavailable(f"waited {PATIENCE_S:g} s in vain for {what}")


class Flood:
    """What a mad client has said, known at its end."""

    def __init__(self) -> None:
        self.messages, self.seconds = 0, 0.0

    @property
    def pace(self) -> float:
        """Return how many messages a second that was."""
        return self.messages / self.seconds if self.seconds else 0.0


@contextmanager
def flood(running: Town, desk: str, seed: str) -> Iterator[Flood]:
    """Let a client with a desk's credentials flood the broker until the block ends."""
    broker, flooded = running.centre.broker, Flood()
    words = (
        *(sys.executable, "-m", "tests.faults.attack_flooder", broker.host, str(broker.port)),
        *(user_of("desk", desk), str(running.cards.keys(desk)), messages.topic("desk_request", id=desk), seed),
    )
    with subprocess.Popen(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as mad:
        try:
            assert mad.stdout is not None
            mad.stdout.readline()
            begun_s = time.monotonic()
            yield flooded
            flooded.seconds = time.monotonic() - begun_s
        finally:
            mad.terminate()
            said, _ = mad.communicate()
            flooded.messages = int(said or 0)


def latencies_ms(running: Town, presses: int) -> list[float]:
    """Press a button so often, each time when the last paper is out; return how long each ticket took to be printed."""
    took = []
    kiosk = running.centre.kiosks[0]
    for _ in range(presses):
        since = len(running.timeline.entries)
        edge_ns = running.press(kiosk.id, BUTTON)
        wait(running, "a paper", lambda e, since=since: papers(e[since:]) == 1)  # type: ignore[misc]
        out = next(entry for entry in running.timeline.entries[since:] if entry["what"] == "ticket")
        took.append((out["at_ns"] - edge_ns) / 1e6)
        threading.Event().wait(max(kiosk.lockout_s, NEXT_S))
    return took


def memory_mb(running: Town, unit: str) -> float:
    """Return how much memory a unit's process holds."""
    status = Path(f"/proc/{running.processes.pid(unit)}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
