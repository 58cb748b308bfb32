# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The first part of ``make bench``: from the pin's edge to the printer's first byte and to the frame on the screen.

Real processes, real broker, real journals on this machine's disk; the floor is measured between the samples, so that
both meet the same noise. Clocks are the wall clock of one machine, read at the pin, at the printer and after the flip.
"""

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from centre.config import CentreFile
from centre.config_kiosks import Button, Kiosk
from centre.errors import Unavailable
from simulator.bench_part import QUICK_S, quick
from simulator.demo import small_centre
from simulator.figures import Figures, Floor, figures
from simulator.floor import Commit, RoundTrip
from simulator.seen import facts, shown_board
from simulator.timeline import Entry
from simulator.town import Town

WAIT_S = 60.0
HOLD_S = 0.02

SETTLED_S = 1.0
"""Longer than the board waits with mere counts, and than a kiosk needs to report a print."""

_IN_VAIN = f"The bench waited {WAIT_S:g} s in vain. See the logs of the demo: make demo"

FLOOR_KIOSK, FLOOR_DISPLAY = "floor-kiosk", "floor-display"


def measure(folder: Path, port: int, samples: int) -> dict[str, Figures]:
    """Return the figures of presses and calls, by their names in ``bench.json``."""
    town = Town(_bench_centre(), out=folder / "out", runtime=folder / "run", port=port, frames=False)
    town.absent = {FLOOR_KIOSK, FLOOR_DISPLAY}
    with town:
        bench = Bench(town, folder)
        try:
            bench.open_windows()
            for number in range(samples):
                bench.take_ticket(number)
            bench.settle()
            for number in range(samples):
                bench.call_next(number)
        finally:
            bench.close()
        return bench.result()


def sentences(lines: Mapping[str, Figures]) -> str:
    """Return a sentence for each."""
    return "\n".join(_sentence(name, line) for name, line in lines.items())


def _sentence(name: str, line: Figures) -> str:
    return (
        f"{name}: p50 {line.p50_ms:.2f} ms, p99 {line.p99_ms:.2f} ms; floor p50 {line.floor_p50_ms:.2f} ms, "
        f"p99 {line.floor_p99_ms:.2f} ms; ratio p50 {line.ratio_p50:.2f}, p99 {line.ratio_p99:.2f}"
    )


class Bench:
    """Takes the samples one by one in a running town."""

    def __init__(self, town: Town, folder: Path) -> None:
        self._town = town
        self._round_trip = RoundTrip(town.centre.broker, town.cards.keys, FLOOR_KIOSK, FLOOR_DISPLAY)
        self._commit = Commit(folder)
        self._round_trips: list[float] = []
        self._commits: list[float] = []
        self._to_byte: list[float] = []
        self._to_frame: list[float] = []
        self._frames: list[float] = []
        self._last_board = 0
        self._new: list[Entry] = []
        """What has happened since the last sample: to look through all there is would take longer than a ticket."""
        town.timeline.listen(self._new.append)
        self._kiosk: Kiosk = town.centre.kiosks[0]

    def open_windows(self) -> None:
        """Open every window, so that calls can go to both in turn."""
        for desk in self._town.centre.desks:
            self._town.press(desk.id, "pause", HOLD_S)
        desks = len(self._town.centre.desks)
        if not self._town.wait_for(lambda entries: len(facts(entries, "window_opened")) == desks, WAIT_S):
            raise Unavailable(_IN_VAIN)
        self._town.stop_listening()
        self._new.clear()

    def take_ticket(self, number: int) -> None:
        """Press a button; the ticket's first byte is timed where it reaches the printer."""
        buttons = [button.name for button in self._kiosk.buttons if button.service]
        edge_ns = self._town.press(self._kiosk.id, buttons[number % len(buttons)], HOLD_S)
        ticket = self._wait("ticket")
        self._to_byte.append((ticket["first_byte_ns"] - edge_ns) / 1e6)
        self._measure_floor()

    def call_next(self, number: int) -> None:
        """Press *next*; the frame is timed when the display's flip has returned."""
        desks = self._town.centre.desks
        edge_ns = self._town.press(desks[number % len(desks)].id, "next", HOLD_S)
        frame = self._wait("shown")
        while frame["board"] <= self._last_board:  # drawn for the clock: the minute has changed
            frame = self._wait("shown")
        self._last_board = frame["board"]
        self._to_frame.append((frame["at_ns"] - edge_ns) / 1e6)
        self._frames.append(frame["drawn_ms"])
        self._measure_floor()

    def settle(self) -> None:
        """Let the last tickets come to their end and be counted on the screen."""
        time.sleep(SETTLED_S)
        self._last_board = shown_board(self._town.timeline.entries)
        self._new.clear()

    def result(self) -> dict[str, Figures]:
        """Return the figures by their names in ``bench.json``."""
        link_and_disk = (self._round_trips, self._commits)
        return {
            "press_to_byte": figures(self._to_byte, Floor(link_and_disk)),
            "call_to_frame": figures(self._to_frame, Floor((*link_and_disk, self._frames))),
        }

    def close(self) -> None:
        """Let go of broker and disk."""
        self._round_trip.close()
        self._commit.close()

    def _measure_floor(self) -> None:
        # Also the pause that a person makes between two presses, and longer than the contact's release.
        time.sleep(QUICK_S)
        self._round_trips.append(self._round_trip.measure_ms())
        self._commits.append(self._commit.measure_ms())
        self._new.clear()

    def _wait(self, what: str) -> Entry:
        """Return the first new entry of a kind, and forget the others."""
        if not self._town.wait_for(lambda _all: any(entry["what"] == what for entry in self._new), WAIT_S):
            raise Unavailable(_IN_VAIN)
        found = next(entry for entry in self._new if entry["what"] == what)
        self._new.clear()
        return found


def _bench_centre() -> CentreFile:
    """Return the small centre with quick buttons, and two units that only the floor's clients speak for."""
    centre = quick(small_centre())
    kiosk, display = centre.kiosks[0], centre.displays[0]
    button = Button(service=centre.services[0].id, pin=4)
    floor_kiosk = msgspec.structs.replace(kiosk, id=FLOOR_KIOSK, buttons=(button,), alone_numbers="")
    floor_display = msgspec.structs.replace(display, id=FLOOR_DISPLAY)
    return msgspec.structs.replace(centre, kiosks=(kiosk, floor_kiosk), displays=(display, floor_display))
