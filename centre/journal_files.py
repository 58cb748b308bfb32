# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The files of a journal: who holds them, and how a mended one takes its place; knows nothing of what is in them.

Beside ``queue.db`` lie ``queue.lock`` and what SQLite keeps there; ``queue.db.mending`` is a copy of what could be read
of a damaged one, not yet whole; ``queue.db.mended`` is whole, and counts from then on.
"""

import fcntl
import os
from pathlib import Path

from centre.errors import Taken, Unavailable
from centre.journal_advice import advice


def hold(path: Path) -> int:
    """Hold the journal for this process, else raise Taken: two dispatchers on one would issue one number twice."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise Unavailable(f"{path}: cannot be opened: {fault.strerror}. {advice(fault)}") from fault
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(lock)
        raise Taken(f"{path}: another process holds it. Stop that first; two would repeat numbers.") from fault
    return lock


def finish_mending(path: Path) -> Path:
    """Put a whole ``.mended`` in the journal's place, and what is there aside; also when a cut came in between."""
    count = 1
    while (broken := beside(path, f".damaged-{count}")).exists():
        count += 1
    mended = beside(path, ".mended")
    if mended.exists():
        for old, new in zip(files(path), files(broken), strict=True):
            if old.exists():
                old.rename(new)
        mended.rename(path)
    return broken


def files(path: Path) -> list[Path]:
    """Return the database and the files that SQLite keeps beside it."""
    return [beside(path, suffix) for suffix in ("", "-wal", "-shm")]


def beside(path: Path, suffix: str) -> Path:
    """Return the file of the journal's name and this suffix."""
    return path.with_name(path.name + suffix)
