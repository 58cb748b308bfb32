# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The people of a town that is cut: citizens at two kiosks, clerks at their desks, all at once, until all is done."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.bench_part import quick
from simulator.seen import calls_on_board, facts, newest_board, shown_board, waiting
from simulator.town import Town
from tests.faults.patience import LOOK_S, of_town
from tests.faults.running_journals import all_told

SMALL = Path(__file__).parents[2] / "centre" / "examples" / "small.toml"

PATIENCE_S = 60.0
"""The longest wait for anything: hundreds of times what it takes."""

HOLD_S = 0.05


def crowded() -> CentreFile:
    """Return the small centre with a second kiosk, where nobody has to wait, nobody is called aloud and none rates."""
    small = quick(load(SMALL))
    kiosk = replace(small.kiosks[0], printer=replace(small.kiosks[0].printer, qr="none"))
    door = replace(kiosk, id="kiosk-door", alone_numbers="851-899")
    displays = tuple(replace(display, voice=None) for display in small.displays)
    return replace(small, kiosks=(kiosk, door), displays=displays, ratings=())


class Crowd:
    """All who press in a running town."""

    def __init__(self, town: Town, out: Path, chance: random.Random) -> None:
        self._town, self._chance = town, chance
        self._desks = {desk.window: desk for desk in town.centre.desks}
        self._serves = {window.number: window.services for window in town.centre.windows}
        self._journals = [out / "state" / f"kiosk-{kiosk.id}.db" for kiosk in town.centre.kiosks]

    def open_windows(self) -> None:
        """Let each clerk open the window."""
        for desk in self._desks.values():
            self._town.press(desk.id, "pause", HOLD_S)
        self._see("the windows open", self._all_open)

    @contextmanager
    def rush(self) -> Iterator[None]:
        """Let everybody press at once: one or two citizens at each kiosk, each clerk; the block need not wait for them.

        Whoever finds a button dead goes away.
        """
        presses = [(desk.id, "next") for desk in self._desks.values()]
        for kiosk in self._town.centre.kiosks:
            buttons = [button.service for button in kiosk.buttons if button.service]
            presses += [(kiosk.id, button) for button in self._chance.sample(buttons, self._chance.choice((1, 1, 2)))]
        with ThreadPoolExecutor(len(presses)) as people:
            for unit, button in presses:
                people.submit(self._press, unit, button)
            yield

    def go_home(self) -> None:
        """Let each press come to its end, serve everybody, and see that the hall shows it; raise Unavailable if not."""
        for journal in self._journals:
            self._see(f"each press in {journal.name} has come to an end", partial(all_told, journal))
        while self._somebody():
            self._call_next()
        newest = newest_board(self._town.timeline.entries)["number"]
        for display in self._town.centre.displays:
            self._see(f"'{display.id}' shows board {newest}", partial(self._shows, display.id, newest))

    def _press(self, unit: str, button: str) -> None:
        with suppress(Unavailable):
            self._town.press(unit, button, HOLD_S)

    def _somebody(self) -> bool:
        """Return whether anybody waits or is at a window, by the newest board."""
        entries = self._town.timeline.entries
        return bool(calls_on_board(entries)) or any(waiting(entries, served) for served in self._serves.values())

    def _call_next(self) -> None:
        """Press *next* at each window that has something to do, and wait until it is done."""
        threading.Event().wait(2 * HOLD_S)  # a finger has left the key, and the key its lock-out
        before = calls_on_board(self._town.timeline.entries)
        for window, desk in self._desks.items():
            if window in before or waiting(self._town.timeline.entries, self._serves[window]):
                self._town.press(desk.id, "next", HOLD_S)
                self._see(f"'{desk.id}' has called", partial(self._moved, window, before.get(window)))

    def _all_open(self) -> bool:
        return len(facts(self._town.timeline.entries, "window_opened")) == len(self._desks)

    def _shows(self, display: str, board: int) -> bool:
        return shown_board(self._town.timeline.entries, display) >= board

    def _moved(self, window: int, before: str | None) -> bool:
        """Return whether somebody else, or nobody, is at the window, or nobody waits for it, as another was faster."""
        entries = self._town.timeline.entries
        now = calls_on_board(entries).get(window)
        return now != before or (now is None and not waiting(entries, self._serves[window]))

    def _see(self, what: str, claim: Callable[[], bool]) -> None:
        of_town(self._town, PATIENCE_S).wait(what, claim, lambda: self._town.wait_for(lambda _: False, LOOK_S))
