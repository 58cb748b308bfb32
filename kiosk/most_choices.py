# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How many services and spheres a kiosk's screen shows at once, so that their names are legible: pure."""

from centre.config import CentreFile
from centre.config_kiosks import Kiosk, KioskScreen
from kiosk import choices, face
from kiosk.choices import MOST_CHOICES, Offer
from kiosk.pages import Begun, Closed, Known
from kiosk.which_page import page

LONGEST: Closed = "internet"
"""The reason that takes the most room on a choice."""


def most(centre: CentreFile, kiosk: Kiosk) -> int:
    """Return how many have room on every part of the first level, be any of them closed; seven at most."""
    if kiosk.screen is None or not kiosk.screen.touch:
        return MOST_CHOICES
    counts = range(MOST_CHOICES, 1, -1)
    return next((count for count in counts if _fit(centre, kiosk.screen, choices.offer(centre, kiosk, count))), 1)


def _fit(centre: CentreFile, screen: KioskScreen, offered: Offer) -> bool:
    closed: dict[str, Closed] = dict.fromkeys(offered.services(), LONGEST)
    known = Known(booked=True, closed={"": None} | closed)
    return all(
        face.fits(centre, screen, page(offered, known, Begun(part=part, language=language, priority=True)))
        for part in range(len(choices.parts_of(offered)))
        for language in centre.centre.languages
    )
