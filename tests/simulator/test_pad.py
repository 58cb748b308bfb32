# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated pad: what it says on its line, what its LED obeys, and what pulling its plug does to both."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from centre.errors import Unavailable
from simulator.pad import LED, SimulatedPad
from simulator.pins_client import PinsClient

KEYS = (0x31, 0x32)

Maker = Callable[..., SimulatedPad]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Maker]:
    """Return a maker of pads; the one made is closed."""
    pads: list[SimulatedPad] = []

    def make(**more: Any) -> SimulatedPad:
        pads.append(SimulatedPad(tmp_path / "pad", tmp_path / "door", keys=KEYS, **more))
        return pads[-1]

    yield make
    for pad in pads:
        pad.close()


@pytest.fixture
def hand(tmp_path: Path) -> PinsClient:
    """Return the hand that presses."""
    return PinsClient(tmp_path / "door")


def opened(pad: SimulatedPad) -> int:
    """Open its line as a desk does."""
    return os.open(pad.device, os.O_RDWR | os.O_NOCTTY)


def heard(line: int, count: int) -> bytes:
    """Return all that has been said when it is so many bytes or more."""
    said = b""
    while len(said) < count:
        said += os.read(line, 100)
    return said


@pytest.mark.parametrize(("address", "said"), [(None, b"1"), (0x21, b"\x01\x21\x31\x07")])
def test_a_key_says_its_byte_once(made: Maker, hand: PinsClient, address: int | None, said: bytes) -> None:
    """As it is pressed, in a frame if the pad has an address; held or released it says nothing."""
    line = opened(made(address=address))
    hand.press(0x31, hold_s=0)
    hand.stick(0x31)
    hand.stick(0x31)
    hand.press(0x32, hold_s=60)
    wanted = said + said + said.replace(b"1", b"2")
    assert heard(line, len(wanted)) == wanted
    os.close(line)


def test_a_worn_key_says_its_byte_at_each_closing(made: Maker, hand: PinsClient) -> None:
    """Five closings of nine edges, and four more as it opens."""
    line = opened(made())
    hand.chatter(0x31, edges=9, hold_s=0.001)
    assert heard(line, 9) == b"1" * 9
    os.close(line)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (None, b"20"),
        (None, b"x2\x012x00"),
        (0x21, b"\x01\x212\x07\x01\x210\x07"),
        (0x21, b"2\x01\x01\x212\x07\x01\x220\x07\x01\x210\x07"),
    ],
)
def test_its_led_obeys_the_two_bytes(made: Maker, hand: PinsClient, address: int | None, told: bytes) -> None:
    """On, then off; of a pad with an address those in a frame to it, and all else is passed over."""
    line = opened(made(address=address))
    with hand.watch() as outputs:
        assert not next(outputs).high
        os.write(line, told)
        assert [next(outputs).high, next(outputs).high] == [True, False]
    os.close(line)


def test_an_unplugged_pad_is_dark_and_says_nothing(made: Maker, hand: PinsClient) -> None:
    """Who holds the line reads its end; a key pressed meanwhile is lost; a new line comes under the same name."""
    pad = made()
    line = opened(pad)
    with hand.watch() as outputs:
        assert not next(outputs).high
        os.write(line, b"2")
        lit = next(outputs)
        assert (lit.pin, lit.high) == (LED, True)
        pad.unplug()
        assert not pad.lit
        assert not next(outputs).high
    assert os.read(line, 1) == b""
    assert not pad.device.is_symlink()
    hand.press(0x31, hold_s=0)
    pad.plug()
    again = opened(pad)
    hand.press(0x32, hold_s=0)
    assert os.read(again, 100) == b"2"
    os.close(again)
    os.close(line)


def test_a_key_that_it_has_not_is_refused(made: Maker, hand: PinsClient) -> None:
    """As a pin that the board has not."""
    made()
    with pytest.raises(Unavailable):
        hand.press(0x39)


def test_nothing_is_left_when_it_is_closed(made: Maker, tmp_path: Path) -> None:
    """No thread, no node, no socket; it may be closed again."""
    pad = made()
    pad.close()
    pad.close()
    assert "pad pad" not in {thread.name for thread in threading.enumerate()}
    assert list(tmp_path.iterdir()) == []
