# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The journal returns what was written, in its order, and never lets go of a line."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from centre.facts import QueueFact, RequestGivenUp
from centre.facts_day import DayStarted
from centre.journal import Journal, Line, Written
from kiosk.facts import KioskFact, Pressed

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a journal may be made, in a folder that is not there yet."""
    return tmp_path / "state" / "queue.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """Open a new journal for one test."""
    with closing(Journal(path, QueueFact)) as opened:
        yield opened


def fact(text: str) -> RequestGivenUp:
    """Return some fact."""
    return RequestGivenUp(at=AT, given_up=text)


def test_lines_come_back_as_they_were_written(journal: Journal) -> None:
    """Fact, request and answer return with numbers from 1, whether they were written together or not."""
    answer = '{"ticket":"Ґ001"}'.encode()
    journal.append([Line(fact("а"), "hall/1", answer), Line(fact("б"))])
    journal.append([Line(fact("в"), "hall/2")])
    assert list(journal.replay()) == [
        Written(1, fact("а"), "hall/1", answer),
        Written(2, fact("б"), None, None),
        Written(3, fact("в"), "hall/2", None),
    ]
    assert journal.last == 3


def test_next_opening_goes_on_with_the_numbers(path: Path) -> None:
    """A journal that is opened again has its lines and counts from where it was."""
    for text in ("а", "б", "в"):
        with closing(Journal(path, QueueFact)) as journal:
            journal.append([Line(fact(text))])
    with closing(Journal(path, QueueFact)) as journal:
        assert journal.last == 3
        assert [(line.number, line.fact.given_up) for line in journal.replay()] == [(1, "а"), (2, "б"), (3, "в")]


def test_no_lines_change_nothing(journal: Journal) -> None:
    """An empty batch is taken."""
    journal.append([])
    assert (journal.last, list(journal.replay())) == (0, [])


def test_kiosk_keeps_its_own_facts(path: Path) -> None:
    """The same journal serves another set of facts."""
    pressed = Pressed(at=AT, request_id=UUID(int=1), service="passport")
    with closing(Journal(path, KioskFact)) as journal:
        journal.append([Line(pressed)])
        assert [line.fact for line in journal.replay()] == [pressed]


def test_replay_begins_at_the_newest_line_of_a_kind(journal: Journal) -> None:
    """Of several days only the last is replayed; if there is no such line, everything is."""
    saturday, sunday = (DayStarted(at=AT, day=date(2026, 11, day)) for day in (21, 22))
    journal.append([Line(fact("а")), Line(saturday), Line(fact("б")), Line(sunday), Line(fact("в"))])
    assert [line.number for line in journal.replay(since_kind="day_started")] == [4, 5]
    assert [line.number for line in journal.replay(since_kind="journal_mended")] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("crime", ["UPDATE journal SET request = 'x'", "DELETE FROM journal"])
def test_journal_is_append_only(journal: Journal, crime: str) -> None:
    """Whoever tries to change or to remove a line is refused by the file itself."""
    journal.append([Line(fact("а"))])
    with pytest.raises(sqlite3.IntegrityError, match=r"^the journal is append-only$"):
        journal._db.execute(crime)
    assert [line.fact for line in journal.replay()] == [fact("а")]


def test_commit_waits_for_the_disk(journal: Journal) -> None:
    """Each commit syncs the log (2 is FULL), see https://sqlite.org/pragma.html#pragma_synchronous.

    That SQLite keeps its word was seen once with strace: the pwrite64 of a commit, its fdatasync, then the answer.
    """
    assert journal._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_closed_journal_is_not_taken_for_a_damaged_one(path: Path) -> None:
    """A programming error is told as one and moves no file."""
    journal = Journal(path, QueueFact)
    journal.close()
    with pytest.raises(sqlite3.ProgrammingError):
        list(journal.replay())
    assert sorted(file.name for file in path.parent.iterdir()) == ["queue.db", "queue.lock"]
