# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The box of citizens' words beside the journal: on the disk at once, but in no order and with no time.

A line of the journal stands between others whose times are exact, so a word that were a line would be its citizen's,
and its clerk's. Here a word is one more in a count, and its request one more id in a set that is sorted by itself.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import msgspec

from centre.facts_base import Word

log = logging.getLogger(__name__)

Box = Mapping[tuple[str, Word], int]
"""How many words of each service wait to be written down; "" is no service. It is never changed in place."""

Counted = tuple[str, Word, Annotated[int, msgspec.Meta(ge=1)]]
Asked = tuple[UUID]
"""The rows of the two tables."""

CREATE = """
CREATE TABLE words (
    service TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (service, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE word_requests (request TEXT PRIMARY KEY) STRICT, WITHOUT ROWID
"""

CLEAR, FORGET = "DELETE FROM words", "DELETE FROM word_requests"
INSERT = "INSERT INTO words (service, word, count) VALUES (?, ?, ?)"
REMEMBER = "INSERT OR IGNORE INTO word_requests (request) VALUES (?)"
SELECT = "SELECT service, word, count FROM words"
SELECT_REQUESTS = "SELECT request FROM word_requests"


class Words(NamedTuple):
    """What a commit makes of the box: all that is in it now, and the requests that came.

    ``new_day``: the requests of the day before are forgotten. ``emptied``: it has been counted into lines.
    """

    box: Box
    requests: tuple[str, ...] = ()
    new_day: bool = False
    emptied: bool = False


def sound(rows: Iterable[tuple[Any, ...]], kind: Any) -> Iterator[Any]:
    """Yield the rows that make sense; one in which a letter is wrong costs itself, and not every start from now on."""
    for row in rows:
        try:
            yield msgspec.convert(row, kind)
        except msgspec.ValidationError as wrong:
            log.warning("a row of the citizens' words makes no sense and is passed over: %s", wrong)
