# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The ninth part of ``make bench``, also alone (``python -m simulator.bench_poll``): the same call, where screens poll.

A queue of the usual kind (simulator/polling.py), asked every 2 s and every 200 ms: from the moment at which the call is
written to the one at which a screen has read it, without the frame. To be held against *call_to_frame*, which has the
clerk's button, the rules, the broker and the frame in it.
"""

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from simulator.bench_part import alone
from simulator.figures import percentile, table
from simulator.polling import polling_hall

PERIODS_S = (2.0, 0.2)
SCREENS = 20
CALLS = 10
WAIT_S = 60.0
HEADINGS = ("a screen that asks", "p50 ms", "p99 ms", "questions a minute")


class PollFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One line of *poll* in ``bench.json``: milliseconds from the call to a screen that knows, and its questions."""

    samples: int
    p50_ms: float
    p99_ms: float
    questions_per_min: float


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, metavar="N", help=f"each is seen by {SCREENS} screens")
    return alone(parser, lambda folder, options: poll_table(measure(folder, options.calls)))


def measure(folder: Path, calls: int) -> dict[str, PollFigures]:
    """Return the figures of each period."""
    return {
        f"every {period_s:g} s": _measured(folder / f"poll-{period_s:g}", period_s, calls) for period_s in PERIODS_S
    }


def figures(took_ms: Sequence[float], period_s: float) -> PollFigures:
    """Return the figures of samples in milliseconds."""
    return PollFigures(
        samples=len(took_ms),
        p50_ms=round(percentile(took_ms, 50), 1),
        p99_ms=round(percentile(took_ms, 99), 1),
        questions_per_min=round(60 / period_s),
    )


def poll_table(lines: Mapping[str, PollFigures]) -> str:
    """Return the figures for a terminal, a line for each period."""
    return table([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def _cells(line: PollFigures) -> tuple[str, ...]:
    return (f"{line.p50_ms:.1f}", f"{line.p99_ms:.1f}", f"{line.questions_per_min:.0f}")


def _measured(folder: Path, period_s: float, calls: int) -> PollFigures:
    """Call at moments that no screen knows, and let each see it before the next."""
    folder.mkdir(parents=True)
    chance, took_ms = random.Random(period_s), list[float]()  # noqa: S311  (not a secret)
    with polling_hall(folder, SCREENS, period_s) as (hall, seen):
        for _ in range(calls):
            time.sleep(chance.uniform(period_s, 2 * period_s))
            began_s = time.perf_counter()
            hall.call()
            took_ms += [(seen.get(timeout=WAIT_S)[1] - began_s) * 1000 for _ in range(SCREENS)]
    return figures(took_ms, period_s)


if __name__ == "__main__":
    sys.exit(main())
