# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The eighth part of ``make bench``, also alone (``python -m simulator.bench_whole``): a whole centre on one Pi.

The small centre, every process of it and the broker: what memory it takes, and what a minute costs in which nobody
comes. What several processes share, libraries and Python's own code, is in memory once and counted once (the kernel's
proportional set size), so that the sum is what a Pi must have.
"""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from simulator.bench_idle import IDLE_S, SETTLED_S, IdleFigures, used_in
from simulator.bench_part import alone
from simulator.demo import small_centre
from simulator.figures import table
from simulator.town import Town

ALL = "the whole centre"
HEADINGS = ("process", "MB", "with shared MB", "CPU s", "% of a core", "wake-ups/s", "threads")


class ProcessFigures(IdleFigures, frozen=True, kw_only=True):
    """One line of *whole* in ``bench.json``; ``resident_mb`` counts what is shared in full, ``memory_mb`` its share."""

    memory_mb: float


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=IDLE_S, metavar="N")
    return alone(parser, lambda folder, options: whole_table(measure(folder, options.port, options.seconds)))


def measure(folder: Path, port: int, seconds: float) -> dict[str, ProcessFigures]:
    """Return the figures of each process of the small centre, left alone for so many seconds, and of all together."""
    with Town(small_centre(), out=folder / "out", runtime=folder / "run", port=port, frames=False) as town:
        town.stop_listening()
        time.sleep(SETTLED_S)
        processes = {name: town.processes.pid(name) for name in town.names()}
        used = used_in(processes, seconds)
        found = {name: figures(line, proportional_kb(processes[name])) for name, line in used.items()}
        return {**found, ALL: together(found)}


def figures(used: IdleFigures, proportional: int) -> ProcessFigures:
    """Return what a process used, and what memory it has of its own and by its share, in kB."""
    return ProcessFigures(**msgspec.structs.asdict(used), memory_mb=round(proportional / 1024, 1))


def together(found: Mapping[str, ProcessFigures]) -> ProcessFigures:
    """Return the sum of all; the resident sets overlap, so theirs is no memory that a Pi needs."""
    lines = list(found.values())
    sums = {
        name: round(sum(getattr(line, name) for line in lines), 4)
        for name in ProcessFigures.__struct_fields__
        if name != "seconds"
    }
    return msgspec.convert({"seconds": lines[0].seconds, **sums}, ProcessFigures)


def proportional_kb(process: int) -> int:
    """Return the memory of a process, what it shares counted by its share (proc_pid_smaps(5))."""
    rolled_up = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in rolled_up if line.startswith("Pss:")).split()[1])


def whole_table(lines: Mapping[str, ProcessFigures]) -> str:
    """Return the figures for a terminal, a line for each process, the sum last."""
    return table([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def _cells(line: ProcessFigures) -> tuple[str, ...]:
    memory = (f"{line.memory_mb:.0f}", f"{line.resident_mb:.0f}")
    used = (f"{line.cpu_s:.3f}", f"{line.percent_of_core:.3f}", f"{line.wakeups_per_s:.2f}")
    return (*memory, *used, str(line.threads))


if __name__ == "__main__":
    sys.exit(main())
