# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to ``centre.toml``: read it whole, or say everything that is wrong with it."""

from pathlib import Path

from centre.config import CentreFile
from centre.config_check import check
from centre.errors import BadConfig
from centre.toml_reader import convert, parse


def load(path: Path) -> CentreFile:
    """Return the centre that the file describes, every cross-check passed.

    Raise BadConfig otherwise; its text has one line for each error, beginning with the file's name as given.
    """
    reading = convert(parse(path), CentreFile)
    slips = [*reading.slips, *check(reading.value)]
    if slips:
        raise BadConfig("\n".join(f"{path}: {slip}" for slip in slips))
    return reading.value
