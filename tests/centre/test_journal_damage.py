# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A damaged journal is told at once, all of it that can be read is kept, and the next start goes on from there."""

import itertools
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from centre.errors import JournalDamaged
from centre.facts import QueueFact
from centre.facts_day import JournalMended
from centre.journal import Journal, Line, Written
from centre.journal_lines import NEVER_DELETED
from kiosk.facts import KioskFact, KioskStarted
from tests.centre.damage import AT, LINES, PAGE, damage_of, fact, overwrite, write

INNER_PAGE = 5
"""The first byte of a page that leads to other pages of a table: https://sqlite.org/fileformat.html#b_tree_pages."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the journal is."""
    return tmp_path / "queue.db"


def read(path: Path) -> list[Written]:
    """Open the journal and return its lines."""
    with closing(Journal(path, QueueFact)) as journal:
        return list(journal.replay())


def kept_after_mending(path: Path) -> list[int]:
    """Open the mended journal, see that its last line says so, and return the numbers of the others."""
    *lines, mended = read(path)
    numbers = [line.number for line in lines]
    assert [line.fact for line in lines] == [fact(number) for number in numbers]
    assert mended.number == max(numbers, default=0) + 1
    assert mended.fact.kept == len(lines)
    return numbers


def test_damaged_pages_lose_only_their_own_lines(path: Path) -> None:
    """Two holes in the file: every line before, between and behind them is kept."""
    write(path)
    pages = path.stat().st_size // PAGE
    for page in (pages // 3, pages * 2 // 3):
        overwrite(path, page * PAGE, bytes(range(256)) * (PAGE // 256))
    said = damage_of(path)
    kept = kept_after_mending(path)
    assert re.sub(r"\(\*\*\* in database main .*?\)\. ", "(…). ", said) == (
        f"{path}: damaged (…). {len(kept)} lines could be read and were kept, the damaged file is queue.db.damaged-1. "
        "Start again: the queue goes on from what was kept."
    )
    assert (kept[0], kept[-1]) == (1, LINES)
    holes = [after - before - 1 for before, after in itertools.pairwise(kept) if after > before + 1]
    assert len(holes) == 2
    assert all(hole <= PAGE // 150 for hole in holes)


def test_damaged_inner_page_is_stepped_over(path: Path) -> None:
    """With a page gone that leads to hundreds of others, the lines behind all of these are kept."""
    write(path, 20_000)
    starts = range(0, path.stat().st_size, PAGE)
    content = path.read_bytes()
    root, first, *_ = [start for start in starts if content[start] == INNER_PAGE]
    assert (root, content[first + 3 : first + 5]) > (0, b"\x01\x00"), "an inner page with more than 256 leaves"
    overwrite(path, first, b"\xff" * PAGE)
    damage_of(path)
    kept = kept_after_mending(path)
    assert kept == list(range(kept[0], 20_001))
    assert 9_000 < len(kept) < 15_000


def test_cut_off_file_keeps_its_beginning(path: Path) -> None:
    """Of a file that ends too early every whole page is kept."""
    write(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // PAGE * PAGE)
    damage_of(path)
    kept = kept_after_mending(path)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) > LINES // 3


def test_garbage_is_put_aside(path: Path) -> None:
    """A file that is no journal at all is kept for the technician, and the queue begins anew."""
    path.write_bytes(b"Not a journal. " * 1000)
    assert damage_of(path) == (
        f"{path}: damaged (file is not a database). 0 lines could be read and were kept, the damaged file is "
        "queue.db.damaged-1. Start again: the queue goes on from what was kept."
    )
    assert kept_after_mending(path) == []
    assert path.with_name("queue.db.damaged-1").read_bytes() == b"Not a journal. " * 1000


def test_foreign_database_is_put_aside(path: Path) -> None:
    """A database without our table is no journal either."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
        database.execute("PRAGMA user_version = 1")
    assert damage_of(path) == (
        f"{path}: damaged (no such table: journal). 0 lines could be read and were kept, the damaged file is "
        "queue.db.damaged-1. Start again: the queue goes on from what was kept."
    )


@pytest.mark.parametrize("wrong", [b"{", b'"', b"\xff"])
def test_wrong_letter_in_a_line_loses_that_line_alone(path: Path, wrong: bytes) -> None:
    """SQLite has no check sum for a text: the replay notices that it makes no sense, and mends."""
    write(path, 9)
    needle = f'"given_up":"hall/{5:036d}"'.encode()
    overwrite(path, path.read_bytes().index(needle) + 10, wrong + wrong)
    journal = Journal(path, QueueFact)
    with closing(journal), pytest.raises(JournalDamaged) as said:
        list(journal.replay())
    assert str(said.value).endswith(
        "8 lines could be read and were kept, the damaged file is queue.db.damaged-1. "
        "Start again: the queue goes on from what was kept."
    )
    assert kept_after_mending(path) == [1, 2, 3, 4, 6, 7, 8, 9]


def test_lines_that_are_only_in_the_log_are_kept(path: Path) -> None:
    """What was committed and not yet moved out of the write-ahead log is saved as well."""
    write(path, 100)
    journal = Journal(path, QueueFact)
    journal.append([Line(fact(number)) for number in (101, 102)])
    cut_off = {file: file.read_bytes() for file in (path, path.with_name("queue.db-wal"))}
    journal.close()
    for file, content in cut_off.items():
        file.write_bytes(content)
    overwrite(path, path.read_bytes().index(f'"hall/{5:036d}"'.encode()), b"[")
    with closing(Journal(path, QueueFact)) as journal, pytest.raises(JournalDamaged):
        list(journal.replay())
    assert kept_after_mending(path) == [number for number in range(1, 103) if number != 5]


def test_mended_journal_goes_on(path: Path) -> None:
    """After the mending lines are written and opened as before, and the moment of mending is that of the last fact."""
    write(path)
    overwrite(path, 40 * PAGE, b"\xff" * PAGE)
    damage_of(path)
    with closing(Journal(path, QueueFact)) as journal:
        assert journal.last == LINES + 1
        journal.append([Line(fact(LINES + 2))])
    *_, mended, last = read(path)
    assert mended.fact == JournalMended(at=fact(LINES).at, kept=mended.fact.kept)
    assert (last.number, last.fact) == (LINES + 2, fact(LINES + 2))


def test_journal_of_a_kiosk_is_mended_too(path: Path) -> None:
    """Mending knows no facts: it keeps what the journal's owner can read."""
    with closing(Journal(path, KioskFact)) as journal:
        journal.append([Line(KioskStarted(at=AT)), Line(KioskStarted(at=AT))])
    overwrite(path, path.read_bytes().rindex(b'"fact":"kiosk_started"'), b"#")
    with closing(Journal(path, KioskFact)) as journal, pytest.raises(JournalDamaged):
        list(journal.replay())
    with closing(Journal(path, KioskFact)) as journal:
        assert [line.fact for line in journal.replay()] == [KioskStarted(at=AT), JournalMended(at=AT, kept=1)]


def lose(path: Path, *numbers: int) -> None:
    """Take lines away as a wrong pointer in SQLite's tree does: nothing that is left looks damaged."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TRIGGER never_deleted")
        database.executemany("DELETE FROM journal WHERE number = ?", [(number,) for number in numbers])
        database.execute(NEVER_DELETED)
        database.commit()


def test_a_line_that_is_missing_is_damage_once(path: Path) -> None:
    """Who needs all of them is told; from then on the journal says of itself that it was mended."""
    write(path, 9)
    lose(path, 5)
    with closing(Journal(path, QueueFact)) as journal, pytest.raises(JournalDamaged) as said:
        list(journal.replay(unbroken=True))
    assert f"{path}: damaged (of the lines 1 to 9 there are only 8). 8 lines could be read" in str(said.value)
    with closing(Journal(path, QueueFact)) as journal:
        assert [line.number for line in journal.replay(unbroken=True)] == [1, 2, 3, 4, 6, 7, 8, 9, 10]


def test_lines_that_were_pruned_are_not_missing(path: Path) -> None:
    """Old ones in front of the others, which dispatchers prune, break nothing; between them a kiosk's may go."""
    write(path, 9)
    with closing(Journal(path, QueueFact)) as journal:
        journal.prune(range(1, 4))
        assert [line.number for line in journal.replay(unbroken=True)] == [4, 5, 6, 7, 8, 9]
        journal.prune([6])
        assert [line.number for line in journal.replay()] == [4, 5, 7, 8, 9]
