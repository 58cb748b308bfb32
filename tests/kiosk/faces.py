# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Centres, the screens of their kiosks, and every page they can show."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from centre import config
from centre.centre_file import load
from centre.config import Centre, CentreFile, Language
from centre.config_kiosks import KioskScreen
from kiosk.face_specimens import SCREENS as SPECIMEN_SCREENS
from kiosk.face_specimens import Specimen, specimens, with_screen
from kiosk.pages import Page

EXAMPLES = Path(config.__file__).parent / "examples"
LITTLE, GREAT = load(EXAMPLES / "small.toml"), load(EXAMPLES / "large.toml")
OURS = Centre(name="ЦНАП Бородянки", shelter="підвал школи № 1, вхід з двору")
UKRAINIAN = replace(LITTLE, centre=OURS)
BOTH = replace(LITTLE, centre=replace(OURS, languages=("uk", "en")))
CENTRES = {"little": LITTLE, "great": GREAT}

SMALL = KioskScreen()
TALL = KioskScreen(width_px=480, height_px=800)
LARGE = KioskScreen(diagonal_inches=15.6, width_px=1920, height_px=1080)
SCREENS = {**SPECIMEN_SCREENS, "wide": KioskScreen(width_px=1024, height_px=600), "tall": TALL, "middle": LARGE}
TOUCHED = {
    **SPECIMEN_SCREENS,
    "wide": KioskScreen(width_px=1024, height_px=600),
    "ten": KioskScreen(diagonal_inches=10.1, width_px=1280, height_px=800),
    "tall": TALL,
    "ten-upright": KioskScreen(diagonal_inches=10.1, width_px=800, height_px=1280),
    "middle": LARGE,
}
"""Screens that can be touched."""

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Nine o'clock in Kyiv."""


def touched(screen: KioskScreen) -> KioskScreen:
    """Return the screen as one that can be touched."""
    return replace(screen, touch=True)


def pages(centre: CentreFile, screen: KioskScreen, language: Language, *, touch: bool) -> Iterator[Specimen]:
    """Yield every page of the centre's first kiosk with this screen."""
    shown = with_screen(centre, screen, touch=touch)
    return specimens(shown, shown.kiosks[0], language)


def closed(**more: Any) -> Page:
    """Return a page that is closed."""
    return Page("closed", **more)
