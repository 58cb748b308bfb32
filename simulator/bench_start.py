# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The seventh part of ``make bench``, also alone (``python -m simulator.bench_start``): from the power to the service.

Each unit of a town of real processes is killed and started again: how long until its first word on the wire. Then all
are shut down and started at once, the broker last, as on a Pi that gets its power: how long until a press gives paper.
Last the dispatcher, with a year of journal that is not in the machine's memory. The programs themselves are: what a
card needs to read them is not measured here.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from centre.errors import Unavailable
from centre.identity import DISPATCHER as DISPATCHER_UNIT
from simulator import year
from simulator.bench_part import alone, quick
from simulator.demo import small_centre
from simulator.figures import Spread, spread, spread_table
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER

STARTS = 5
WAIT_S = 120.0
HOLD_S = 0.05
HEADING = "start"

IMPORTS = ("dispatcher", "kiosk", "desk", "display", "siren", "rating")
IMPORT = (
    "import time; began = time.process_time(); import cherha.__main__, {}.service; print(time.process_time() - began)"
)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=STARTS, metavar="N", help="of each")
    parser.add_argument("--lines", type=int, default=year.LINES, metavar="N", help="of the journal of a year")
    return alone(
        parser, lambda folder, options: start_table(measure(folder, options.port, options.starts, options.lines))
    )


def measure(folder: Path, port: int, starts: int, lines: int = year.LINES) -> dict[str, Spread]:
    """Return how long each unit of the small centre takes, the whole, and a dispatcher with a year of journal.

    From the start of the process, or of all, to what is named.
    """
    out = folder / "out"
    with Town(quick(small_centre()), out=out, runtime=folder / "run", port=port, frames=False) as town:
        bench = Bench(town, out)
        return {name: spread(samples, 3) for name, samples in bench.all(starts, lines)}


def start_table(lines: Mapping[str, Spread]) -> str:
    """Return the figures for a terminal, a line for each start."""
    return spread_table(HEADING, lines)


def spoke_ns(entries: Sequence[Entry], unit: str) -> int | None:
    """Return when a unit of a town first said of itself on the wire that it is there, None if it has not."""
    topic = f"/{DISPATCHER_UNIT if unit == DISPATCHER else unit}/state"
    said = (e for e in entries if e["what"] == "message" and e["topic"].endswith(topic))
    return next((e["at_ns"] for e in said if e["payload"].get("state") != "offline"), None)


class Bench:
    """Ends and starts the units of a running town."""

    def __init__(self, town: Town, out: Path) -> None:
        self._town, self._out = town, out

    def all(self, starts: int, lines: int) -> Iterator[tuple[str, list[float]]]:
        """Yield each start, and the seconds that it took each time."""
        for role in IMPORTS:
            yield f"import of {role} (CPU)", [_imported_s(role) for _ in range(starts)]
        for name in [name for name in self._town.names() if name != BROKER]:
            yield name, [self._started_s(name) for _ in range(starts)]
        together = [self._from_cold() for _ in range(starts)]
        yield "all at once, to a kiosk that says ready", [ready_s for ready_s, _ in together]
        yield "all at once, to the first ticket", [paper_s for _, paper_s in together]
        yield f"dispatcher, a journal of {lines:,} lines", self._with_a_year(starts, lines)

    def _started_s(self, name: str) -> float:
        since, unit = len(self._town.timeline.entries), DISPATCHER_UNIT if name == DISPATCHER else name
        self._town.kill(name)
        # Its will is the last that is heard of the one before: none of its words is taken for the new one's.
        if not self._town.wait_for(lambda entries: any(_is_will(e, unit) for e in entries[since:]), WAIT_S):
            raise Unavailable(f"{name} is gone, and the broker has not said so within {WAIT_S:g} s.")
        return self._up_s(name)

    def _up_s(self, name: str) -> float:
        """Start a unit that is down; return the seconds until its first word."""
        since, began_ns = len(self._town.timeline.entries), time.time_ns()
        self._town.start(name)
        return (self._first_word_ns(name, since) - began_ns) / 1e9

    def _first_word_ns(self, name: str, since: int) -> int:
        if not self._town.wait_for(lambda entries: spoke_ns(entries[since:], name) is not None, WAIT_S):
            raise Unavailable(f"{name} said nothing within {WAIT_S:g} s. See {self._out / 'logs'}.")
        return spoke_ns(self._town.timeline.entries[since:], name) or 0

    def _from_cold(self) -> tuple[float, float]:
        """Shut all down and start all at once; return the seconds to the kiosk's first word, and to a ticket's end."""
        self._town.shut_down()
        since, began_ns = len(self._town.timeline.entries), time.time_ns()
        self._town.start_cold()
        kiosk = self._town.centre.kiosks[0]
        ready_ns = max(self._first_word_ns(name, since) for name in (DISPATCHER, kiosk.id))
        self._town.press(kiosk.id, next(button.name for button in kiosk.buttons if button.service), HOLD_S)
        if not self._town.wait_for(lambda e: any(one["what"] == "ticket" for one in e[since:]), WAIT_S):
            raise Unavailable(f"No ticket within {WAIT_S:g} s. See {self._out / 'logs'}.")
        paper_ns = next(e["at_ns"] for e in self._town.timeline.entries[since:] if e["what"] == "ticket")
        self._town.wait_until_ready(since)
        self._town.wait_for(lambda entries: bool(facts(entries[since:], "ticket_printed")), WAIT_S)
        return (ready_ns - began_ns) / 1e9, (paper_ns - began_ns) / 1e9

    def _with_a_year(self, starts: int, lines: int) -> list[float]:
        """Let the dispatcher start on a journal of a year, each time not in memory."""
        journal = self._out / "state" / "dispatcher.db"
        self._town.end(DISPATCHER)
        year.write(journal, lines)
        samples = []
        for _ in range(starts):
            _forget(journal)
            samples.append(self._up_s(DISPATCHER))
            self._town.end(DISPATCHER)
        self._town.start(DISPATCHER)
        return samples


def _is_will(entry: Entry, unit: str) -> bool:
    if entry["what"] != "message" or not entry["topic"].endswith(f"/{unit}/state"):
        return False
    return bool(entry["payload"].get("state") == "offline")


def _imported_s(role: str) -> float:
    command = [sys.executable, "-c", IMPORT.format(role)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def _forget(path: Path) -> None:
    """Let the kernel keep nothing of a file in memory (posix_fadvise(2)): it is read from the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    sys.exit(main())
