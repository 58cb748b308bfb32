# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre, the screens of its kiosks, and every page they can show."""

from datetime import UTC, datetime
from typing import get_args

from centre.config import Centre, KioskScreen
from centre.messages import ClosedReason
from kiosk.pages import Kind, Page

UKRAINIAN = Centre(name="ЦНАП Бородянки", shelter="підвал школи № 1, вхід з двору")
BOTH = Centre(name="ЦНАП Бородянки", languages=("uk", "en"), shelter="підвал школи № 1, вхід з двору")
CENTRES = {"uk": UKRAINIAN, "en": BOTH}

SMALL = KioskScreen()
TALL = KioskScreen(width_px=480, height_px=800)
LARGE = KioskScreen(diagonal_inches=15.6, width_px=1920, height_px=1080)
SCREENS = {"small": SMALL, "tall": TALL, "large": LARGE}

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Nine o'clock in Kyiv."""

REASONS: tuple[ClosedReason, ...] = tuple(reason for reason in get_args(ClosedReason) if reason != "alert")
PAGES = (
    *(Page(kind) for kind in get_args(Kind) if kind != "closed"),
    *(Page("closed", reason) for reason in REASONS),
    Page("closed", "not_yet", NINE),
    Page("closed", "full", booked=True),
    Page("none_given", booked=True),
)
