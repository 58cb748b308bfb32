# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sounds to WAV files and back."""

import wave
from pathlib import Path

import pytest

from centre.sound import Sound, from_wav, to_wav

SOUND = Sound(bytes(range(200)), 22_050)


def test_a_sound_comes_back_from_its_wav() -> None:
    """Nothing is lost between a sound and its file."""
    assert from_wav(to_wav(SOUND)) == SOUND


def test_a_length_that_a_pipe_could_not_know_is_not_believed() -> None:
    """A program that writes into a pipe gives a length of its fancy: what came is what counts, in whole samples."""
    wav = bytearray(to_wav(SOUND))
    wav[4:8] = wav[40:44] = bytes.fromhex("00f0ff7f")
    assert from_wav(bytes(wav)) == SOUND
    assert from_wav(bytes(wav[:-1])) == Sound(SOUND.samples[:-2], 22_050)


@pytest.mark.parametrize(
    ("wav", "said"),
    [
        (b"", "no WAV: too short"),
        (b"no such file, though long enough for one, is it", "no WAV: file does not start with RIFF id"),
    ],
)
def test_what_is_no_wav_is_refused(wav: bytes, said: str) -> None:
    """Whatever an engine wrote instead of a sound is named."""
    with pytest.raises(ValueError, match=f"^{said}$"):
        from_wav(wav)


def test_a_wav_of_two_channels_is_refused(tmp_path: Path) -> None:
    """Sound here is one voice; which side it comes from is the loudspeaker's."""
    with wave.open(str(tmp_path / "two.wav"), "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(48_000)
        writer.writeframes(bytes(8))
    with pytest.raises(ValueError, match="expected 1 channel with 16 bits"):
        from_wav((tmp_path / "two.wav").read_bytes())
