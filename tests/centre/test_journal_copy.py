# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal is copied while another process writes it: what is in the copy was on the disk, and nothing lacks."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from centre.errors import JournalDamaged, Unavailable
from centre.facts import QueueFact
from centre.journal import Journal, Words
from centre.journal_copy import copy, is_journal, journals, schema
from centre.journal_lines import SCHEMA
from tests.centre.damage import overwrite
from tests.centre.journal_victim import append

VICTIM = Path(__file__).with_name("journal_victim.py")


def test_a_copy_under_load_has_each_line_up_to_some_moment(tmp_path: Path) -> None:
    """Of ten copies each is whole, has no gap, and has all that had been said to be written before it was begun."""
    path, copied = tmp_path / "dispatcher.db", tmp_path / "copy.db"
    writer = subprocess.Popen([sys.executable, str(VICTIM), str(path), "until_killed"], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    try:
        for _ in range(10):
            said = int(writer.stdout.readline().split()[1])
            copy(path, copied)
            with closing(Journal(copied, QueueFact)) as journal:
                numbers = [line.number for line in journal.replay()]
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) >= said
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_what_was_deleted_is_in_no_page_of_a_copy(tmp_path: Path) -> None:
    """Days that are gone are gone from what leaves the building, too."""
    path, copied = tmp_path / "a.db", tmp_path / "copy.db"
    with closing(Journal(path, QueueFact)) as journal:
        append(journal, 300)
        journal.prune(range(1, 200))
        copy(path, copied)
    assert b'"given_up":"150"' not in copied.read_bytes()
    assert b'"given_up":"250"' in copied.read_bytes()


def test_a_copy_is_on_the_disk_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a power cut may bring back the log by which SQLite undoes the copy when it is opened."""
    flushed, flush = list[Path](), os.fsync

    def noting(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        assert sorted(path.name for path in tmp_path.glob("b.db*")) == ["b.db"], "SQLite's own log is gone before"
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    with closing(Journal(tmp_path / "a.db", QueueFact)):
        copy(tmp_path / "a.db", tmp_path / "b.db")
    assert flushed == [tmp_path / "b.db", tmp_path]


def test_a_copy_says_its_schema(tmp_path: Path) -> None:
    """So a journal of a newer Cherha is refused before it lies in its place."""
    with closing(Journal(tmp_path / "a.db", QueueFact)):
        copy(tmp_path / "a.db", tmp_path / "b.db")
    assert schema((tmp_path / "b.db").read_bytes()[:100]) == SCHEMA


def test_a_dispatcher_is_copied_last_and_nothing_but_journals(tmp_path: Path) -> None:
    """A kiosk may have printed only what the dispatcher's copy has; Mosquitto's own file is no journal."""
    for name in ("dispatcher/dispatcher.db", "kiosk/kiosk-hall.db", "display/zone.db"):
        with closing(Journal(tmp_path / name, QueueFact)):
            pass
    (tmp_path / "bridge").mkdir()
    (tmp_path / "bridge" / "mosquitto.db").write_bytes(b"\x00\xb5\x00mosquitto db")
    assert not is_journal(tmp_path / "bridge" / "mosquitto.db")
    found = [str(path.relative_to(tmp_path)) for path in journals(tmp_path)]
    assert found == ["display/zone.db", "kiosk/kiosk-hall.db", "dispatcher/dispatcher.db"]


def test_what_a_copy_leaves_behind_is_the_owners(tmp_path: Path) -> None:
    """Root copies a journal that nobody has open: the service's user must be able to open it afterwards."""
    path = tmp_path / "service" / "a.db"
    with closing(Journal(path, QueueFact)) as journal:
        append(journal, 3)
    if os.geteuid() == 0:
        for each in (path.parent, *path.parent.iterdir()):
            os.chown(each, 4711, 4712)
    copy(path, tmp_path / "copy.db")
    owners = {(each.stat().st_uid, each.stat().st_gid) for each in path.parent.iterdir()}
    assert len(owners) == 1


def test_a_damaged_journal_is_not_copied(tmp_path: Path) -> None:
    """It is said, and no piece of a copy stays."""
    path, copied = tmp_path / "a.db", tmp_path / "copy.db"
    with closing(Journal(path, QueueFact)) as journal:
        append(journal, 2000)
    overwrite(path, 9 * 4096, b"\xff" * 4096 * 20)
    with pytest.raises(JournalDamaged, match=r"a\.db: damaged \(.*\), and so not copied\. Restart its service, which"):
        copy(path, copied)
    assert not copied.exists()


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A full disk, a folder that is not there."""
    with closing(Journal(tmp_path / "a.db", QueueFact)):
        pass
    with pytest.raises(
        Unavailable, match=r"a\.db: cannot be copied: unable to open database: .*\. Run this with sudo\.$"
    ):
        copy(tmp_path / "a.db", tmp_path / "nowhere" / "copy.db")


def test_a_journal_waits_for_no_copy(tmp_path: Path) -> None:
    """Emptying SQLite's log is not worth a moment of the queue: the next commits write over what is left."""
    path = tmp_path / "a.db"
    with closing(Journal(path, QueueFact)) as journal, closing(sqlite3.connect(path)) as reader:
        append(journal, 1)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchall()
        done: list[str] = []
        journal._db.set_trace_callback(done.append)
        journal.append([], Words({}, emptied=True))
        assert done[-3:] == ["PRAGMA busy_timeout = 0", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA busy_timeout = 5000"]
