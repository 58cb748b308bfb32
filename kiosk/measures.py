# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How large things are on a kiosk's screen, in its pixels: pure. What is small on a small screen is roomy on a large.

Targets: 20 mm and 3 mm apart at least. What stands on them is 4.9 mm high, 0.7 degrees at 400 mm, for whoever touches
stands so near; all else 7.3 mm, 0.7 degrees at 600 mm (EN 301 549, 5.1.4).
"""

import math

from centre.config_kiosks import KioskScreen
from centre.picture import Rect
from centre.sight import least_cap, pixels_per_mm

VIEWING_MM, TOUCHING_MM = 600, 400
"""From the eyes of whoever reads a kiosk's screen, and of whoever touches it."""

TARGET_MM, GAP_MM = 20, 3
"""The least width and height of a target, the least room between two."""

SMALL_MM, ROOMY_MM = 95, 200
"""Shorter sides of a screen of 7 inches, where nothing is to spare, and of one of 16 and more, where all is."""


class Measures:
    """The measures of one screen."""

    def __init__(self, screen: KioskScreen) -> None:
        self.width, self.height = screen.width_px, screen.height_px
        self._per_mm = pixels_per_mm(screen)
        self.shorter = min(screen.width_px, screen.height_px)
        self._room = min(max((self.shorter / self._per_mm - SMALL_MM) / (ROOMY_MM - SMALL_MM), 0.0), 1.0)
        self.upright = screen.height_px > screen.width_px
        self.read_cap, self.touch_cap = least_cap(screen, VIEWING_MM), least_cap(screen, TOUCHING_MM)
        self.target, self.gap = self._mm(TARGET_MM), self._between(GAP_MM, 6)
        self.pad, self.corner = self._between(1.5, 4), self._between(1.5, 3)
        self.frame = self._between(0.5, 0.8)
        self.area = Rect(0, 0, self.width, self.height).inset(self._between(1.5, 12), self._between(0.4, 12))
        self.tile_most, self.bar = self._between(26, 46), self._between(TARGET_MM, 26)
        self.label_most, self.headline_most = self._between(6, 11), self._between(8.5, 16)
        self.alone_most = self._between(60, 110)
        self.key_most = self._between(34, 38)

    def _mm(self, mm: float) -> int:
        return math.ceil(mm * self._per_mm)

    def _between(self, small_mm: float, roomy_mm: float) -> int:
        """Return a measure between those of a small and of a roomy screen."""
        return self._mm(small_mm + (roomy_mm - small_mm) * self._room)
