# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Finds a sentence in what a guest's sound card played, though card and QEMU have resampled it and may have stuttered.

simulator/loudspeaker.py compares samples; these went through two converters, so here pieces of a quarter of a second
are laid over the recording, and how well each fits (a correlation, 0 to 1) behind the one before says what was heard.
"""

import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from centre.sound import Sound

RATE_HZ = 8000
"""Speech is below 4 kHz."""

PIECE_S, GAP_S = 0.2, 1.0
"""Between two pieces there may be a gap: a guest under load is silent for moments, once for a second and more."""

STEP, EARLY = 40, 4
"""Positions are told apart by 5 ms; a piece may be so many steps early, as rates are not quite what they say."""

LOUD = 0.1
"""Of the loudest: what is quieter fits anywhere."""

SURE = 0.8
"""A sentence that is there fits better than that, the gaps of a busy machine included."""

_HEAD_BYTES = 44

Samples = np.ndarray[tuple[int], np.dtype[np.float32]]


class Match(NamedTuple):
    """How well a sentence fits best, 0 to 1, and where in the recording it begins."""

    fits: float
    at_s: float


def recording(wav: Path) -> Samples:
    """Return what was played, as one side; empty before a card was opened.

    QEMU that was killed has not written how long its file is.
    """
    data = wav.read_bytes()
    if len(data) <= _HEAD_BYTES:
        return np.zeros(0, np.float32)
    channels, rate_hz = struct.unpack("<HI", data[22:28])
    frames = np.frombuffer(data[_HEAD_BYTES : len(data) - (len(data) - _HEAD_BYTES) % (2 * channels)], "<i2")
    return _slow(frames.reshape(-1, channels).mean(axis=1), rate_hz)


def loud_bytes(wav: Path) -> int:
    """Return how much of a recording there is up to the last sample that is no silence; 0 while nothing was heard."""
    return len(wav.read_bytes()[_HEAD_BYTES:].rstrip(b"\0"))


def known(sound: Sound) -> Samples:
    """Return a sentence that is to be found."""
    return _slow(np.frombuffer(sound.samples, "<i2").astype(np.float32), sound.rate_hz)


def found(sentence: Samples, heard: Samples) -> Match:
    """Return how well the sentence fits where it fits best: the mean of its loud pieces, one behind the other."""
    size = int(PIECE_S * RATE_HZ)
    if len(heard) < size or len(sentence) < size:
        return Match(0.0, 0.0)
    loud = max(float(np.abs(sentence).max()), 1.0) * LOUD
    starts = [start for start in range(0, len(sentence) - size + 1, size) if _loudest(sentence, start, size) > loud]
    if not starts:
        return Match(0.0, 0.0)
    fits = [_by_steps(_fit(sentence[start : start + size], heard)) for start in starts]
    chain, begins = fits[0], np.arange(len(fits[0]))
    for before, start, fit in zip(starts, starts[1:], fits[1:], strict=False):
        chain, begins = _behind(chain, begins, fit, round((start - before) / STEP))
    best = int(chain.argmax())
    return Match(float(chain[best]) / len(starts), float(begins[best]) * STEP / RATE_HZ)


def _loudest(sentence: Samples, start: int, size: int) -> float:
    return float(np.abs(sentence[start : start + size]).max())


def _by_steps(fit: Samples) -> Samples:
    """Return the best of each step: to look at each sample would take a minute and find nothing more."""
    steps = -(-len(fit) // STEP)
    padded: Samples = np.pad(fit, (0, steps * STEP - len(fit)), constant_values=-1).reshape(steps, STEP).max(axis=1)
    return padded


def _behind(chain: Samples, begins: Any, fit: Samples, apart: int) -> tuple[Samples, Any]:
    """Return what a chain of pieces is worth at each step with this one behind it, ``apart`` steps or a gap later."""
    best, first = np.full(len(fit), -1.0, np.float32), np.zeros(len(fit), int)
    for late in range(-EARLY, int(GAP_S * RATE_HZ) // STEP):
        back = apart + late
        there = chain[: max(min(len(chain), len(fit) - back), 0)]
        behind = slice(back, back + len(there))
        better = there > best[behind]
        best[behind][better] = there[better]
        first[behind][better] = begins[: len(there)][better]
    worth: Samples = best + fit
    return worth, first


def _fit(piece: Samples, heard: Samples) -> Samples:
    """Return the normalised correlation of a piece with each place of the recording."""
    size = len(piece)
    length = 1 << (len(heard) + size).bit_length()
    spectrum: Any = np.fft.rfft(heard, length) * np.conj(np.fft.rfft(piece, length))
    product = np.fft.irfft(spectrum, length)[: len(heard) - size + 1]
    energy = np.concatenate(([0.0], np.cumsum(heard.astype(np.float64) ** 2)))
    there = np.sqrt(np.maximum(energy[size:] - energy[:-size], 1.0)) * max(float(np.sqrt((piece**2).sum())), 1.0)
    fit: Samples = (product / there).astype(np.float32)
    return fit


def _slow(samples: Any, rate_hz: int) -> Samples:
    """Return the samples at our rate: averaged over as long as one of ours lasts, so that nothing higher folds down."""
    if not len(samples):
        return np.zeros(0, np.float32)
    width = max(round(rate_hz / RATE_HZ), 1)
    smooth = np.convolve(samples, np.ones(width) / width, "same") if width > 1 else samples
    at = np.arange(0, len(samples), rate_hz / RATE_HZ)
    slow: Samples = np.interp(at, np.arange(len(samples)), smooth).astype(np.float32)
    return slow
