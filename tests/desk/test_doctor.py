# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor at a desk whose box is a pad: the same trial as at pins, in the words of a serial line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.trials import Finding
from cherha.doctor import examine
from desk.doctor import trials
from tests.desk.hands import Hand, simulated_pad
from tests.technician import Technician


@pytest.fixture
def pad(tmp_path: Path) -> Iterator[Hand]:
    """Return a hand on a pad of two keys."""
    with simulated_pad(tmp_path) as hand:
        yield hand


def tried(centre: CentreFile, hand: Hand, *broken: str) -> list[Finding]:
    """Return what is found of the desk."""
    found = trials(replace(centre, desks=(hand.desk,)), hand.desk.id)
    return examine(found, Technician(hand.press, *broken))


def test_a_pads_keys_and_led_are_tried_by_their_bytes(small_centre: CentreFile, pad: Hand) -> None:
    """No pin is spoken of where none is."""
    assert tried(small_centre, pad) == [
        Finding("key 'next' (byte 0x31)", "works", "seen"),
        Finding("key 'recall' (byte 0x32)", "works", "seen"),
        Finding("lamp 'lamp' (byte 0x32)", "works", "seen by a person"),
    ]


def test_a_key_that_says_nothing_leads_to_cable_power_and_byte(small_centre: CentreFile, pad: Hand) -> None:
    """What to do names the pad's own device."""
    assert pad.desk.pad is not None
    assert tried(small_centre, pad, "recall")[1] == Finding(
        "key 'recall' (byte 0x32)",
        "broken",
        "not seen in 60 s",
        f"Check the pad's cable, its power and {pad.desk.pad.device}, and that the pad sends this byte,"
        " and the contact itself.",
    )
