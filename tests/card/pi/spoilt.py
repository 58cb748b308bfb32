# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Folders of cards that something is wrong with, for the tests of what is said then."""

from pathlib import Path

import msgspec

from card.card_file import KEYS, SUMS
from centre.config import CentreFile

OTHER = "Delete the folder cherha from the card, and copy the one that was made for it."
IDENTITY = f"{KEYS}/kiosk-kiosk-hall.pem"


def named(centre: CentreFile, name: str) -> CentreFile:
    """Return the centre under another name."""
    return msgspec.structs.replace(centre, centre=msgspec.structs.replace(centre.centre, name=name))


def cut_short(folder: Path, _centre: CentreFile) -> None:
    """Lose the end of a file, as when a card is taken out too early."""
    (folder / IDENTITY).write_bytes((folder / IDENTITY).read_bytes()[:100])


def sums_not_there(folder: Path, _centre: CentreFile) -> None:
    """Lose the file that is written last."""
    (folder / SUMS).unlink()
