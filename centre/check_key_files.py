# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of key files: each can be copied by its name, and none takes the place of a unit's identity."""

import re
from collections.abc import Iterator

from centre.cards import units
from centre.config import CentreFile
from centre.hints import shown
from centre.identity import user_of
from centre.key_files import key_files
from centre.toml_reader import Slip

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What every file system takes, the FAT of a card too."""


def key_names(centre: CentreFile) -> Iterator[Slip]:
    """Yield key files whose names a card cannot have, or has already for something else."""
    taken = {f"{user_of(unit.role, unit.id)}.pem" for unit in units(centre)} | {"revoked.pem"}
    for file in key_files(centre):
        if file.name is None:
            continue
        if file.name.lower() in taken:
            text = f"{shown(file.path)}: this file is made by `cherha provision`; choose another name"
            yield Slip(file.place, text)
        elif not _NAME.fullmatch(file.name):
            text = "expected a name of Latin letters, digits, points, hyphens and underlines"
            yield Slip(file.place, f"{shown(file.path)}: {text}")
