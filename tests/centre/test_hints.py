# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How wrong values are shown, and which right ones are suggested."""

import pytest

from centre.hints import cyrillic_advice, did_you_mean, either, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [("Їжак", '"Їжак"'), ("a\nb", '"a\\nb"'), (True, "true"), (4.5, "4.5"), ({}, "a table"), ([1, 2], "a list of 2")],
)
def test_value_is_shown_on_one_line(value: object, text: str) -> None:
    """A wrong value is repeated as it stands in the file, never over two lines."""
    assert shown(value) == text


def test_near_word_is_suggested() -> None:
    """A slip of the pen gets the word that was meant; nothing like it gets nothing."""
    assert did_you_mean("pasport", ["passport", "land"]) == " Did you mean 'passport'?"
    assert did_you_mean("zzz", ["passport", "land"]) == ""
    assert did_you_mean(5, ["passport"]) == ""


def test_alternatives_are_joined_as_spoken() -> None:
    """One, two and three words read as a sentence."""
    assert [either(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a or b", "a, b or c"]


def test_latin_letters_are_told_from_cyrillic_ones() -> None:
    """The letters look the same on the screen, so the advice names them by their codes."""
    assert cyrillic_advice("A") == " This is the Latin A (U+0041): type the Cyrillic А (U+0410)."
    assert cyrillic_advice("Ш") == ""
    assert cyrillic_advice(5) == ""
