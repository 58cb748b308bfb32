# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician may type when a centre moves; ``cherha/moving.py`` obeys."""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from card.card_file import FOLDER

if TYPE_CHECKING:
    from cherha.technician_words import Commands

EXPORT = "the whole centre into one file, while it goes on: on the broker's Pi, with sudo; the file holds secrets"
IMPORT = "make this Pi the one that was exported: on a fresh card, with sudo; overwrites nothing"
NEW = "the file to be written, which is not there yet: /mnt/our-centre.cherha"
EXPORTED = "the file that `cherha export` wrote on the old Pi: /mnt/our-centre.cherha"
ETC = "what this Pi has taken in; default: %(default)s"
BOOT = "where a Pi takes its folder in from; default: %(default)s"
STATE = "the journals; default: %(default)s"
CARDS = "the technician's folder with the authority, as `cherha provision --out DIR` made it, takes part"


def add_commands(commands: "Commands", default_centre: Path, default_state: Path) -> None:
    """Add ``export`` and ``import`` to the command line."""
    for name, help_, what in (("export", EXPORT, NEW), ("import", IMPORT, EXPORTED)):
        parser = commands.add_parser(name, help=help_)
        parser.add_argument("file", type=Path, metavar="FILE", help=what)
        parser.add_argument("--etc", type=Path, default=default_centre.parent, metavar="DIR", help=ETC)
        parser.add_argument("--state", type=Path, default=default_state, metavar="DIR", help=STATE)
        parser.add_argument("--boot", type=Path, default=Path("/boot/firmware") / FOLDER, metavar="DIR", help=BOOT)
        parser.add_argument("--cards", type=Path, metavar="DIR", help=CARDS)
        parser.set_defaults(run=_obedient(f"{name}_centre"), log="CRITICAL")


def _obedient(name: str) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        getattr(importlib.import_module("cherha.moving"), name)(options)

    return run
