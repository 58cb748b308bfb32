# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tools for tests of damage: a journal of many lines, a way to spoil its file, and the sentence that then is said."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from centre.errors import JournalDamaged
from centre.facts import QueueFact, RequestGivenUp
from centre.journal import Journal, Line

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PAGE = 4096
LINES = 3000
"""Some 140 pages of them."""


def fact(number: int) -> RequestGivenUp:
    """Return the fact that stands on the line of this number."""
    return RequestGivenUp(at=AT + timedelta(seconds=number), given_up=f"hall/{number:036d}")


def write(path: Path, count: int = LINES) -> None:
    """Make a journal of so many lines and close it, so that all is in one file."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([Line(fact(number), f"hall/{number}", b"{}") for number in range(1, count + 1)])


def overwrite(path: Path, offset: int, what: bytes) -> None:
    """Change bytes in the middle of a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(what)


def damage_of(path: Path) -> str:
    """Open the journal, and return the sentence that says that it was damaged."""
    with pytest.raises(JournalDamaged) as said:
        Journal(path, QueueFact)
    return str(said.value)
