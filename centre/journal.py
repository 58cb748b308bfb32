# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one durable, append-only log: what ``append`` returned for is on the disk, whatever then happens to the power.

SQLite in WAL mode with synchronous=FULL: a commit returns after fsync of the log (https://sqlite.org/pragma.html).
It knows neither the queue nor a kiosk: a line is a fact, the request that caused it, and the answer that request got.
"""

import fcntl
import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from centre.errors import JournalDamaged, Unavailable
from centre.facts import Fact, JournalMended

log = logging.getLogger(__name__)

SCHEMA = 1
_TABLE = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, fact TEXT NOT NULL, request TEXT, answer TEXT
) STRICT
"""
_NEVER_CHANGED = """
CREATE TRIGGER never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
_COLUMNS = "number, at, kind, fact, request, answer"


class Line(NamedTuple):
    """A fact to be written; ``request`` names the request that caused it, ``answer`` is what that request is told."""

    fact: Fact
    request: str | None = None
    answer: bytes | None = None


class Written(NamedTuple):
    """A line of the journal; numbers grow by one from 1 and are never used again."""

    number: int
    fact: Any
    request: str | None
    answer: bytes | None


class Journal:
    """An open journal; one process holds it at a time, and one thread of that process.

    Raises Unavailable if another process holds it or the disk refuses, JournalDamaged if it was damaged (what could be
    read has then been kept, and the next start goes on from there) or if a newer Cherha wrote it.
    """

    def __init__(self, path: Path, facts: Any) -> None:
        self._path = path
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(facts)
        self._lock = _hold(path)
        try:
            self._db = _open(path)
            _check(self._db, path)
            self.last = int(self._db.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])
        except sqlite3.DatabaseError as fault:
            os.close(self._lock)
            raise _damaged(path, str(fault)) from fault
        except BaseException:
            os.close(self._lock)
            raise

    def append(self, lines: Sequence[Line]) -> None:
        """Write all lines in one commit; on return they survive a power cut, on Unavailable none of them is there."""
        rows = [
            (number, line.fact.at.isoformat(), type(line.fact).__struct_config__.tag, _text(line.fact), line.request,
             line.answer.decode() if line.answer is not None else None)
            for number, line in enumerate(lines, self.last + 1)
        ]  # fmt: skip
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany(f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
        except sqlite3.OperationalError as fault:
            raise Unavailable(
                f"{self._path}: cannot be written: {fault}. Nothing of it was taken; free the disk or change the card."
            ) from fault
        self.last += len(rows)

    def replay(self, since_kind: str | None = None) -> Iterator[Written]:
        """Return the lines in their order, from the newest one of the kind ``since_kind`` on (if none, all)."""
        start = self._db.execute(
            "SELECT number FROM journal WHERE kind = ? ORDER BY number DESC LIMIT 1", (since_kind,)
        ).fetchone()
        rows = self._db.execute(
            "SELECT number, fact, request, answer FROM journal WHERE number >= ? ORDER BY number",
            start or (0,),
        )
        for number, fact, request, answer in rows:
            yield Written(number, self._decoder.decode(fact), request, answer.encode() if answer is not None else None)

    def close(self) -> None:
        """Close the file and let another process have it."""
        self._db.close()
        os.close(self._lock)


def _text(fact: Fact) -> str:
    return msgspec.json.encode(fact).decode()


def _hold(path: Path) -> int:
    """Hold the journal for this process: two dispatchers on one journal would issue one number twice."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise Unavailable(
            f"{path}: cannot be opened: {fault.strerror}. Give the service's user this folder."
        ) from fault
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(lock)
        raise Unavailable(
            f"{path}: another process holds it. Stop that first; two would repeat numbers."
        ) from fault
    return lock


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Create the table in a new file; refuse a file of a newer Cherha; raise DatabaseError if the file is damaged."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        database.close()
        raise JournalDamaged(
            f"{path}: written by a newer Cherha (schema {version}, this one knows {SCHEMA}). Install that version again."
        )
    if version == 0:
        database.executescript(f"BEGIN; {_TABLE}; {_NEVER_CHANGED}; PRAGMA user_version = {SCHEMA}; COMMIT;")
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        database.close()
        raise sqlite3.DatabaseError(found)


def _damaged(path: Path, what: str) -> JournalDamaged:
    """Move the damaged file aside, keep every line of it that can be read in a new one, and say so."""
    broken = _aside(path)
    kept = _salvage(broken, path)
    log.error("journal %s is damaged: %s", path, what)
    return JournalDamaged(
        f"{path}: damaged ({what}). {kept} lines could be read and were kept, the damaged file is {broken.name}. "
        "Start again: the queue goes on from what was kept."
    )


def _aside(path: Path) -> Path:
    """Rename the journal with its log to the first free ``.damaged-N``."""
    count = 1
    while (broken := path.with_name(f"{path.name}.damaged-{count}")).exists():
        count += 1
    for suffix in ("", "-wal", "-shm"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            source.rename(broken.with_name(broken.name + suffix))
    return broken


def _salvage(broken: Path, path: Path) -> int:
    """Copy each line that can still be read, one by one, into a new journal; return how many."""
    whole = _open(path)
    _check(whole, path)
    whole.execute("BEGIN")
    for row in _readable(broken):
        try:
            whole.execute(f"INSERT OR IGNORE INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        except sqlite3.Error as unusable:
            log.warning("journal %s: line %r not kept: %s", path, row[:1], unusable)
    kept, last, at = whole.execute("SELECT count(*), coalesce(max(number), 0), max(at) FROM journal").fetchone()
    mended = JournalMended(at=datetime.fromisoformat(at) if at else datetime.fromtimestamp(0, UTC), kept=kept)
    row = (last + 1, mended.at.isoformat(), "journal_mended", _text(mended), None, None)
    whole.execute(f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    whole.execute("COMMIT")
    whole.close()
    return int(kept)


def _readable(broken: Path) -> Iterator[tuple[Any, ...]]:
    """Read forward until the damage, then backward from the end until the damage."""
    database = sqlite3.connect(broken)
    for order in ("ASC", "DESC"):
        try:
            yield from database.execute(f"SELECT {_COLUMNS} FROM journal ORDER BY number {order}")  # noqa: S608
            break
        except sqlite3.Error as fault:
            log.warning("journal %s, reading %s: %s", broken, order, fault)
    database.close()
