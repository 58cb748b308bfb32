# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Brings a sound to another rate; pure. Slow and good: for what is made once and played for years.

A windowed sinc (Hann), as J. O. Smith, "Digital Audio Resampling", describes: what the lower of both rates cannot
hold is taken out, so nothing folds back as a whistle.
"""

import math
from array import array
from functools import cache
from operator import mul

from centre.sound import Sound

ZEROS = 12
"""Of the sinc on either side: 24 samples make one, the rest is below what 16 bits of speech show."""

_LOUDEST = 32767


def at_rate(sound: Sound, rate_hz: int) -> Sound:
    """Return the sound at another rate, as long as it was."""
    if sound.rate_hz == rate_hz:
        return sound
    common = math.gcd(rate_hz, sound.rate_hz)
    up, down = rate_hz // common, sound.rate_hz // common
    reach = math.ceil(ZEROS * max(down / up, 1.0))
    source = array("h", bytes(2 * reach) + sound.samples + bytes(2 * reach + 2))
    new = array("h")
    for place in range(len(sound.samples) // 2 * up // down):
        whole, phase = divmod(place * down, up)
        near = source[whole + 1 : whole + 1 + 2 * reach]
        value = sum(map(mul, near, _weights(phase, up, down, reach)))
        new.append(max(-_LOUDEST, min(_LOUDEST, round(value))))
    return Sound(new.tobytes(), rate_hz)


@cache
def _weights(phase: int, up: int, down: int, reach: int) -> tuple[float, ...]:
    """Return how much each of the samples around a place counts, the first ``reach - 1`` of them before it."""
    narrow = min(up / down, 1.0)
    weights = []
    for step in range(1 - reach, reach + 1):
        x = step - phase / up
        window = 0.5 + 0.5 * math.cos(math.pi * x / reach) if abs(x) < reach else 0.0
        weights.append(narrow * _sinc(narrow * x) * window)
    return tuple(weights)


def _sinc(x: float) -> float:
    return math.sin(math.pi * x) / (math.pi * x) if x else 1.0
