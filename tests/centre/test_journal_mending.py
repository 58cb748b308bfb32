# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Mending takes its steps so that a power cut or a full disk between any two of them loses nothing."""

import resource
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from centre.errors import JournalDamaged, Unavailable
from centre.facts import QueueFact
from centre.journal import Journal
from centre.journal_advice import WORN
from centre.journal_mending import PIECE, UNREADABLE_IN_A_ROW
from tests.centre.damage import LINES, PAGE, damage_of, fact, overwrite, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the journal is."""
    return tmp_path / "queue.db"


def texts(path: Path) -> list[str]:
    """Open the mended journal and return the texts of its lines but the last, which says that it was mended."""
    with closing(Journal(path, QueueFact)) as journal:
        *lines, mended = journal.replay()
    assert mended.fact.kept == len(lines)
    return [line.fact.given_up for line in lines]


@pytest.mark.parametrize("steps_done", range(4))
def test_cut_in_the_middle_of_mending_loses_nothing(path: Path, steps_done: int) -> None:
    """The power fails between any two steps that put the mended file in its place: the next start ends the work."""
    write(path, 9)
    mended = path.with_name("queue.db.mended")
    path.rename(mended)
    path.write_bytes(b"damaged" * 1000)
    path.with_name("queue.db-wal").write_bytes(b"its log")
    path.with_name("queue.db.mending").write_bytes(b"an earlier try, not whole")
    for suffix in ("", "-wal", "-shm")[:steps_done]:
        with suppress(FileNotFoundError):
            path.with_name(f"queue.db{suffix}").rename(path.with_name(f"queue.db.damaged-1{suffix}"))
    with closing(Journal(path, QueueFact)) as journal:
        assert [line.fact for line in journal.replay()] == [fact(number) for number in range(1, 10)]
    assert path.with_name("queue.db.damaged-1").read_bytes() == b"damaged" * 1000


def test_cut_before_the_mended_file_was_whole_starts_anew(path: Path) -> None:
    """What an earlier mending left half done does not count."""
    write(path, 9)
    overwrite(path, path.read_bytes().index(f'"hall/{5:036d}"'.encode()), b"[")
    write(path.with_name("queue.db.mending"), 3)
    with closing(Journal(path, QueueFact)) as journal, pytest.raises(JournalDamaged):
        list(journal.replay())
    assert texts(path) == [fact(number).given_up for number in (1, 2, 3, 4, 6, 7, 8, 9)]


def test_no_room_to_mend_leaves_the_damaged_file_as_it_is(path: Path) -> None:
    """On a full disk the mending is refused, and done at a later start."""
    write(path)
    overwrite(path, 40 * PAGE, b"\xff" * PAGE)
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(Unavailable) as refusal:
            Journal(path, QueueFact)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(refusal.value).endswith(f"and cannot be mended: disk I/O error. {WORN}")
    assert path.read_bytes() == before
    damage_of(path)
    assert len(texts(path)) > LINES - 40


def test_second_damage_does_not_overwrite_the_first(path: Path) -> None:
    """Each damaged file is kept under a number of its own."""
    for text in (b"first", b"second"):
        path.write_bytes(text * 1000)
        damage_of(path)
        for leftover in path.parent.glob("queue.db-*"):
            leftover.unlink()
    assert path.with_name("queue.db.damaged-1").read_bytes() == b"first" * 1000
    assert path.with_name("queue.db.damaged-2").read_bytes() == b"second" * 1000


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Return what hears what is said to systemd."""
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "systemd"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hears:
        hears.bind(str(tmp_path / "systemd"))
        hears.settimeout(0)
        yield hears


def heard(systemd: socket.socket) -> list[str]:
    """Return all that was said."""
    said = list[str]()
    with suppress(BlockingIOError):
        while True:
            said.append(systemd.recv(1000).decode())
    return said


GOES_ON = "WATCHDOG=1\nEXTEND_TIMEOUT_USEC=60000000"


def test_a_long_mending_says_that_it_goes_on(path: Path, systemd: socket.socket) -> None:
    """A year takes a card longer than a watchdog waits: killed in the midst of it, each mending would begin anew."""
    write(path, 2 * PIECE + 9)
    overwrite(path, path.read_bytes().index(f'"hall/{5:036d}"'.encode()), b"[")
    with closing(Journal(path, QueueFact)) as journal, pytest.raises(JournalDamaged):
        list(journal.replay())
    assert heard(systemd) == [GOES_ON] * 2
    assert len(texts(path)) == 2 * PIECE + 8


def test_a_long_search_for_what_can_be_read_says_that_it_goes_on(path: Path, systemd: socket.socket) -> None:
    """Behind an inner page that is gone it tries one number after the other."""
    write(path, 9)
    overwrite(path, PAGE, b"\xff" * PAGE)
    damage_of(path)
    assert heard(systemd) == [GOES_ON] * (UNREADABLE_IN_A_ROW // PIECE)
