# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sentences are taken apart into known pieces, and put together from their sounds."""

import pytest

from centre.joining import COMMA_S, STOP_S, Part, join, key, parts
from centre.sound import Sound

KNOWN = {
    "талон",
    "а,",
    "нуль,",
    "один,",
    "два.",
    "сто",
    "двадцять",
    "двадцять.",
    "двадцять два.",
    "вікно номер",
    "увага.",
}


@pytest.mark.parametrize(
    ("text", "known_as"),
    [
        ("Вікно номер", "вікно номер"),
        ("Увага!", "увага."),
        ("дев’ять,", "дев'ять,"),
        ("Прийом триває: центр працює в укритті.", "прийом триває, центр працює в укритті."),
        ("twenty-one.", "twenty-one."),
    ],
)
def test_a_piece_is_known_by_its_words_and_how_they_end(text: str, known_as: str) -> None:
    """Whatever letters they begin with, whichever apostrophe they have, and whichever mark makes the voice fall."""
    assert key(text) == known_as


def test_a_sentence_becomes_pieces_and_pauses() -> None:
    """A comma makes a short pause, a stop a long one, and a word without a mark none."""
    assert parts("Талон А, нуль, два. Вікно номер два.", KNOWN) == (
        Part("талон", 0.0),
        Part("а,", COMMA_S),
        Part("нуль,", COMMA_S),
        Part("два.", STOP_S),
        Part("вікно номер", 0.0),
        Part("два.", STOP_S),
    )


@pytest.mark.parametrize(
    ("text", "made_of"),
    [
        ("сто двадцять два.", ["сто", "двадцять два."]),
        ("сто двадцять.", ["сто", "двадцять."]),
        ("Увага! Вікно номер двадцять два", ["увага.", "вікно номер", "двадцять два."]),
    ],
)
def test_the_longest_piece_is_taken(text: str, made_of: list[str]) -> None:
    """«Двадцять два» in one breath, not in two; without a mark a sentence ends as with a stop."""
    found = parts(text, KNOWN)
    assert found is not None
    assert [part.key for part in found] == made_of


@pytest.mark.parametrize("text", ["Талон Б, нуль.", "Талон А, нуль.", "два, два.", "", "Вікно."])
def test_a_sentence_with_one_unknown_word_is_not_said_in_part(text: str) -> None:
    """Neither does a word that goes on stand for one that ends."""
    assert parts(text, KNOWN) is None


def test_sounds_are_joined_with_their_pauses() -> None:
    """The pause behind the last one is left out: what is said is over."""
    one, two = Sound(b"\1\1" * 3, 1000), Sound(b"\2\2" * 2, 1000)
    assert join([(one, 0.002), (two, 0.5)]) == Sound(b"\1\1" * 3 + bytes(4) + b"\2\2" * 2, 1000)
