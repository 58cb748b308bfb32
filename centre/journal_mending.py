# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is done with a damaged journal: whatever can be read of it is kept, and the damaged file, too."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from centre import journal_hours, journal_words
from centre.errors import CherhaError, JournalDamaged, Unavailable
from centre.facts_day import JournalMended
from centre.journal_advice import advice
from centre.journal_files import beside, files, finish_mending
from centre.journal_lines import INSERT, SELECT, Line, Reader, to_row
from centre.journal_opening import open_file
from centre.notifying import goes_on

log = logging.getLogger(__name__)

UNREADABLE_IN_A_ROW = 50_000
"""So many lines may be lost in one place: a damaged inner page of SQLite's tree takes some 10,000 with it."""

LARGEST_NUMBER = 2**53
"""No journal comes so far; a damaged number may, and there would be none behind it."""

PIECE = 5000
"""After so many lines it is said that the mending goes on: a year takes a card minutes, its watchdog waits 30 s."""

BESIDE = {
    journal_hours.ADD: journal_hours.SELECT,
    journal_words.INSERT: journal_words.SELECT,
    journal_words.REMEMBER: journal_words.SELECT_REQUESTS,
}
"""What stands beside the lines: how it is written, and how it is read."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLite's codes for a file that is not what it was; SQLITE_ERROR says so of its table. All others mean the disk."""


def trouble(path: Path, reader: Reader, fault: Exception) -> CherhaError:
    """Return what to say of the fault; if the file is damaged, mend it first. No connection to it may be open."""
    if not is_damage(fault):
        return Unavailable(f"{path}: cannot be opened: {fault}. {advice(fault)}")
    log.error("journal %s is damaged: %s", path, fault)
    try:
        kept = _save_lines(path, reader)
        broken = finish_mending(path)
    except (sqlite3.OperationalError, OSError) as refused:
        return Unavailable(f"{path}: damaged ({fault}), and cannot be mended: {refused}. {advice(refused)}")
    return JournalDamaged(
        f"{path}: damaged ({fault}). {kept} lines could be read and were kept, the damaged file is {broken.name}. "
        "Start again: the queue goes on from what was kept."
    )


def is_damage(fault: Exception) -> bool:
    """Return whether the file is not what it was; all else means the disk."""
    return getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def _save_lines(path: Path, reader: Reader) -> int:
    """Write each line that can be read, and JournalMended, into ``<path>.mended``; return how many were read."""
    unfinished = beside(path, ".mending")
    for leftover in files(unfinished):
        leftover.unlink(missing_ok=True)
    whole, _ = open_file(unfinished)
    with closing(whole):
        kept, last, at = 0, 0, datetime.fromtimestamp(0, UTC)
        for line in reader.sound(_in_pieces(whole, _readable(path))):
            if line.number < LARGEST_NUMBER and _fits(whole, INSERT, to_row(line.number, line)):
                kept += 1
                last, at = max((last, at), (line.number, line.fact.at))
        whole.execute(INSERT, to_row(last + 1, Line(JournalMended(at=at, kept=kept))))
        for insert, select in BESIDE.items():
            for row in _readable_beside(path, select):
                _fits(whole, insert, row)
        whole.execute("COMMIT")
    unfinished.rename(beside(path, ".mended"))
    return kept


def _in_pieces(whole: sqlite3.Connection, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows, and commit what becomes of them piece by piece; the last piece is left to the caller.

    A commit of all of them would be one step that takes a card as long as all the others.
    """
    whole.execute("BEGIN")
    for count, row in enumerate(rows, 1):
        yield row
        if count % PIECE == 0:
            whole.execute("COMMIT")
            whole.execute("BEGIN")
            goes_on()


def _fits(database: sqlite3.Connection, insert: str, row: Sequence[Any]) -> bool:
    """Insert a row that was read out of a damaged file; log one that the table does not take: it was not written so."""
    try:
        database.execute(insert, row)
    except (sqlite3.IntegrityError, OverflowError) as wrong:
        log.warning("a row of the damaged journal is not kept: %s", wrong)
        return False
    return True


def _readable(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield, as bytes, each row that SQLite can read, step over those it cannot; the file stays as it is."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = bytes
        database.execute("PRAGMA writable_schema = ON")  # so SQLite reads the whole pages of a file that was cut off
        number, missed = 1, 0
        while missed < UNREADABLE_IN_A_ROW:
            try:
                for row in database.execute(SELECT, (number,)):
                    # A number far away is a damaged one: to go on behind it would leave all between unread.
                    near = number <= row[0] <= number + UNREADABLE_IN_A_ROW
                    number, missed = (row[0] if near else number) + 1, 0
                    yield row
            except sqlite3.DatabaseError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    return
                number, missed = number + 1, missed + 1
                if missed % PIECE == 0:
                    goes_on()
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
