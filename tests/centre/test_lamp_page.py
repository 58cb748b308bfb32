# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The clerk's page of lamps says what the code does, of every light, in good letters."""

from typing import get_args

import pytest

from centre.lamp_page import DESK, KIOSK, PAGE, Saying, document, drawn
from centre.lamps import NUDGED, Light


def test_the_page_is_the_one_that_the_code_makes() -> None:
    """Who changes a rhythm or its meaning makes it anew: python -m centre.lamp_page."""
    assert PAGE.read_text(encoding="utf-8") == document()


def test_every_light_has_its_saying() -> None:
    """At the desk, at the kiosk or at both; the nudged ones are one."""
    said = {saying.light for saying in (*DESK, *KIOSK)}
    assert said - {"nudged_off"} == set(get_args(Light)) - set(NUDGED.values())


@pytest.mark.parametrize("sayings", [DESK, KIOSK], ids=["desk", "kiosk"])
def test_no_two_lights_look_alike(sayings: tuple[Saying, ...]) -> None:
    """As drawn, a tenth of a second a character."""
    assert len({drawn(saying.light) for saying in sayings}) == len(sayings)


@pytest.mark.parametrize(
    ("light", "looks"),
    [
        ("on", "█" * 40),
        ("off", "·" * 40),
        ("slow", ("█" * 10 + "·" * 10) * 2),
        ("done", "···██··████████··"),
    ],
)
def test_a_light_is_drawn_as_it_looks(light: Light, looks: str) -> None:
    """To the tenth of a second."""
    assert drawn(light) == looks


def test_ukrainian_is_written_with_its_own_letters() -> None:
    """No Latin letter in it, and the apostrophe that the typefaces have."""
    for saying in (*DESK, *KIOSK):
        for text in saying.uk:
            assert not [
                letter for letter in text.replace("English", "") if letter in "'ʼ`" or "a" <= letter.lower() <= "z"
            ]
