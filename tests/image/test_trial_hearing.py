# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A sentence in a recording that two converters and a stuttering guest have had."""

import math
import random
import struct
import wave
from collections.abc import Sequence
from pathlib import Path

from centre.sound import Sound
from image.trial.hearing import SURE, found, known, recording

RATE_HZ, CARD_HZ = 22_050, 44_100


def word(seed: int, length_s: float = 0.5) -> list[float]:
    """Return something that sounds like no other word: some tones that come and go."""
    chance = random.Random(seed)  # noqa: S311 - noise, no secret
    tones = [(chance.uniform(120, 3000), chance.uniform(0, 6), chance.uniform(1, 9)) for _ in range(12)]
    return [
        600 * sum(math.sin(6.283 * at * pitch + shift) * math.sin(at * pace) for pitch, shift, pace in tones)
        for at in (number / RATE_HZ for number in range(int(length_s * RATE_HZ)))
    ]


def sentence(*seeds: int) -> list[float]:
    """Return words after one another."""
    return [sample for seed in seeds for sample in word(seed)]


def as_sound(samples: Sequence[float]) -> Sound:
    """Return samples as the bank has them."""
    return Sound(struct.pack(f"<{len(samples)}h", *(int(sample) for sample in samples)), RATE_HZ)


def recorded(path: Path, samples: Sequence[float], *, killed: bool = False) -> Path:
    """Write what QEMU records of them: two sides, another rate, quieter; killed, it has not said how much."""
    stretched = [samples[number * RATE_HZ // CARD_HZ] * 0.4 for number in range(len(samples) * CARD_HZ // RATE_HZ)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(CARD_HZ)
        file.writeframes(b"".join(struct.pack("<hh", int(one), int(one)) for one in stretched))
    if killed:
        data = bytearray(path.read_bytes())
        data[4:8] = data[40:44] = bytes(4)
        path.write_bytes(data)
    return path


def test_a_sentence_is_found_where_it_was_said(tmp_path: Path) -> None:
    """Resampled and quieter it fits nearly whole, at its own second; the file of a killed QEMU does as well."""
    quiet = [0.0] * RATE_HZ
    heard = recording(recorded(tmp_path / "a.wav", quiet + sentence(1, 2, 3) + quiet, killed=True))
    match = found(known(as_sound(sentence(1, 2, 3))), heard)
    assert match.fits > 0.9
    assert abs(match.at_s - 1.0) < 0.02


def test_a_sentence_with_a_hole_in_it_is_still_found(tmp_path: Path) -> None:
    """A guest under load is silent for a moment between two words; the rest comes later, and counts."""
    stuttered = word(1) + [0.0] * (RATE_HZ // 4) + word(2) + word(3)
    heard = recording(recorded(tmp_path / "a.wav", stuttered))
    assert found(known(as_sound(sentence(1, 2, 3))), heard).fits > SURE


def test_another_sentence_with_one_other_word_fits_less(tmp_path: Path) -> None:
    """Which of two tickets was called is told by the one word in which they differ."""
    heard = recording(recorded(tmp_path / "a.wav", sentence(1, 2, 3)))
    said, other = (found(known(as_sound(sentence(*words))), heard) for words in ((1, 2, 3), (1, 4, 3)))
    assert said.fits > other.fits + 0.1


def test_silence_holds_nothing(tmp_path: Path) -> None:
    """In a recording of nothing, or of less than a piece, no sentence is found."""
    for length in (0, RATE_HZ):
        heard = recording(recorded(tmp_path / "a.wav", [0.0] * length))
        assert found(known(as_sound(sentence(1))), heard).fits < 0.1


def test_a_hall_that_was_never_played_to_has_heard_nothing(tmp_path: Path) -> None:
    """QEMU makes an empty file, and writes its head with the first sound."""
    (tmp_path / "heard.wav").touch()
    heard = recording(tmp_path / "heard.wav")
    assert found(known(as_sound(sentence(1, 2))), heard).fits == 0.0
