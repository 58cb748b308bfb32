# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command of whatever draws a centre's specimens: ``python -m … centre.toml DIR``; it knows no page."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import CherhaError

Writer = Callable[[CentreFile, Path], Sequence[Path]]


def run(write: Writer, what: str, centre_file: str, folder: str) -> int:
    """Let ``write`` fill the folder, and say how many of ``what`` it left; return 2, and why, if the file is wrong."""
    try:
        written = write(load(Path(centre_file)), Path(folder))
    except CherhaError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    sys.stderr.write(f"{len(written)} {what} in {folder}\n")
    return 0
