# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the parts of ``make bench`` share: the centre in which nobody has to wait, and how a part is measured alone."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import CherhaError

PORT = 18840

QUICK_S = 0.06
"""The lock-out in a bench's centre: just above the time that a contact needs to count as open again."""


def quick(centre: CentreFile) -> CentreFile:
    """Return the centre with buttons and desks that may be pressed at once and ever again; tickets wait for nothing."""
    return replace(
        centre,
        order=replace(centre.order, minimum_age_s=0),
        kiosks=tuple(replace(kiosk, lockout_s=QUICK_S, most_in_haste=0) for kiosk in centre.kiosks),
        desks=tuple(replace(desk, lockout_s=QUICK_S, settle_s=0.0) for desk in centre.desks),
    )


def example(name: str) -> CentreFile:
    """Return an example centre by its name: small or large."""
    with as_file(files("centre") / "examples" / f"{name}.toml") as path:
        return load(path)


def add_port(parser: argparse.ArgumentParser) -> None:
    """Let the broker's port be chosen."""
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help="the broker's port")


def alone(parser: argparse.ArgumentParser, table: Callable[[Path, argparse.Namespace], str]) -> int:
    """Measure one part in a folder of its own and print its table; return the exit code."""
    add_port(parser)
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="cherha-bench-") as folder:
            print(table(Path(folder), options))
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0
