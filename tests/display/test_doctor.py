# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the doctor tries at a display, and the trial of its voice on the real mixer."""

from array import array
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Voice
from centre.errors import DeviceFault
from centre.sound import Sound
from centre.spoken import Sentence
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from display import doctor, trial_voice
from display.chime import RATE_HZ, chime
from simulator.loudspeaker import SoundRecorder, environment
from simulator.sounds_heard import heard
from tests.display.ear import SMALL_CENTRE

HALL = replace(SMALL_CENTRE.displays[0], voice=Voice(volume=100))
WORDS = Sound(array("h", range(1, 2206)).tobytes(), RATE_HZ)


def with_display(**changes: object) -> CentreFile:
    """Return the small centre with another display."""
    return replace(SMALL_CENTRE, displays=(replace(HALL, **changes),))


class Brief:
    """An engine that says everything in a tenth of a second, or says that it cannot."""

    def __init__(self, fault: str = "") -> None:
        self._fault = fault

    def sound(self, sentence: Sentence) -> Sound:
        """Say it."""
        assert sentence.text == "Талон А, нуль, нуль, нуль. Вікно номер один."
        if self._fault:
            raise DeviceFault(self._fault)
        return WORDS


@pytest.mark.parametrize(
    ("changes", "titles"),
    [
        ({}, ["screen", "sound", "voice"]),
        ({"voice": None}, ["screen"]),
        ({"screen": False}, ["sound", "voice"]),
    ],
)
def test_what_a_display_has_is_tried(changes: dict[str, object], titles: list[str]) -> None:
    """A loudspeaker by its two sides, then by a call."""
    assert [trial.title for trial in doctor.trials(with_display(**changes), "hall")] == titles


def test_a_call_is_played_and_nothing_is_claimed_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, behind its chime; that nobody has heard it is said too."""
    for name, value in environment(tmp_path / "pipe").items():
        monkeypatch.setenv(name, value)
    with SoundRecorder(tmp_path / "pipe", tmp_path / "heard.raw"):
        found = examine((trial_voice.trial(SMALL_CENTRE, HALL, speakers=[Brief()]),), Nobody(1.0))
    assert found == [Finding("voice", "unseen", "a chime and a call played at volume 100")]
    raw = (tmp_path / "heard.raw").read_bytes()
    assert [(one.name, one.cut_off) for one in heard(raw, {"chime": chime(), "words": WORDS})] == [
        ("chime", False),
        ("words", False),
    ]


def test_a_voice_that_has_no_words_is_broken() -> None:
    """In its engine's words; the card is not opened for it."""
    trial = trial_voice.trial(SMALL_CENTRE, HALL, speakers=[Brief("espeak-ng is not installed. Run: sudo apt-get")])
    assert examine((trial,), Nobody(1.0)) == [
        Finding("voice", "broken", "espeak-ng is not installed", "Run: sudo apt-get")
    ]
