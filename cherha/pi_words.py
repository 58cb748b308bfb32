# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the Pi itself is told at its boot, and what a technician asks it: ``cherha take-in`` and ``cherha card``."""

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from card.card_file import FOLDER

if TYPE_CHECKING:
    from cherha.technician_words import Commands

BOOT = Path("boot/firmware") / FOLDER

WAIT = "as at boot: show what became of it, and wait while this Pi is nobody; exit code 0 once it is somebody"
ROOT = "the Pi's own disk; below another than / no program is run and no service started; default: %(default)s"


def add_commands(commands: "Commands") -> None:
    """Add ``take-in`` and ``card`` to the command line."""
    take = commands.add_parser("take-in", help="take in the folder on this Pi's card, which says what it is (as root)")
    take.add_argument("--from", dest="source", type=Path, metavar="DIR", help=f"default: /{BOOT}")
    take.add_argument("--wait", action="store_true", help=WAIT)
    _finish(take, "take_in")
    _finish(commands.add_parser("card", help="what this Pi is: its card, its units, its identities (as root)"), "card")


def _finish(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--root", type=Path, default=Path("/"), metavar="DIR", help=ROOT)

    def run(options: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("cherha.pi"), name)(options))

    parser.set_defaults(run=run, log="WARNING")
