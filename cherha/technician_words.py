# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician may type when something does not work; ``cherha/NAME.py`` obeys ``cherha NAME``."""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from centre.bank_index import FOLDER

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)

LOG_LEVEL = "CRITICAL"
"""The page says it all; CHERHA_LOG=INFO shows the log too."""

SHORTEST_S, LONGEST_S = 1, 600

ONCE = "print the page once; exit code 0 if everything is ready, 1 if anything is degraded, offline or never heard"
UNIT = "a kiosk, desk, display, siren or rating of centre.toml; without it: the units and their parts, and this machine"
YES = "nobody is there: try what needs no person, and say of the rest that nobody saw it"
WAIT = "for each press; default: %(default)g"
VOICE = "RHVoice's, if it is installed; default: %(default)s"
OUT = "where the page is written; default: doctor-UNIT.md in this folder"


def add_commands(commands: "Commands", default_centre: Path, default_state: Path) -> None:
    """Add ``status``, ``doctor`` and ``voices`` to the command line."""
    status = commands.add_parser("status", help="the centre at a glance: its queue, its windows, its devices; live")
    status.add_argument("--once", action="store_true", help=ONCE)
    _finish(status, "status", default_centre)

    doctor = commands.add_parser("doctor", help="try each part of a unit in turn: press, see, print, hear")
    doctor.add_argument("unit", nargs="?", metavar="UNIT", help=UNIT)
    doctor.add_argument("--yes", action="store_true", help=YES)
    doctor.add_argument("--wait", type=seconds, default=20.0, metavar="SECONDS", help=WAIT)
    doctor.add_argument("--out", type=Path, metavar="FILE", help=OUT)
    doctor.add_argument(
        "--state", type=Path, default=default_state, metavar="DIR", help="of the journal; default: %(default)s"
    )
    _finish(doctor, "doctor", default_centre)

    voices = commands.add_parser("voices", help="record the words of all calls with the best voice of this machine")
    voices.add_argument("--out", type=Path, default=FOLDER, metavar="DIR", help="default: %(default)s")
    voices.add_argument("--voice", choices=("natalia", "anatol"), default="natalia", help=VOICE)
    voices.set_defaults(run=_obedient("voices"), log=LOG_LEVEL)


def seconds(text: str) -> float:
    """Return how long a press is waited for, or let argparse say what was expected."""
    try:
        meant = float(text)
    except ValueError:
        meant = 0.0
    if not SHORTEST_S <= meant <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text}: expected seconds, from {SHORTEST_S} to {LONGEST_S}")
    return meant


def _finish(parser: argparse.ArgumentParser, name: str, default_centre: Path) -> None:
    """Give a command the file of the centre, and who obeys."""
    parser.add_argument("--centre", type=Path, default=default_centre, metavar="FILE", help="default: %(default)s")
    parser.set_defaults(run=_obedient(name), log=LOG_LEVEL)


def _obedient(name: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"cherha.{name}"), name)(options))

    return run
