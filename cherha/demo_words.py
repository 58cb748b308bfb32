# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be typed where the hardware is simulated: ``demo`` and ``press``; a part of ``simulator`` obeys each.

Nothing of it is imported before: a Pi has no simulator.
"""

import argparse
import importlib
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from centre.errors import Unavailable

if TYPE_CHECKING:
    from cherha.technician_words import Commands

FIRST_PORT, LAST_PORT = 1024, 65535

LONGEST_HOLD_S = 60


def add_commands(commands: "Commands") -> None:
    """Add ``demo`` and ``press`` to the command line."""
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
