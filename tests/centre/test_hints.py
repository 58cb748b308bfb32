# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How wrong values are shown, and which right ones are suggested."""

import pytest

from centre.hints import cyrillic_advice, did_you_mean, either, interval_advice, listed, shown


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
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("8:00-17:00", " Did you mean '08:00-17:00'?"),
        ("08.00–9.30", " Did you mean '08:00-09:30'?"),
        (" 08:00 — 24:00", " Did you mean '08:00-24:00'?"),
        ("08:00-17:00", ""),
        ("08:00-25:00", ""),
        ("08:60-17:00", ""),
        ("08-17", ""),
        (5, ""),
    ],
)
def test_an_interval_of_another_style_is_told_in_ours(typed: object, advice: str) -> None:
    """A long dash, a point or a lost zero is shown as it should stand; what is no time gets nothing."""
    assert interval_advice(typed) == advice


def test_latin_letters_are_told_from_cyrillic_ones() -> None:
    """The letters look the same on the screen, so the advice names them by their codes."""
    assert cyrillic_advice("A") == " This is the Latin A (U+0041): type the Cyrillic А (U+0410)."
    assert cyrillic_advice("Ш") == ""
    assert cyrillic_advice(5) == ""
