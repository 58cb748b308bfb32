# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the head of centre may type: the words of the office's commands; ``cherha/office.py`` obeys most of them.

Only the command that runs is imported, so the others do not wait for it.
"""

import argparse
import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from centre.facts_base import Resource, TicketNumber
from centre.letters import fold

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)

LOG_LEVEL = "CRITICAL"
"""A person reads sentences, not a service's log; CHERHA_LOG=INFO shows it all the same."""


def add_commands(commands: "Commands", default_centre: Path) -> None:
    """Add ``appointments``, ``outage``, ``alert``, ``call``, ``closing``, ``ratings`` and ``clock``."""
    booked = commands.add_parser("appointments", help="hand in a day's bookings, from a CSV file")
    booked.add_argument("file", type=Path, metavar="FILE", help="CSV (UTF-8) with the columns time, code, service")
    booked.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="the day they are for; default: today")
    _finish(booked, "appointments", default_centre, "cherha.appointments")

    outage = commands.add_parser("outage", help="say that something services need has failed, or works again")
    outage.add_argument("resource", choices=get_args(Resource), metavar="RESOURCE", help=", ".join(get_args(Resource)))
    outage.add_argument("--over", action="store_true", help="it works again")
    _finish(outage, "outage", default_centre)

    alert = commands.add_parser("alert", help="raise an air-raid alert by hand, or say the all-clear")
    alert.add_argument("--over", action="store_true", help="the all-clear")
    _finish(alert, "alert", default_centre)
    call = commands.add_parser("call", help="call a ticket by its number, out of turn")
    call.add_argument("ticket", type=ticket, metavar="TICKET", help="as А001; Latin look-alikes are understood")
    call.add_argument("window", type=int, metavar="WINDOW", help="the number of an open window with nobody at it")
    _finish(call, "call", default_centre)

    closing = commands.add_parser("closing", help="list who is not served yet; decide who is carried to the next day")
    carry = "make these tickets, or all that are left, good on the next day"
    closing.add_argument("--carry", type=ticket, nargs="*", metavar="TICKET", help=carry)
    _finish(closing, "closing", default_centre)

    ratings = commands.add_parser("ratings", help="say how today's citizens found the service, in counts")
    _finish(ratings, "ratings", default_centre, "cherha.ratings")

    clock = commands.add_parser("clock", help="say what the dispatcher thinks of its clock, or vouch for it")
    clock.add_argument("--trust", action="store_true", help="the clock is right, though nothing proves it")
    _finish(clock, "clock", default_centre)


def day(text: str) -> date:
    """Return a date, or let argparse say what was expected."""
    try:
        meant = date.fromisoformat(text)
    except ValueError:
        meant = None
    if meant is None or str(meant) != text:  # fromisoformat takes 20261123 and 2026-W48-1 too
        raise argparse.ArgumentTypeError(f"{text}: expected a date, as 2026-11-23")
    return meant


def ticket(text: str) -> str:
    """Return the ticket number that was meant, Latin look-alikes understood, or let argparse say what was expected."""
    try:
        return msgspec.convert(fold(text), TicketNumber)
    except msgspec.ValidationError:
        raise argparse.ArgumentTypeError(f"{text}: expected a ticket number, as А001") from None


def _finish(parser: argparse.ArgumentParser, name: str, default_centre: Path, module: str = "cherha.office") -> None:
    """Give a command what all of them have: the file of the centre, and who obeys."""
    parser.add_argument("--centre", type=Path, default=default_centre, metavar="FILE", help="default: %(default)s")
    parser.set_defaults(run=_obedient(module, name), log=LOG_LEVEL)


def _obedient(module: str, name: str) -> Callable[[argparse.Namespace], int | None]:
    def run(options: argparse.Namespace) -> int | None:
        done: int | None = getattr(importlib.import_module(module), name)(options)
        return done

    return run
