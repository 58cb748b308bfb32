# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cards of a town: made by the technician's own command, so each unit has just the identities that its Pi has."""

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from centre.cards import MAIN, cards
from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.interrupts import uninterrupted
from simulator.processes import die_with_parent
from simulator.runtime import Runtime
from simulator.town_units import BROKER, DISPATCHER


class Cards(NamedTuple):
    """The folders that ``cherha provision`` made of a centre; ``office`` is for the computer of its head."""

    centre: CentreFile
    folder: Path

    @property
    def office(self) -> Path:
        """Where the identities of the office and the technician lie."""
        return self.folder / "office"

    def keys(self, unit: str) -> Path:
        """Return where the identities of a unit's Pi lie; the broker and the dispatcher are found by their names."""
        meant = MAIN if unit in {BROKER, DISPATCHER} else unit
        card = next(card for card in cards(self.centre) if meant in card.units)
        return self.folder / card.id / "cherha" / "keys"


def provision(centre: CentreFile, runtime: Runtime, out: Path) -> Cards:
    """Make the cards of the centre.toml in ``runtime``; the office's come to lie beside each centre.toml."""
    words = [sys.executable, "-m", "cherha", "provision", str(runtime.centre_file), "--out", str(runtime.cards)]
    code, complained = _run(words)
    if code:
        raise Unavailable(f"`cherha provision` failed: {complained.strip()}")
    made = Cards(centre, runtime.cards)
    for beside in (out, runtime.folder):
        shutil.rmtree(beside / "keys", ignore_errors=True)
        shutil.copytree(made.office, beside / "keys")
    return made


def _run(words: list[str]) -> tuple[int, str]:
    """Return what a program ends with and what it complains of; an interrupt goes on when the program has ended.

    ``subprocess.run`` kills it and does not wait (Popen.__exit__): it would be seen for a while behind a demo that says
    that every process has ended.
    """
    with ExitStack() as started:
        with uninterrupted():
            process = subprocess.Popen(
                words,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
            )
            started.callback(_end, process)
        _, complained = process.communicate()
    return process.returncode, complained


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
