# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is called into the hall, word by word."""

from itertools import product

import pytest

from centre.config import Language
from centre.joining import key, parts
from centre.pieces import SILENT, pieces
from centre.spoken import Sentence
from centre.spoken_words import LETTERS
from display.spoken_calls import call


@pytest.mark.parametrize(
    ("ticket", "window", "language", "said"),
    [
        ("А012", 3, "uk", "Талон А, нуль, один, два. Вікно номер три."),
        ("ПД1204", 21, "uk", "Талон Пе, Де, один, два, нуль, чотири. Вікно номер двадцять один."),
        ("Ґ999", 999, "uk", "Талон Ґе, дев'ять, дев'ять, дев'ять. Вікно номер дев'ятсот дев'яносто дев'ять."),
        ("А012", 3, "en", "Ticket ah, zero, one, two. Window number three."),
        ("ПД1204", 21, "en", "Ticket peh, deh, one, two, zero, four. Window number twenty-one."),
    ],
)
def test_a_call_in_words(ticket: str, window: int, language: Language, said: str) -> None:
    """Letters by their names, digits one by one, and the window's number uninflected after «номер»."""
    assert call(ticket, window, language) == Sentence(said, language)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_call_can_be_said_from_recordings(language: Language) -> None:
    """Any one or two letters, any number of three digits or four, any window: no call is left to another voice.

    What a sign is called does not depend on its neighbours, so each is tried with one of all the others.
    """
    known = {key(text) for text in pieces(language)}
    letters = set(LETTERS["uk"]) - {SILENT}
    beginnings = [*letters, *map("".join, product(sorted(letters), repeat=2))]
    calls = [
        *((f"{beginning}012", 3) for beginning in beginnings),
        *((f"А{number:03}", 3) for number in range(10_000)),
        *(("А012", window) for window in range(1, 1000)),
    ]
    unsaid = [(ticket, window) for ticket, window in calls if not parts(call(ticket, window, language).text, known)]
    assert unsaid == []
