# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A process that writes a journal and is killed while it does; what was said here is held against what is found.

``journal_victim.py PATH at_every_step`` forks one victim for each step of SQLite's machine, until one lives to the end;
``journal_victim.py PATH until_killed`` appends for ever. After each append that returned, its number is written out.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
APPENDS = 3


def main() -> None:
    """Do what the command line says."""
    path = Path(sys.argv[1])
    {"at_every_step": at_every_step, "until_killed": until_killed}[sys.argv[2]](path)


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


def survived(path: Path, step: int) -> bool:
    """Run one victim; return whether it came to its end."""
    victim = os.fork()
    if victim == 0:
        journal = Journal(path, QueueFact)
        journal._db.set_progress_handler(after(step), 1)
        for _ in range(APPENDS):
            append(journal, 2)
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
