# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one durable, append-only log: what ``append`` returned for is on the disk, whatever then happens to the power.

Only ``prune`` takes lines away, when they have been kept long enough; their bytes are then overwritten.

SQLite in WAL mode with synchronous=FULL: a commit returns after fsync of the log (https://sqlite.org/pragma.html).
It knows neither the queue nor a kiosk: a line is a fact, the request that caused it, and the answer that request got.
"""

import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from centre import journal_hours, journal_words
from centre.errors import CherhaError, JournalDamaged, Unavailable
from centre.facts import JournalMended
from centre.journal_files import beside, files, finish_mending, hold
from centre.journal_hours import Hour
from centre.journal_lines import (
    CREATE,
    INSERT,
    NEVER_DELETED,
    NEWEST_OF_KIND,
    OLDEST_OF_KIND,
    SCHEMA,
    SELECT,
    UPGRADE,
    Line,
    Reader,
    Written,
    to_row,
)
from centre.journal_words import Box, Words

__all__ = ["Journal", "Line", "Words", "Written"]

log = logging.getLogger(__name__)

UNREADABLE_IN_A_ROW = 50_000
"""So many lines may be lost in one place: a damaged inner page of SQLite's tree takes some 10,000 with it."""

BUSY_MS = 5000
"""How long a statement waits for another process, as Python's sqlite3 has it by itself."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLite's codes for a file that is not what it was; SQLITE_ERROR says so of its table. All others mean the disk."""


class Journal:
    """An open journal; one process holds it, and one thread of it at a time. ``last`` is its newest number.

    ``facts`` is the union of the types it keeps, JournalMended among them. Raises Unavailable if another process holds
    it or the disk refuses, JournalDamaged if a newer Cherha wrote it, or if it was damaged: what could be read has then
    been kept, and the next start goes on from there.
    """

    def __init__(self, path: Path, facts: Any) -> None:
        self._path, self._reader = path, Reader(facts)
        self._lock = hold(path)
        with ExitStack() as undo:
            undo.callback(os.close, self._lock)
            finish_mending(path)
            try:
                self._db, self.last = _open(path)
            except sqlite3.DatabaseError as fault:
                raise _trouble(path, self._reader, fault) from fault
            undo.pop_all()

    def append(self, lines: Sequence[Line], words: Words | None = None) -> None:
        """Write all lines, and the box of words, in one commit.

        On return they survive a power cut, on Unavailable none of them is there. Where the box was emptied, SQLite's
        log is, too: it still had the words in their order.
        """
        rows = [to_row(number, line) for number, line in enumerate(lines, self.last + 1)]
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany(INSERT, rows)
                if words is not None:
                    self._put(words)
        except sqlite3.Error as fault:
            raise Unavailable(
                f"{self._path}: cannot be written: {fault}. Nothing of it was taken; free the disk or change the card."
            ) from fault
        self.last += len(rows)
        if words is not None and words.emptied:
            self._empty_log()

    def replay(self, since_kind: str | None = None) -> Iterator[Written]:
        """Return the lines in their order, from the newest one of the kind ``since_kind`` on (if none, all).

        Raises JournalDamaged, as the constructor does, at a line that makes no sense, as SQLite does not notice a wrong
        letter in a text; the journal is then good for nothing but ``close``.
        """
        try:
            start = self._db.execute(NEWEST_OF_KIND, (since_kind,)).fetchone() or (0,)
            for row in self._db.execute(SELECT, start):
                yield self._reader.line(row)
        except sqlite3.ProgrammingError:
            raise
        except (sqlite3.DatabaseError, msgspec.DecodeError) as fault:
            self._db.close()
            raise _trouble(self._path, self._reader, fault) from fault

    def oldest(self, kind: str, count: int) -> list[Written]:
        """Return the first lines of a kind."""
        return [self._reader.line(row) for row in self._db.execute(OLDEST_OF_KIND, (kind, count))]

    def from_the_first(self) -> Iterator[Written]:
        """Yield the lines from the oldest on; who takes only some of them may stop."""
        return (self._reader.line(row) for row in self._db.execute(SELECT, (0,)))

    def prune(self, numbers: Iterable[int], hours: Iterable[Hour] = ()) -> None:
        """Delete lines for good and add the counts that remain of them, in one commit: after a cut both or neither.

        The newest line stays, so that numbers go on. Raise Unavailable, and change nothing, if the disk refuses.
        """
        doomed = [(number,) for number in numbers if number != self.last]
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.execute("DROP TRIGGER never_deleted")
                self._db.executemany("DELETE FROM journal WHERE number = ?", doomed)
                self._db.execute(NEVER_DELETED)
                self._db.executemany(journal_hours.ADD, map(msgspec.structs.astuple, hours))
        except sqlite3.Error as fault:
            raise Unavailable(f"{self._path}: old lines cannot be deleted: {fault}. Free the disk.") from fault
        self._empty_log()

    def hours(self) -> list[Hour]:
        """Return the counts of the days that are gone."""
        rows = self._beside(journal_hours.SELECT)
        return [Hour(**dict(zip(journal_hours.COLUMNS, row, strict=True))) for row in rows]

    def box(self) -> Box:
        """Return the citizens' words that were not counted into lines yet."""
        rows = self._beside(journal_words.SELECT)
        return {(service, word): count for service, word, count in journal_words.sound(rows, journal_words.Counted)}

    def word_requests(self) -> list[UUID]:
        """Return the requests of the day that brought a word, in no order of time."""
        rows = self._beside(journal_words.SELECT_REQUESTS)
        return [request for (request,) in journal_words.sound(rows, journal_words.Asked)]

    def _beside(self, select: str) -> list[tuple[Any, ...]]:
        """Return what stands beside the lines; raises JournalDamaged as ``replay`` does."""
        try:
            return self._db.execute(select).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as fault:
            self._db.close()
            raise _trouble(self._path, self._reader, fault) from fault

    def _put(self, words: Words) -> None:
        self._db.execute(journal_words.CLEAR)
        self._db.executemany(journal_words.INSERT, [(*key, count) for key, count in words.box.items()])
        if words.new_day:
            self._db.execute(journal_words.FORGET)
        self._db.executemany(journal_words.REMEMBER, [(request,) for request in words.requests])

    def _empty_log(self) -> None:
        """Empty SQLite's log of what was deleted; if it cannot be done now, the next commits write over it.

        It waits for nobody: an export may read the journal for many seconds, and the queue must not stand still.
        """
        self._db.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

    def close(self) -> None:
        """Close the file and let another process have it."""
        self._db.close()
        os.close(self._lock)


def _open(path: Path) -> tuple[sqlite3.Connection, int]:
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
        raise JournalDamaged(
            f"{path}: written by a newer Cherha (schema {version}, this one knows {SCHEMA}). Install that one again."
        )
    if version == 0:
        database.executescript(CREATE)
    for older in range(version or SCHEMA, SCHEMA):
        database.executescript(UPGRADE[older])
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(" ".join(found.split()))
    return int(database.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])


def _trouble(path: Path, reader: Reader, fault: Exception) -> CherhaError:
    """Return what to say of the fault; if the file is damaged, mend it first. No connection to it may be open."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code not in _DAMAGE:
        return Unavailable(f"{path}: cannot be opened: {fault}. Give the service's user this file, or change the card.")
    log.error("journal %s is damaged: %s", path, fault)
    try:
        kept = _save_lines(path, reader)
        broken = finish_mending(path)
    except (sqlite3.OperationalError, OSError) as refused:
        return Unavailable(
            f"{path}: damaged ({fault}), and cannot be mended: {refused}. Free the disk or change the card."
        )
    return JournalDamaged(
        f"{path}: damaged ({fault}). {kept} lines could be read and were kept, the damaged file is {broken.name}. "
        "Start again: the queue goes on from what was kept."
    )


def _save_lines(path: Path, reader: Reader) -> int:
    """Write each line that can be read, and JournalMended, into ``<path>.mended``; return how many were read."""
    unfinished = beside(path, ".mending")
    for leftover in files(unfinished):
        leftover.unlink(missing_ok=True)
    whole, _ = _open(unfinished)
    with closing(whole):
        whole.execute("BEGIN")
        kept, last, at = 0, 0, datetime.fromtimestamp(0, UTC)
        for line in reader.sound(_readable(path)):
            whole.execute(INSERT, to_row(line.number, line))
            kept, last, at = kept + 1, line.number, line.fact.at
        whole.execute(INSERT, to_row(last + 1, Line(JournalMended(at=at, kept=kept))))
        whole.executemany(journal_hours.ADD, _readable_beside(path, journal_hours.SELECT))
        whole.executemany(journal_words.INSERT, _readable_beside(path, journal_words.SELECT))
        whole.executemany(journal_words.REMEMBER, _readable_beside(path, journal_words.SELECT_REQUESTS))
        whole.execute("COMMIT")
    unfinished.rename(beside(path, ".mended"))
    return kept


def _readable(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield, as bytes, each row that SQLite can read, step over those it cannot; the file stays as it is."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = bytes
        database.execute("PRAGMA writable_schema = ON")  # so SQLite reads the whole pages of a file that was cut off
        number, missed = 1, 0
        while missed < UNREADABLE_IN_A_ROW:
            try:
                for row in database.execute(SELECT, (number,)):
                    number, missed = max(number, row[0]) + 1, 0
                    yield row
            except sqlite3.DatabaseError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    return
                number, missed = number + 1, missed + 1
            else:
                return


def _readable_beside(path: Path, select: str) -> list[tuple[Any, ...]]:
    """Return what a damaged file has beside its lines, none of it if its pages cannot be read."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            return database.execute(select).fetchall()
        except sqlite3.DatabaseError as fault:
            log.warning("counts beside the lines cannot be read and are not kept: %s", fault)
            return []
