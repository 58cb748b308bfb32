# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be typed after ``cherha simulate``; ``dispatcher/rehearsal`` obeys it."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from centre.centre_file import load
from cherha.office_words import day

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)

MOST_DAYS, MOST_TICKETS, MOST_SEED = 250, 20_000, 2**31

HELP = "play simulated days by the real rules: waits by service, and what a window more or less would change"


def add_command(commands: "Commands", default_centre: Path) -> None:
    """Add ``simulate`` to the command line."""
    parser = commands.add_parser("simulate", help=HELP)
    parser.add_argument(
        "file", type=Path, nargs="?", default=default_centre, metavar="FILE", help="a centre.toml; default: %(default)s"
    )
    parser.add_argument("--with-window", action="append", default=[], metavar="SERVICES", help=_ADDED)
    parser.add_argument("--without-window", action="append", type=int, default=[], metavar="NUMBER", help=_REMOVED)
    parser.add_argument("--tickets", type=_number(1, MOST_TICKETS), metavar="N", help=_TICKETS)
    parser.add_argument("--days", type=_number(1, MOST_DAYS), default=5, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=_number(0, MOST_SEED), default=1, metavar="N", help=_SEED)
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="the first day; default: today")
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw it; needs matplotlib")
    parser.set_defaults(run=_simulate, log="WARNING")


_ADDED = "compare with one window more, as passport,property; may be repeated"
_REMOVED = "compare with one window less; may be repeated"
_TICKETS = "visitors a day; default: the sum of visits_per_day in FILE, or 30 for each window"
_SEED = "other people come; default: %(default)s"


def _simulate(options: argparse.Namespace) -> None:
    from dispatcher.rehearsal.rehearse import Wishes, rehearse  # noqa: PLC0415  (no other command waits for it)

    wishes = Wishes(
        first=options.date or datetime.now(UTC).date(),
        days=options.days,
        seed=options.seed,
        tickets=options.tickets,
        added=options.with_window,
        removed=options.without_window,
        picture=options.plot,
    )
    print(rehearse(load(options.file), wishes))


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text}: expected a whole number from {least} to {most}")
        return int(text)

    return number
