# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be typed after ``cherha simulate``; ``dispatcher/rehearsal`` obeys it."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from centre.centre_file import load
from centre.time import day_of, read_clocks
from cherha.office_words import day

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)

MOST_DAYS, MOST_TICKETS, MOST_SEED = 250, 20_000, 2**31
"""A year of working days, ten times the large centre's tickets, and more seeds than anybody tries."""

FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2999, 12, 31)
"""Between them there is a calendar: Python's ends with the year 9999, and a centre may open one day a year."""

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
    parser.add_argument("--date", type=_first_day, metavar="YYYY-MM-DD", help="the first day; default: today")
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw it; needs matplotlib")
    parser.set_defaults(run=_simulate, log="WARNING")


_ADDED = "compare with one window more, as passport,property; may be repeated"
_REMOVED = "compare with one window less; may be repeated"
_TICKETS = "visitors a day; default: the sum of visits_per_day in FILE, or 30 for each window"
_SEED = "other people come; default: %(default)s"


def _simulate(options: argparse.Namespace) -> None:
    from dispatcher.rehearsal.rehearse import Wishes, rehearse  # noqa: PLC0415  (no other command waits for it)

    centre = load(options.file)
    wishes = Wishes(
        first=options.date or day_of(read_clocks().utc, centre.centre.time_zone),
        days=options.days,
        seed=options.seed,
        tickets=options.tickets,
        added=options.with_window,
        removed=options.without_window,
        picture=options.plot,
    )
    print(rehearse(centre, wishes))


def _first_day(text: str) -> date:
    """Return a date, or let argparse say what was expected."""
    meant = day(text)
    if not FIRST_DATE <= meant <= LAST_DATE:
        raise argparse.ArgumentTypeError(f"{text}: expected a date from {FIRST_DATE} to {LAST_DATE}")
    return meant


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text}: expected a whole number from {least} to {most}")
        return int(text)

    return number
