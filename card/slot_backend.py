# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What RAUC asks of its "custom" bootloader, and how it is obeyed; /usr/lib/rauc/cherha-slots is its command line.

RAUC asks several times in a row and waits 25 seconds for all of it, so nothing is imported that is not needed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from card.slot_sectors import SlotSectors
from card.slots import NAMES, Name, Slots, activated
from centre.errors import CherhaError, Unavailable

ASKED = "get-primary, get-state A, set-primary A, set-state A good"


def main(words: Sequence[str], root: Path = Path("/")) -> int:
    """Print the answer, if there is one; a fault is one sentence on stderr and exit code 1."""
    try:
        answer = obey(words, SlotSectors(root))
    except CherhaError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - RAUC's log has it
        return 1
    if answer:
        print(answer)  # noqa: T201 - RAUC reads it
    return 0


def obey(words: Sequence[str], sectors: SlotSectors) -> str:
    """Return the answer to a question, "" once an order is obeyed and on the card."""
    match words:
        case ["get-primary"]:
            return sectors.read().first()
        case ["get-state", ("A" | "B") as name]:
            return "bad" if sectors.read().state(name) == "bad" else "good"
        case ["set-state", ("A" | "B") as name, ("good" | "bad") as state]:
            sectors.write(sectors.read().become(name, state))
        case ["set-primary", ("A" | "B") as name]:
            sectors.write(preferred(sectors.read(), name))
        case _:
            raise Unavailable(f"cherha-slots {' '.join(words)}: unknown. Expected one of: {ASKED}")
    return ""


def preferred(now: Slots, name: Name) -> Slots:
    """Return the state in which a slot is started next: one that has proved itself has not to do it again."""
    if now.state(name) != "good":
        return activated(now, name)
    return now._replace(order=tuple(sorted(NAMES, key=lambda one: one != name)))
