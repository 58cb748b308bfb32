# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pattern of a screen: as long as it says, to the edge, with every letter, large enough."""

import pytest

from centre.config_displays import Display
from centre.config_kiosks import KioskScreen
from centre.picture import Box, Picture, Rect
from centre.sight import Measured, pixels_per_mm
from centre.trial_picture import LETTERS, Axis, length_mm, letters, pattern

HALL, KIOSK = Display(id="hall"), KioskScreen()
SCREENS = pytest.mark.parametrize(
    "screen",
    [HALL, KIOSK, KioskScreen(diagonal_inches=5, width_px=480, height_px=800), Display(id="x", diagonal_inches=98)],
)


def boxes(picture: Picture, colour: str = "snow") -> list[Rect]:
    """Return the areas of the boxes of a colour."""
    return [element.area for element in picture.elements if isinstance(element, Box) and element.colour == colour]


@SCREENS
def test_the_rulers_are_as_long_as_they_say(screen: Measured) -> None:
    """From the beginning of the first tick to that of the last, to half a pixel, on both axes."""
    picture = pattern(screen)
    ticks: dict[Axis, list[int]] = {"across": [], "down": []}
    for area in boxes(picture):
        if area.width == 2 and area.height < screen.height_px / 2:
            ticks["across"].append(area.left)
        elif area.height == 2 and area.width < screen.width_px / 2:
            ticks["down"].append(area.top)
    for axis, places in ticks.items():
        length = length_mm(screen, axis)
        assert abs(max(places) - min(places) - length * pixels_per_mm(screen)) <= 0.5
        assert f"{length} mm" in [text.text for text in picture.texts]


def test_a_ruler_of_100_mm_stands_where_it_fits() -> None:
    """Seven inches are 91 mm high: there it has 50."""
    assert (length_mm(HALL, "across"), length_mm(HALL, "down")) == (100, 100)
    assert (length_mm(KIOSK, "across"), length_mm(KIOSK, "down")) == (100, 50)


@SCREENS
def test_the_frame_is_at_the_very_edge(screen: Measured) -> None:
    """A line along each edge, from corner to corner; nothing is outside."""
    width, height = screen.width_px, screen.height_px
    frame = [Rect(0, 0, width, 2), Rect(0, height - 2, width, 2), Rect(0, 0, 2, height), Rect(width - 2, 0, 2, height)]
    picture = pattern(screen)
    assert set(frame) <= set(boxes(picture))
    areas = [element.area for element in picture.elements]
    assert all(area.left >= 0 and area.right <= width and area.top >= 0 and area.bottom <= height for area in areas)


@SCREENS
def test_the_ring_is_as_wide_as_high(screen: Measured) -> None:
    """In pixels, so that pixels that are not square are seen."""
    ring = boxes(pattern(screen), "amber")
    across = max(area.right for area in ring) - min(area.left for area in ring)
    down = max(area.bottom for area in ring) - min(area.top for area in ring)
    assert across == down


@pytest.mark.parametrize(("screen", "distance_mm"), [(HALL, 5000), (HALL, 12000), (KIOSK, 600)])
def test_every_letter_is_shown_and_large_enough(screen: Measured, distance_mm: float) -> None:
    """In both cases, within the screen, at least 0.7 degrees high; on several pictures if one has no room."""
    pictures = letters(screen, distance_mm)
    shown = " ".join(text.text for picture in pictures for text in picture.texts)
    assert set("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ") | set(LETTERS) <= set(shown)
    for text in (text for picture in pictures for text in picture.texts):
        assert text.cap / pixels_per_mm(screen) / distance_mm >= 0.01222
        assert text.area.left >= 0
        assert text.area.bottom <= screen.height_px
        assert text.area.right <= screen.width_px
