# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a box of words: its four buttons, and their lamps."""

from centre import trial_contacts
from centre.config import CentreFile
from centre.trials import Trial
from rating.wiring import lamps, pins


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the box ``unit_id``."""
    rating = next(rating for rating in centre.ratings if rating.id == unit_id)
    return (trial_contacts.trial(word="button", contacts=pins(rating), lamps=lamps(rating)),)
