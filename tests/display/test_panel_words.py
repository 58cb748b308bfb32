# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a board means over one window: a call that blinks, one that stands, nothing, and nothing in an alert."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.messages import Board
from display.panel_words import BLANK, Shown, shown
from tests.display.alarms import cleared, raised


@pytest.fixture
def board(hall: Any) -> Board:
    """Return a board on which window 1 calls, window 6 serves, and the others have nobody."""
    made: Board = hall.at_work()
    return made


def test_a_called_number_blinks_a_served_one_stands(board: Board) -> None:
    """And over a free window there is nothing."""
    assert shown(board, 1, goes_on=False) == Shown("А017", blinking=True)
    assert shown(board, 6, goes_on=False) == Shown("П024")
    assert shown(board, 2, goes_on=False) == BLANK


def test_a_recall_goes_on_blinking(board: Board) -> None:
    """It is the same number over the same window; a citizen who sat down already is called anew, and it blinks."""
    calling, _ = board.calls
    again = replace(board, calls=(replace(calling, times=3),))
    assert shown(again, 1, goes_on=False) == shown(board, 1, goes_on=False)


def test_in_an_alert_that_stops_the_window_it_is_blank(board: Board) -> None:
    """Nobody is held there; a window in the shelter goes on."""
    stopped = raised(board)
    assert [shown(stopped, window, goes_on=False) for window in (1, 6)] == [BLANK, BLANK]
    assert shown(stopped, 1, goes_on=True) == Shown("А017", blinking=True)
    assert shown(raised(board, "yellow", suspends=False), 1, goes_on=False) == Shown("А017", blinking=True)


def test_while_people_walk_back_numbers_stand(board: Board) -> None:
    """Nobody is in a hurry until windows call again; in a shelter they have never stopped."""
    assert shown(cleared(board), 1, goes_on=False) == Shown("А017")
    assert shown(cleared(board), 1, goes_on=True) == Shown("А017", blinking=True)
