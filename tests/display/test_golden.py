# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Pictures of the hall that were looked at and found good, drawn by the real SDL to the pixel; docs/hall.md."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from display.specimen_pictures import SIZES, display, picture
from display.specimen_states import Specimen, specimens
from simulator.hall_page import PICTURES
from simulator.hall_states import STATES
from simulator.kiosk_page import small
from tests.display.halls import LARGE, SMALL
from tests.drawn import Opener, needs_the_same_letters, pixels

GOLDEN = Path(__file__).parents[2] / "docs" / PICTURES
EVERY = list(specimens(SMALL, LARGE))


@needs_the_same_letters
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])
def test_the_hall_sees_the_golden_picture(one: Specimen, size: str, open_screen: Opener, tmp_path: Path) -> None:
    """Each state, on each size of screen, is the picture that was looked at and found good, to the last pixel."""
    golden, seen = GOLDEN / f"{one.name}-{size}.webp", display(size, one.windows)
    screen = open_screen(seen)
    screen.show(picture(one, seen))
    drawn = small(pixels(screen, tmp_path)).convert("RGB")
    with Image.open(golden) as kept:
        other = ImageChops.difference(drawn, kept.convert("RGB")).getbbox()
    renew = f"{tmp_path}/shown.png is not {golden.name}. Look at it; if it is right, renew all of them: make docs"
    assert other is None, renew


def test_there_is_no_other_picture() -> None:
    """A state that is no more leaves none behind, and each that is there is told of on the page."""
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(f"{one}-{size}" for one in STATES for size in SIZES)
    assert sorted(one.name for one in EVERY) == sorted(STATES)
