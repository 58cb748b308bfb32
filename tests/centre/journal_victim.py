# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A process that writes a journal and is killed while it does; what was said here is held against what is found.

``journal_victim.py PATH at_every_step`` forks one victim for each step of SQLite's machine, until one lives to the end;
``journal_victim.py PATH until_killed`` appends for ever. After each append that returned, its number is written out.
``journal_victim.py PATH prune_at_every_step`` forks one for each step of a pruning instead, and says what each left.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line
from centre.journal_hours import Hour

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
APPENDS = 3
HOURS = (Hour(day="2026-10-01", hour=9, service="passport", issued=5),)


def main() -> None:
    """Do what the command line says."""
    path = Path(sys.argv[1])
    modes = {"at_every_step": at_every_step, "until_killed": until_killed, "prune_at_every_step": prune_at_every_step}
    modes[sys.argv[2]](path)


def until_killed(path: Path) -> None:
    """Append one line after the other."""
    journal = Journal(path, QueueFact)
    while True:
        append(journal, 1)


def at_every_step(path: Path) -> None:
    """Let victim after victim come one step further in the same journal."""
    step = 1
    while not survived(path, step):
        step += 1
    say(f"steps {step}")


def prune_at_every_step(path: Path) -> None:
    """Let each victim prune a journal of ten lines of the first five, and come one step further in it."""
    step, ended = 1, False
    while not ended:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        with closing(Journal(path, QueueFact)) as journal:
            append(journal, 10)
        ended = survived(path, step, lambda journal: journal.prune(range(1, 6), HOURS))
        with closing(Journal(path, QueueFact)) as journal:
            numbers = [line.number for line in journal.replay()]
            say(f"left {numbers[0]}-{numbers[-1]} of {len(numbers)}, {sum(hour.issued for hour in journal.hours())}")
        step += 1
    say(f"steps {step}")


def append_some(journal: Journal) -> None:
    """Append some lines, in several commits."""
    for _ in range(APPENDS):
        append(journal, 2)


def survived(path: Path, step: int, work: Callable[[Journal], None] = append_some) -> bool:
    """Run one victim; return whether it came to its end."""
    victim = os.fork()
    if victim == 0:
        journal = Journal(path, QueueFact)
        journal._db.set_progress_handler(after(step), 1)
        work(journal)
        os._exit(0)
    return os.waitpid(victim, 0)[1] == 0


def after(steps: int) -> Callable[[], int]:
    """Return a handler that kills its process at its call number ``steps``."""
    left = iter(range(steps - 1))

    def handler() -> int:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return handler


def append(journal: Journal, count: int) -> None:
    """Append facts that carry their own numbers, and say the last number when they are on the disk."""
    numbers = range(journal.last + 1, journal.last + 1 + count)
    journal.append(
        [Line(RequestGivenUp(at=AT, given_up=str(number)), f"request {number}", b"{}") for number in numbers]
    )
    say(f"wrote {journal.last}")


def say(text: str) -> None:
    """Write a line out at once."""
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


if __name__ == "__main__":
    main()
