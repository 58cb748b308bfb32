# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes a recorded word fit beside others: its silence cut, its edges soft, as loud as all; pure, it knows no words.

Loudness is the mean power of the frames in which there is speech, as ITU-R BS.1770 gates it, without its filter for
the ear: all pieces are of one voice, so the filter would move all alike.
"""

import math
from array import array
from collections.abc import Sequence
from itertools import repeat
from operator import mul

from centre.sound import Sound

FRAME_S = 0.01

SILENCE_DB = -45.0
"""So far below its loudest frame a word has ended: the «ф» of «Еф» lies 15 dB above it, the burst of a last «т» 20."""

BEFORE_S, AFTER_S = 0.02, 0.04
"""Kept of what is quieter: a plosive begins before it is loud, and a last «т» or «н» dies away longer."""

FADE_S = 0.005
"""An edge that is no silence would click; shorter than the burst of a «п»."""

GATE_DB = -20.0
"""Frames so far below the loudest are no part of a word's loudness: pauses, the breath of an «х»."""

LOUDNESS_DB = -19.0
"""Below full scale, as espeak-ng speaks by itself: a sentence that is no recording is as loud as those that are."""

PEAK_DB = -1.0
"""No sample is above it: what converts the rate on the way to the card may overshoot a little."""

_FULL = 32768


def fitted(sound: Sound) -> Sound:
    """Return the sound trimmed and levelled, as a bank keeps it; silence comes back empty."""
    return levelled(trimmed(sound))


def trimmed(sound: Sound) -> Sound:
    """Return the sound without the silence around it, with soft edges; all silence becomes no sound at all."""
    samples, powers = _samples(sound), _powers(sound)
    loud = [place for place, power in enumerate(powers) if power and power >= max(powers) * _power(SILENCE_DB)]
    if not loud:
        return Sound(b"", sound.rate_hz)
    frame = _frame(sound)
    first = max(loud[0] * frame - round(BEFORE_S * sound.rate_hz), 0)
    last = (loud[-1] + 1) * frame + round(AFTER_S * sound.rate_hz)
    return Sound(_softened(samples[first:last], round(FADE_S * sound.rate_hz)).tobytes(), sound.rate_hz)


def levelled(sound: Sound) -> Sound:
    """Return the sound as loud as all pieces are, unless its peak forbids; then as loud as that lets it be."""
    samples = _samples(sound)
    if not any(samples):
        return sound
    gain = min(_amplitude(LOUDNESS_DB - loudness_db(sound)), _amplitude(PEAK_DB) * _FULL / _peak(samples))
    return Sound(array("h", map(round, map(mul, samples, repeat(gain)))).tobytes(), sound.rate_hz)


def loudness_db(sound: Sound) -> float:
    """Return how loud the speech in it is, in decibels below full scale; there is some."""
    powers = _powers(sound)
    spoken = [power for power in powers if power >= max(powers) * _power(GATE_DB)]
    return 10 * math.log10(sum(spoken) / len(spoken)) - 20 * math.log10(_FULL)


def peak_db(sound: Sound) -> float:
    """Return its loudest sample, in decibels below full scale; there is one that is not zero."""
    return 20 * math.log10(_peak(_samples(sound)) / _FULL)


def _samples(sound: Sound) -> "array[int]":
    return array("h", sound.samples)


def _peak(samples: Sequence[int]) -> int:
    return max(abs(max(samples)), abs(min(samples)))


def _frame(sound: Sound) -> int:
    return round(FRAME_S * sound.rate_hz)


def _powers(sound: Sound) -> list[float]:
    """Return the mean square of each frame, a part at the end as a whole one."""
    samples, frame = _samples(sound), _frame(sound)
    parts = (samples[place : place + frame] for place in range(0, len(samples), frame))
    return [sum(map(mul, part, part)) / frame for part in parts]


def _softened(samples: "array[int]", fade: int) -> "array[int]":
    fade = min(fade, len(samples) // 2)
    for place in range(fade):
        samples[place] = samples[place] * place // fade
        samples[-1 - place] = samples[-1 - place] * place // fade
    return samples


def _power(decibels: float) -> float:
    return float(10 ** (decibels / 10))


def _amplitude(decibels: float) -> float:
    return float(10 ** (decibels / 20))
