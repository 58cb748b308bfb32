# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How large a letter must be to be read from so far away on such a screen; it knows no page and no queue."""

import math
from typing import Protocol

LEAST_ANGLE = 0.01222
"""Height of a capital over viewing distance: 0.7 degrees (EN 301 549, 5.1.4)."""

LEGIBLE_ANGLE = 0.0064
"""The same of what must be legible without effort: 22 minutes of arc (ISO 9241-303, 5.5.4)."""

MM_PER_INCH = 25.4


class Measured(Protocol):
    """What centre.toml says of any screen."""

    @property
    def diagonal_inches(self) -> float:
        """What it measures across."""

    @property
    def width_px(self) -> int:
        """Its dots across."""

    @property
    def height_px(self) -> int:
        """Its dots down."""


def pixels_per_mm(screen: Measured) -> float:
    """Return how many pixels a millimetre of the screen has."""
    return math.hypot(screen.width_px, screen.height_px) / (screen.diagonal_inches * MM_PER_INCH)


def least_cap(screen: Measured, distance_mm: float) -> int:
    """Return how many pixels high a capital must be to be read from so far away."""
    return math.ceil(LEAST_ANGLE * distance_mm * pixels_per_mm(screen))


def legible_cap(screen: Measured, distance_mm: float) -> int:
    """Return how many pixels high it must be where the 0.7 degrees of the first thing to be seen have no room."""
    return math.ceil(LEGIBLE_ANGLE * distance_mm * pixels_per_mm(screen))
