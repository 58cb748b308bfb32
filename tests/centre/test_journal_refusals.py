# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The journal says in one sentence why it cannot be had or written, and goes on when it can."""

import errno
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.errors import Unavailable
from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line
from centre.journal_advice import FULL, NOT_OURS, WORN, advice

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NOBODY = 65534
OPEN_IT = """
import sys
from pathlib import Path
from centre.errors import CherhaError
from centre.facts import QueueFact
from centre.journal import Journal
try:
    Journal(Path(sys.argv[1]), QueueFact)
except CherhaError as refusal:
    print(type(refusal).__name__, refusal)
else:
    print("opened")
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a journal in the current folder, so that the way to it is open to every user."""
    monkeypatch.chdir(tmp_path)
    return Path("queue.db")


def line(text: str) -> Line:
    """Return some line."""
    return Line(RequestGivenUp(at=AT, given_up=text))


def texts(path: Path) -> list[str]:
    """Open the journal and return what is in it."""
    with closing(Journal(path, QueueFact)) as journal:
        return [written.fact.given_up for written in journal.replay()]


def refusal_of(path: Path) -> str:
    """Return the sentence with which the journal refuses to open."""
    with pytest.raises(Unavailable) as refusal:
        Journal(path, QueueFact)
    return str(refusal.value)


@contextmanager
def protected(*places: Path) -> Iterator[None]:
    """Be an ordinary user, who may read these places and not write them."""
    modes = [place.stat().st_mode for place in places]
    for place in places:
        place.chmod(0o555)
    if root := os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let the kernel refuse every byte beyond ``size`` of any file, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_second_owner_is_refused(path: Path) -> None:
    """Two owners would repeat numbers: a second one is refused, in any process, until the first closes."""
    in_another_process = [sys.executable, "-c", OPEN_IT, str(path)]
    held = f"{path}: another process holds it. Stop that first; two would repeat numbers."
    with closing(Journal(path, QueueFact)) as journal:
        assert refusal_of(path) == held
        assert subprocess.check_output(in_another_process, text=True) == f"Taken {held}\n"
        journal.append([line("а")])
    assert subprocess.check_output(in_another_process, text=True) == "opened\n"
    assert texts(path) == ["а"]


def test_journal_of_a_newer_cherha_is_refused_and_left_alone(path: Path) -> None:
    """After a step back to an older version nothing is guessed and nothing is moved."""
    with closing(Journal(path, QueueFact)) as journal:
        journal._db.execute("PRAGMA user_version = 4")
    assert refusal_of(path) == (
        "queue.db: written by a newer Cherha (schema 4, this one knows 3). Install that one again."
    )
    assert sorted(file.name for file in Path().iterdir()) == ["queue.db", "queue.lock"]


def test_folder_that_cannot_be_made_is_named(path: Path) -> None:
    """A file where a folder should be is told as the system tells it."""
    path.touch()
    assert refusal_of(path / "queue.db") == (
        "queue.db/queue.db: cannot be opened: File exists. Give the service's user this folder and all in it."
    )


def test_folder_of_somebody_else_is_named(path: Path) -> None:
    """A folder in which the service may not write is told before anything is tried."""
    with protected(Path()):
        assert refusal_of(path) == (
            "queue.db: cannot be opened: Permission denied. Give the service's user this folder and all in it."
        )


def test_file_that_cannot_be_opened_is_not_taken_for_a_damaged_one(path: Path) -> None:
    """What stands in the journal's place and is no file is left as it is; nothing is moved aside."""
    path.mkdir()
    assert refusal_of(path) == (
        "queue.db: cannot be opened: unable to open database file. Give the service's user this folder and all in it."
    )
    assert sorted(file.name for file in Path().iterdir()) == ["queue.db", "queue.lock"]


def test_full_disk_takes_all_or_nothing_and_the_journal_goes_on(path: Path) -> None:
    """What the disk refused is not there, not even in part; when there is room, the numbers go on without a gap."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([line("before")])
        log_size = Path("queue.db-wal").stat().st_size
        for room in (0, 100, 5_000):
            with no_file_larger_than(log_size + room), pytest.raises(Unavailable) as refusal:
                journal.append([line("refused"), line("x" * 20_000)])
            assert str(refusal.value) == (f"queue.db: cannot be written: disk I/O error. Nothing was taken. {WORN}")
        assert journal.last == 1
        journal.append([line("after")])
        assert [(written.number, written.fact.given_up) for written in journal.replay()] == [
            (1, "before"),
            (2, "after"),
        ]
    assert texts(path) == ["before", "after"]


def test_full_disk_at_the_first_start_is_no_damage(path: Path) -> None:
    """A journal that cannot be begun is refused, and begins when there is room."""
    with no_file_larger_than(0):
        assert refusal_of(path) == (f"queue.db: cannot be opened: disk I/O error. {WORN}")
    assert texts(path) == []


def test_locked_by_a_stranger_is_no_damage(path: Path) -> None:
    """Somebody looks into the file with a tool of his own and holds it: an append is refused, the file stays."""
    with closing(Journal(path, QueueFact)) as journal, closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        journal._db.execute("PRAGMA busy_timeout = 0")
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as refusal:
            journal.append([line("а")])
    assert str(refusal.value) == (
        "queue.db: cannot be written: database is locked. Nothing was taken. Another program holds it: end that one."
    )


def test_probe_tells_whether_the_disk_still_refuses(path: Path) -> None:
    """Who has nothing to write learns of a disk that refuses, and of its end; no line comes of it."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([line("before")])
        with (
            no_file_larger_than(Path("queue.db-wal").stat().st_size),
            pytest.raises(
                Unavailable,
                match=r"^queue\.db: cannot be written: disk I/O error\. Nothing was taken\. Restart this Pi",
            ),
        ):
            journal.probe()
        journal.probe()
        assert journal.last == 1
    assert texts(path) == ["before"]


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.ENOSPC, FULL), (errno.EROFS, WORN), (errno.EIO, WORN), (errno.EACCES, NOT_OURS)]
)
def test_each_refusal_of_the_system_has_its_advice(number: int, expected: str) -> None:
    """Nobody is sent to the owner of a folder whose disk is full or read-only."""
    assert advice(OSError(number, os.strerror(number))) == expected


def test_full_disk_of_sqlite_has_its_advice() -> None:
    """SQLite says it in its own code."""
    fault = sqlite3.OperationalError("database or disk is full")
    fault.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert advice(fault) == FULL
