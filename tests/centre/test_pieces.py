# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a bank holds."""

import pytest

from centre import texts_alarms
from centre.config import Language
from centre.joining import LONGEST, key, parts
from centre.pieces import pieces
from centre.spoken import sentences


@pytest.mark.parametrize("language", ["uk", "en"])
def test_no_piece_stands_for_two_texts(language: Language) -> None:
    """Each is known by a name of its own, and is short enough to be looked for."""
    keys = [key(text) for text in pieces(language)]
    assert len(set(keys)) == len(keys)
    assert max(one.count(" ") + 1 for one in keys) <= LONGEST


@pytest.mark.parametrize("language", ["uk", "en"])
def test_alerts_are_recorded_whole(language: Language) -> None:
    """What is always the same is one piece, with or without the word before it."""
    known = {key(text) for text in pieces(language)}
    for text in (
        texts_alarms.alert(language),
        texts_alarms.warning("red", language),
        texts_alarms.all_clear(language),
        texts_alarms.go_to_shelter("", language),
        texts_alarms.tickets_kept(language),
    ):
        (sentence,) = sentences(text, language)
        assert len(parts(sentence.text, known) or ()) == 1
    first = {"uk": "Увага! Повітряна тривога.", "en": "Attention! Air-raid alert."}[language]
    assert len(parts(first, known) or ()) == 2
