# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha slots``: the two systems of this card, for people; RAUC's own questions are card/slot_backend.py's."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from card import rauc
from card.slot_sectors import SlotSectors, running
from card.slots import NAMES, State
from card.updating import version

SAID: dict[State, str] = {
    "good": "has proved itself",
    "bad": "is not started: it did not come up, or was not written to its end",
    "2": "is tried at the next start",
    "1": "is on trial, and has one more try",
}
LAST_TRY = "is on trial, in its last try"


def slots(options: argparse.Namespace) -> int:
    """Print them."""
    print("\n".join(_page(options.root)))
    return 0


def _page(root: Path) -> Iterator[str]:
    mine, now = running(root), SlotSectors(root).read()
    for name in NAMES:
        known = version(root) if name == mine else rauc.other_version(root, name)
        state = now.state(name)
        said = LAST_TRY if name == mine and state == "bad" else SAID[state]
        yield f"{name}  {known or 'version unknown'}: {'runs, and ' if name == mine else ''}{said}"
    yield f"Started next: {now.first()}"
