# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The sounds before words: as loud as words, without a click, and not to be taken for each other or for a siren."""

import itertools
import math
from collections.abc import Sequence

import pytest

from centre.sound import Sound
from centre.spoken import Sentence
from centre.voice import Espeak
from display.chime import RATE_HZ, attention, chime, silence

SOUNDS = {"chime": chime(), "attention": attention()}


def samples(sound: Sound) -> Sequence[int]:
    """Return a sound as numbers."""
    return memoryview(sound.samples).cast("h")


def decibels(sound: Sound) -> float:
    """Return how strong a sound is, below the strongest there is."""
    numbers = samples(sound)
    return 20 * math.log10(math.sqrt(sum(number * number for number in numbers) / len(numbers)) / 32767)


def strength(sound: Sound, hz: float, begin_s: float, length_s: float = 0.1) -> float:
    """Return how strong one frequency is in a part of a sound."""
    part = samples(sound)[round(begin_s * RATE_HZ) : round((begin_s + length_s) * RATE_HZ)]
    turn = 2 * math.pi * hz / RATE_HZ
    waves = [(number * math.cos(turn * at), number * math.sin(turn * at)) for at, number in enumerate(part)]
    return math.hypot(*map(sum, zip(*waves, strict=True))) / len(part)


@pytest.mark.parametrize(("name", "shortest_s", "longest_s"), [("chime", 1.1, 1.4), ("attention", 1.5, 2.0)])
def test_it_is_short(name: str, shortest_s: float, longest_s: float) -> None:
    """The words are what matters."""
    assert shortest_s <= SOUNDS[name].length_s <= longest_s


@pytest.mark.parametrize(("name", "least_db", "most_db"), [("chime", -3, 3), ("attention", 3, 8)])
def test_it_is_as_loud_as_the_words_behind_it(name: str, least_db: float, most_db: float) -> None:
    """The chime within 3 dB of speech; the other is louder, as it has to be heard over talk."""
    speech = Espeak().sound(Sentence("Талон А, нуль, один, два. Вікно номер три.", "uk"))
    assert least_db <= decibels(SOUNDS[name]) - decibels(speech) <= most_db
    assert max(map(abs, samples(SOUNDS[name]))) < 32767


@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS.keys())
def test_it_neither_begins_nor_ends_with_a_click(sound: Sound) -> None:
    """From silence, and back to it: no step is larger than one within a note."""
    numbers = samples(sound)
    assert abs(numbers[0]) < 50
    assert abs(numbers[-1]) < 50
    assert max(abs(b - a) for a, b in itertools.pairwise(numbers)) < 0.5 * max(map(abs, numbers))


def test_a_chime_steps_down_and_the_other_does_not() -> None:
    """Two notes, the lower one second, against one note again and again: nobody has to have an ear for music."""
    assert strength(chime(), 659.3, 0.5) > 5 * strength(chime(), 523.3, 0.5)
    assert strength(chime(), 523.3, 1.0) > 2 * strength(chime(), 659.3, 1.0)
    for begin_s in (0.0, 0.22, 0.44, 0.9, 1.12, 1.34):
        assert strength(attention(), 880.0, begin_s) > 10 * strength(attention(), 659.3, begin_s)


def test_what_asks_for_attention_is_no_siren() -> None:
    """Nothing glides: it is silent between its notes, and all of them are one note."""
    for note_s, pause_s in ((0.0, 0.75), (0.9, 1.7)):
        assert strength(attention(), 880.0, pause_s, 0.05) < 0.1 * strength(attention(), 880.0, note_s, 0.05)


def test_a_pause_is_silent() -> None:
    """So long as it was asked for."""
    assert silence(0.5).length_s == 0.5
    assert not any(silence(0.5).samples)
