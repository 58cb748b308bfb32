# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command line: reads the words, finds the file, opens the door to one room; it does nothing by itself."""

import argparse
import faulthandler
import importlib
import importlib.util
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from centre import config
from centre.cards import ALONE, MAIN
from centre.centre_file import load
from centre.config_check import warn
from centre.errors import BadConfig, CherhaError, Unavailable
from centre.service import THREAD_SWITCH_S
from cherha import (
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
FIRST_PORT, LAST_PORT = 1024, 65535

LONGEST_HOLD_S = 60

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
    print(
        f"{options.file}: {_verdict(len(slips))} {centre.centre.name}: "
        f"{len(centre.services)} services, {len(centre.windows)} windows, "
        f"{len(centre.kiosks)} kiosks, {len(centre.desks)} desks, {len(centre.displays)} displays, "
        f"{len(centre.sirens)} sirens, {len(centre.ratings)} rating boxes."
    )
    for slip in slips:
        print(f"{options.file}: warning: {slip}")


def _verdict(warnings: int) -> str:
    """Return what a centre.toml without errors is, in a word."""
    return f"usable, {warnings} {'warning' if warnings == 1 else 'warnings'}:" if warnings else "good."


def _demo(options: argparse.Namespace) -> int:
    return int(_simulator("demo" if options.doctor is None else "ward").main(options))


def _press(options: argparse.Namespace) -> None:
    _simulator("press").main(options)


def _simulator(part: str) -> ModuleType:
    """Return a part of the simulator, or say why there is none: a Pi has real hardware, and its package only that."""
    if importlib.util.find_spec("simulator") is None:
        raise Unavailable("The simulated hardware is not on this machine. Try it from a clone of Cherha: make demo")
    return importlib.import_module(f"simulator.{part}")


def _port(text: str) -> int:
    """Return a port that a broker may have without being root, or let argparse say what was expected."""
    if not text.isdecimal() or not FIRST_PORT <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text}: expected a whole number from {FIRST_PORT} to {LAST_PORT}")
    return int(text)


def _hold(text: str) -> float:
    """Return for how long a finger stays on a button, or let argparse say what was expected."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= LONGEST_HOLD_S:
        raise argparse.ArgumentTypeError(f"{text}: expected seconds, from 0 to {LONGEST_HOLD_S}")
    return seconds


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

    demo = commands.add_parser("demo", help="the whole centre on this machine, on simulated hardware")
    demo.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR", help="default: %(default)s")
    demo.add_argument("--centre", type=Path, metavar="FILE", help="play this centre; default: the small example")
    scenes = "play a story by its script, in a centre of its own, also on a terminal: alert or blackout"
    demo.add_argument("--scene", metavar="NAME", help=scenes)
    demo.add_argument("--port", type=_port, metavar="N", help="the broker's port; default: 18830")
    ward = "no centre, but the simulated hardware of one unit, and `cherha doctor` that tries it"
    demo.add_argument("--doctor", metavar="UNIT", help=ward)
    demo.set_defaults(run=_demo, log="WARNING")

    press = commands.add_parser("press", help="press a button, or touch a choice, of a running demo")
    press.add_argument("unit", metavar="UNIT", help="a kiosk, desk, siren or rating box, as kiosk-hall or desk-1")
    kinds = (
        "at a kiosk a service, sphere, purpose, priority, language-en, digit-7 or voice-listen; "
        "at a desk next, recall, serve, outage-registry …; "
        "at a siren the contact alert, mains_lost or battery_low; "
        "at a rating box excellent, good, acceptable or terrible; "
        "on a touch screen any choice of the page that it shows, as yes, more or back"
    )
    press.add_argument("button", metavar="BUTTON", help=kinds)
    press.add_argument("--hold", type=_hold, default=0.1, metavar="SECONDS", help="default: %(default)s")
    press.set_defaults(run=_press)

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
