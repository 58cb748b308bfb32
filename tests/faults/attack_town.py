# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is done to a running centre, and what is counted there: presses, papers, memory."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from simulator.seen import papers
from simulator.timeline import Entry
from simulator.town import Town
from tests.conftest import SMALL
from tests.faults.experiment import Ground
from tests.faults.patience import see

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


def wait(running: Town, what: str, claim: Callable[[list[Entry]], bool]) -> None:
    """Return when it has come; raise Unavailable if it does not for very long."""
    see(running, PATIENCE_S, what, claim)


def _one_paper(since: int, entries: list[Entry]) -> bool:
    return papers(entries[since:]) == 1


def latencies_ms(running: Town, presses: int) -> list[float]:
    """Press a button so often, each time when the last paper is out; return how long each ticket took to be printed."""
    took = []
    kiosk = running.centre.kiosks[0]
    for _ in range(presses):
        since = len(running.timeline.entries)
        edge_ns = running.press(kiosk.id, BUTTON)
        wait(running, "a paper", partial(_one_paper, since))
        out = next(entry for entry in running.timeline.entries[since:] if entry["what"] == "ticket")
        took.append((out["at_ns"] - edge_ns) / 1e6)
        threading.Event().wait(max(kiosk.lockout_s, NEXT_S))
    return took


def memory_mb(running: Town, unit: str) -> float:
    """Return how much memory a unit's process holds."""
    status = Path(f"/proc/{running.processes.pid(unit)}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
