# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the installed espeak-ng says Ukrainian words that it would say wrongly by itself."""

import subprocess

import pytest

from centre import espeak_words
from centre.espeak_words import pronounced
from centre.levelling import trimmed
from centre.numerals import number
from centre.pieces import SILENT
from centre.spoken import Sentence
from centre.spoken_words import LETTERS
from centre.voice import Espeak


def phonemes(text: str) -> str:
    """Return what espeak-ng says it will say."""
    command = ["espeak-ng", "-v", "uk", "-x", "-q", "--stdin"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.strip()


def test_every_word_is_said_as_it_is_told() -> None:
    """Each phoneme is one that this version knows; its «a» after a hard consonant it writes as A."""
    told = {**espeak_words._WORDS, **espeak_words._LETTERS}
    said = phonemes("\n\n".join(f"[[{phoneme}]]" for phoneme in told.values())).split()
    assert [one.replace("A", "a") for one in said] == list(told.values())


def test_every_number_of_a_window_is_told() -> None:
    """No word of 1 to 999 is left to its rules, which stress «один», «сорок» and «вісімдесят» wrongly."""
    left = {word for value in range(1000) for word in number(value, "uk").split() if pronounced(word) == word}
    assert left == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Талон Де, нуль.", "[[tal'on]] [[d'E:]], [[n'ul^]]."),
        ("Де ваш талон?", "Де ваш [[tal'on]]?"),
        ("У черзі.", "У черзі."),
        ("Талони чекають.", "Талони чекають."),
        ("Талон И, п'ять.", "[[tal'on]] [['I:]], [[pj'at]]."),
        ("і ще", "і ще"),
    ],
)
def test_words_are_told_and_the_rest_is_left(text: str, told: str) -> None:
    """Whole words only, whatever their first letter; marks stay where they are."""
    assert pronounced(text) == told


def test_what_an_alert_says_is_stressed_as_people_do() -> None:
    """By its rules it says «укрИття», «дронОва», «самОго», «тринадцЯтій», «хвИлин»."""
    told = (
        pronounced("Дронова, укриття, в укритті, того самого, тринадцятій, хвилин.").replace("[[", "").replace("]]", "")
    )
    assert told == "dR'onova, ukRIttj'a, в ukRItt'i, toh'o s'amoho, tRIn'attsjatij, xvIl'In."


def test_every_letter_is_heard_as_one_of_its_own() -> None:
    """In Debian 12 espeak-ng says «И» as «І», and of «І» it makes 45 ms: no two are alike here, and none so short."""
    names = [f"{name}," for letter, name in LETTERS["uk"].items() if letter != SILENT]
    sounds = [trimmed(Espeak().sound(Sentence(name, "uk"))) for name in names]
    assert len(set(sounds)) == len(names)
    assert min(sound.length_s for sound in sounds) > 0.18
