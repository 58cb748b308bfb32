# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The typefaces of the simulator, from two packages of Debian; found by name wherever the system keeps fonts."""

import functools
from typing import Literal

from PIL import ImageFont

from centre.errors import Unavailable

Face = Literal["DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold", "RobotoCondensed-Bold"]


@functools.lru_cache(maxsize=64)
def face(name: Face, size_px: int) -> ImageFont.FreeTypeFont:
    """Return a typeface at an em of ``size_px``, or raise Unavailable naming the package that carries it."""
    try:
        return ImageFont.truetype(f"{name}.ttf", size_px)
    except OSError as missing:
        package = "fonts-roboto-unhinted" if name.startswith("Roboto") else "fonts-dejavu-core"
        raise Unavailable(f"{name}.ttf was not found. Install the Debian package {package}.") from missing
