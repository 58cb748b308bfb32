# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which espeak-ng this machine has, and how fast it is to be told to speak."""

import re
import subprocess

WORDS_A_MINUTE = 145
"""Slower than espeak-ng's 175: a formant voice in a hall, to somebody who hears it for the first time."""

_SLOW = (1, 52)
_SLOW_SHARE = 0.8
"""From 1.52 on its Ukrainian has the line "speed 80": of what it is told it does four fifths."""


def version(program: str, timeout_s: float) -> str:
    """Return the version that the program says it is, "1.51"; "" if it cannot be asked."""
    command = [program, "--version"]
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    words = said.stdout.decode(errors="replace").split("Data at")[0].split()
    return words[-1] if words else ""


def words_a_minute(voice: str, version: str) -> int:
    """Return what a voice of a version is told, so that each speaks as fast as the other."""
    found = re.match(r"(\d+)\.(\d+)", version)
    slow = found is not None and (int(found[1]), int(found[2])) >= _SLOW
    return round(WORDS_A_MINUTE / _SLOW_SHARE) if slow and voice == "uk" else WORDS_A_MINUTE
