# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a desk's keys hang on: pins, or bytes of a pad, never both, and each its own."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_desks import Key, Pad
from tests.centre.changed import UNSET, put, told, warned

PAD = Pad(device="/dev/ttyUSB0")
KEYS = (Key(action="next", byte=0x31), Key(action="recall", byte=0x32), Key(action="pause", byte=0x34))


def padded(centre: CentreFile, **more: Any) -> CentreFile:
    """Return the centre whose first desk is a pad, with something else about it."""
    desk = replace(centre.desks[0], keys=KEYS, pad=PAD, led_pin=None)
    return put(centre, "desks.0", replace(desk, **more))


def test_a_pad_with_a_byte_for_each_key_is_good(small_centre: CentreFile) -> None:
    """Beside a box of contacts at another window."""
    assert told(padded(small_centre)) == []
    assert warned(padded(small_centre, pad=replace(PAD, address=0x21))) == warned(padded(small_centre))


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        (Key(action="recall"), "byte: missing; expected what the pad says, a whole number from 0 to 255"),
        (Key(action="recall", byte=50, pin=17), "pin: 17: a key of a pad has a byte and no pin; remove it"),
        (Key(action="recall", byte=0x31), "byte: 0x31 is already used by key 'next' (desks[0].keys[0].byte)"),
    ],
)
def test_each_key_of_a_pad_has_a_byte_of_its_own(small_centre: CentreFile, key: Key, complaint: str) -> None:
    """Two keys that say the same cannot be told apart."""
    assert told(padded(small_centre, keys=(KEYS[0], key))) == [f"desks[0].keys[1].{complaint}"]


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        (Key(action="recall"), "pin: missing; expected a whole number from 0 to 27"),
        (Key(action="recall", byte=49), "byte: 49: only at a desk with a pad; remove it, or add one"),
        (Key(action="recall", byte=49, pin=4), "byte: 49: only at a desk with a pad; remove it, or add one"),
    ],
)
def test_each_key_of_a_box_has_a_pin(small_centre: CentreFile, key: Key, complaint: str) -> None:
    """And nothing of a pad; a key left alone is told as the reader tells of any key that is missing."""
    assert told(put(small_centre, "desks.0.keys.1", key)) == [f"desks[0].keys[1].{complaint}"]


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ({"led_pin": 24}, "led_pin: 24: a pad has its own LED (pad.led_on, pad.led_off); remove it"),
        ({"hold_s": 2.0}, "hold_s: 2: a pad's keys cannot be held; remove it"),
        (
            {"pad": replace(PAD, led_on=0x30)},
            "pad.led_off: 48: expected another byte than led_on: the LED would never change",
        ),
    ],
)
def test_a_pad_has_nothing_of_a_box_of_contacts(small_centre: CentreFile, more: Any, complaint: str) -> None:
    """A lamp at a pin and a hold would be there in vain; an LED that is told the same twice too."""
    assert told(padded(small_centre, **more)) == [f"desks[0].{complaint}"]


def test_what_a_pad_cannot_say_is_warned_of(small_centre: CentreFile) -> None:
    """It runs all the same: an alert can be ended elsewhere, and lunch comes by the clock."""
    keys = (Key(action="next", byte=1), Key(action="alert", byte=2))
    assert warned(padded(small_centre, keys=keys)) == [
        (
            'desks[0].keys[1].action: "alert": a pad\'s key cannot be held, so here it raises alerts and never ends '
            "one; have such a key in a box of contacts too, or say `cherha alert --over`"
        ),
        (
            'desks[0].keys: a pad\'s key "next" cannot be held, so this window cannot be paused; '
            'add a key with action = "pause"'
        ),
    ]


@pytest.mark.parametrize("field", ["byte", "pin", "action"])
def test_an_unreadable_key_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """What the reader has complained of already is not complained of again."""
    wrong = replace(KEYS[1], **{field: UNSET})
    assert told(padded(small_centre, keys=(KEYS[0], wrong, KEYS[2]))) == []


def test_an_unreadable_pad_has_no_consequences(small_centre: CentreFile) -> None:
    """It is a pad, whatever else it is."""
    wrong: Any = Pad(device=UNSET, baud=UNSET, address=UNSET, led_on=UNSET, led_off=UNSET)
    assert told(padded(small_centre, pad=wrong)) == []
