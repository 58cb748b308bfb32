# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The panels as a part of a display: what the board, its loss and its return do to each panel of each line."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config_displays import Panel, PanelLine
from centre.messages import Board, Problem
from centre.service import Inbox
from centre.time import Now
from display.heard import Heard
from display.panel_line import LineTroubles
from display.panel_words import BLANK, STALE_S, Shown
from display.panels import Panels
from tests.display.alarms import raised


class Wall:
    """Panels over windows 1 and 6 on one line, over 1 again on another; neither has an adapter."""

    def __init__(self, hall: Any, folder: Path) -> None:
        self.hall = hall
        lines = (
            PanelLine(
                device=str(folder / "a"),
                driver="qsystem",
                letters="cp1251",
                panels=(Panel(window=1, address=1), Panel(window=6, address=2)),
            ),
            PanelLine(device=str(folder / "b"), driver="ascii", width=6, panels=(Panel(window=1),)),
        )
        self.devices = [line.device for line in lines]
        self.inbox = Inbox()
        self.panels = Panels(centre=hall.centre(), display=replace(hall.display(), panel_lines=lines), inbox=self.inbox)

    def tell(self, board: Board | None, after_s: float = 0.0, *, lost: bool = False) -> list[tuple[Shown, ...]]:
        """Tell the panels what was heard so many seconds after the start; return what each line is to show."""
        now = Now(utc=self.hall.now + timedelta(seconds=after_s), steady_s=1000 + after_s)
        self.panels.tell(Heard(board, self.hall.now if lost else None, frozenset()), now)
        return [door._wanted for _, door in self.panels._lines]


@pytest.fixture
def wall(hall: Any, tmp_path: Path) -> Iterator[Wall]:
    """Yield the panels."""
    made = Wall(hall, tmp_path)
    yield made
    made.panels.close()


@pytest.fixture
def board(hall: Any) -> Board:
    """Return a board on which window 1 calls and window 6 serves."""
    made: Board = hall.at_work()
    return made


def test_before_the_first_board_they_are_blank(wall: Wall) -> None:
    """What they showed before a restart is wiped; then each shows its window's call, in its own letters."""
    assert wall.tell(None) == [(BLANK, BLANK), (BLANK,)]
    assert wall.panels.deadline_s() is None


def test_each_panel_shows_its_windows_call(wall: Wall, board: Board) -> None:
    """Each in the letters of its line; two panels of one window show the same."""
    assert wall.tell(board) == [
        (Shown("А017", blinking=True), Shown("П024")),
        (Shown("A017", blinking=True),),
    ]
    assert wall.tell(raised(board)) == [(BLANK, BLANK), (BLANK,)]


def test_a_lost_centre_lets_numbers_stand_and_then_makes_them_dashes(wall: Wall, board: Board) -> None:
    """Half a minute by the steady clock; the panels that had nobody have dashes too. Back, it is as before."""
    before = wall.tell(board)
    assert wall.tell(board, 5, lost=True) == [(Shown("А017"), Shown("П024")), (Shown("A017"),)]
    assert wall.panels.deadline_s() == 1005 + STALE_S
    assert wall.tell(board, 5 + STALE_S - 0.1, lost=True)[1] == (Shown("A017"),)
    assert wall.tell(board, 5 + STALE_S, lost=True) == [(Shown("----"), Shown("----")), (Shown("------"),)]
    assert wall.panels.deadline_s() is None
    assert wall.tell(board, 90) == before


def test_a_board_of_a_centre_that_is_lost_is_not_believed(wall: Wall, board: Board) -> None:
    """A broker that is back gives its retained board; the dispatcher must say that it is there before it blinks."""
    quiet = replace(board, calls=())
    wall.tell(quiet)
    assert wall.tell(quiet, 1, lost=True) == [(BLANK, BLANK), (BLANK,)]
    assert wall.tell(board, 2, lost=True) == [(BLANK, BLANK), (BLANK,)]
    assert wall.tell(board, 3)[1] == (Shown("A017", blinking=True),)


def test_a_centre_that_was_never_there_makes_dashes(wall: Wall) -> None:
    """After the same half minute: a panel that is blank says that nobody is called."""
    assert wall.tell(None, lost=True) == [(BLANK, BLANK), (BLANK,)]
    assert wall.tell(None, STALE_S, lost=True)[0] == (Shown("----"), Shown("----"))


def test_the_troubles_of_each_line_are_told(wall: Wall) -> None:
    """In the order of the file, until each is well again; what others report is passed by."""
    first, second = (Problem(code="panel_away", text=device) for device in wall.devices)
    wall.panels.take(LineTroubles(wall.devices[1], (second,)))
    wall.panels.take(LineTroubles(wall.devices[0], (first,)))
    wall.panels.take("something else")
    assert list(wall.panels.problems) == [first, second]
    wall.panels.take(LineTroubles(wall.devices[1], ()))
    assert list(wall.panels.problems) == [first]


def test_they_live_while_each_line_has_its_thread(wall: Wall) -> None:
    """Closed, none is left; a second closing does nothing."""
    assert wall.panels.alive()
    wall.panels.close()
    wall.panels.close()
    assert not wall.panels.alive()
