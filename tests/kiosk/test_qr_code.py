# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The size of a QR code is known before it is drawn."""

import pytest
from qrcode import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from kiosk import qr_code


@pytest.mark.parametrize("room_dots", [184, 280])
@pytest.mark.parametrize("letters", [1, 7, 8, 90, 200, 400])
def test_the_height_is_the_pictures(letters: int, room_dots: int) -> None:
    """A printer that draws the code itself takes the same paper, so nobody draws it to learn its height."""
    text = "ї" * letters
    assert qr_code.height_dots(text, room_dots) == qr_code.draw(text, room_dots).height


@pytest.mark.parametrize("correction", qr_code.CORRECTIONS)
def test_the_version_is_the_smallest(correction: int) -> None:
    """For every length a code can have, our version is the one that the library finds by trying."""
    assert qr_code.BYTES == MODE_8BIT_BYTE
    for count in range(1, 1200, 13):
        code = QRCode(error_correction=correction)
        code.add_data(QRData(b"\xd1" * count, mode=qr_code.BYTES))
        assert qr_code._version(count, correction) == code.best_fit(), count
