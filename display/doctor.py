# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a hall screen."""

from centre import trial_screen
from centre.config import CentreFile
from centre.trials import Trial

MM_PER_M = 1000


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the display ``unit_id``."""
    number, display = next((n, display) for n, display in enumerate(centre.displays) if display.id == unit_id)
    distance_mm = display.viewing_distance_m * MM_PER_M
    return (trial_screen.trial(display, f"Display '{display.id}'", distance_mm, f"displays[{number}]"),)
