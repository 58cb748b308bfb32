# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The sixth part of ``make bench``, also alone (``python -m simulator.bench_rate``): how many requests are committed.

The dispatcher's own loop and journal in a process of its own, without a broker: so many requests wait together, are
decided, written in one commit and answered. Between the turns as many lines go into a bare SQLite table in one commit:
the floor. What waits while the disk writes is the next turn, so the more come, the fewer commits each of them costs.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, cast

import msgspec
from msgspec.structs import replace

from centre.config import CentreFile
from simulator.bench_part import alone, example, quick
from simulator.figures import table
from simulator.floor import Commit
from simulator.rehome import write

REQUESTS = 6000
"""Of each size: a day of a large centre, 2,000 tickets, each pressed for, reported and called."""

TURNS = 300
"""At most, of those in which few wait together: each is a commit, and a card's commits wear it."""

AT_ONCE = (1, 10, 100, 1000)
CENTRES = ("small", "large")

HEADINGS = ("waiting together", "requests/s", "by CPU/s", "lines/s", "bare lines/s", "ratio")


class Turn(msgspec.Struct, frozen=True):
    """What one turn was, as dispatcher/deciding_time.py tells it."""

    requests: int
    lines: int
    refused: int
    took_ms: float
    cpu_ms: float


class RateFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One line of *rate* in ``bench.json``; ``ratio`` is how many times as long as the bare commits the turns took.

    ``by_cpu_per_s`` is what the loop could do if the disk took no time, and nobody else computed.
    """

    requests: int
    refused: int
    requests_per_s: float
    by_cpu_per_s: float
    lines_per_s: float
    bare_lines_per_s: float
    ratio: float


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N", help="of each size")
    return alone(parser, lambda folder, options: rate_table(measure(folder, options.requests)))


def measure(folder: Path, requests: int) -> dict[str, RateFigures]:
    """Return the figures of each centre and number of requests that wait together."""
    return {
        f"{name}, {at_once}": _measured(folder / f"rate-{name}-{at_once}", example(name), at_once, requests)
        for name in CENTRES
        for at_once in AT_ONCE
    }


def figures(turns: Sequence[Turn], bare_ms: Sequence[float]) -> RateFigures:
    """Return the figures of turns, and of bare commits of as many lines."""
    took_s, cpu_s = sum(turn.took_ms for turn in turns) / 1000, sum(turn.cpu_ms for turn in turns) / 1000
    requests, lines, bare_s = (
        sum(turn.requests for turn in turns),
        sum(turn.lines for turn in turns),
        sum(bare_ms) / 1000,
    )
    return RateFigures(
        requests=requests,
        refused=sum(turn.refused for turn in turns),
        requests_per_s=round(requests / took_s),
        by_cpu_per_s=round(requests / cpu_s),
        lines_per_s=round(lines / took_s),
        bare_lines_per_s=round(lines / bare_s),
        ratio=round(took_s / bare_s, 2),
    )


def rate_table(lines: Mapping[str, RateFigures]) -> str:
    """Return the figures for a terminal, a line for each centre and number of requests that wait together."""
    return table([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def _cells(line: RateFigures) -> tuple[str, ...]:
    counts = (line.requests_per_s, line.by_cpu_per_s, line.lines_per_s, line.bare_lines_per_s)
    return (*(f"{count:,.0f}" for count in counts), f"{line.ratio:.2f}")


def _measured(folder: Path, centre: CentreFile, at_once: int, requests: int) -> RateFigures:
    folder.mkdir(parents=True)
    # Without hours: the bench is run at night, too.
    write(replace(quick(centre), hours=None), folder / "centre.toml")
    command = [sys.executable, "-m", "dispatcher.deciding_time", str(folder / "centre.toml"), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        ask = _asker(cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))
        with closing(Commit(folder)) as bare:
            turns, bare_ms = list[Turn](), list[float]()
            for _ in range(max(min(requests // at_once, TURNS), 1)):
                turns.append(ask(at_once))
                bare_ms.append(bare.measure_ms(turns[-1].lines))
        cast("IO[bytes]", process.stdin).close()
    return figures(turns, bare_ms)


def _asker(asked: IO[bytes], told: IO[bytes]) -> Callable[[int], Turn]:
    """Return what asks the dispatcher's own code for one turn."""

    def ask(requests: int) -> Turn:
        asked.write(b"%d\n" % requests)
        asked.flush()
        return msgspec.json.decode(told.readline(), type=Turn)

    return ask


if __name__ == "__main__":
    sys.exit(main())
