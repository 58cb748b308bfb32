# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warns of screens whose calls cannot be read from as far as centre.toml says; pure: it draws nothing."""

import math
from collections.abc import Iterator

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display
from centre.sight import LEAST_ANGLE, pixels_per_mm
from centre.toml_reader import Slip
from display.layout import layout
from display.row_size import fit, least_cap, usual_row_in_caps
from display.zone import centre_of

LARGEST_INCHES, NEAREST_DM = 120, 5
"""What centre.toml allows a screen: its largest diagonal, and its nearest seat in tenths of a metre."""


def too_far(centre: CentreFile) -> Iterator[Slip]:
    """Yield the screens on which a row of calls of 0.7 degrees would be wider than the place, and what would do."""
    for i, display in enumerate(centre.displays):
        zone = centre_of(centre, display)
        if display.screen and not _seen(zone, display):
            metres, needed = display.viewing_distance_m, round(60 * math.degrees(LEAST_ANGLE))
            shows = min(_arc_minutes(zone, display), needed - 1)
            text = f"from {metres:g} m this screen shows calls {shows} minutes of arc high, {needed} are needed"
            better = ", or ".join(_better(zone, display))
            advice = "take a larger screen or sit nearer"
            yield Slip(f"displays[{i}]", f"{text}; {advice}: {better}" if better else f"{text}; {advice}")


def _seen(zone: CentreFile, display: Display) -> bool:
    return _widest(zone, display) >= least_cap(display)


def _widest(zone: CentreFile, display: Display) -> float:
    """Return the highest capitals, in pixels, with which a usual row has room."""
    return fit(layout(zone, display).calls, least_cap(display), usual_row_in_caps(zone)).widest


def _arc_minutes(zone: CentreFile, display: Display) -> int:
    """Return how large they are from the last chair, in whole minutes."""
    high_mm = _widest(zone, display) / pixels_per_mm(display)
    return int(60 * math.degrees(math.atan(high_mm / (display.viewing_distance_m * 1000))))


def _better(zone: CentreFile, display: Display) -> Iterator[str]:
    """Yield the smallest larger screen that would do, in whole inches, and the farthest seat that would."""
    for inches in range(math.ceil(display.diagonal_inches), LARGEST_INCHES + 1):
        if _seen(zone, replace(display, diagonal_inches=float(inches))):
            yield f"{inches} inches"
            break
    for tenths in range(int(10 * display.viewing_distance_m), NEAREST_DM - 1, -1):
        if _seen(zone, replace(display, viewing_distance_m=tenths / 10)):
            yield f"{tenths / 10:g} m"
            break
