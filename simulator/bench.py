# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make bench``: from the pin's edge to the printer's first byte and to the frame on the screen, beside the floor.

To the ticket's last byte, by paper and line, is the second part: simulator/bench_paper.py; an idle unit's minute the
third: simulator/bench_idle.py; how soon a display that was away tells the truth the fourth: simulator/bench_return.py;
how long a hall screen draws the fifth: simulator/bench_redraw.py.

Real processes, real broker, real journals on this machine's disk; the floor is measured between the samples, so that
both meet the same noise. Clocks are the wall clock of one machine, read at the pin, at the printer and after the flip.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from centre.config import CentreFile
from centre.config_kiosks import Button, Kiosk
from centre.errors import CherhaError, Unavailable
from centre.service import THREAD_SWITCH_S
from simulator import bench_idle, bench_paper, bench_redraw, bench_return, paper_figures
from simulator.bench_part import QUICK_S, add_port, quick
from simulator.demo import small_centre
from simulator.figures import Figures, Floor, figures
from simulator.floor import Commit, RoundTrip
from simulator.seen import facts, shown_board
from simulator.timeline import Entry
from simulator.town import Town

SAMPLES = 200
WAIT_S = 60.0
REDRAW_SHARE = 4
"""One start of a hall screen in so many of ``--samples``."""

HOLD_S = 0.02

SETTLED_S = 1.0
"""Longer than the board waits with mere counts, and than a kiosk needs to report a print."""

_IN_VAIN = f"The bench waited {WAIT_S:g} s in vain. See the logs of the demo: make demo"

FLOOR_KIOSK, FLOOR_DISPLAY = "floor-kiosk", "floor-display"


def main() -> int:
    """Measure the five parts, print, and write ``bench.json``."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    # The printer, the watcher and the pins are threads of this process; none may keep another waiting for 5 ms.
    sys.setswitchinterval(THREAD_SWITCH_S)
    try:
        with tempfile.TemporaryDirectory(prefix="cherha-bench-") as folder:
            result = _measure(Path(folder), options.port, options.samples)
            papers = bench_paper.measure(Path(folder) / "paper", options.port, options.samples)
            idle = bench_idle.measure(Path(folder) / "idle", options.port, options.idle)
            back = bench_return.measure(Path(folder) / "return", options.port, options.away)
            redraw = bench_redraw.measure(max(options.samples // REDRAW_SHARE, 2))
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    parts = {"press_to_paper": papers, "idle_minute": idle, "return": back, "redraw": redraw}
    (options.out / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(result | parts)))
    tables = (
        paper_figures.table(papers), bench_idle.idle_table(idle),
        bench_return.return_table(back), bench_redraw.redraw_table(redraw),
    )  # fmt: skip
    print(*(_sentence(name, line) for name, line in result.items()), *tables, sep="\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("bench-out"), metavar="DIR")
    parser.add_argument("--samples", type=int, default=SAMPLES, metavar="N")
    parser.add_argument("--idle", type=float, default=bench_idle.IDLE_S, metavar="SECONDS", help="of an idle unit")
    away_s = bench_return.LONGEST_S
    parser.add_argument("--away", type=float, default=away_s, metavar="SECONDS", help="of a display, at most")
    add_port(parser)
    return parser.parse_args()


def _measure(folder: Path, port: int, samples: int) -> dict[str, Figures]:
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


def _sentence(name: str, line: Figures) -> str:
    return (
        f"{name}: p50 {line.p50_ms:.2f} ms, p99 {line.p99_ms:.2f} ms; floor p50 {line.floor_p50_ms:.2f} ms, "
        f"p99 {line.floor_p99_ms:.2f} ms; ratio p50 {line.ratio_p50:.2f}, p99 {line.ratio_p99:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
