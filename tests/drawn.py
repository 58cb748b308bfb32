# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the tests look at what the real SDL has drawn, and hold it against pictures that were found good."""

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from PIL import Image, ImageChops

from centre.picture import Picture
from centre.screen import Screen
from centre.sight import Measured

Opener = Callable[[Measured], Screen]
"""What the fixture ``open_screen`` is."""

DRAWN_WITH = "2.5.8"
"""The pygame-ce of constraints.txt, which carries the FreeType that drew the golden pictures."""

needs_the_same_letters = pytest.mark.skipif(
    pygame.version.ver != DRAWN_WITH, reason=f"the golden pictures are of pygame-ce {DRAWN_WITH}"
)


def pixels(screen: Screen, folder: Path) -> Image.Image:
    """Return what is on the screen."""
    screen.save(folder / "shown.png")
    with Image.open(folder / "shown.png") as shown:
        return shown.convert("RGB")


def assert_golden(screen: Screen, picture: Picture, golden: Path, folder: Path) -> None:
    """Show a picture and hold it against the golden one, to the last pixel; leave it in ``folder`` to be looked at."""
    screen.show(picture)
    drawn = pixels(screen, folder)
    with Image.open(golden) as kept:
        assert ImageChops.difference(drawn, kept.convert("RGB")).getbbox() is None, folder / "shown.png"
