# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A small centre whose disks or clocks ail: a citizen's finger, a clerk, and what wire, screens and logs then say."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from centre import messages
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from simulator.bench_part import quick
from simulator.lan import Lan
from simulator.seen import newest_board, newest_change, papers, waiting
from simulator.stage import Stage
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults import remains
from tests.faults.disk_witness import KIOSK, Witness, has_said
from tests.faults.experiment import Ground
from tests.faults.ledger import Judgement, judge

SMALL = Path(__file__).parents[2] / "centre" / "examples" / "small.toml"
SERVICES = ("passport", "benefits")
PAUSE_S, ASK_S = 0.3, 1.0
GIVE_UP_S = 4.0
"""How long citizens and clerks of this hall wait for an answer, before the kiosk goes on alone."""


class Hall(Witness):
    """The running centre, and who presses there; a witness of what comes of it."""

    def __init__(self, town: Town, out: Path) -> None:
        super().__init__(town, out)
        self.stage = Stage(town, {desk.window: desk for desk in town.centre.desks})
        self._presses = 0

    def open(self) -> None:
        """Let each clerk open a window that is closed."""
        for window in self.stage.desks:
            if self._window(window) != "open":
                self.stage.press_key(window, "pause" if self.stage.has_key(window, "pause") else "next")
                self.keeper.wait(f"window {window} opens", partial(self._is_open, window))

    def _is_open(self, window: int, _: object) -> bool:
        return self._window(window) == "open"

    def _window(self, window: int) -> str:
        """Return how a window is, by its newest word."""
        topic, entries = messages.topic("window", window=str(window)), self.town.timeline.entries
        said = (e["payload"]["state"] for e in reversed(entries) if e["what"] == "message" and e["topic"] == topic)
        return str(next(said, "closed"))

    def serve(self) -> None:
        """Call until nobody waits; a call that takes long for its screen keeps nobody waiting here."""
        entries = self.town.timeline.entries
        self.keeper.wait("the board counts all", lambda e: newest_board(e).get("number", 0) >= newest_change(e))
        while waiting(entries, [service.id for service in self.town.centre.services]):
            for window in self.town.centre.windows:
                if waiting(entries, window.services):
                    self._call(window.number)

    def _call(self, window: int) -> None:
        count = len(self.facts("ticket_called"))
        threading.Event().wait(PAUSE_S)
        self.stage.press_key(window, "next")
        self.keeper.wait(f"a call to window {window}", lambda _: len(self.facts("ticket_called")) > count)
        self.keeper.wait("the board counts it", lambda e: newest_board(e).get("number", 0) >= newest_change(e))

    def press(self) -> None:
        """Press a button and wait until its paper is out."""
        count = papers(self.town.timeline.entries)
        # A person's pause between two presses: within the lock-out they would be one.
        threading.Event().wait(PAUSE_S)
        self.town.press(KIOSK, SERVICES[self._presses % len(SERVICES)])
        self._presses += 1
        self.keeper.wait(f"the paper of press {self._presses}", lambda entries: papers(entries) > count)

    def says_when_asked(self, unit: str, states: str, words: str) -> None:
        """Wait until a unit says so, while a clerk presses what is to be written down: idle, it may not notice."""
        window, pressed_s = next(iter(self.stage.desks)), 0.0

        def so(entries: Sequence[Entry]) -> bool:
            nonlocal pressed_s
            if has_said(entries, unit, states, words):
                return True
            if time.monotonic() - pressed_s > ASK_S:
                pressed_s = time.monotonic()
                self.stage.press_key(window, "pause" if self.stage.has_key(window, "pause") else "next")
            return False

        self.keeper.wait(f"{unit}, asked, says {states} ({words})", so)


@contextmanager
def hall(ground: Ground, place: Lan) -> Iterator[Hall]:
    """Yield the small centre, running, its windows open; the units are where ``place`` says."""
    out, centre = out_of(ground), centre_of(ground.port)
    with Town(centre, out=out, runtime=ground.runtime, port=ground.port, lan=place) as town:
        running = Hall(town, out)
        running.open()
        yield running


def out_of(ground: Ground) -> Path:
    """Return where the town leaves what it does."""
    return ground.out / "town"


def centre_of(port: int) -> CentreFile:
    """Return the small centre, its people impatient, without waits, voice or rating box; its kiosk has a screen."""
    centre = quick(load(SMALL))
    return replace(
        centre,
        broker=replace(centre.broker, port=port),
        kiosks=tuple(replace(kiosk, screen=KioskScreen(), give_up_after_s=GIVE_UP_S) for kiosk in centre.kiosks),
        displays=tuple(replace(display, voice=None) for display in centre.displays),
        ratings=(),
    )


def judged(ground: Ground, entries: Sequence[Entry]) -> Judgement:
    """Hold what is left of a town that has ended, and whose waiting citizens were all called, against the promise."""
    return judge(remains.gather(out_of(ground), entries, served=True))
