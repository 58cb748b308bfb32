# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every language of panels: one text for one panel in one frame, byte for byte; what they all have in common."""

from typing import get_args

import pytest

from centre.config_displays import Panel, PanelDriver, PanelLine
from centre.panel_pace import FRAMING
from centre.panel_text import CODE_PAGE, dashes, written
from display.panel_drivers import DRIVERS
from simulator.panel_frames import Told, decoder

ADDRESSES = (0, 1, 7, 13, 99)
"""Among them the bytes that begin and end a frame, and CR."""

TEXTS = (b"A012", " Ш12".encode(CODE_PAGE), b"----", b"    ")


def test_each_driver_of_the_configuration_is_here() -> None:
    """Whoever adds one adds it at both places."""
    assert set(DRIVERS) == set(get_args(PanelDriver))


def test_qsystems_frame() -> None:
    """0x01, the address, the text, 0x07."""
    assert DRIVERS["qsystem"](0x21, b"A012") == b"\x01\x21A012\x07"
    assert DRIVERS["qsystem"](7, b"    ") == b"\x01\x07    \x07"


def test_plain_text() -> None:
    """The text alone, or behind an address of two digits."""
    assert DRIVERS["ascii"](None, b"A012") == b"A012\r\n"
    assert DRIVERS["ascii"](5, b" 012") == b"05 012\r\n"


@pytest.mark.parametrize("driver", get_args(PanelDriver))
def test_a_frame_says_one_text_to_one_panel(driver: PanelDriver) -> None:
    """Read by the simulator's own ear, one after the other; no driver adds more bytes than the pace reckons with."""
    ear = decoder(driver, addressed=True)
    for address in ADDRESSES:
        for text in TEXTS:
            frame = DRIVERS[driver](address, text)
            assert list(ear.hear(frame)) == [Told(address, text.decode(CODE_PAGE))]
            assert len(frame) <= len(text) + FRAMING


@pytest.mark.parametrize("driver", get_args(PanelDriver))
def test_a_frame_that_was_cut_off_spoils_one_other_at_most(driver: PanelDriver) -> None:
    """As a line that stuck leaves it."""
    ear = decoder(driver, addressed=True)
    frame = DRIVERS[driver](3, b"A012")
    heard = list(ear.hear(frame[: len(frame) // 2] + frame + frame))
    assert heard[-1] == Told(3, "A012")


@pytest.mark.parametrize("driver", get_args(PanelDriver))
def test_no_text_has_a_byte_that_ends_a_frame(driver: PanelDriver) -> None:
    """Digits, letters, dashes and spaces are all that is sent."""
    line = PanelLine(device="/dev/ttyUSB0", driver=driver, panels=(Panel(window=1, address=1),), letters="cp1251")
    for text in (*(written(f"{letter}1", line) for letter in "АЯҐЄІЇ"), dashes(line)):
        assert min(text.encode(CODE_PAGE)) >= 0x20
