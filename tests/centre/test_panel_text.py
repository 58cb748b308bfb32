# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a ticket's number is written on a panel: what looks alike is sent as Latin, and nobody's number is made up."""

import pytest
from msgspec.structs import replace

from centre.config_displays import Panel, PanelLetters, PanelLine
from centre.panel_text import CODE_PAGE, TO_LATIN, dashes, written

LINE = PanelLine(device="/dev/ttyUSB0", driver="ascii", panels=(Panel(window=1),))


@pytest.mark.parametrize(
    ("letters", "ticket", "text"),
    [
        ("latin", "А012", "A012"),
        ("latin", "Ш012", "012"),
        ("latin", "АШ12", "12"),
        ("cp1251", "Ш012", "Ш012"),
        ("cp1251", "Ї012", "Ї012"),
        ("none", "А012", "012"),
        ("latin", "М1012", "1012"),
        ("latin", "", ""),
    ],
)
def test_letters_are_sent_as_the_panel_has_them(letters: PanelLetters, ticket: str, text: str) -> None:
    """A letter that it has not, or no room for, is left off with its companion; the digits stay."""
    assert written(ticket, replace(LINE, letters=letters)) == text


def test_the_look_alikes_are_the_twelve_and_a_y() -> None:
    """No two of them become the same; Ї has dots that no ASCII letter has."""
    assert set(TO_LATIN) == set("АВЕІКМНОРСТУХ")
    assert len(set(TO_LATIN.values())) == len(TO_LATIN)
    assert all(latin.isascii() for latin in TO_LATIN.values())


def test_a_panel_that_is_too_narrow_shows_the_end_of_a_number() -> None:
    """As people shorten it; the check warns of it."""
    assert written("А1042", replace(LINE, width=3)) == "042"


def test_two_letters_stay_or_go_together() -> None:
    """АБ012 on four places is 012, not another service's Б012."""
    assert written("АБ012", replace(LINE, letters="cp1251")) == "012"
    assert written("АБ012", replace(LINE, letters="cp1251", width=5)) == "АБ012"


def test_every_ukrainian_capital_has_its_byte() -> None:
    """Nothing on a panel is ever a question mark."""
    for letter in "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ":
        for letters in ("latin", "cp1251", "none"):
            text = written(f"{letter}012", replace(LINE, letters=letters))
            assert len(text.encode(CODE_PAGE)) == len(text)


def test_dashes_fill_the_panel() -> None:
    """So that no old character is left beside them."""
    assert dashes(replace(LINE, width=5)) == "-----"
