# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Puts a finished bank of recordings in its place, whole or not at all; it knows no engine."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from centre.bank_index import INDEX
from centre.errors import Unavailable


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Make ``out`` a folder with exactly these files, by their paths in it, in place of the bank that was there.

    They are written beside it and renamed when all are there: at no moment is half a bank in its place, and while it
    is changed there may be none. Raises Unavailable when the folder cannot be written, or holds what is no bank.
    """
    check(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            for name, content in files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if out.exists():
                out.rename(old)
            new.rename(out)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as fault:
        raise Unavailable(f"{out}: {fault.strerror or fault}. Name a folder that can be written.") from fault


def check(out: Path) -> None:
    """Raise Unavailable if ``out`` holds something that is no bank: nothing of a stranger's is taken away."""
    if out.exists() and not (out.is_dir() and ((out / INDEX).exists() or not any(out.iterdir()))):
        raise Unavailable(f"{out} is no bank of recordings, and what is in it stays. Name another folder.")
