# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The two sounds before words: a soft chime that a call follows, and one that nobody takes for it; pure arithmetic.

The second is no siren. A wailing tone says «run» before a word was heard, sounds like the one outside, whose end people
listen for, and frightens whoever has heard that too often. It only has to make a hall fall silent for a sentence.
"""

import array
import functools
import math
from collections.abc import Sequence
from typing import NamedTuple

from centre.sound import Sound

RATE_HZ = 22_050
"""That of the card and of espeak-ng: nothing is converted."""

SPEECH_RMS = 2500
"""How strong espeak-ng's speech is, of 32,767: a chime as strong neither startles nor is lost before it."""

ATTENTION_RMS = 4500
"""5 dB over speech: a hall that talks hears it."""

SWELL_S = 0.008
"""Each note begins so softly that a loudspeaker does not click."""

OVERTONES = ((1.0, 1.0), (2.0, 0.3), (3.0, 0.08))
"""Frequency and strength, over the note's own: a struck bar, without the third that makes a bell sad."""


class Note(NamedTuple):
    """A note: when it begins, how high it is, and after how long a third of it is left."""

    at_s: float
    hz: float
    fades_s: float


BREATH_S = 0.4
"""Without it two calls, each of which ends with a number, are heard as one."""


@functools.cache
def chime() -> Sound:
    """Return two notes, the second lower, as a door's bell: somebody is asked for.

    It begins with a breath of silence, so that it does not run into what was said before.
    """
    notes = _sound((Note(0.0, 659.3, 0.22), Note(0.32, 523.3, 0.24)), 0.95, SPEECH_RMS)
    return Sound(silence(BREATH_S).samples + notes.samples, RATE_HZ)


@functools.cache
def attention() -> Sound:
    """Return three equal notes, twice: no call begins so."""
    six = [Note(0.9 * group + 0.22 * beat, 880.0, 0.09) for group in range(2) for beat in range(3)]
    return _sound(six, 1.8, ATTENTION_RMS)


def silence(length_s: float) -> Sound:
    """Return a pause."""
    return Sound(bytes(2 * round(length_s * RATE_HZ)), RATE_HZ)


def _sound(notes: Sequence[Note], length_s: float, rms: float) -> Sound:
    count = round(length_s * RATE_HZ)
    mixed = [0.0] * count
    for note in notes:
        first = round(note.at_s * RATE_HZ)
        for at in range(first, count):
            mixed[at] += _strength(note, (at - first) / RATE_HZ)
    fade = round(2 * SWELL_S * RATE_HZ)
    shaped = [sample * min(1.0, (count - 1 - at) / fade) for at, sample in enumerate(mixed)]
    scale = rms / math.sqrt(sum(sample * sample for sample in shaped) / count)
    return Sound(array.array("h", (round(sample * scale) for sample in shaped)).tobytes(), RATE_HZ)


def _strength(note: Note, after_s: float) -> float:
    faded = after_s / note.fades_s
    return min(1.0, after_s / SWELL_S) * sum(
        share * math.sin(2 * math.pi * note.hz * overtone * after_s) * math.exp(-faded * overtone)
        for overtone, share in OVERTONES
    )
