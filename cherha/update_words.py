# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician and systemd say about the two systems of a card: ``update``, ``slots`` and ``healthy``."""

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cherha.technician_words import Commands

PLACE = (
    "a bundle (*.raucb), a folder or mounted stick with one, or an address; default: url of [updates] in centre.toml"
)
AGAIN = "also a version that is older, that runs already, or that did not come up here"
BY_ITSELF = "as a stick and the nightly timer say it: that there is nothing to do is no fault, and the green lamp tells"
RESTART = "restart this Pi when it is installed and the clock is right: only then is the night the night"


def add_commands(commands: "Commands", default_centre: Path) -> None:
    """Add them to the command line."""
    update = commands.add_parser("update", help="install a newer version; it takes effect at the next start (as root)")
    update.add_argument("place", nargs="?", metavar="PLACE", help=PLACE)
    update.add_argument("--again", action="store_true", help=AGAIN)
    update.add_argument("--by-itself", action="store_true", help=BY_ITSELF)
    update.add_argument("--restart", action="store_true", help=RESTART)
    update.add_argument("--centre", type=Path, default=default_centre, metavar="FILE", help="default: %(default)s")
    _finish(update, "update")

    slots = commands.add_parser("slots", help="the two systems of this card: versions, which is started next (as root)")
    _finish(slots, "slots")

    healthy = commands.add_parser("healthy", help="wait until this system has proved itself, else restart (as systemd)")
    _finish(healthy, "healthy")


def _finish(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--root", type=Path, default=Path("/"), metavar="DIR", help=argparse.SUPPRESS)

    def run(options: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"cherha.{name}"), name)(options))

    parser.set_defaults(run=run, log="WARNING")
