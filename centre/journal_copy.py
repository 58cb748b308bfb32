# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The second leaf of the journal's door: a copy of a journal while its owner writes it; it knows no line of it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from centre.errors import JournalDamaged, Unavailable

HEAD = b"SQLite format 3\0"
"""How every journal begins (https://sqlite.org/fileformat.html); other services keep other files beside it."""

ASIDE = "other-centres"
"""Where a Pi that has become another centre's keeps the journals of the first; they are not its queue."""

KEEPERS = ("dispatcher", "kiosk")
"""Roles that keep a journal, each in the folder of its name."""

SCHEMA_AT = slice(60, 64)
"""Where in its head SQLite keeps the ``user_version``, which is the journal's schema."""

_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def journals(state: Path) -> list[Path]:
    """Return every journal below a folder of state, a dispatcher's last.

    Raise OSError if a part of it is hidden, JournalDamaged for what is in a journal's place and is none.

    Copied in this order no kiosk's copy knows of a ticket of which the dispatcher's does not: what a kiosk has printed
    the dispatcher had written before, so that no number of it is ever issued again.
    """
    found = [path for path in files_below(state) if path.suffix == ".db" and path.stat().st_size]
    mine = [path for path in found if ASIDE not in path.relative_to(state).parts]
    for path in mine:
        if path.parent.name in KEEPERS and not is_journal(path):
            raise _damaged(path, "no journal can be read in it")
    return sorted(filter(is_journal, mine), key=lambda path: path.name == "dispatcher.db")


def files_below(folder: Path) -> list[Path]:
    """Return every file below a folder in a lasting order; raise OSError if a part of it may not be looked into."""
    walk = os.walk(folder, onerror=_raised)
    return sorted(Path(where) / name for where, _, names in walk for name in names)


def is_journal(path: Path) -> bool:
    """Return whether a file is a journal by its head."""
    return path.is_file() and _head(path).startswith(HEAD)


def schema(beginning: bytes) -> int:
    """Return the schema of a journal by its first bytes; see centre.journal_lines.SCHEMA."""
    return int.from_bytes(beginning[SCHEMA_AT], "big")


def copy(journal: Path, to: Path) -> None:
    """Write what the journal holds at one moment into the new file ``to``, which is on the disk on return.

    It is one transaction that reads: whoever writes the journal goes on meanwhile, and nothing is in the copy that is
    not on the disk there. Deleted lines are in none of its pages. Raise Unavailable if the journal cannot be read or
    the copy not be written, JournalDamaged if the journal is not whole; an older copy at ``to`` goes before.
    """
    to.unlink(missing_ok=True)
    try:
        with closing(_reading(journal)) as database:
            database.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.Error as fault:
        to.unlink(missing_ok=True)
        raise _trouble(journal, fault) from fault
    for written in (to, to.parent):  # the folder, too: else a cut may bring back the log by which SQLite undoes it all
        descriptor = os.open(written, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def _reading(journal: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _trouble(journal: Path, fault: sqlite3.Error) -> Unavailable | JournalDamaged:
    code = fault.sqlite_errorcode & 0xFF
    if code in _DAMAGED:
        return _damaged(journal, str(fault))
    advice = "Run this with sudo." if code in _UNREADABLE else "Free the disk."
    return Unavailable(f"{journal}: cannot be copied: {fault}. {advice}")


def _damaged(journal: Path, why: str) -> JournalDamaged:
    return JournalDamaged(
        f"{journal}: damaged ({why}), and so not copied. Restart its service, which keeps what can be read, "
        "of many days in its first quiet hour."
    )


def _raised(fault: OSError) -> None:
    raise fault


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SCHEMA_AT.stop)
