# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Boxes for a word: four words, a button each; pins, names and windows as everywhere."""

from pathlib import Path
from typing import Any

import pytest

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import BadConfig
from tests.centre.changed import put, told, warned
from tests.conftest import SMALL


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("buttons.3.word", "good", '"good" is already used by another button (ratings[0].buttons[1].word)'),
        (
            "buttons.3.pin",
            17,
            "GPIO17 is already used by button 'excellent' (ratings[0].buttons[0].pin); take another pin",
        ),
        (
            "buttons.3.led_pin",
            5,
            "GPIO5 is already used by the lamp of button 'excellent' (ratings[0].buttons[0].led_pin); take another pin",
        ),
        ("window", 7, "7: no such window; expected a number from [[windows]]"),
        ("id", "desk-1", '"desk-1" is already used by a desk (desks[0].id); give one of them another name'),
        ("id", "main", '"main" is kept for the dispatcher and the office; choose another name'),
    ],
)
def test_a_slip_is_named(small_centre: CentreFile, path: str, value: Any, said: str) -> None:
    """Where it stands, what is wrong, and with what it clashes."""
    assert told(put(small_centre, f"ratings.0.{path}", value)) == [f"ratings[0].{path.replace('.3.', '[3].')}: {said}"]


def test_a_box_at_a_window_is_good(small_centre: CentreFile) -> None:
    """And is warned of nothing."""
    assert warned(put(small_centre, "ratings.0.window", 2)) == []


def test_a_pin_that_a_pi_keeps_for_itself_is_warned_of(small_centre: CentreFile) -> None:
    """As at every unit."""
    assert warned(put(small_centre, "ratings.0.buttons.0.pin", 2)) == [
        "ratings[0].buttons[0].pin: GPIO2 is used by I2C; take another, as 4 to 13 or 16 to 27"
    ]


def test_a_box_has_four_buttons(tmp_path: Path) -> None:
    """Three words are no scale."""
    path = tmp_path / "centre.toml"
    path.write_text(SMALL.read_text(encoding="utf-8").partition('[[ratings.buttons]]\nword = "terrible"')[0], "utf-8")
    with pytest.raises(BadConfig) as bad:
        load(path)
    assert str(bad.value).endswith("ratings[0].buttons: 3 given; expected 4 tables, each headed [[ratings.buttons]]")
