# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What can be heard, as numbers: one voice, 16 bits a sample; pure, it knows no loudspeaker and no words."""

import io
import math
import wave
from typing import NamedTuple

SAMPLE_BYTES = 2


class Sound(NamedTuple):
    """Samples of 16 bits, little-endian as in a WAV file, one channel, ``rate_hz`` of them a second."""

    samples: bytes
    rate_hz: int

    @property
    def length_s(self) -> float:
        """Return how long it lasts."""
        return len(self.samples) / SAMPLE_BYTES / self.rate_hz


def decibels(percent: int) -> float:
    """Return a share of the loudest amplitude, 1 to 100 percent, as centre.toml says it, in decibels below it."""
    return 20 * math.log10(percent / 100)


def to_wav(sound: Sound) -> bytes:
    """Return the sound as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(sound.rate_hz)
        writer.writeframes(sound.samples)
    return file.getvalue()


def from_wav(wav: bytes) -> Sound:
    """Return what is in a WAV file; raise ValueError for what is no WAV of one channel with 16 bits a sample.

    The length in its head is not believed: a program that writes into a pipe knows none yet.
    """
    try:
        with wave.open(io.BytesIO(wav), "rb") as reader:
            kind = reader.getnchannels(), reader.getsampwidth()
            samples, rate_hz = reader.readframes(reader.getnframes()), reader.getframerate()
    except (EOFError, wave.Error) as fault:
        raise ValueError(f"no WAV: {str(fault) or 'too short'}") from fault
    if kind != (1, SAMPLE_BYTES):
        raise ValueError(f"a WAV of {kind[0]} channels with {8 * kind[1]} bits, expected 1 channel with 16 bits")
    return Sound(samples[: len(samples) // SAMPLE_BYTES * SAMPLE_BYTES], rate_hz)
