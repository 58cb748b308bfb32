# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Asks the journal of a unit that runs, as a technician would: beside its owner, without waiting for it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

ALL_TOLD = """
SELECT count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'pressed')
     = count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE json_extract(fact, '$.told'))
   AND count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'issued_alone')
     = count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'handed_over') FROM journal
"""


def answer(journal: Path, question: str, *values: object) -> Any:
    """Return the one value that is the answer; raises what SQLite raises."""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
        return database.execute(question, values).fetchone()[0]


def all_told(journal: Path) -> bool:
    """Return whether each press came to an end that the dispatcher knows, and each number that the kiosk gave alone."""
    return bool(answer(journal, ALL_TOLD))
