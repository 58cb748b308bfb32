# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""English on the hall screen: second, smaller, and gone before anything of the Ukrainian is lost."""

from typing import Any

import msgspec
import pytest

from centre.config import CentreFile
from centre.messages import Board
from centre.picture import Arrow, Text
from tests.display.looking import JUMPS, JUMPS_EN, big_rows, picture, without, words


def text_of(hall: Any, centre: CentreFile, board: Board, words: str) -> Text:
    """Return the one line of the picture that begins so."""
    [found] = [
        text
        for text in picture(centre, hall.display(1920, 1080), board, None, hall.now).texts
        if text.text.startswith(words)
    ]
    return found


def test_english_stands_second(hall: Any) -> None:
    """With "en" among its languages the centre's headings, names and sentences are in both, Ukrainian first."""
    centre = hall.spheres(3, english=True)
    board = hall.board(centre, 2)
    shown = words(hall, centre, board)
    assert "Талон · Ticket Вікно · Window А017" in shown
    assert "Чекають у черзі · Waiting" in shown
    assert "Паспортні послуги Passports" in shown
    assert f"{JUMPS} {JUMPS_EN}" in shown
    assert "Очікуйте на виклик Please wait to be called" in words(hall, centre, without(board))
    uk, en = (text_of(hall, centre, board, name) for name in ("Паспортні", "Passports"))
    assert en.cap < uk.cap


def test_a_recall_is_counted_in_english_below_the_arrow(hall: Any) -> None:
    """Which call it is stands above the arrow in Ukrainian and below it in English, and moves nothing."""
    centre = hall.english(hall.centre())
    first, second = (
        picture(centre, hall.display(), hall.board(centre, times=times), None, hall.now) for times in (1, 2)
    )
    arrow = next(element.area for element in second.elements if isinstance(element, Arrow))
    uk, en = (next(text for text in second.texts if text.text == words) for words in ("2-й виклик", "Call no. 2"))
    assert (uk.area.bottom <= arrow.top, en.area.top >= arrow.bottom) == (True, True)
    assert [element for element in second.elements if element not in (uk, en)] == list(first.elements)


def test_english_makes_room_for_a_reason(hall: Any) -> None:
    """Where a line is full the second language goes before anything gets tiny, and Ukrainian is whole."""
    centre = hall.spheres(english=True)
    board = hall.closed(hall.board(centre), {"s2-submit": "registry"})
    shown = words(hall, centre, board)
    assert "Реєстрація майна Подати заяву: реєстр не працює" in shown
    assert "Водійські права Driving licences" in shown


@pytest.mark.parametrize(("size", "distance", "rows"), [((1920, 1080), 7, 2), ((1280, 720), 5, 4)])
def test_english_costs_no_call_and_no_waiting_line(hall: Any, size: tuple[int, int], distance: int, rows: int) -> None:
    """Where two sentences would take a row of calls or a waiting line, why numbers jump is said in Ukrainian alone."""
    centre = hall.spheres(english=True)
    shown = picture(centre, hall.display(*size, distance=distance), hall.board(centre), None, hall.now)
    said = [text.text for text in shown.texts]
    assert (JUMPS in said, JUMPS_EN in said) == (True, False)
    assert len(big_rows(shown)) == rows
    assert [letter for letter, _, _ in hall.sphere_names if letter not in said] == []


def test_ukrainian_alone_has_no_english(hall: Any) -> None:
    """The default says nothing in English, whatever English names the file has."""
    centre = hall.spheres(3)
    named = msgspec.structs.replace(centre.centre, name_en="Brovary")
    centre = msgspec.structs.replace(centre, centre=named)
    shown = words(hall, centre, hall.board(centre, 2, times=2))
    assert not set(shown) & set("abcdefghijklmnopqrstuvwxyz")
