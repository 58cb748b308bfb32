# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A folder that one process has to itself, by a lock that ends with the process, however it ends (flock(2))."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre.errors import Unavailable


@contextmanager
def held(folder: Path, refusal: str = "") -> Iterator[None]:
    """Hold a folder that is there; if another has it, raise Unavailable with ``refusal``, without one wait for it."""
    lock = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if refusal else 0))
        except BlockingIOError as busy:
            raise Unavailable(refusal) from busy
        yield
    finally:
        os.close(lock)
