# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A look into a running unit's journal, as a technician would take it."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

SETTLED_S = 60.0


def wait_for(journal: Path, question: str) -> None:
    """Ask the journal until the question is answered with yes; fail when it is not so for long."""
    until_s = time.monotonic() + SETTLED_S
    while time.monotonic() < until_s:
        database = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
        (yes,) = database.execute(question).fetchone()
        database.close()
        if yes:
            return
        threading.Event().wait(0.05)
    pytest.fail(f"not so within {SETTLED_S:g} s: {question}")
