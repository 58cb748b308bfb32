# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A text as a QR code that any phone reads without Internet (ISO/IEC 18004); it knows neither tickets nor printers."""

from typing import Literal

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.util import BIT_LIMIT_TABLE, QRData, length_in_bits

BLACK, WHITE = 0, 255

MODULE_DOTS = 2
"""A module of 2 dots which the printer doubles: 0.5 mm, which a phone reads at a hand's distance."""

BYTES: Literal[4] = 4
MODE_BITS = 4
"""The mode stands before length and contents of a code: they are bytes, not digits alone."""

QUIET_DOTS = 4 * MODULE_DOTS
"""White around the code that the standard asks for."""

MASK = 3
"""One mask for all: to try the eight costs four times as much as all the rest, and readers undo any."""

CORRECTIONS = (ERROR_CORRECT_M, ERROR_CORRECT_L)
"""A ticket is folded: M repairs 15 %; where that is too wide for the paper, L repairs 7 %."""


def draw(text: str, room_dots: int) -> Image.Image:
    """Return the text, as UTF-8, as a picture of mode "1" with its quiet zone above and below.

    It is at most ``room_dots`` wide if it :func:`fits`. The ends of the quiet zone may lie outside of that: the paper's
    margin is white as well.
    """
    data = text.encode()
    modules = _modules(data, *_fitting(data, room_dots))
    side = modules.width * MODULE_DOTS
    picture = Image.new("1", (side, side + 2 * QUIET_DOTS), WHITE)
    picture.paste(modules.resize((side, side), Image.Resampling.NEAREST), (0, QUIET_DOTS))
    return picture


def fits(text: str, room_dots: int) -> bool:
    """Return whether :func:`draw` keeps within the room."""
    version, _ = _fitting(text.encode(), room_dots)
    return _side_dots(version) <= room_dots


def correction(text: str, room_dots: int) -> Literal["L", "M"]:
    """Return how well the code of :func:`draw` is corrected."""
    _, chosen = _fitting(text.encode(), room_dots)
    return "M" if chosen == ERROR_CORRECT_M else "L"


def height_dots(text: str, room_dots: int) -> int:
    """Return how high the picture of :func:`draw` is, without drawing it."""
    version, _ = _fitting(text.encode(), room_dots)
    return _side_dots(version) + 2 * QUIET_DOTS


def _fitting(data: bytes, room_dots: int) -> tuple[int, int]:
    """Return the version, 1 to 40, and the best correction with which the code is no wider than the room."""
    for correction in CORRECTIONS:
        version = _version(len(data), correction)
        if _side_dots(version) <= room_dots:
            break
    return version, correction


def _version(count: int, correction: int) -> int:
    """Return the smallest version for so many bytes; the library finds it by writing them bit by bit, three times."""
    limits = BIT_LIMIT_TABLE[correction]
    fits = (v for v in range(1, 41) if MODE_BITS + length_in_bits(BYTES, v) + 8 * count <= limits[v])
    return next(fits, 40)


def _side_dots(version: int) -> int:
    return (17 + 4 * version) * MODULE_DOTS


def _modules(data: bytes, version: int, correction: int) -> Image.Image:
    """Return the code with one dot for each module; raise DataOverflowError for what no version holds."""
    code = qrcode.QRCode(version=version, error_correction=correction, border=0, mask_pattern=MASK)
    code.add_data(QRData(data, mode=BYTES))
    code.make(fit=False)
    rows = code.get_matrix()
    picture = Image.new("1", (len(rows), len(rows)), WHITE)
    picture.putdata([BLACK if dark else WHITE for row in rows for dark in row])
    return picture
