# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal lets go of what was kept long enough, and of nothing else; what remains are counts of nobody."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from centre import journal_lines
from centre.errors import JournalDamaged, Unavailable
from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line, Words
from centre.journal_advice import WORN
from centre.journal_hours import COLUMNS, WORDS, Hour
from centre.journal_words import Box
from tests.centre.damage import overwrite

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NINE = Hour(day="2026-10-01", hour=9, service="passport", issued=3, waits=2, waiting_s=600)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the journal is."""
    return tmp_path / "queue.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """Open a journal of five lines."""
    with closing(written(path)) as opened:
        yield opened


def written(path: Path) -> Journal:
    """Return an open journal of five lines."""
    journal = Journal(path, QueueFact)
    journal.append([Line(fact(number)) for number in range(1, 6)])
    return journal


def fact(number: int) -> RequestGivenUp:
    """Return a fact that can be found in a file."""
    return RequestGivenUp(at=AT, given_up=f"hall/secret-{number}")


def numbers(journal: Journal) -> list[int]:
    """Return the numbers of the lines."""
    return [line.number for line in journal.replay()]


def test_what_is_pruned_is_gone_and_counted(journal: Journal) -> None:
    """Other lines stay as they are."""
    journal.prune((1, 2, 4), [NINE])
    assert numbers(journal) == [3, 5]
    assert journal.hours() == [NINE]
    assert [line.number for line in journal.oldest("request_given_up", 1)] == [3]


def test_counts_of_one_hour_are_added(journal: Journal) -> None:
    """A wrong clock had two days of service in it."""
    journal.prune((1,), [NINE])
    journal.prune((2,), [NINE])
    (hour,) = journal.hours()
    assert (hour.issued, hour.waits, hour.waiting_s) == (6, 4, 1200)


def test_numbers_go_on_after_pruning_and_a_restart(path: Path) -> None:
    """The newest line stays, whoever asks."""
    with closing(written(path)) as journal:
        journal.prune(range(1, 6))
        assert numbers(journal) == [5]
    with closing(Journal(path, QueueFact)) as again:
        again.append([Line(fact(6))])
        assert numbers(again) == [5, 6]


def test_after_pruning_the_journal_is_append_only_as_before(journal: Journal) -> None:
    """The door was open within one commit."""
    journal.prune((1,))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        journal._db.execute("DELETE FROM journal WHERE number = 2")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        journal._db.execute("UPDATE journal SET fact = '' WHERE number = 2")


def test_a_disk_that_refuses_leaves_all_lines(path: Path, journal: Journal) -> None:
    """Another day will do."""
    journal._db.execute("PRAGMA query_only = ON")
    with pytest.raises(Unavailable) as refusal:
        journal.prune((1, 2), [NINE])
    assert str(refusal.value) == (f"{path}: old lines cannot be deleted: attempt to write a readonly database. {WORN}")
    journal._db.execute("PRAGMA query_only = OFF")
    assert (numbers(journal), journal.hours()) == ([1, 2, 3, 4, 5], [])


def test_the_bytes_of_what_is_pruned_are_gone_too(path: Path) -> None:
    """Neither in the file nor in the log beside it, while it is open and after."""
    with closing(written(path)) as journal:
        journal.prune((1, 2))
        assert secrets(path.parent) == [3, 4, 5]
    assert secrets(path.parent) == [3, 4, 5]


def secrets(folder: Path) -> list[int]:
    """Return which facts can be found in the bytes of a folder's files."""
    found = b"".join(file.read_bytes() for file in folder.iterdir())
    return [number for number in range(1, 6) if f"secret-{number}".encode() in found]


def test_counts_have_room_for_nobody(journal: Journal) -> None:
    """These columns and no other: no ticket, code, window, priority or reason."""
    assert COLUMNS == (
        "day", "hour", "service", "issued", "called", "served", "no_shows", "waits", "waiting_s", "servings",
        "serving_s", "alert_s", "power_s", "excellent", "good", "acceptable", "terrible",
    )  # fmt: skip
    table = journal._db.execute("SELECT name, type FROM pragma_table_info('hours')").fetchall()
    assert [name for name, _ in table] == list(COLUMNS)
    assert [name for name, kind in table if kind == "TEXT"] == ["day", "service"]


WITHOUT_WORDS = (
    "DROP TABLE words; DROP TABLE word_requests;"
    + "".join(f"ALTER TABLE hours DROP COLUMN {word};" for word in WORDS)
    + "PRAGMA user_version = 2;"
)
WITHOUT_HOURS = "DROP TABLE hours; PRAGMA user_version = 1"


def test_an_upgrade_cut_anywhere_is_begun_anew(path: Path, tmp_path: Path) -> None:
    """Whatever statement of it is the last before the power fails: the file is what it was, with all that it had."""
    with closing(written(path)) as journal:
        journal.prune((1,), [NINE])
        journal._db.executescript(WITHOUT_WORDS)
    (*statements, _) = journal_lines.UPGRADE[2].split(";")
    for done in range(1, len(statements)):
        cut = tmp_path / f"cut-{done}"
        cut.mkdir()
        with closing(sqlite3.connect(path, isolation_level=None)) as upgrading:
            for statement in statements[:done]:
                upgrading.execute(statement)
            for file in tmp_path.glob("queue.db*"):
                shutil.copy(file, cut)
        with closing(Journal(cut / "queue.db", QueueFact)) as journal:
            assert (numbers(journal), journal.hours(), journal.box()) == ([2, 3, 4, 5], [NINE], {})


@pytest.mark.parametrize("older", [WITHOUT_WORDS, WITHOUT_WORDS + WITHOUT_HOURS])
def test_a_journal_of_a_schema_before_gets_its_tables(path: Path, older: str) -> None:
    """A centre is upgraded with the lines it has."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([Line(fact(1)), Line(fact(2))])
        journal._db.executescript(older)
    with closing(Journal(path, QueueFact)) as journal:
        journal.prune((1,), [NINE])
        assert (numbers(journal), journal.hours(), journal.box()) == ([2], [NINE], {})
        assert journal._db.execute("PRAGMA user_version").fetchone() == (journal_lines.SCHEMA,)


def test_mending_keeps_the_counts(path: Path) -> None:
    """They are all that is left of those days; and so are the citizens' words that wait to be counted."""
    with closing(written(path)) as journal:
        journal.prune((1,), [NINE])
        journal.append((), Words({("", "good"): 2}, (str(UUID(int=7)),)))
    overwrite(path, path.read_bytes().index(b'"hall/secret-3"'), b"[")
    with closing(Journal(path, QueueFact)) as damaged, pytest.raises(JournalDamaged):
        list(damaged.replay())
    with closing(Journal(path, QueueFact)) as mended:
        assert (numbers(mended), mended.hours()) == ([2, 4, 5, 6], [NINE])
        assert (mended.box(), mended.word_requests()) == ({("", "good"): 2}, [UUID(int=7)])


def test_a_wrong_letter_in_a_word_costs_that_word(path: Path) -> None:
    """SQLite does not notice it: a start that died of it would die of it each time."""
    with closing(written(path)) as journal:
        box: Box = {("", "good"): 2, ("passport", "terrible"): 1}
        journal.append((), Words(box, (str(UUID(int=7)), str(UUID(int=8)))))
    overwrite(path, path.read_bytes().index(b"passportterrible"), b"passporth")
    overwrite(path, path.read_bytes().index(str(UUID(int=8)).encode()), b"x")
    with closing(Journal(path, QueueFact)) as journal:
        assert (journal.box(), journal.word_requests()) == ({("", "good"): 2}, [UUID(int=7)])


def test_a_word_that_is_no_text_is_damage_as_a_line_is(path: Path) -> None:
    """The journal is mended without it, and the next start goes on."""
    with closing(written(path)) as journal:
        journal.append((), Words({("", "good"): 2}, (str(UUID(int=7)),)))
    overwrite(path, path.read_bytes().index(str(UUID(int=7)).encode()), b"\xff")
    with closing(Journal(path, QueueFact)) as journal, pytest.raises(JournalDamaged, match="5 lines could be read"):
        journal.word_requests()
    with closing(Journal(path, QueueFact)) as mended:
        assert (numbers(mended), mended.box(), mended.word_requests()) == ([1, 2, 3, 4, 5, 6], {("", "good"): 2}, [])
