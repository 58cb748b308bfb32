# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a display: its screen, its voice, and the panels over windows."""

from centre import trial_screen, trial_sound
from centre.config import CentreFile
from centre.trials import Trial
from display import trial_panels, trial_voice

MM_PER_M = 1000


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the display ``unit_id``."""
    number, display = next((n, display) for n, display in enumerate(centre.displays) if display.id == unit_id)
    distance_mm = display.viewing_distance_m * MM_PER_M
    name, found = f"Display '{display.id}'", list[Trial]()
    if display.screen:
        found.append(trial_screen.trial(display, name, distance_mm, f"displays[{number}]"))
    if display.voice:
        found += (trial_sound.trial(name), trial_voice.trial(centre, display))
    return (*found, *map(trial_panels.trial, display.panel_lines))
