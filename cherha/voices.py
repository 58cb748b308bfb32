# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha voices``: makes the bank of recordings that displays speak from, and says what is in it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from centre.bank_index import FOLDER, VARIABLE, Index, Tongue
from centre.bank_makers import makers
from centre.bank_making import RATE_HZ, make
from centre.rhvoice import RHVoice
from centre.sound import SAMPLE_BYTES

FINEST, INSTALL = "RHVoice", "sudo apt-get install rhvoice rhvoice-ukrainian rhvoice-english"
"""The engine that makes the best recordings, as an index names it; and how to have it."""


def voices(options: argparse.Namespace) -> int:
    """Record all pieces into ``options.out``; raise DeviceFault or Unavailable with what to do when that fails."""
    print(f"Recording into {options.out} …", flush=True)
    index = make(makers(RHVoice(options.voice)), options.out)
    for line in report(index, options.out):
        print(line)
    return 0


def report(index: Index, out: Path) -> Iterator[str]:
    """Yield a table of what was recorded, what would speak finer, and how a display finds it."""
    yield f"{'':4}{'pieces':>8}{'seconds':>9}{'MB':>6}  engine"
    for language, tongue in index.languages.items():
        seconds, megabytes = _size(tongue)
        yield (
            f"{language:4}{len(tongue.pieces):8}{seconds:9.1f}{megabytes:6.1f}"
            f"  {tongue.engine} {tongue.version}, voice {tongue.voice}"
        )
    others = [language for language, tongue in index.languages.items() if tongue.engine != FINEST]
    if others:
        advice = f"no {FINEST} here, which speaks finer; install it, from Debian's non-free: {INSTALL}"
        yield f"{' and '.join(sorted(others, reverse=True))}: {advice}"  # Ukrainian first
    if out.absolute() != FOLDER:
        yield f"Displays look in {FOLDER}; {VARIABLE}={out.absolute()} shows them this one."


def _size(tongue: Tongue) -> tuple[float, float]:
    seconds = sum(piece.length_s for piece in tongue.pieces)
    return seconds, seconds * RATE_HZ * SAMPLE_BYTES / 1e6
