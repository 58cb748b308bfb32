# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of a kiosk's screen that is touched: large enough for fingers, and each of its names means one choice."""

from collections.abc import Iterator
from typing import get_args

from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.config_words import Purpose
from centre.hints import shown
from centre.sight import pixels_per_mm
from centre.toml_reader import Slip, was_read

LEAST_MM = 150, 89
"""A screen of 7 inches: four services, four keys below and a headline, targets of 20 mm and letters for weak eyes."""

KEYS = {"yes", "no", "back", "more", "code", "erase", "priority", "language-en", *get_args(Purpose)}
KEYS |= {f"digit-{digit}" for digit in range(10)}
"""What every touch screen calls its own keys."""


def screens(centre: CentreFile) -> Iterator[Slip]:
    """Yield touch screens too small for targets of 20 mm, and names that would mean two choices on one."""
    for i, kiosk in enumerate(centre.kiosks):
        if kiosk.touch and kiosk.screen is not None:
            yield from _small(kiosk.screen, f"kiosks[{i}].screen")
    if any(kiosk.touch for kiosk in centre.kiosks):
        yield from _names(centre)


def _small(screen: KioskScreen, path: str) -> Iterator[Slip]:
    if not all(map(was_read, (screen.diagonal_inches, screen.width_px, screen.height_px))):
        return
    shorter, longer = (round(side / pixels_per_mm(screen)) for side in sorted((screen.width_px, screen.height_px)))
    if longer < LEAST_MM[0] or shorter < LEAST_MM[1]:
        least = f"{LEAST_MM[0]} x {LEAST_MM[1]} mm"
        text = f"{longer} x {shorter} mm is too small for fingers; expected at least {least}, as 800 x 480 at 7 inches"
        yield Slip(path, f"{text}; take a larger one, or remove touch")


def _names(centre: CentreFile) -> Iterator[Slip]:
    spheres = {sphere.id for sphere in centre.spheres if was_read(sphere.id)}
    for part in ("services", "spheres"):
        for i, one in enumerate(getattr(centre, part)):
            if was_read(one.id) and one.id in KEYS:
                yield Slip(f"{part}[{i}].id", f"{shown(one.id)} is a key of every touch screen; choose another name")
            elif part == "services" and one.id in spheres:
                text = f"{shown(one.id)} is a sphere too; on a touch screen a name means one choice"
                yield Slip(f"services[{i}].id", f"{text}, choose another")
