# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a box of words: its four buttons, and their lamps."""

from centre import trial_contacts
from centre.config import CentreFile
from centre.trials import Trial


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the box ``unit_id``."""
    rating = next(rating for rating in centre.ratings if rating.id == unit_id)
    pins: dict[str, int] = {button.word: button.pin for button in rating.buttons}
    lamps: dict[str, int] = {b.word: b.led_pin for b in rating.buttons if b.led_pin is not None}
    return (trial_contacts.trial(word="button", contacts=pins, lamps=lamps),)
