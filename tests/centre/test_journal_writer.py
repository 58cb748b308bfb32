# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The journal behind a thread: order, one commit for all that waits, permits, and a disk that refuses."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.errors import Unavailable
from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line, Words
from centre.journal_writer import JournalTold, JournalWriter, Permit
from centre.service import Inbox, WorkerDied
from tests.conftest import PATIENCE_S


def line(name: str) -> Line:
    """Return a line that can be told from others."""
    return Line(RequestGivenUp(at=datetime(2026, 11, 22, tzinfo=UTC), given_up=name))


class SlowJournal(Journal):
    """A journal on a card that takes its time: it counts commits and waits at the first until it may go on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, QueueFact)
        self.commits: list[int] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.full = self.broken = False

    def append(self, lines: Sequence[Line], words: Words | None = None) -> None:
        """Write when the test says so, or refuse."""
        self.begun.set()
        assert self.go_on.wait(PATIENCE_S)
        if self.broken:
            raise RuntimeError("a fault of ours")
        if self.full:
            raise Unavailable("disk full")
        super().append(lines, words)
        self.commits.append(len(lines))

    def probe(self) -> None:
        """Find room, or none."""
        if self.full:
            raise Unavailable("disk full")


@pytest.fixture
def slow(tmp_path: Path) -> SlowJournal:
    """Return a slow journal in an empty folder."""
    return SlowJournal(tmp_path / "journal.db")


def test_what_waits_together_is_one_commit(slow: SlowJournal) -> None:
    """While the first line is being written three more arrive; they become one commit, in their order."""
    writer = JournalWriter(slow, Inbox())
    writer.write([line("a")])
    assert slow.begun.wait(PATIENCE_S)
    for name in "bcd":
        writer.write([line(name)])
    slow.go_on.set()
    writer.close()
    assert slow.commits == [1, 3]
    assert [written.fact.given_up for written in slow.replay()] == ["a", "b", "c", "d"]
    slow.close()


def test_a_permit_is_granted_after_the_commit(slow: SlowJournal) -> None:
    """Who waits for a permit goes on when its line is on the disk, not before."""
    writer, permit = JournalWriter(slow, Inbox()), Permit()
    on_disk: list[int] = []

    def wait() -> None:
        permit.wait()
        on_disk.append(slow.last)

    waiting = threading.Thread(target=wait)
    waiting.start()
    writer.write([line("a")], permit)
    assert slow.begun.wait(PATIENCE_S)
    assert on_disk == []
    slow.go_on.set()
    waiting.join(PATIENCE_S)
    assert on_disk == [1]
    writer.close()
    slow.close()


def test_a_full_disk_refuses_who_waits_and_keeps_the_others_lines(slow: SlowJournal) -> None:
    """Nobody goes on without his line, which is gone; what nobody waited for is written in its order when it can be."""
    inbox, refused, granted = Inbox(), Permit(), Permit()
    slow.full = True
    slow.go_on.set()
    writer = JournalWriter(slow, inbox)
    writer.write([line("a")])
    writer.write([line("b")], refused)
    with pytest.raises(Unavailable) as said:
        refused.wait()
    assert str(said.value) == "The journal has not taken what must be written first; nothing was begun."
    (told,) = inbox.take_all(PATIENCE_S)
    assert (type(told), str(writer.fault)) == (JournalTold, "disk full")
    slow.full = False
    writer.write([line("c")], granted)
    granted.wait()
    assert [type(item) for item in inbox.take_all(PATIENCE_S)] == [JournalTold]
    assert (writer.fault, writer.alive()) == (None, True)
    writer.close()
    assert [written.fact.given_up for written in slow.replay()] == ["a", "c"]
    slow.close()


def test_a_disk_that_takes_again_is_found_without_a_line(slow: SlowJournal) -> None:
    """Who begins nothing new while the disk refuses hears that it does no longer."""
    inbox, refused = Inbox(), Permit()
    slow.full = True
    slow.go_on.set()
    writer = JournalWriter(slow, inbox)
    writer.write([line("a")], refused)
    with pytest.raises(Unavailable):
        refused.wait()
    slow.full = False
    told = [*inbox.take_all(PATIENCE_S)]
    while len(told) < 2:
        told += inbox.take_all(PATIENCE_S)
    assert writer.fault is None
    writer.close()
    assert [*slow.replay()] == []
    slow.close()


def test_nobody_waits_for_a_dead_journal(slow: SlowJournal) -> None:
    """A fault that is not the disk's ends the process: permits behind the line, and asked for after it, are refused."""
    inbox, behind, after = Inbox(), Permit(), Permit()
    slow.broken = True
    writer = JournalWriter(slow, inbox)
    writer.write([line("a")])
    assert slow.begun.wait(PATIENCE_S)
    writer.write([line("b")], behind)
    slow.go_on.set()
    for permit in (behind, after):
        if permit is after:
            writer.close()
            writer.write([line("c")], after)
        with pytest.raises(Unavailable):
            permit.wait()
    (died,) = inbox.take_all(PATIENCE_S)
    assert isinstance(died, WorkerDied)
    assert not writer.alive()
    slow.close()


def test_pruning_waits_for_what_was_written_and_a_disk_that_refuses_it_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Lines go in the journal's own thread, behind what came before; if they cannot, they stay."""
    journal = Journal(tmp_path / "kiosk.db", QueueFact)
    writer = JournalWriter(journal, Inbox())
    lines = [line(str(number)) for number in range(3)]
    writer.write(lines)
    writer.prune(lambda journal: [line.number for line in journal.from_the_first()][:1])
    permit = Permit()
    writer.write(lines[:1], permit)
    permit.wait()
    writer.prune(refusing)
    writer.close()
    assert [line.number for line in journal.replay()] == [2, 3, 4]
    assert [record.getMessage() for record in caplog.records] == ["no room"]
    journal.close()


def refusing(_: Journal) -> list[int]:
    """Choose nothing, as on a disk that refuses."""
    raise Unavailable("no room")
