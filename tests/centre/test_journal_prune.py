# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal lets go of what was kept long enough, and of nothing else; what remains are counts of nobody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre import journal_lines
from centre.errors import JournalDamaged, Unavailable
from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line
from centre.journal_hours import COLUMNS, Hour
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
    assert str(refusal.value) == (
        f"{path}: old lines cannot be deleted: attempt to write a readonly database. Free the disk."
    )
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
        "serving_s", "alert_s", "power_s",
    )  # fmt: skip
    table = journal._db.execute("SELECT name, type FROM pragma_table_info('hours')").fetchall()
    assert [name for name, _ in table] == list(COLUMNS)
    assert [name for name, kind in table if kind == "TEXT"] == ["day", "service"]


def test_a_journal_of_the_schema_before_gets_its_table(path: Path) -> None:
    """A centre is upgraded with the lines it has."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([Line(fact(1)), Line(fact(2))])
        journal._db.executescript("DROP TABLE hours; PRAGMA user_version = 1")
    with closing(Journal(path, QueueFact)) as journal:
        journal.prune((1,), [NINE])
        assert (numbers(journal), journal.hours()) == ([2], [NINE])
        assert journal._db.execute("PRAGMA user_version").fetchone() == (journal_lines.SCHEMA,)


def test_mending_keeps_the_counts(path: Path) -> None:
    """They are all that is left of those days."""
    with closing(written(path)) as journal:
        journal.prune((1,), [NINE])
    overwrite(path, path.read_bytes().index(b'"hall/secret-3"'), b"[")
    with closing(Journal(path, QueueFact)) as damaged, pytest.raises(JournalDamaged):
        list(damaged.replay())
    with closing(Journal(path, QueueFact)) as mended:
        assert (numbers(mended), mended.hours()) == ([2, 4, 5, 6], [NINE])
