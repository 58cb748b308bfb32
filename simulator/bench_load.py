# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The tenth part of ``make bench``, also alone (``python -m simulator.bench_load``): the latencies of a busy morning.

The large centre, its first ten minutes: in the main hall citizens and clerks press as fast as such a morning has it, or
ten times as fast (simulator/load.py). In the social hall the bench presses, beside the same floor as in the first part.
The town's own ear goes on listening, for it tells which board a call was on: it is one more listener of the load.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from centre.config_desks import Desk
from centre.errors import Unavailable
from simulator.bench_part import QUICK_S, alone, example
from simulator.crowd import BUSIEST
from simulator.figures import Figures, Floor, figures, table
from simulator.floor import Commit, RoundTrip
from simulator.load import HOLD_S, Load, busy, open_windows
from simulator.seen import concerns
from simulator.timeline import Entry
from simulator.town import Town

SAMPLES = 50
TIMES = (1, 10)
DESKS = 12
"""That are started beside the bench's own, of the 60 of the large centre: enough for eighty calls a minute."""

KIOSK, SCREEN = "kiosk-social", "social-hall"
FLOOR_KIOSK, FLOOR_DISPLAY = "kiosk-low", "shelter"
"""They do not run; only the floor's clients speak for them."""

WAIT_S = 120.0
SEED = 20261126
HEADINGS = ("under load", "p50 ms", "p99 ms", "floor p50", "floor p99", "ratio p50", "ratio p99")


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=SAMPLES, metavar="N")
    parser.add_argument("--desks", type=int, default=DESKS, metavar="N", help="that are started")
    return alone(
        parser, lambda folder, options: load_table(measure(folder, options.port, options.samples, options.desks))
    )


def measure(folder: Path, port: int, samples: int, desks: int = DESKS) -> dict[str, Figures]:
    """Return the figures of presses and calls under each load."""
    centre, mine = _centre(example("large")), _desk(example("large"))
    town = Town(centre, out=folder / "out", runtime=folder / "run", port=port, frames=False)
    town.absent |= {FLOOR_KIOSK} | {display.id for display in centre.displays if display.id != SCREEN}
    town.absent |= {desk.id for desk in centre.desks[desks:] if desk != mine}
    town.absent |= {siren.id for siren in centre.sirens} | {rating.id for rating in centre.ratings}
    with town:
        open_windows(town)
        with closing(Bench(town, folder, mine)) as bench:
            return {name: line for times in TIMES for name, line in bench.under(times, samples).items()}


def load_table(lines: Mapping[str, Figures]) -> str:
    """Return the figures for a terminal, a line for each latency and load."""
    return table([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def frames(entries: list[Entry], screen: str, window: int) -> list[Entry]:
    """Return what a screen has drawn that has the first call to the window in these entries, oldest first."""
    events = (e["payload"] for e in entries if e["what"] == "message" and e["topic"] == messages.topic("event"))
    number = next((line["number"] for line in events if _calls(line["event"], window)), None)
    shown = [e for e in entries if e["what"] == "shown" and e["unit"] == screen]
    return [] if number is None else [frame for frame in shown if frame["board"] >= number]


def _calls(fact: Mapping[str, object], window: int) -> bool:
    return fact["fact"] == "ticket_called" and fact["window"] == window


class Bench:
    """Presses at the kiosk and the desk that the crowd leaves alone."""

    def __init__(self, town: Town, folder: Path, desk: Desk) -> None:
        self._town, self._desk, self._commit = town, desk, Commit(folder)
        self._round_trip = RoundTrip(town.centre.broker, town.cards.keys, FLOOR_KIOSK, FLOOR_DISPLAY)
        kiosk = next(kiosk for kiosk in town.centre.kiosks if kiosk.id == KIOSK)
        services = next(window.services for window in town.centre.windows if window.number == desk.window)
        self._button = next(button.name for button in kiosk.buttons if button.service in services)

    def under(self, times: int, samples: int) -> dict[str, Figures]:
        """Return the figures while the crowd comes so many times as fast as in a busy morning."""
        chance = random.Random(SEED)  # noqa: S311  (not a secret)
        round_trips, commits, to_byte, to_frame, drawn = (list[float]() for _ in range(5))
        with Load(self._town, chance, BUSIEST.times(times), but={KIOSK, self._desk.id}):
            for _ in range(samples):
                to_byte.append(self._take())
                frame_ms, drawn_ms = self._call()
                to_frame.append(frame_ms)
                drawn.append(drawn_ms)
                time.sleep(chance.uniform(QUICK_S, 1.0))
                round_trips.append(self._round_trip.measure_ms())
                commits.append(self._commit.measure_ms())
        return {
            f"press to first byte, load × {times}": figures(to_byte, Floor((round_trips, commits))),
            f"call to frame, load × {times}": figures(to_frame, Floor((round_trips, commits, drawn))),
        }

    def close(self) -> None:
        """Let go of broker and disk."""
        self._round_trip.close()
        self._commit.close()

    def _take(self) -> float:
        """Press for a service of the own desk; return the milliseconds to the first byte at the printer."""
        since, edge_ns = self._press(KIOSK, self._button)
        (paper, *_) = self._see(since, lambda e: [x for x in e if x["what"] == "ticket" and x["unit"] == KIOSK])
        return float(paper["first_byte_ns"] - edge_ns) / 1e6

    def _call(self) -> tuple[float, float]:
        """Press *next*; return the milliseconds to the frame, and how long that took to be drawn."""
        since, edge_ns = self._press(self._desk.id, "next")
        (frame, *_) = self._see(since, lambda entries: frames(entries, SCREEN, self._desk.window))
        return float(frame["at_ns"] - edge_ns) / 1e6, float(frame["drawn_ms"])

    def _press(self, unit: str, button: str) -> tuple[int, int]:
        return len(self._town.timeline.entries), self._town.press(unit, button, HOLD_S)

    def _see(self, since: int, seen: Callable[[list[Entry]], list[Entry]]) -> list[Entry]:
        if not self._town.wait_for(lambda entries: bool(seen(entries[since:])), WAIT_S):
            raise Unavailable(f"The bench waited {WAIT_S:g} s in vain at {KIOSK} and {self._desk.id}.")
        return seen(self._town.timeline.entries[since:])


def _centre(centre: CentreFile) -> CentreFile:
    """Return the centre without waits and closing hours, its screens without voices."""
    displays = tuple(replace(display, voice=None) if display.screen else display for display in centre.displays)
    return replace(busy(centre), hours=None, displays=displays)


def _desk(centre: CentreFile) -> Desk:
    """Return the bench's own desk: the first on the screen that serves what one press at the kiosk is for."""
    display = next(display for display in centre.displays if display.id == SCREEN)
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == KIOSK)
    pressed = {button.service for button in kiosk.buttons if button.service}
    serving = {w.number for w in centre.windows if concerns(display, w.number) and pressed.intersection(w.services)}
    return next(desk for desk in busy(centre).desks if desk.window in serving)


def _cells(line: Figures) -> tuple[str, ...]:
    times = (line.p50_ms, line.p99_ms, line.floor_p50_ms, line.floor_p99_ms, line.ratio_p50, line.ratio_p99)
    return tuple(f"{value:.2f}" for value in times)


if __name__ == "__main__":
    sys.exit(main())
