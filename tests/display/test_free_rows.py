# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Rows that no call needs say why numbers jump, for the seats; the calls stay as they are, nothing is said twice."""

from typing import Any

import pytest

from centre.picture import Text
from display.layout import layout
from display.row_size import legible_cap
from tests.display.alarms import alarmed, raised
from tests.display.looking import JUMPS, JUMPS_EN, big_rows, faults, picture, told

SCREENS = {
    '43" 1080p': (1920, 1080, 43),
    '43" portrait': (1080, 1920, 43),
    '43" 720p': (1280, 720, 43),
    '55" 4K': (3840, 2160, 55),
}


def sentence(hall: Any, screen: tuple[int, int, int], calls: int, *, english: bool = False) -> list[Text]:
    """Return the lines between the last call and the waiting lines."""
    centre = hall.english(hall.centre(4)) if english else hall.centre(4)
    texts = picture(
        centre, hall.display(*screen[:2], inches=screen[2]), hall.board(centre, calls), None, hall.now
    ).texts
    first = next(i for i, text in enumerate(texts) if text.text.startswith("Номери"))
    last = next(i for i, text in enumerate(texts) if text.text.startswith("Чекають"))
    return list(texts[first:last])


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("calls", [1, 2])
def test_with_two_free_rows_it_is_read_from_the_seats(hall: Any, screen: tuple[int, int, int], calls: int) -> None:
    """The fact has 22 minutes of arc, the reason three fifths of it or more; all of it, once."""
    lines = sentence(hall, screen, calls)
    legible = legible_cap(hall.display(*screen[:2], inches=screen[2]))
    assert lines[0].cap >= legible
    assert all(line.cap >= 0.58 * legible for line in lines)
    assert " ".join(line.text for line in lines) == JUMPS


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_with_one_free_row_it_is_twice_as_large_as_at_the_foot(hall: Any, screen: tuple[int, int, int]) -> None:
    """Where a single row is free there is less room, but more than at the foot."""
    rows = {(1080, 1920): 6}.get(screen[:2], 5 if screen[2] == 55 else 4)
    free, full = (sentence(hall, screen, calls) for calls in (rows - 1, rows))
    assert free[0].cap >= (1.4 if screen[0] < screen[1] else 2) * full[0].cap
    assert [" ".join(line.text for line in lines) for lines in (free, full)] == [JUMPS, JUMPS]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_no_call_moves_or_changes_its_size_with_their_number(hall: Any, size: tuple[int, int]) -> None:
    """The first rows of many are those of few."""
    centre, display = hall.centre(4), hall.display(*size)
    most = big_rows(picture(centre, display, hall.board(centre, 4), None, hall.now))
    for calls in (1, 2, 3):
        assert big_rows(picture(centre, display, hall.board(centre, calls), None, hall.now)) == most[:calls]


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_both_languages_are_said_once_each(hall: Any, screen: tuple[int, int, int], calls: int) -> None:
    """In the free rows, or English at the foot where Ukrainian would get small for it and the foot has room."""
    centre = hall.english(hall.centre(4))
    display = hall.display(*screen[:2], inches=screen[2])
    shown = picture(centre, display, hall.board(centre, calls), None, hall.now)
    assert told(shown).count(JUMPS) == 1
    assert told(shown).count(JUMPS_EN) in ({1} if JUMPS_EN in layout(centre, display).said else {0, 1})
    assert faults(shown) == []


def test_in_an_alert_nobody_asks_why(hall: Any) -> None:
    """Below the way to the shelter stand calls alone, though rows are free."""
    centre = alarmed(hall.centre(4), windows=(1, 6))
    shown = told(picture(centre, hall.display(1920, 1080), raised(hall.board(centre, 1)), None, hall.now))
    assert "А017 1" in shown
    assert "Номери" not in shown
