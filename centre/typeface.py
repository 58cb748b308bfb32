# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one typeface of ticket and hall screen, DejaVu Sans Bold: where it is and how high its capitals are.

It has digits of one width and all of Ukrainian. It is found here, but opened by whoever draws.
"""

from pathlib import Path

from centre.errors import Unavailable

FILE = "DejaVuSans-Bold.ttf"
PACKAGE = "fonts-dejavu-core"
"""The Debian package that brings it."""

FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu")
"""Where Debian and Raspberry Pi OS keep it, then where others do."""

EM, CAP = 2048, 1493
"""Units of an em, and the height of a capital in them, as FreeType measures Н."""

CAPITAL = CAP / EM
"""Height of a capital as a part of the typeface's size."""


def installed(folders: tuple[str, ...] = FOLDERS) -> Path:
    """Return the file of the typeface, or raise Unavailable naming the package that brings it."""
    for folder in folders:
        if (path := Path(folder) / FILE).is_file():
            return path
    raise Unavailable(f"{FILE} was not found in {', '.join(folders)}. Install the package {PACKAGE}.")
