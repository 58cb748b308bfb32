# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A recorded word loses its silence and becomes as loud as the others."""

import math
from array import array
from itertools import starmap

import pytest

from centre.levelling import (
    AFTER_S,
    BEFORE_S,
    FRAME_S,
    LOUDNESS_DB,
    PEAK_DB,
    fitted,
    levelled,
    loudness_db,
    peak_db,
    trimmed,
)
from centre.sound import Sound

RATE_HZ = 20_000
FULL = 32768


def sound(*parts: tuple[float, float]) -> Sound:
    """Return tones of 500 Hz, each of an amplitude for so many seconds."""
    return Sound(b"".join(starmap(_tone, parts)), RATE_HZ)


def _tone(amplitude: float, length_s: float) -> bytes:
    steps = range(round(length_s * RATE_HZ))
    return array("h", (round(amplitude * math.sin(2 * math.pi * 500 * at / RATE_HZ)) for at in steps)).tobytes()


def test_silence_around_a_word_is_cut_to_its_margins() -> None:
    """A breath is left before and behind, in which a plosive begins and a last sound dies away."""
    word = trimmed(sound((0, 0.5), (8000, 0.3), (0, 0.5)))
    assert word.length_s == pytest.approx(BEFORE_S + 0.3 + AFTER_S, abs=FRAME_S)


def test_a_quiet_end_is_no_silence() -> None:
    """An «ф» 30 dB below the vowel, after the silence of a plosive, belongs to the word."""
    word = trimmed(sound((0, 0.2), (250, 0.1), (0, 0.08), (8000, 0.3), (0, 0.08), (250, 0.1), (0, 0.3)))
    assert word.length_s == pytest.approx(BEFORE_S + 0.66 + AFTER_S, abs=2 * FRAME_S)


def test_edges_are_soft() -> None:
    """A word that begins at once does not click: its first and last samples are silence."""
    samples = memoryview(trimmed(sound((8000, 0.3))).samples).cast("h")
    assert samples[0] == samples[-1] == 0
    assert max(samples[:20]) < 2000
    assert max(samples[200:300]) > 7900


@pytest.mark.parametrize("amplitude", [300, 3000, 9000])
def test_every_word_becomes_as_loud(amplitude: float) -> None:
    """However it was recorded; and its pauses, which are not quite silent, do not count."""
    word = levelled(sound((amplitude, 0.3)))
    broken = levelled(sound((amplitude, 0.2), (amplitude / 20, 0.6), (amplitude, 0.2)))
    assert loudness_db(word) == pytest.approx(LOUDNESS_DB, abs=0.1)
    assert peak_db(broken) == pytest.approx(peak_db(word), abs=0.2)


def test_a_peak_is_never_cut() -> None:
    """What would be too loud in one place stays quieter as a whole."""
    word = levelled(sound((300, 1.0), (3000, 0.004), (300, 1.0)))
    assert peak_db(word) == pytest.approx(PEAK_DB, abs=0.1)
    assert loudness_db(word) < LOUDNESS_DB


def test_silence_is_no_word() -> None:
    """An engine that says nothing gives nothing to keep."""
    assert fitted(sound((0, 1.0))) == Sound(b"", RATE_HZ)
