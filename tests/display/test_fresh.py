# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How old a call is, whatever the clocks show: heard live, heard late, called again, and when a clock is set."""

import math
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from centre.messages import Board
from centre.time import Now
from display.fresh import Fresh
from display.heard import Heard


def heard(board: Board | None, kept_s: float = 0.0) -> Heard:
    """Return what a display has heard of a centre that is there."""
    return Heard(board, None, frozenset(), kept_s)


def at(hall: Any, steady_s: float, utc_s: float = 0.0) -> Now:
    """Return a moment whose wall clock need not go with its steady one."""
    return Now(utc=hall.now + timedelta(seconds=utc_s), steady_s=steady_s)


def called(hall: Any, ago_s: float = 0.0, **more: Any) -> Board:
    """Return a board with one call, so many seconds old on the dispatcher's clock."""
    board: Board = hall.board(hall.centre(), 1, **more)
    call = msgspec.structs.replace(board.calls[0], called_at=board.at - timedelta(seconds=ago_s))
    return msgspec.structs.replace(board, calls=(call,))


@pytest.mark.parametrize("wrong_h", [0, -5, 5])
def test_a_call_heard_live_is_new_whatever_this_clock_shows(hall: Any, wrong_h: int) -> None:
    """Its age grows with the steady clock from nothing."""
    fresh, board = Fresh(), called(hall)
    fresh.hear(heard(board), at(hall, 50, 3600 * wrong_h))
    assert [fresh.age_s(board.calls[0], at(hall, steady_s, 3600 * wrong_h)) for steady_s in (50, 53)] == [0, 3]
    assert fresh.called_s(board.calls[0]) == 50


@pytest.mark.parametrize(("ago_s", "kept_s", "age_s"), [(20, 0, 20), (0, 40, 40), (20, 40, 60)])
def test_started_late_it_knows_what_was_missed(hall: Any, ago_s: float, kept_s: float, age_s: float) -> None:
    """A first board's calls are as old as it says, and older by what the broker had kept it."""
    fresh, board = Fresh(), called(hall, ago_s)
    fresh.hear(heard(board, kept_s), at(hall, 50))
    assert fresh.age_s(board.calls[0], at(hall, 50)) == age_s


@pytest.mark.parametrize("jump_h", [-3, 3])
def test_a_clock_that_is_set_makes_no_call_older_or_younger(hall: Any, jump_h: int) -> None:
    """The dispatcher's next board, after its clock was set, changes nothing of a call that was heard before."""
    fresh, board = Fresh(), called(hall)
    fresh.hear(heard(board), at(hall, 50))
    fresh.hear(heard(msgspec.structs.replace(board, at=board.at + timedelta(hours=jump_h))), at(hall, 55))
    assert fresh.age_s(board.calls[0], at(hall, 60)) == 10


def test_a_call_of_the_future_is_new(hall: Any) -> None:
    """Where the dispatcher's clock went back between call and board, the age is nothing, not less."""
    fresh, board = Fresh(), called(hall, -7200)
    fresh.hear(heard(board), at(hall, 50))
    assert fresh.age_s(board.calls[0], at(hall, 50)) == 0


def test_a_ticket_that_is_called_again_is_new_again(hall: Any) -> None:
    """A second call has its own age."""
    fresh, first = Fresh(), called(hall)
    fresh.hear(heard(first), at(hall, 50))
    second = msgspec.structs.replace(first.calls[0], called_at=first.at + timedelta(seconds=30), times=2)
    fresh.hear(heard(msgspec.structs.replace(first, at=second.called_at, calls=(second,))), at(hall, 80))
    assert fresh.age_s(second, at(hall, 81)) == 1


def test_who_arrives_is_not_called_anew(hall: Any) -> None:
    """The same call, now served, keeps its age."""
    fresh, board = Fresh(), called(hall)
    fresh.hear(heard(board), at(hall, 50))
    served = msgspec.structs.replace(board.calls[0], serving=True)
    fresh.hear(heard(msgspec.structs.replace(board, calls=(served,))), at(hall, 55))
    assert fresh.age_s(served, at(hall, 56)) == 6


def test_what_was_never_heard_is_endlessly_old(hall: Any) -> None:
    """Before the first board, and for a call that is gone."""
    fresh, board = Fresh(), called(hall)
    fresh.hear(heard(None), at(hall, 40))
    assert fresh.age_s(board.calls[0], at(hall, 50)) == math.inf
    fresh.hear(heard(board), at(hall, 50))
    fresh.hear(heard(called(hall, first=30)), at(hall, 51))
    assert fresh.age_s(board.calls[0], at(hall, 51)) == math.inf
