# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What processes and journals have grown to after each day, and whether that goes on; only ``use`` asks the kernel."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

GROWN_MB = 1.0
"""So much may come and go: pages of an allocator, a log of SQLite that was emptied or not."""


class Use(NamedTuple):
    """One process or journal at the end of a day; a journal has megabytes only."""

    megabytes: float
    files: int = 0
    threads: int = 0


Day = Mapping[str, Use]


def use(process: int | str) -> Use:
    """Return the resident memory, open files and threads of a process, or of "self" (proc_pid_status(5))."""
    proc = Path(f"/proc/{process}")
    status = dict(line.split(":", 1) for line in (proc / "status").read_text(encoding="utf-8").splitlines())
    resident_kb = int(status["VmRSS"].split()[0])
    return Use(resident_kb / 1024, len(list((proc / "fd").iterdir())), int(status["Threads"]))


def on_disk(journal: Path) -> Use:
    """Return what a journal takes of the card, with the files that SQLite has beside it."""
    return Use(sum(path.stat().st_size for path in journal.parent.glob(f"{journal.name}*")) / 2**20)


def not_flat(days: Sequence[Day], grown: float) -> Iterator[str]:
    """Yield what has grown on from the middle third of the days to the last one; the first is for settling in.

    ``grown`` is the part of its megabytes by which something may. Of open files and threads the fewest of each third
    count, as a voice that speaks has some more.
    """
    third = len(days) // 3
    middle, last = days[-2 * third : -third], days[-third:]
    for name in days[-1]:
        before, after = ([day[name] for day in some] for some in (middle, last))
        grew_mb = _half(after) - _half(before)
        if grew_mb > max(grown * _half(before), GROWN_MB):
            yield f"{name}: {_half(before):.1f} MB in the middle third of the days, {_half(after):.1f} MB in the last"
        for what in ("files", "threads"):
            least, then = (min(getattr(one, what) for one in some) for some in (before, after))
            if then > least:
                yield f"{name}: {least} {what} in the middle third of the days, {then} in the last"


def last_days(days: int) -> tuple[int, int]:
    """Return the last of the middle third of so many days, and of the last, counted from 0.

    Somebody who has more open for a moment is to be found without it on these two at least.
    """
    return days - days // 3 - 1, days - 1


def _half(uses: Sequence[Use]) -> float:
    return statistics.median(one.megabytes for one in uses)


def table(days: Sequence[Day]) -> str:
    """Return, for a terminal, what each had at first, after a third, two thirds and all of the days."""
    chosen = [0, len(days) // 3, 2 * len(days) // 3, len(days) - 1]
    head = f"{'':24}" + "".join(f"{f'after day {number + 1}':>34}" for number in chosen)
    rows = [f"{name:24}" + "".join(f"{_cell(days[number][name]):>34}" for number in chosen) for name in days[-1]]
    return "\n".join((head, *rows))


def _cell(one: Use) -> str:
    return f"{one.megabytes:.2f} MB" + (f", {one.files} files, {one.threads} thr." if one.threads else "")
