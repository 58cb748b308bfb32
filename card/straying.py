# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician may have copied onto the open partition in place of a card's folder, or beside it; it only looks.

Nothing of it is removed: somebody may have no other copy.
"""

from pathlib import Path

from broker_config.authority import KEY
from card import refusals
from card.card_file import CARD, SUMS
from card.refusals import Refused
from centre.cards import BESIDE_CARDS
from centre.identity import OFFICE_USERS

AUTHORITYS, OFFICES = BESIDE_CARDS[:2]


def stray(source: Path) -> Refused | None:
    """Return what to say of what lies in the folder or beside it and must not, the worst first; None if all is well."""
    beside = source.parent
    for place in (source, source / AUTHORITYS, beside, beside / AUTHORITYS):
        if (place / KEY).exists():
            return refusals.authority_here(_named(place / KEY, source))
    for place in (source, source / OFFICES, beside, beside / OFFICES):
        for name in (f"{user}.pem" for user in OFFICE_USERS):
            if (place / name).exists():
                return refusals.office_here(_named(place / name, source))
    if not source.is_dir() and all((beside / name).exists() for name in (CARD, SUMS)):
        return refusals.no_folder(CARD)
    return None


def _named(file: Path, source: Path) -> str:
    """Return how a file is called by who looks at the partition with a computer."""
    return file.relative_to(source.parent).as_posix()
