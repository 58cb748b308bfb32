# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha take-in`` and ``cherha card``: composes what the card's room has, on this machine or below another root."""

import argparse
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from card import refusals
from card.disk import Disk
from card.installed import current
from card.machine import look
from card.page import page
from card.programs import NoPrograms, Programs
from card.reaching import reached
from card.reading import verify
from card.taking_in import Pi, grow
from card.taking_in import take_in as take_folder_in
from card.waiting import Surface, Waiting
from centre.errors import Unavailable
from centre.service import Inbox, run
from centre.sight import Measured
from cherha.pi_words import BOOT

SYSTEM = Path("/")


def take_in(options: argparse.Namespace) -> int:
    """Take the folder in, and say what this Pi is; of a folder that is refused raise why."""
    _must_be_root(options, "take-in")
    pi = Pi(
        root=options.root,
        source=options.source or options.root / BOOT,
        disk=Disk(),
        programs=Programs() if options.root == SYSTEM else NoPrograms(),
    )
    grow(pi)
    if options.wait:
        _wait(pi)
        return 0
    outcome = take_folder_in(pi, datetime.now(UTC))
    if outcome.refused is not None:
        raise outcome.refused
    if outcome.card is None or not pi.source.is_dir():
        still = f" Nothing was taken in: this Pi is {outcome.card.about.card} still." if outcome.card else ""
        raise Unavailable(
            f"There is no folder {pi.source}.{still} Make it with `{refusals.PROVISION}`, and copy it there."
        )
    print(f"{pi.source}: {'taken in' if outcome.new else 'nothing new, it was taken in before'}.\n")
    if outcome.warning is not None:
        print(outcome.warning, file=sys.stderr)
    print(page(outcome.card, look(pi.root), reached(pi.root, outcome.card)), end="")
    return 0


def card(options: argparse.Namespace) -> int:
    """Print what was taken in; also where its time has run out, which is what somebody wants to know."""
    _must_be_root(options, "card")
    folder = current(options.root)
    if folder is None:
        raise Unavailable(f"This Pi has taken no card in. Copy its folder to its card: {options.root / BOOT}.")
    taken = verify(folder, None)
    print(page(taken, look(options.root), reached(options.root, taken)), end="")
    return 0


def _must_be_root(options: argparse.Namespace, command: str) -> None:
    """Raise Unavailable for whoever may not read the identities; below another root its own files decide."""
    if options.root == SYSTEM and os.geteuid() != 0:
        raise Unavailable(f"Only root may read the identities of this Pi. Say: sudo cherha {command}")


def _wait(pi: Pi) -> None:
    inbox = Inbox()
    run(Waiting(pi=pi, inbox=inbox, open_screen=_open, look=partial(look, pi.root), tell=_tell), inbox)


def _tell(text: str) -> None:
    """Say it in the log, and on the console where that is the unit's stdout: a screen without SDL."""
    print(text, flush=True)


def _open(size: Measured) -> Surface:
    """Open the screen; SDL is not even loaded by a Pi that has nothing to show."""
    from centre.screen_thread import ScreenThread  # noqa: PLC0415 - see the docstring

    # An inbox of its own: a screen that is lost or closed must not end what waits for a folder.
    return ScreenThread(size, "This Pi", Inbox())
