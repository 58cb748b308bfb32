# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A QR code that the printer draws itself (GS ( k): a few hundred bytes instead of a picture; it knows no tickets."""

from kiosk import paper, qr_code
from kiosk.code_page import LINE_FEED_DOTS
from kiosk.composing import Composer

CORRECTIONS = {"L": 0, "M": 1}
"""As python-escpos counts them."""


def compose(composer: Composer, text: str, width_dots: int) -> int:
    """Compose the code as large, and as well corrected, as our own picture of it; return the dots of paper it takes.

    Printers draw it without its quiet zone, so a line of white stands above.
    """
    room_dots = paper.room_dots(width_dots) // paper.COARSE
    composer.set(align="center", custom_size=True, width=1, height=1)
    composer._raw(b"\n")  # noqa: SLF001 - text() wants a code page, which a printer of pictures has not
    correction = CORRECTIONS[qr_code.correction(text, room_dots)]
    composer.qr(text, ec=correction, size=qr_code.MODULE_DOTS * paper.COARSE, native=True)
    return LINE_FEED_DOTS + qr_code.height_dots(text, room_dots) * paper.COARSE
