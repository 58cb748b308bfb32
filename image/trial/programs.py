# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Runs the programs by which a trial makes cards, sticks and boards; they know nothing of a trial."""

import subprocess

from centre.errors import Unavailable


def run(*words: str) -> str:
    """Return what a program wrote; raise Unavailable with its own words if it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{words[0]} failed: {done.stderr.strip()}")
    return done.stdout
