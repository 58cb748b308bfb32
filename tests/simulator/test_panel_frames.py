# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The ear of simulated panels, held against bytes from their makers' papers, and against noise."""

import pytest

from simulator.panel_frames import Lines, QSystemFrames, Told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"\x01\x21A012\x07", [Told(0x21, "A012")]),
        (b"\x01\x07   \x07", [Told(7, "   ")]),
        (b"\x01\x01A1\x07", [Told(1, "A1")]),
        (b"noise\x07\x01\x02\xd8012\x07\x01\x03    \x07", [Told(2, "Ш012"), Told(3, "    ")]),
        (b"\x01\x02A0\x01\x02A013\x07", [Told(2, "A013")]),
        (b"\x01\x02A012", []),
    ],
)
def test_qsystems_panels_hear_whole_frames(said: bytes, told: list[Told]) -> None:
    """Whatever the address is, in one piece or byte by byte; noise and half frames are passed over."""
    assert list(QSystemFrames().hear(said)) == told
    slowly = QSystemFrames()
    assert [one for byte in said for one in slowly.hear(bytes([byte]))] == told


@pytest.mark.parametrize(
    ("addressed", "said", "told"),
    [
        (False, b"A012\r\n", [Told(None, "A012")]),
        (False, b"A012\r    \r", [Told(None, "A012"), Told(None, "    ")]),
        (True, b"05A012\r\n99----\r\n", [Told(5, "A012"), Told(99, "----")]),
        (True, b"A012\r\n05 012\r\n05", [Told(5, " 012")]),
        (False, b"\0\0\0A012\r\n", [Told(None, "A012")]),
    ],
)
def test_plain_panels_hear_whole_lines(said: bytes, told: list[Told], *, addressed: bool) -> None:
    """With or without LF; a line without an address is nobody's where all have one."""
    assert list(Lines(addressed=addressed).hear(said)) == told
    slowly = Lines(addressed=addressed)
    assert [one for byte in said for one in slowly.hear(bytes([byte]))] == told
