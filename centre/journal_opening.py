# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a journal's file is opened: durable, of our schema, and checked as far as a start can wait for."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from centre.errors import Unavailable
from centre.journal_lines import CREATE, SCHEMA, UPGRADE

WHOLE_BYTES = 8 * 2**20
"""A file up to this size is checked whole at the start: a card reads so much, page by page, in about a second.

A year of a larger one would take it a minute, with nobody served. Of it a start checks what it goes by: the tables
beside the lines, the free pages, and by ``replay`` the day itself. The other days are for ``inspect``."""

CHECKED = ("sqlite_schema", "hours", "words", "word_requests")
"""What ``PRAGMA integrity_check`` checks then; with SQLite's own table it follows the list of free pages."""


def open_file(path: Path) -> tuple[sqlite3.Connection, int]:
    """Return the open file, a new one with its table, and its newest number; leave nothing open on an error.

    A connection left open would, when it is closed at last, take away the log of the file that is in its place by then.
    """
    with ExitStack() as undo:
        database = undo.enter_context(closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)))
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")
        newest = _check(database, path)
        undo.pop_all()
    return database, newest


def _check(database: sqlite3.Connection, path: Path) -> int:
    """Return the newest number; refuse a file of a newer Cherha; raise DatabaseError if the file is damaged."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise Unavailable(
            f"{path}: written by a newer Cherha (schema {version}, this one knows {SCHEMA}). Install that one again."
        )
    if version == 0:
        database.executescript(CREATE)
    for older in range(version or SCHEMA, SCHEMA):
        database.executescript(UPGRADE[older])
    for part in ("1",) if _bytes(database) <= WHOLE_BYTES else CHECKED:
        found = database.execute(f"PRAGMA integrity_check({part})").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(" ".join(found.split()))
    return int(database.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])


def _bytes(database: sqlite3.Connection) -> int:
    """Return how large the file is, what is still in SQLite's log counted in."""
    pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * size)
