# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The key files that centre.toml names and nobody of the centre makes: a feed's key, the identity at the region."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from centre.cards import MAIN
from centre.config import CentreFile
from centre.credentials import KEYS
from centre.toml_reader import was_read


class KeyFile(NamedTuple):
    """A key file: where centre.toml names it, the unit that reads it, and its whole path on that unit's Pi."""

    place: str
    unit: str
    path: str

    @property
    def name(self) -> str | None:
        """Its name in the Pi's folder of keys; None for one that lies elsewhere, where the technician puts it."""
        path = PurePosixPath(self.path)
        return path.name if path.parent == PurePosixPath(KEYS) else None


def line_of(raw: bytes) -> str | None:
    """Return the key that a feed's file holds: its one line; None if it is none, and would go into no header."""
    key = raw.decode("ascii", errors="replace").strip()
    return key if key and key.isascii() and key.isprintable() else None


def key_files(centre: CentreFile) -> Iterator[KeyFile]:
    """Yield the key files of all units; none of what could not be read."""
    for i, siren in enumerate(centre.sirens):
        if was_read(siren.key_file) and siren.key_file:
            yield KeyFile(f"sirens[{i}].key_file", siren.id, siren.key_file)
    if centre.region is not None and was_read(centre.region) and was_read(centre.region.identity_file):
        yield KeyFile("region.identity_file", MAIN, centre.region.identity_file)
