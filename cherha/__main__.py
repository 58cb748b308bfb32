# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command line: reads the words, finds the file, opens the door to one room; it does nothing by itself."""

import argparse
import faulthandler
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from centre import config
from centre.cards import ALONE, MAIN
from centre.centre_file import load
from centre.config_check import warn
from centre.english import counted
from centre.errors import BadConfig, CherhaError
from centre.service import THREAD_SWITCH_S
from cherha import (
    demo_words,
    moving_words,
    office_words,
    pi_words,
    provision_words,
    simulate_words,
    technician_words,
    update_words,
)

DEFAULT_CENTRE = Path("/etc/cherha/centre.toml")
DEFAULT_STATE = Path("/var/lib/cherha")

ROLES = {
    "broker": "broker_config.service",
    "dispatcher": "dispatcher.service",
    "kiosk": "kiosk.service",
    "desk": "desk.service",
    "display": "display.service",
    "siren": "siren.service",
    "rating": "rating.service",
    "bridge": "broker_config.bridge",
    "page": "broker_config.pages",
}
"""Where the ``main(centre, unit, state)`` of each role is; only the one that runs is imported."""

EXPECTED_FAULT = 1
BAD_USAGE = 2

STDERR = 2
"""By its number: whoever reads our sys.stderr in its place, as a test does, may have no file behind it."""

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells count."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an expected fault is one sentence on stderr and exit code 1, Ctrl-C 130, never a trace."""
    options = _parser().parse_args(arguments)
    sys.setswitchinterval(THREAD_SWITCH_S)
    level = os.environ.get("CHERHA_LOG", options.log).upper()
    # force: python-escpos calls basicConfig() when it is imported, and the first one wins.
    # journald stamps each line itself; without it a line begins with its time, in seconds since 1970.
    stamp = "" if "JOURNAL_STREAM" in os.environ else "%(created).6f "
    line = f"{stamp}%(levelname)s %(name)s: %(message)s"
    logging.basicConfig(stream=sys.stdout, level=level, format=line, force=True)
    _find_keys(options)
    try:
        done = int(options.run(options) or 0)
        sys.stdout.flush()
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return EXPECTED_FAULT
    except BrokenPipeError:
        if options.run is _run:
            raise  # a service's pipes are no page that somebody reads
        # As of `| head`; Python must find nothing to flush at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXPECTED_FAULT
    except KeyboardInterrupt as interrupt:
        print(str(interrupt) or "Interrupted.", file=sys.stderr)
        return INTERRUPTED
    return done


def _find_keys(options: argparse.Namespace) -> None:
    """Look for identities beside the centre.toml that is meant, as they lie on a Pi, unless we are told where."""
    centre = getattr(options, "centre", None)
    if centre is not None and "CREDENTIALS_DIRECTORY" not in os.environ:
        os.environ.setdefault("CHERHA_KEYS", str(centre.absolute().parent / "keys"))


def _run(options: argparse.Namespace) -> None:
    """Start one service in this process, exactly as its systemd unit does."""
    centre = load(options.centre)
    unit = _unit(options, centre)
    # Without it gpiozero tries driver after driver, warns of each, and may end with one that no Pi has any more.
    os.environ.setdefault("GPIOZERO_PIN_FACTORY", "lgpio")
    # As the units have it, so that one who starts a service by hand finds its journal.
    state = Path(os.environ.get("STATE_DIRECTORY") or options.state or DEFAULT_STATE / options.role)
    # systemd's watchdog ends a service that hangs by SIGABRT: so the log has where it hung.
    faulthandler.enable(STDERR)
    importlib.import_module(ROLES[options.role]).main(centre, unit, state)


def _unit(options: argparse.Namespace, centre: config.CentreFile) -> str:
    """Return the unit that is meant: the named one, or the only one of its role."""
    role, named = options.role, options.unit
    units = [MAIN] if role in ALONE else [str(unit.id) for unit in getattr(centre, f"{role}s")]
    if named in units or (named is None and len(units) == 1):
        return named or units[0]
    known = ", ".join(units) or "none"
    asked = f"there is no {role} '{named}'." if named else f"which {role}?"
    raise BadConfig(f"cherha run {role}: {asked} {options.centre.name} has: {known}. Name one: cherha run {role} ID")


def _check(options: argparse.Namespace) -> None:
    """Say everything that is wrong with a centre.toml; of a good one, what could be better."""
    centre = load(options.file)
    slips = [*warn(centre), *importlib.import_module("display.too_far").too_far(centre)]
    print(f"{options.file}: {_verdict(len(slips))} {centre.centre.name}: {_counted(centre)}.")
    for slip in slips:
        print(f"{options.file}: warning: {slip}")


def _counted(centre: config.CentreFile) -> str:
    """Return how much of each kind a centre has."""
    kinds = {
        "service": centre.services,
        "window": centre.windows,
        "kiosk": centre.kiosks,
        "desk": centre.desks,
        "display": centre.displays,
        "siren": centre.sirens,
        "rating box": centre.ratings,
    }
    several = {"rating box": "rating boxes"}
    return ", ".join(counted(len(all_of), one, several.get(one, "")) for one, all_of in kinds.items())


def _verdict(warnings: int) -> str:
    """Return what a centre.toml without errors is, in a word."""
    return f"usable, {counted(warnings, 'warning')}:" if warnings else "good."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cherha", description="The electronic queue of an Administrative Service Centre (ЦНАП)."
    )
    parser.set_defaults(log="INFO")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run one service in this process, as systemd does")
    run.add_argument("role", choices=ROLES, metavar="ROLE", help=f"one of: {', '.join(ROLES)}")
    run.add_argument("unit", nargs="?", help="its id in centre.toml; not needed if there is only one")
    run.add_argument("--centre", type=Path, default=DEFAULT_CENTRE, metavar="FILE", help="default: %(default)s")
    run.add_argument("--state", type=Path, metavar="DIR", help=f"journal; default: {DEFAULT_STATE}/ROLE")
    run.set_defaults(run=_run)

    check = commands.add_parser("check", help="say everything that is wrong with a centre.toml")
    check.add_argument(
        "file", type=Path, nargs="?", default=DEFAULT_CENTRE, metavar="FILE", help="default: %(default)s"
    )
    check.set_defaults(run=_check)

    demo_words.add_commands(commands)
    office_words.add_commands(commands, DEFAULT_CENTRE)
    simulate_words.add_command(commands, DEFAULT_CENTRE)
    technician_words.add_commands(commands, DEFAULT_CENTRE, DEFAULT_STATE)
    provision_words.add_command(commands)
    pi_words.add_commands(commands)
    moving_words.add_commands(commands, DEFAULT_CENTRE, DEFAULT_STATE)
    update_words.add_commands(commands, DEFAULT_CENTRE)
    return parser


if __name__ == "__main__":
    sys.exit(main())
