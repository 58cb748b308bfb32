# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a spoiled page may cost is known: the lines that are on it, or that it leads to."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from centre.facts import QueueFact, TicketCalled
from centre.journal import Journal
from centre.journal_lines import Line
from tests.faults.disk_pages import PAGE, lost_besides, pages_of_lines, rows, spoiled

LINES = 200
STATS = "SELECT pageno, pagetype, ncell FROM dbstat WHERE name = 'journal'"


def written(folder: Path) -> Path:
    """Return a journal of many lines, each tenth longer than a page, that nobody has open."""
    journal = Journal(folder / "queue.db", QueueFact)
    for n in range(LINES):
        answer = b'{"much":"%s"}' % (b"x" * 9000) if n % 10 == 0 else None
        called = TicketCalled(at=datetime(2026, 11, 23, tzinfo=UTC), ticket=f"A{n:03}", window=1)
        journal.append([Line(called, f"desk-1/{n}", answer)])
    journal.close()
    return folder / "queue.db"


def test_each_line_is_on_the_pages_on_which_sqlite_itself_has_it(tmp_path: Path) -> None:
    """So many on each leaf as SQLite counts there, and a long one on all pages that hold its rest."""
    path = written(tmp_path)
    pages = pages_of_lines(path)
    with closing(sqlite3.connect(path)) as database:
        stats = database.execute(STATS).fetchall()
    assert len(pages) == LINES
    counted = Counter(page for several in pages.values() for page in several)
    assert {page: counted[page] for page, kind, _ in stats if kind == "leaf"} == {
        page: cells for page, kind, cells in stats if kind == "leaf"
    }
    assert {page for page, *_ in stats} | {1} == set(counted)
    assert all(counted[page] == 1 for page, kind, _ in stats if kind == "overflow")


def test_only_a_line_on_a_spoiled_page_may_be_lost(tmp_path: Path) -> None:
    """Any other that is gone, or is another one now, is found."""
    path = written(tmp_path)
    before, pages, bytes_before = rows(path, ended=True), pages_of_lines(path), path.read_bytes()
    leaf = max(pages[LINES])
    gone = spoiled(bytes_before, bytes_before[: (leaf - 1) * PAGE] + bytes(PAGE) + bytes_before[leaf * PAGE :])
    assert gone == {leaf}
    on_it = {number for number, several in pages.items() if leaf in several}
    assert 0 < len(on_it) < LINES
    after = {number: line for number, line in before.items() if number not in on_it}
    assert lost_besides(before, after, pages, gone) == []
    other = min(before.keys() - on_it)
    del after[other]
    after[other + 1] = before[other]
    assert lost_besides(before, after, pages, gone) == [other, other + 1]


def test_what_was_cut_off_is_spoiled() -> None:
    """From the page on in which the file ends."""
    assert spoiled(bytes(3 * PAGE), bytes(PAGE + 5)) == {2, 3}
    assert spoiled(bytes(3 * PAGE), bytes(3 * PAGE)) == set()
