# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a line of a journal is and how it stands in its table; pure, it opens no file."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from centre import journal_hours, journal_words
from centre.facts_base import Fact

log = logging.getLogger(__name__)

SCHEMA = 3
"""Grows with every change of the table and with every new kind of fact: an older Cherha then refuses the file."""

NEVER_DELETED = (
    "CREATE TRIGGER never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
CREATE = f"""
BEGIN;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, fact TEXT NOT NULL, request TEXT, answer TEXT
) STRICT;
CREATE TRIGGER never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
{NEVER_DELETED};
{journal_hours.CREATE};
{journal_hours.ADD_WORDS};
{journal_words.CREATE};
PRAGMA user_version = {SCHEMA};
COMMIT;
"""
UPGRADE = {
    1: f"BEGIN; {journal_hours.CREATE}; PRAGMA user_version = 2; COMMIT;",
    2: f"BEGIN; {journal_hours.ADD_WORDS}; {journal_words.CREATE}; PRAGMA user_version = 3; COMMIT;",
}
"""What makes of a file of each older schema one of the next."""

INSERT = "INSERT INTO journal (number, at, kind, fact, request, answer) VALUES (?, ?, ?, ?, ?, ?)"
NEWEST_OF_KIND = "SELECT number FROM journal WHERE kind = ? ORDER BY number DESC LIMIT 1"
OLDEST_OF_KIND = "SELECT number, at, kind, fact, request, answer FROM journal WHERE kind = ? ORDER BY number LIMIT ?"
SELECT = "SELECT number, at, kind, fact, request, answer FROM journal WHERE number >= ? ORDER BY number"

Row = tuple[int, str, str, str, str | None, str | None]
"""A line as it stands in the table."""


class Line(NamedTuple):
    """A fact to be written; ``request`` names the request that caused it, ``answer`` is what that request is told."""

    fact: Fact
    request: str | None = None
    answer: bytes | None = None


class Written(NamedTuple):
    """A line of the journal; numbers grow by one from 1, with gaps only where damage or ``prune`` took lines."""

    number: int
    fact: Any
    request: str | None
    answer: bytes | None


def to_row(number: int, line: Line | Written) -> Row:
    """Return the line as it is stored under ``number``."""
    return (
        number,
        line.fact.at.isoformat(),
        str(line.fact.__struct_config__.tag),
        msgspec.json.encode(line.fact).decode(),
        line.request,
        None if line.answer is None else line.answer.decode(),
    )


class Reader:
    """Reads rows as facts of one kind of journal; ``facts`` is the union of their types."""

    def __init__(self, facts: Any) -> None:
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(facts)

    def line(self, row: Row) -> Written:
        """Return the row's line; raise msgspec.DecodeError when its fact is none of this journal."""
        number, _, _, fact, request, answer = row
        try:
            return Written(number, self._decoder.decode(fact), request, None if answer is None else answer.encode())
        except (TypeError, AttributeError) as wrong:  # a cell whose type is no longer what it was
            raise msgspec.DecodeError(str(wrong)) from wrong

    def sound(self, raw_rows: Iterable[tuple[Any, ...]]) -> Iterator[Written]:
        """Yield the line of each row of bytes that makes sense, out of a damaged file; log each that does not."""
        for raw in raw_rows:
            try:
                cells: Any = [cell if cell is None else cell.decode() for cell in raw[1:]]
                written = self.line((raw[0], *cells))
            except (msgspec.DecodeError, UnicodeDecodeError, AttributeError) as wrong:
                log.warning("line %r makes no sense and is not kept: %s", raw[0], wrong)
            else:
                yield written
