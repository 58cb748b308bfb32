# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a picture stands on a screen that has other dots than it: as large as it goes, and upright: pure."""

from typing import NamedTuple

from centre.picture import Rect


class Fitting(NamedTuple):
    """Where the picture stands, and whether it is turned: a quarter, so that its top is the screen's left edge."""

    area: Rect
    turned: bool
    width: int
    height: int

    def back(self, x: float, y: float) -> tuple[int, int]:
        """Return the pixel of the picture that stands at a place of the screen; beside it the nearest one."""
        across = (x - self.area.left) / self.area.width
        down = (y - self.area.top) / self.area.height
        if self.turned:
            across, down = 1 - down, across
        return _within(across * self.width, self.width), _within(down * self.height, self.height)


def fit(width: int, height: int, screen_width: int, screen_height: int) -> Fitting:
    """Return how a picture of this size stands there.

    An upright picture on a screen that lies is meant for one that hangs on its side: it is turned.
    """
    turned = height > width and screen_width > screen_height
    wide, high = (height, width) if turned else (width, height)
    share = min(screen_width / wide, screen_height / high)
    wide, high = round(wide * share), round(high * share)
    area = Rect((screen_width - wide) // 2, (screen_height - high) // 2, wide, high)
    return Fitting(area, turned, width, height)


def _within(place: float, size: int) -> int:
    return min(max(int(place), 0), size - 1)
