# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The two typefaces, of the hall screen and of the ticket: where they are and how high their capitals are.

Both have digits of one width and all of Ukrainian. They are found here, but opened by whoever draws.
"""

from pathlib import Path
from typing import NamedTuple

from centre.errors import Unavailable


class Typeface(NamedTuple):
    """A font file, the Debian package that brings it, and the folders where systems keep it.

    ``em`` are its units, ``cap`` is the height of a capital in them, as FreeType measures Н.
    """

    file: str
    package: str
    folders: tuple[str, ...]
    em: int
    cap: int

    @property
    def capital(self) -> float:
        """Return the height of a capital as a part of the typeface's size."""
        return self.cap / self.em

    def installed(self, folders: tuple[str, ...] = ()) -> Path:
        """Return its file in the first of its folders (or of ``folders``), or raise Unavailable naming the package."""
        looked_in = folders or self.folders
        for folder in looked_in:
            if (path := Path(folder) / self.file).is_file():
                return path
        raise Unavailable(f"{self.file} was not found in {', '.join(looked_in)}. Install the package {self.package}.")


SCREEN = Typeface(
    file="DejaVuSans-Bold.ttf",
    package="fonts-dejavu-core",
    folders=("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu"),
    em=2048,
    cap=1493,
)
"""DejaVu Sans Bold: wide and open, for eyes at the other end of the hall."""

PAPER = Typeface(
    file="RobotoCondensed-Bold.ttf",
    package="fonts-roboto-unhinted",
    folders=("/usr/share/fonts/truetype/roboto/unhinted", "/usr/share/fonts/TTF", "/usr/share/fonts/google-roboto"),
    em=2048,
    cap=1456,
)
"""Roboto Condensed Bold: a quarter narrower at the same height, so that 4.9 mm capitals fit 48 mm of paper."""
