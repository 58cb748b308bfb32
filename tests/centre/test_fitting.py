# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a picture stands on a screen of other dots, and which of its pixels is touched there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.fitting import fit
from centre.picture import Rect

sizes = st.integers(1, 4000)


@pytest.mark.parametrize(
    ("picture", "screen", "area", "turned"),
    [
        ((1280, 720), (1280, 720), Rect(0, 0, 1280, 720), False),
        ((1280, 720), (1920, 1080), Rect(0, 0, 1920, 1080), False),
        ((1280, 720), (1024, 768), Rect(0, 96, 1024, 576), False),
        ((800, 480), (1920, 1080), Rect(60, 0, 1800, 1080), False),
        ((1080, 1920), (1920, 1080), Rect(0, 0, 1920, 1080), True),
        ((1080, 1920), (1080, 1920), Rect(0, 0, 1080, 1920), False),
        ((1920, 1080), (1080, 1920), Rect(0, 656, 1080, 608), False),
    ],
)
def test_a_picture_is_as_large_as_it_goes(
    picture: tuple[int, int], screen: tuple[int, int], area: Rect, *, turned: bool
) -> None:
    """In the middle, in its own proportions; an upright one is turned on a screen that lies."""
    assert fit(*picture, *screen)[:2] == (area, turned)


@given(sizes, sizes, sizes, sizes)
def test_it_is_never_beside_the_screen(width: int, height: int, screen_width: int, screen_height: int) -> None:
    """And it touches two opposite edges of it."""
    area = fit(width, height, screen_width, screen_height).area
    assert area.left >= 0
    assert area.top >= 0
    assert area.width == screen_width or area.height == screen_height
    assert area.right <= screen_width
    assert area.bottom <= screen_height


@pytest.mark.parametrize(
    ("picture", "screen", "touched", "pixel"),
    [
        ((800, 480), (800, 480), (0.0, 0.0), (0, 0)),
        ((800, 480), (800, 480), (799.9, 479.9), (799, 479)),
        ((800, 480), (1600, 960), (801.0, 481.0), (400, 240)),
        ((800, 480), (1920, 1080), (0.0, 0.0), (0, 0)),  # beside it
        ((800, 480), (1920, 1080), (60.0 + 900, 540.0), (400, 240)),
        ((1080, 1920), (1920, 1080), (0.0, 1079.9), (0, 0)),  # its top is the left edge
        ((1080, 1920), (1920, 1080), (0.0, 0.0), (1079, 0)),
        ((1080, 1920), (1920, 1080), (1919.9, 1079.9), (0, 1919)),
        ((1080, 1920), (1920, 1080), (480.0, 270.0), (810, 480)),
    ],
)
def test_a_touch_finds_its_pixel(
    picture: tuple[int, int], screen: tuple[int, int], touched: tuple[float, float], pixel: tuple[int, int]
) -> None:
    """However the picture stands; beside it the nearest one is meant."""
    assert fit(*picture, *screen).back(*touched) == pixel
