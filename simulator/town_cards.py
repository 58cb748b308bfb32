# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cards of a town: made by the technician's own command, so each unit has just the identities that its Pi has."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from centre.cards import MAIN, cards
from centre.config import CentreFile
from centre.errors import Unavailable
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
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"`cherha provision` failed: {done.stderr.strip()}")
    made = Cards(centre, runtime.cards)
    for beside in (out, runtime.folder):
        shutil.rmtree(beside / "keys", ignore_errors=True)
        shutil.copytree(made.office, beside / "keys")
    return made
