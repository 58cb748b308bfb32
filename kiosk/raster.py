# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A sheet of strips as GS v 0 rasters, in few bytes; it knows neither tickets nor wires.

Only what is black travels: a strip is as wide as its ink and centred by the printer (ESC a), and white is a raster of
one byte's width, because how far ESC J feeds differs from make to make (its unit is 1/203, 1/360 or 1/406 inch).
The rasters are written here: python-escpos' image() makes the same bytes through six copies of each picture in colour
and grey, which took longer than to draw the letters.
"""

from PIL import ImageChops

from kiosk.composing import Composer
from kiosk.paper import BYTE_DOTS, COARSE, Sheet, Strip

FRAGMENT_DOTS = 64
"""Pictures go out in bands so high: cheap printers buffer little, and what a broken line leaves open stays short."""

WHITE_BYTES = 1
"""How wide white is sent."""

FULL, DOUBLED = 0, 3
"""The m of GS v 0: a dot for each bit, or twice as wide and high."""


def compose(composer: Composer, sheet: Sheet) -> int:
    """Compose the sheet; return how many dots of paper it takes."""
    composer.set(align="center")
    rasters = [_white(strip.gap_dots) + _black(strip) for strip in sheet.strips]
    composer._raw(b"".join(rasters) + _white(sheet.rest_dots))  # noqa: SLF001 - as in kiosk/ticket_press.py
    return sheet.height


def most_bytes(width_dots: int, *, coarse: bool) -> int:
    """Return how many bytes a printer may still expect at most when its line breaks within a picture."""
    return FRAGMENT_DOTS * (width_dots // 8 // (COARSE if coarse else 1))


def _white(dots: int) -> bytes:
    return _bands(bytes(WHITE_BYTES * dots), WHITE_BYTES, FULL)


def _black(strip: Strip) -> bytes:
    """Return the rasters of a picture, which is as wide as whole bytes; to a printer black is 1."""
    rows = ImageChops.invert(strip.picture).tobytes()
    return _bands(rows, strip.picture.width // BYTE_DOTS, DOUBLED if strip.scale == COARSE else FULL)


def _bands(rows: bytes, width_bytes: int, mode: int) -> bytes:
    """Return rows of dots as GS v 0 m xL xH yL yH, band by band."""
    size = FRAGMENT_DOTS * width_bytes
    bands = (rows[at : at + size] for at in range(0, len(rows), size))
    head = b"\x1dv0" + bytes([mode]) + width_bytes.to_bytes(2, "little")
    return b"".join(head + (len(band) // width_bytes).to_bytes(2, "little") + band for band in bands)
