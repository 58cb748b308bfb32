# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every kind of text on every likely screen in millimetres: a call is read from the last chair wherever it has room."""

import math
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from centre.contrast import LEAST, contrast, luminance
from centre.picture import PALETTE
from centre.sight import pixels_per_mm
from display.measure_tables import KINDS, contrasts_table, every_size, pairs
from display.measures import DOTS, Sizes, displays, measure
from display.specimen_boards import board, plain, rush
from display.specimen_pictures import SIZES, picture
from display.specimen_states import Specimen
from display.specimens import pictures
from tests.display.halls import LARGE, SMALL
from tests.drawn import Opener, pixels

CENTRE = plain(LARGE)
DEGREES = 0.7
"""Of a call, from the last chair (EN 301 549, 5.1.4)."""


def degrees(sizes: Sizes, kind: str) -> float:
    """Return the angle by itself, from millimetres and metres."""
    return math.degrees(math.atan2(sizes.mm[kind], sizes.display.viewing_distance_m * 1000))


@pytest.mark.parametrize("which", DOTS)
def test_a_call_is_read_from_the_last_chair_wherever_a_row_of_it_has_room(which: str) -> None:
    """0.7 degrees for the newest and for every other; a screen too narrow for that is marked, and uses all it has."""
    for alike in displays(which):
        for sizes in (measure(CENTRE, display) for display in alike):
            calls = [kind for kind in ("newest", "call") if kind in sizes.mm]
            legible = all(degrees(sizes, kind) >= DEGREES for kind in calls)
            assert "newest" in calls
            assert legible != sizes.too_narrow, sizes


@pytest.mark.parametrize("which", DOTS)
def test_everything_in_the_table_was_found(which: str) -> None:
    """Each kind of text is on each screen; where there is one row, nothing but the newest call is called."""
    for sizes in every_size(CENTRE, which):
        assert set(KINDS) - set(sizes.mm) <= ({"call"} if sizes.rows == 1 else set()), sizes


def test_the_table_says_what_is_on_the_glass(open_screen: Opener, tmp_path: Path) -> None:
    """The newest call's capital, measured in the pixels that SDL drew, is as high as the table has it."""
    display = next(displays("lying"))[1]
    busy = board(CENTRE, rush(CENTRE))
    shown = picture(Specimen("many", CENTRE, busy), display)
    (newest,) = [text for text in shown.texts if text.text == busy.calls[0].ticket]
    screen = open_screen(display)
    screen.show(shown)
    area = newest.area._replace(width=newest.cap // 2)
    letter = pixels(screen, tmp_path).crop((area.left, area.top, area.right, area.bottom))
    ink = ImageChops.difference(letter, Image.new("RGB", letter.size, PALETTE[newest.background])).getbbox()
    assert ink
    assert 0 <= ink[3] - ink[1] - measure(CENTRE, display).mm["newest"] * pixels_per_mm(display) <= 2


def test_every_pair_of_colours_contrasts_7_to_1() -> None:
    """In every state, on every size of screen: texts on their grounds, and arrows."""
    found = pairs(seen for size in SIZES for seen in pictures(SMALL, size))
    assert len(found) > 10
    assert {pair: ratio for pair in found if (ratio := contrast(*pair)) < LEAST} == {}


def test_contrast_is_that_of_wcag() -> None:
    """Black and white are 21:1, a colour is none to itself, and greys are what every checker of web pages says."""
    assert contrast("black", "snow") == pytest.approx(21)
    assert contrast("snow", "black") == pytest.approx(21)
    assert contrast("mist", "mist") == 1
    assert contrast("grey_40", "snow") == pytest.approx(5.74, abs=0.005)
    assert contrast("grey_60", "snow") == pytest.approx(2.85, abs=0.005)
    assert luminance("red") == pytest.approx(0.2126)


def test_the_table_names_a_few_states_and_counts_the_others() -> None:
    """The least contrast stands first."""
    lines = contrasts_table(pictures(SMALL, "720p")).splitlines()[2:]
    ratios = [float(line.split(" | ")[2]) for line in lines]
    assert ratios == sorted(ratios)
    assert any(" +" in line for line in lines)
