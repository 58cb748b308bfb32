# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a centre's file must fulfil as a whole: the list of cross-checks, one module for each matter."""

from centre.check_names import names
from centre.check_pins import pins
from centre.check_places import printers, time_zone
from centre.check_references import references
from centre.config import CentreFile
from centre.toml_reader import Slip

CHECKS = (names, references, pins, printers, time_zone)


def check(centre: CentreFile) -> list[Slip]:
    """Return every contradiction of the file, [] when there is none.

    The centre may be one that ``toml_reader.convert`` could read only in part.
    """
    return [slip for rule in CHECKS for slip in rule(centre)]
