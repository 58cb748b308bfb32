# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hall screen in its seconds: it moves for a fresh call, turns pages while somebody has no row, and sleeps."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from centre.errors import DeviceFault
from centre.messages import Board
from centre.picture import Arrow, Picture
from centre.service import Inbox
from centre.time import Now
from display.backlight import Backlight
from display.hall_screen import HallScreen
from display.heard import Heard
from tests.display.looking import big_rows

OLD_S = 90.0
MINUTE_ENDS_S = 47.0


class Panel:
    """A screen that keeps what it shows."""

    desktop = False

    def __init__(self) -> None:
        self.shown: list[Picture] = []

    def show(self, picture: Picture) -> float | None:
        """Keep it; a test counts frames, equal ones too."""
        self.shown.append(picture)
        return 1.0

    def pump(self) -> bool:
        """Answer."""
        return True

    def close(self) -> None:
        """Do nothing."""


class Stage(NamedTuple):
    """A hall screen; ``play`` tells it what was heard at a second, and returns when it is due again."""

    screen: HallScreen
    panel: Panel
    play: Callable[..., float | None]


@pytest.fixture
def stage(hall: Any, tmp_path: Path) -> Stage:
    """Return the screen of a hall of 720p, that has four rows."""
    panel = Panel()
    screen = HallScreen(
        centre=hall.centre(),
        display=hall.display(),
        open_screen=lambda: panel,
        backlight=Backlight(30, tmp_path),
        inbox=Inbox(),
    )

    def play(at_s: float, board: Board | None, kept_s: float = 0.0, *, lost: bool = False) -> float | None:
        heard = Heard(board, hall.now if lost else None, frozenset(), kept_s)
        screen.tell(heard, Now(utc=hall.now + timedelta(seconds=at_s), steady_s=at_s))
        return screen.deadline_s()

    return Stage(screen, panel, play)


def arrows(shown: Picture) -> list[int]:
    """Return where the arrows stand."""
    return [element.area.left for element in shown.elements if isinstance(element, Arrow)]


def to_the_end(stage: Stage, board: Board, at_s: float, until_s: float) -> list[float]:
    """Turn the loop as its deadlines say; return them."""
    due = []
    while (due_s := stage.play(at_s, board)) is not None and due_s < until_s:
        due.append(at_s := due_s)
    return due


def test_a_call_moves_for_six_seconds_and_then_the_loop_sleeps(hall: Any, stage: Stage) -> None:
    """Thirteen frames, the first at once; then one when its mark may end, and none until the minute."""
    board = hall.board(hall.centre(), 2)
    due = to_the_end(stage, board, 0.0, until_s=MINUTE_ENDS_S)
    assert due == [step / 2 for step in range(1, 13)] + [15.0]
    assert len({arrows(shown)[0] for shown in stage.panel.shown[:12]}) == 2
    assert len({arrows(shown)[0] for shown in stage.panel.shown[12:]}) == 1
    assert stage.screen.deadline_s() == MINUTE_ENDS_S


@pytest.mark.parametrize("kept_s", [OLD_S, 15.0])
def test_a_board_that_is_heard_late_does_not_move(hall: Any, stage: Stage, kept_s: float) -> None:
    """Started late, or cut off and back: the truth is there at once, and the next thing is the minute."""
    assert stage.play(0.0, hall.board(hall.centre(), 4), kept_s) == MINUTE_ENDS_S
    assert len(stage.panel.shown) == 1


def test_two_windows_at_once_move_together(hall: Any, stage: Stage) -> None:
    """Both rows are marked and both arrows move, in one beat."""
    board = hall.board(hall.centre(), 3)
    both = replace(board, calls=(board.calls[0], replace(board.calls[1], called_at=board.at), board.calls[2]))
    stage.play(0.0, both)
    stage.play(0.5, both)
    still, moved = (arrows(shown) for shown in stage.panel.shown)
    assert [a != b for a, b in zip(still, moved, strict=True)] == [True, True, False]
    assert [ticket.background for ticket, _ in big_rows(stage.panel.shown[1])] == ["amber", "amber", "night"]


def test_a_second_call_of_a_ticket_moves_again(hall: Any, stage: Stage) -> None:
    """A recall is a call."""
    board = hall.board(hall.centre(), 1)
    assert stage.play(0.0, board, OLD_S) == MINUTE_ENDS_S
    recalled = replace(board.calls[0], times=2, called_at=board.at + timedelta(seconds=3))
    assert stage.play(3.0, replace(board, calls=(recalled,), at=recalled.called_at, number=8)) == 3.5


def test_a_lost_centre_ends_the_movement(hall: Any, stage: Stage) -> None:
    """Nobody knows then who is called."""
    board = hall.board(hall.centre(), 2)
    assert stage.play(0.0, board) == 0.5
    assert stage.play(0.5, board, lost=True) == MINUTE_ENDS_S


def test_pages_turn_only_while_somebody_has_no_row(hall: Any, stage: Stage) -> None:
    """Six calls in four rows are due each six seconds; four are due with the minute."""
    centre = hall.centre()
    six, four = hall.board(centre, 6), hall.board(centre, 4)
    assert [stage.play(at_s, six, OLD_S) for at_s in (0.0, 6.0, 7.0)] == [6.0, 12.0, 12.0]
    assert [big_rows(shown)[3][0].text for shown in stage.panel.shown] == ["Д038", "А045"]
    assert stage.play(8.0, four, OLD_S) == MINUTE_ENDS_S


def test_what_looks_the_same_makes_no_frame(hall: Any, stage: Stage) -> None:
    """A board whose number alone is new, at any second of a minute in which nothing passes."""
    board = hall.board(hall.centre(), 4)
    for second in range(40):
        stage.play(float(second), replace(board, number=second), OLD_S)
    assert len(stage.panel.shown) == 1


def test_a_display_without_its_screen_goes_on(hall: Any, tmp_path: Path) -> None:
    """What ails it is said, it is looked for, and hears the board all the same."""

    def nothing() -> Panel:
        raise DeviceFault("Display 'hall': SDL opened no screen.")

    screen = HallScreen(
        centre=hall.centre(),
        display=hall.display(),
        open_screen=nothing,
        backlight=Backlight(30, tmp_path),
        inbox=Inbox(),
    )
    screen.tell(Heard(hall.board(hall.centre(), 4), None, frozenset(), OLD_S), Now(utc=hall.now, steady_s=0.0))
    assert [problem.code for problem in screen.problems] == ["no_screen"]
    assert screen.deadline_s() == 5.0
    assert screen.alive()
