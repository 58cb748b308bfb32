# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What staff type becomes the number that stands on the ticket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.letters import CLEAR, FROM_LATIN, LOOK_ALIKE, READ_AS_DIGIT, SOUND_ALIKE, TAKEN_FOR, fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("А001", "А001"),
        ("A001", "А001"),
        ("a1", "А001"),
        (" a 0 1 ", "А001"),
        ("а-12", "А012"),
        ("abcehikmoptxy1", "АВСЕНІКМОРТХУ001"),
        ("ПС29", "ПС029"),
        ("пc 29", "ПС029"),
        ("A1000", "А1000"),
        ("A01000", "А1000"),
        ("ï7", "Ї007"),
        ("і\u03087", "Ї007"),
        ("а\u200b7", "А007"),
        ("№ A7", "А007"),
        ("A000", "А000"),
        ("Щ5", "Щ005"),
        ("A", "А"),
        ("17", "17"),
        ("", ""),
        ("w5", "W005"),
        ("A1B", "А1В"),
    ],
)
def test_what_is_typed_becomes_what_is_meant(typed: str, meant: str) -> None:
    """Latin look-alikes, small letters, blanks and lost zeros are mended; what is no number stays none."""
    assert fold(typed) == meant


@given(st.from_regex(r"[А-ЩЮЯҐЄІЇ]{1,2}(?:[0-9]{3}|[1-9][0-9]{3,4})", fullmatch=True))
def test_a_number_as_printed_is_left_as_it_is(number: str) -> None:
    """Whoever types it exactly gets exactly it, and in Latin letters too."""
    to_latin = str.maketrans({cyrillic: latin for latin, cyrillic in FROM_LATIN.items()})
    assert fold(number) == number
    assert fold(number.translate(to_latin).lower()) == number


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Whatever is typed, the answer is final."""
    assert fold(fold(text)) == fold(text)


def test_clear_letters_have_no_fault() -> None:
    """What is advised instead is never warned of by itself, and every letter is either clear or faulty."""
    assert set(CLEAR).isdisjoint({*READ_AS_DIGIT, *TAKEN_FOR})
    assert {*CLEAR, *READ_AS_DIGIT, *TAKEN_FOR} == set("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ")
    assert set("".join(LOOK_ALIKE + SOUND_ALIKE)) <= {*CLEAR, *READ_AS_DIGIT, *TAKEN_FOR}
