# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Runs the programs that build package, image and bundle; what one of them says is shown only when it fails."""

import os
import subprocess
from collections.abc import Sequence

from centre.errors import Unavailable

LAST_LINES = 15


def run(words: Sequence[str], what: str, **environment: str) -> str:
    """Return what the program wrote; raise Unavailable with its last words if it fails. ``what`` was to be made."""
    everything = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    try:
        done = subprocess.run(
            words,
            env=everything,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as fault:
        raise Unavailable(
            f"Not built, for want of {what}: {words[0]} is not installed. Run: simulator/setup.sh image"
        ) from fault
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-LAST_LINES:])
        raise Unavailable(f"Not built, for want of {what}: {words[0]} ended with {done.returncode}:\n{said}")
    return done.stdout
