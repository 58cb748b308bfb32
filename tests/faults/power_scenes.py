# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a journal does in its life, one promise after the other, for whoever takes the power at any write of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from centre import journal_lines
from centre.errors import CherhaError, JournalDamaged
from centre.facts import QueueFact, RequestGivenUp
from centre.facts_day import JournalMended
from centre.journal import Journal, Line, Words
from centre.journal_copy import copy
from centre.journal_hours import WORDS, Hour

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOURS = (Hour(day="2026-10-01", hour=9, service="passport", issued=5),)
BEFORE = 9
"""Lines that most journals here begin with."""

BADLY = 5
"""The line that is spoiled before a mending."""

FILL = "x" * 3000
"""What makes a line long: SQLite empties its log of 1000 pages into the file."""

OLDER = (
    "DROP TABLE words; DROP TABLE word_requests;"
    + "".join(f"ALTER TABLE hours DROP COLUMN {word};" for word in WORDS)
    + "PRAGMA user_version = 2;"
)


class Left(NamedTuple):
    """All that is in a journal: its lines' numbers, what of them is not as it was written, and what stands beside."""

    numbers: tuple[int, ...]
    wrong: tuple[int, ...]
    issued: int
    words: int
    requests: int
    copied: int | None

    def __str__(self) -> str:
        lines = f"{self.numbers[0]} to {self.numbers[-1]}, {len(self.numbers)} in all" if self.numbers else "none"
        wrong = f", {len(self.wrong)} wrong" if self.wrong else ""
        return f"lines {lines}{wrong}, {self.issued} counted, {self.words} words, {self.copied or 'none'} copied"


class Scene(NamedTuple):
    """``prepare`` makes the file; ``act`` yields each time when what it has done is promised to survive."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], Iterator[None]]


def fact(number: int) -> RequestGivenUp:
    """Return the fact that stands on the line of this number."""
    return RequestGivenUp(at=AT + timedelta(seconds=number), given_up=f"hall/{number:036d}")


def look(path: Path) -> Left:
    """Open a journal as a service does, once more if it had to be mended, and read all of it; raises what it raises."""
    with suppress(JournalDamaged):
        return _read(path)
    return _read(path)


def _read(path: Path) -> Left:
    with closing(Journal(path, QueueFact)) as journal:
        lines = [line for line in journal.replay() if not isinstance(line.fact, JournalMended)]
        wrong = tuple(line.number for line in lines if line.fact != fact(line.number))
        issued = sum(hour.issued for hour in journal.hours())
        words, requests = sum(journal.box().values()), len(journal.word_requests())
    return Left(tuple(line.number for line in lines), wrong, issued, words, requests, _copied(_copy_of(path)))


def _copied(to: Path) -> int | None:
    """Return how many lines a copy has, None if there is none that can be read."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{to.as_uri()}?mode=rw", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM journal").fetchone()[0])
    return None


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.copy")


def _nothing(_path: Path) -> None:
    """Leave the card as it comes."""


def _some(path: Path) -> None:
    with closing(Journal(path, QueueFact)) as journal:
        _append(journal, BEFORE)


def _append(journal: Journal, count: int = 2, request: str = "hall/") -> None:
    first = journal.last + 1
    journal.append([Line(fact(number), f"{request}{number}", b"{}") for number in range(first, first + count)])


def _go_on(path: Path) -> Iterator[None]:
    """Write, be restarted, write again: the file is emptied into, and its log removed, in between."""
    for _ in range(2):
        with closing(Journal(path, QueueFact)) as journal:
            for _ in range(3):
                _append(journal)
                yield


def _fill(path: Path) -> Iterator[None]:
    """Write more than SQLite's log holds."""
    with closing(Journal(path, QueueFact)) as journal:
        for _ in range(5):
            _append(journal, 250, FILL)
            yield


def _say_words(path: Path) -> Iterator[None]:
    """Take citizens' words, then count them into a line, after which the log is emptied."""
    with closing(Journal(path, QueueFact)) as journal:
        for count in (1, 2, 3):
            journal.append((), Words({("passport", "good"): count}, (str(UUID(int=count)),)))
            yield
        journal.append([Line(fact(journal.last + 1))], Words({}, new_day=True, emptied=True))
        yield
        _append(journal)
        yield


def _prune(path: Path) -> Iterator[None]:
    """Let old lines go, then go on."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.prune(range(1, BADLY + 1), HOURS)
        yield
        _append(journal)
        yield


def _spoiled(path: Path) -> None:
    _some(path)
    path.write_bytes(path.read_bytes().replace(f'"hall/{BADLY:036d}"'.encode(), f'[hall/{BADLY:036d}"'.encode(), 1))


def _mend(path: Path) -> Iterator[None]:
    """Find the damage, mend it, start again and go on."""
    with suppress(JournalDamaged), closing(Journal(path, QueueFact)) as journal:
        list(journal.replay())
    yield
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([])  # numbers go on behind the line that says that it was mended
        _append(journal)
        yield


def _older(path: Path) -> None:
    with closing(Journal(path, QueueFact)) as journal:
        _append(journal, BEFORE)
        journal._db.executescript(OLDER)


def _upgrade(path: Path) -> Iterator[None]:
    """Open a file of the schema before, and go on."""
    with closing(Journal(path, QueueFact)) as journal:
        version = journal._db.execute("PRAGMA user_version").fetchone()[0]
        if version != journal_lines.SCHEMA:
            raise CherhaError(f"schema {version} after an upgrade")
        yield
        _append(journal)
        yield


def _copy(path: Path) -> Iterator[None]:
    """Copy it while its owner holds it."""
    with closing(Journal(path, QueueFact)) as journal:
        _append(journal)
        yield
        copy(path, _copy_of(path))
        yield


SCENES = {
    scene.name: scene
    for scene in (
        Scene("first", _nothing, _go_on),
        Scene("append", _some, _go_on),
        Scene("fill", _some, _fill),
        Scene("words", _some, _say_words),
        Scene("prune", _some, _prune),
        Scene("mend", _spoiled, _mend),
        Scene("upgrade", _older, _upgrade),
        Scene("copy", _some, _copy),
    )
}
