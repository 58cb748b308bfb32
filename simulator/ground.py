# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The colour that most of a picture has, as a person across the hall would name it; it knows no page and no palette."""

import colorsys
from pathlib import Path
from typing import Literal, cast

from PIL import Image

Ground = Literal["red", "yellow", "blue", "grey"]

GREY, RED, YELLOW = 0.25, 20 / 360, 70 / 360
"""Least saturation of a colour; the hues, of a whole turn, up to which it is red (from either side) and yellow."""


def ground(png: Path) -> Ground:
    """Return the name of the commonest colour; what is neither red nor yellow passes for blue."""
    with Image.open(png) as picture:
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
    _, (red, green, blue) = max(cast("list[tuple[int, tuple[int, int, int]]]", colours))
    hue, saturation, _ = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if saturation < GREY:
        return "grey"
    if hue <= RED or hue >= 1 - RED:
        return "red"
    return "yellow" if hue <= YELLOW else "blue"
