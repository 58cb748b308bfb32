# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sentences become sound by the real espeak-ng; one that is missing, fails or hangs is a fault with its cure."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from centre.errors import DeviceFault
from centre.loudspeaker import RATE_HZ
from centre.sound import Sound
from centre.spoken import Sentence
from centre.voice import Espeak, Voice

WORDS = Sentence("Перед вами двадцять одна особа.", "uk")
ENGLISH = Sentence("Take your ticket.", "en")
SHORT = Sound(bytes(2 * RATE_HZ), RATE_HZ)


class Bank:
    """Recordings of some sentences; counts how often it is asked."""

    def __init__(self, recordings: Mapping[Sentence, Sound]) -> None:
        self.recordings, self.asked = recordings, 0

    def sound(self, sentence: Sentence) -> Sound | None:
        """Return the recording, None without one."""
        self.asked += 1
        return self.recordings.get(sentence)


def program(folder: Path, script: str) -> str:
    """Return a program of this folder that does what the script says."""
    path = folder / "engine"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("sentence", [WORDS, ENGLISH])
def test_espeak_speaks_both_languages(sentence: Sentence) -> None:
    """In the loudspeaker's own rate, for longer than a second, and not silence."""
    sound = Espeak().sound(sentence)
    assert sound.rate_hz == RATE_HZ
    assert sound.length_s > 1
    assert max(memoryview(sound.samples).cast("h")) > 5000


def test_a_sentence_sounds_the_same_each_time() -> None:
    """So a test can find it in what was heard."""
    assert Espeak().sound(WORDS) == Espeak().sound(WORDS)


def test_what_was_said_is_kept() -> None:
    """A sentence is made once; of long ones only so many seconds are kept, those used last."""
    sentences = [Sentence(word, "uk") for word in ("один", "два", "три")]
    bank = Bank(dict.fromkeys(sentences, SHORT))
    voice = Voice([bank], kept_s=2.5)
    one, two, three = sentences
    for sentence in (one, two, one, three, one):
        assert voice.sound(sentence) == SHORT
    assert bank.asked == 3
    voice.sound(two)
    assert bank.asked == 4


def test_the_first_engine_that_has_a_sentence_speaks_it() -> None:
    """A bank of recordings stands before the engine, which says what the bank lacks."""
    voice = Voice([Bank({WORDS: SHORT}), Espeak()])
    assert voice.sound(WORDS) == SHORT
    spoken = voice.sound(ENGLISH)
    assert spoken is not None
    assert spoken != SHORT


def test_a_fault_is_kept_until_something_can_be_spoken(tmp_path: Path) -> None:
    """Nothing is raised into the thread that speaks; the fault is for the technician, and goes by itself."""
    bank = Bank({ENGLISH: SHORT})
    voice = Voice([bank, Espeak(str(tmp_path / "missing"))])
    assert voice.sound(WORDS) is None
    assert voice.fault == (
        f"{tmp_path}/missing is not installed, so nothing can be spoken. Run: sudo apt-get install espeak-ng"
    )
    assert voice.sound(ENGLISH) == SHORT
    assert voice.fault == ""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'Error: no voice uk' >&2; exit 1", "Error: no voice uk"),
        ("exit 3", "exit code 3"),
        ("echo hello", "no WAV: too short"),
    ],
)
def test_an_engine_that_fails_says_what_it_said(tmp_path: Path, script: str, said: str) -> None:
    """Its own last words, the voice, and the cure."""
    engine = program(tmp_path, f"cat >/dev/null; {script}")
    with pytest.raises(DeviceFault) as fault:
        Espeak(engine).sound(WORDS)
    assert str(fault.value) == (
        f"{engine} could not speak with its voice 'uk': {said}."
        " Run: sudo apt-get install --reinstall espeak-ng espeak-ng-data"
    )


def test_an_engine_that_hangs_is_ended(tmp_path: Path) -> None:
    """Nobody waits for it longer than its time, and its process is gone."""
    engine = program(tmp_path, "exec sleep 600")
    with pytest.raises(DeviceFault) as fault:
        Espeak(engine, timeout_s=0.05).sound(WORDS)
    assert str(fault.value) == f"{engine} made no sound of a sentence within 0.05 s. Restart this device."
