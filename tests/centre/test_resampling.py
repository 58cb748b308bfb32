# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A sound keeps its length and its tones when its rate is changed."""

import math
from array import array

import pytest

from centre.resampling import at_rate
from centre.sound import Sound


def tone(hertz: float, rate_hz: int) -> "array[int]":
    """Return a second of it."""
    return array("h", (round(10_000 * math.sin(2 * math.pi * hertz * at / rate_hz)) for at in range(rate_hz)))


@pytest.mark.parametrize("rates", [(24_000, 22_050), (16_000, 22_050), (48_000, 22_050)])
@pytest.mark.parametrize("hertz", [150, 1000, 5000])
def test_a_tone_is_the_same_at_another_rate(rates: tuple[int, int], hertz: int) -> None:
    """Within a thousandth of its amplitude, all through it; at its edges it is cut off hard, as no word is."""
    before, after = rates
    new = memoryview(at_rate(Sound(tone(hertz, before).tobytes(), before), after).samples).cast("h")
    wanted = tone(hertz, after)
    assert len(new) == after
    assert max(abs(one - other) for one, other in zip(new[100:-100], wanted[100:-100], strict=True)) <= 10


def test_what_the_lower_rate_cannot_hold_is_gone() -> None:
    """A tone above half the new rate does not come back as a lower one."""
    new = memoryview(at_rate(Sound(tone(15_000, 48_000).tobytes(), 48_000), 16_000).samples).cast("h")
    assert max(new[200:-200]) < 30


def test_a_sound_of_that_rate_is_left_alone() -> None:
    """Not one sample is touched."""
    sound = Sound(bytes(range(200)), 22_050)
    assert at_rate(sound, 22_050) is sound
