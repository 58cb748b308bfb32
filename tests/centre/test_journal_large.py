# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal of many days starts at once: a start reads what it goes by, and a quiet minute finds what that was not."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from centre.errors import JournalDamaged
from centre.facts import QueueFact
from centre.facts_day import DayStarted
from centre.journal import Journal, Line
from centre.journal_opening import WHOLE_BYTES
from tests.centre.damage import AT, PAGE, damage_of, fact, overwrite, write

MANY = 55_000
"""Lines that take more than WHOLE_BYTES."""

LAST = MANY + 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a journal of many lines, on the last but one of which a day has begun."""
    made = tmp_path_factory.mktemp("large") / "queue.db"
    write(made, MANY)
    with closing(Journal(made, QueueFact)) as journal:
        journal.append([Line(DayStarted(at=AT, day=AT.date())), Line(fact(LAST))])
    assert made.stat().st_size > WHOLE_BYTES
    return made


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Return a copy of that journal."""
    return Path(shutil.copy(made, tmp_path))


def root_page(path: Path, table: str) -> int:
    """Return the offset of a table's first page."""
    with closing(sqlite3.connect(path)) as database:
        (number,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return int(number - 1) * PAGE


def spoil_the_middle(path: Path) -> None:
    """Overwrite a page of lines of long ago."""
    overwrite(path, path.stat().st_size // 2 // PAGE * PAGE, b"\xff" * PAGE)


def read_all(journal: Journal) -> list[int]:
    """Inspect a journal to its end; return how far each piece went."""
    pieces, after = list[int](), 0
    while (last := journal.inspect(after, 20_000)) is not None:
        pieces.append(after := last)
    return pieces


def test_an_old_day_is_no_part_of_a_start(path: Path) -> None:
    """Its damage is not seen, so it was not read; the newest day is there, and lines can be written."""
    spoil_the_middle(path)
    with closing(Journal(path, QueueFact)) as journal:
        assert [line.number for line in journal.replay(since_kind="day_started")] == [MANY + 1, LAST]
        journal.append([Line(fact(LAST + 1))])


def test_inspecting_reads_every_line_in_pieces(path: Path) -> None:
    """Of a sound journal nothing else is said."""
    with closing(Journal(path, QueueFact)) as journal:
        assert read_all(journal) == [20_000, 40_000, LAST]


def test_inspecting_finds_and_mends_what_no_start_has_read(path: Path) -> None:
    """What was written since the start is kept, too, and the next start finds all that could be read."""
    spoil_the_middle(path)
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([Line(fact(LAST + 1))])
        with pytest.raises(JournalDamaged, match=r"damaged \(.*\)\. \d+ lines could be read and were kept"):
            read_all(journal)
    with closing(Journal(path, QueueFact)) as journal:
        assert journal.last == LAST + 2
        assert MANY - PAGE // 150 < sum(1 for _ in journal.replay()) < LAST + 2


@pytest.mark.parametrize("table", ["hours", "words", "word_requests"])
def test_a_start_checks_what_stands_beside_the_lines(path: Path, table: str) -> None:
    """What citizens said today is written at once, so its place must be sound."""
    overwrite(path, root_page(path, table), b"\xff" * PAGE)
    assert "lines could be read and were kept" in damage_of(path)


def test_a_start_checks_the_free_pages(path: Path) -> None:
    """They are what the next lines are written to."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.prune(range(1, 5000))
    first_free = 32
    page = int.from_bytes(path.read_bytes()[first_free : first_free + 4], "big")
    assert page > 0
    overwrite(path, (page - 1) * PAGE, b"\xff" * 8)
    assert "lines could be read and were kept" in damage_of(path)


def test_counts_of_days_that_are_gone_are_inspected_last(path: Path) -> None:
    """A report would find their damage months later."""
    with closing(Journal(path, QueueFact)) as journal:
        overwrite(path, root_page(path, "hours"), b"\xff" * PAGE)
        journal._db.execute("PRAGMA shrink_memory")  # what the start has read is long forgotten
        with pytest.raises(JournalDamaged):
            read_all(journal)
