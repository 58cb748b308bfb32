# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The colour across the hall is told by its commonest pixels, whatever is written on it."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from simulator.ground import Ground, ground


@pytest.mark.parametrize(
    ("colour", "named"),
    [
        ((132, 0, 20), "red"),
        ((255, 40, 0), "red"),
        ((255, 210, 74), "yellow"),
        ((10, 24, 40), "blue"),
        ((255, 255, 255), "grey"),
        ((0, 0, 0), "grey"),
    ],
)
def test_it_has_the_name_that_a_person_gives_it(tmp_path: Path, colour: tuple[int, int, int], named: Ground) -> None:
    """A third of it being something else changes nothing."""
    picture = Image.new("RGB", (60, 30), colour)
    ImageDraw.Draw(picture).rectangle((0, 0, 19, 29), fill=(120, 130, 20))
    picture.save(tmp_path / "hall.png")
    assert ground(tmp_path / "hall.png") == named
