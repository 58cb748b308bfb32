# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The fifth part of ``make bench``, also alone (``python -m simulator.bench_redraw``): how long a hall screen draws.

A process of the display's own code for each size of screen, on SDL's offscreen driver: the same work as on a Pi but for
the way to the glass.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from simulator.figures import percentile, table

TIMES = 50
"""Starts of each screen, and of each other kind of picture."""

SIZES = ("720p", "1080p", "4k", "portrait")

NAMES: Mapping[str, str] = {
    "first": "first picture",
    "alert": "alert",
    "call": "new call",
    "pulse": "pulse",
    "page": "next page",
}
HEADINGS = ("redraw", "p50 ms", "p99 ms")

Redraw = dict[str, dict[str, "RedrawFigures"]]
"""*redraw* of ``bench.json``: size -> kind of picture -> figures."""


class RedrawFigures(msgspec.Struct, frozen=True):
    """Milliseconds from the loop's turn to the flip."""

    p50_ms: float
    p99_ms: float


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES, metavar="N")
    print(redraw_table(measure(parser.parse_args().times)))
    return 0


def measure(times: int) -> Redraw:
    """Return the figures of each size of screen in the large example."""
    with as_file(files("centre") / "examples" / "large.toml") as large:
        return {size: figures(_drawn(large, size, times)) for size in SIZES}


def figures(drawn: Mapping[str, list[float]]) -> dict[str, RedrawFigures]:
    """Return the figures of each kind of picture."""
    return {
        kind: RedrawFigures(round(percentile(samples, 50), 1), round(percentile(samples, 99), 1))
        for kind, samples in drawn.items()
    }


def _drawn(centre: Path, size: str, times: int) -> dict[str, list[float]]:
    """Ask the display's own code, in a process of its own."""
    command = [sys.executable, "-m", "display.drawing_time", str(centre), size, str(times)]
    offscreen = os.environ | {"SDL_VIDEODRIVER": "offscreen"}
    drawn = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=offscreen).stdout
    return msgspec.json.decode(drawn, type=dict[str, list[float]])


def redraw_table(redraw: Redraw) -> str:
    """Return the figures for a terminal, a line for each size and kind of picture."""
    lines = ((f"{size} {NAMES[kind]}", line) for size, kinds in redraw.items() for kind, line in kinds.items())
    return table([HEADINGS, *((name, f"{line.p50_ms:.1f}", f"{line.p99_ms:.1f}") for name, line in lines)])


if __name__ == "__main__":
    sys.exit(main())
