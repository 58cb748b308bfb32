# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one durable, append-only log: what ``append`` returned for is on the disk, whatever then happens to the power.

Only ``prune`` takes lines away, when they have been kept long enough; their bytes are then overwritten.

SQLite in WAL mode with synchronous=FULL: a commit returns after fsync of the log (https://sqlite.org/pragma.html).
It knows neither the queue nor a kiosk: a line is a fact, the request that caused it, and the answer that request got.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from centre import journal_hours, journal_words
from centre.errors import CherhaError, Unavailable
from centre.facts_day import JournalMended
from centre.journal_advice import advice
from centre.journal_files import finish_mending, hold
from centre.journal_hours import Hour
from centre.journal_lines import (
    INSERT,
    NEVER_DELETED,
    NEWEST_OF_KIND,
    OLDEST_OF_KIND,
    SCHEMA,
    SELECT,
    Line,
    Reader,
    Written,
    to_row,
)
from centre.journal_mending import is_damage, trouble
from centre.journal_opening import open_file
from centre.journal_words import Box, Words

__all__ = ["Journal", "Line", "Words", "Written"]

BUSY_MS = 5000
"""How long a statement waits for another process, as Python's sqlite3 has it by itself."""


class Journal:
    """An open journal; one process holds it, and one thread of it at a time. ``last`` is its newest number.

    ``spoiled``: it was damaged, or closed, and is good for nothing but ``close``.

    ``facts`` is the union of the types it keeps, JournalMended among them. Raises Unavailable if another process holds
    it, the disk refuses or a newer Cherha wrote it, which may all pass; JournalDamaged if it was damaged: what could be
    read has then been kept, and the next start goes on from there. A start stays short however many days are kept: see
    ``journal_opening.WHOLE_BYTES``.
    """

    def __init__(self, path: Path, facts: Any) -> None:
        self._path, self._reader, self.spoiled = path, Reader(facts), False
        self._lock = hold(path)
        with ExitStack() as undo:
            undo.callback(os.close, self._lock)
            finish_mending(path)
            try:
                self._db, self.last = open_file(path)
            except sqlite3.DatabaseError as fault:
                raise trouble(path, self._reader, fault) from fault
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
            raise self._refusal(fault) from fault
        self.last += len(rows)
        if words is not None and words.emptied:
            self._empty_log()

    def probe(self) -> None:
        """Write what changes nothing, and wait for the disk: return when it takes what is written, raise as ``append``.

        For who has nothing to write and wants to know whether a disk that has refused still does.
        """
        try:
            self._db.execute(f"PRAGMA user_version = {SCHEMA}")
        except sqlite3.Error as fault:
            raise self._refusal(fault) from fault

    def _refusal(self, fault: sqlite3.Error) -> Unavailable:
        return Unavailable(f"{self._path}: cannot be written: {fault}. Nothing was taken. {advice(fault)}")

    def replay(self, since_kind: str | None = None, *, unbroken: bool = False) -> Iterator[Written]:
        """Return the lines in their order, from the newest one of the kind ``since_kind`` on (if none, all).

        Raises JournalDamaged, as the constructor does, at a line that makes no sense, as SQLite does not notice a wrong
        letter in a text; if they are to be ``unbroken``, also behind the last, where one is missing and no
        JournalMended among them says so. The journal is then good for nothing but ``close``.
        """
        start = self._fetch(NEWEST_OF_KIND, (since_kind,)) or [(0,)]
        first, count, last, mended = None, 0, 0, False
        for line in self._read(SELECT, start[0]):
            first, count, last = line.number if first is None else first, count + 1, line.number
            mended = mended or isinstance(line.fact, JournalMended)
            yield line
        if unbroken and first is not None and last - first >= count and not mended:
            raise self._mended(sqlite3.DatabaseError(f"of the lines {first} to {last} there are only {count}"))

    def oldest(self, kind: str, count: int) -> list[Written]:
        """Return the first lines of a kind; raises as ``replay`` does."""
        return list(self._read(OLDEST_OF_KIND, (kind, count)))

    def from_the_first(self) -> Iterator[Written]:
        """Yield the lines from the oldest on; who takes only some of them may stop. Raises as ``replay`` does."""
        return self._read(SELECT, (0,))

    def inspect(self, after: int, count: int) -> int | None:
        """Read the next ``count`` lines behind the number ``after``; return the last of them, None when all were read.

        For quiet minutes: a start has not read them all. Raises as ``replay`` does, and Unavailable if the card gives
        a page not out; the journal then goes on unless it is ``spoiled``.
        """
        numbers = [line.number for line in self._read(f"{SELECT} LIMIT ?", (after + 1, count))]
        if not numbers:
            self.hours()
        return numbers[-1] if numbers else None

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
            raise Unavailable(f"{self._path}: old lines cannot be deleted: {fault}. {advice(fault)}") from fault
        self._empty_log()

    def hours(self) -> list[Hour]:
        """Return the counts of the days that are gone."""
        rows = self._fetch(journal_hours.SELECT)
        return [Hour(**dict(zip(journal_hours.COLUMNS, row, strict=True))) for row in rows]

    def box(self) -> Box:
        """Return the citizens' words that were not counted into lines yet."""
        rows = self._fetch(journal_words.SELECT)
        return {(service, word): count for service, word, count in journal_words.sound(rows, journal_words.Counted)}

    def word_requests(self) -> list[UUID]:
        """Return the requests of the day that brought a word, in no order of time."""
        rows = self._fetch(journal_words.SELECT_REQUESTS)
        return [request for (request,) in journal_words.sound(rows, journal_words.Asked)]

    def _read(self, select: str, values: Sequence[Any]) -> Iterator[Written]:
        try:
            for row in self._db.execute(select, values):
                yield self._reader.line(row)
        except sqlite3.ProgrammingError:
            raise
        except (sqlite3.DatabaseError, msgspec.DecodeError) as fault:
            raise self._mended(fault) from fault

    def _fetch(self, select: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(select, values).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as fault:
            raise self._mended(fault) from fault

    def _mended(self, fault: Exception) -> CherhaError:
        """Return what to say; if the file is damaged, close and mend it first."""
        if is_damage(fault):
            self.spoiled = True
            self._db.close()
        return trouble(self._path, self._reader, fault)

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
        self.spoiled = True
        self._db.close()
        os.close(self._lock)
