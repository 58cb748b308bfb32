# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The moment of a call: each is marked and moves, slowly enough, whatever else is called; then nothing wakes."""

import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.contrast import luminance
from centre.messages import Call
from centre.picture import Arrow, Box, Picture
from display.cycle import Page
from display.fresh import Key, key
from display.moment import MARKED_S, PULSES_S, STILL, Moment, changes_s, moment
from tests.display.alarms import alarmed, cleared
from tests.display.looking import big_rows, picture

FLASH_S = 1 / 3
"""WCAG 2.3.1: no more than three flashes in a second; a flash is a change and the one back."""


def at(calls: tuple[Call, ...], called_s: dict[Key, float], now_s: float) -> Moment:
    """Return the moment of calls that were made at these seconds."""
    return moment(Page(calls), lambda call: called_s[key(call)], now_s)


def seen(hall: Any, *fresh: int, beat: bool = False, **more: Any) -> Picture:
    """Return a picture of six calls of which these are of this moment."""
    centre, board = hall.centre(), hall.board(hall.centre(), 6)
    new = frozenset(key(board.calls[place]) for place in fresh)
    return picture(centre, hall.display(), board, more.get("since"), hall.now, moment=Moment(new, new, beat))


def grounds(shown: Picture) -> list[Box]:
    """Return the inverse grounds of the rows."""
    return [element for element in shown.elements if isinstance(element, Box) and element.colour == "amber"]


def test_two_windows_at_once_are_both_marked(hall: Any) -> None:
    """Both rows are dark on light where the others are light on dark, and a thin dark line parts them."""
    shown = seen(hall, 0, 1)
    looks = [luminance(ticket.background) > luminance(ticket.colour) for ticket, _ in big_rows(shown)]
    first, second = grounds(shown)
    assert looks == [True, True, False, False]
    assert 0 < second.area.top - first.area.bottom <= 5


def test_a_call_stays_marked_after_a_newer_one_came(hall: Any) -> None:
    """For a quarter of a minute; it moves for its first six seconds only."""
    calls = hall.board(hall.centre(), 2).calls
    made = {key(calls[0]): 110.0, key(calls[1]): 100.0}
    old, new = frozenset({key(calls[1])}), frozenset({key(calls[0])})
    assert at(calls, made, 110.0)[:2] == (old | new, new)
    assert at(calls, made, 100.0 + MARKED_S)[:2] == (new, new)
    assert at(calls, made, 110.0 + MARKED_S)[:2] == (frozenset(), frozenset())


def test_who_has_come_is_marked_no_more(hall: Any) -> None:
    """Their row looks like the others from the moment they are served."""
    call = msgspec.structs.replace(hall.board(hall.centre(), 1).calls[0], serving=True)
    assert at((call,), {key(call): 100.0}, 101.0)[:3] == STILL[:3]


@given(
    made=st.lists(st.floats(100, 104), min_size=1, max_size=6),
    begin_s=st.floats(95, 101),
)
def test_nothing_flashes_near_three_times_a_second(hall: Any, made: list[float], begin_s: float) -> None:
    """However many windows call when, stepped through in fiftieths: two pulses take a second, or nearly, together."""
    calls = hall.board(hall.centre(windows=60), len(made)).calls
    called_s = {key(call): at_s for call, at_s in zip(calls, made, strict=True)}
    steps = [begin_s + step / 50 for step in range(800)]
    beats = [at(tuple(c for c in calls if called_s[key(c)] <= now_s), called_s, now_s).beat for now_s in steps]
    turns = [
        now_s for now_s, (before, after) in zip(steps[1:], itertools.pairwise(beats), strict=True) if before != after
    ]
    two_flashes = [later - first for first, later in zip(turns, turns[4:], strict=False)]
    assert len(turns) > 8
    assert all(took_s > 2 * FLASH_S for took_s in two_flashes)


def test_it_wakes_for_each_change_and_then_no_more(hall: Any) -> None:
    """A call makes twelve half pulses, at whole half seconds, ends its pulse and its mark, and lets the loop sleep."""
    calls = hall.board(hall.centre(), 1).calls
    called_s, now_s, wakes = {key(calls[0]): 100.2}, 100.2, []
    while (due_s := changes_s(calls, lambda call: called_s[key(call)], now_s)) is not None:
        assert at(calls, called_s, due_s) != at(calls, called_s, now_s) or due_s == 100.2 + PULSES_S
        now_s = due_s
        wakes.append(due_s)
    assert wakes == [100.5 + step / 2 for step in range(12)] + [100.2 + PULSES_S, 100.2 + MARKED_S]


def test_nothing_wakes_for_calls_that_were_heard_late(hall: Any) -> None:
    """Of a board that is old, or was never heard of, nothing is marked but the newest, and nothing moves."""
    calls = hall.board(hall.centre(), 3).calls
    for called_s in (float("-inf"), 100.0 - MARKED_S):
        assert changes_s(calls, lambda _: called_s, 100.0) is None  # noqa: B023  (used within its turn)
        assert moment(Page(calls), lambda _: called_s, 100.0)[:3] == STILL[:3]  # noqa: B023


@pytest.mark.parametrize("fresh", [(0,), (1,), (0, 1)])
def test_a_pulse_moves_ends_and_arrow_and_no_number(hall: Any, fresh: tuple[int, ...]) -> None:
    """At both halves of it every number stands where it stood, whole on its ground; only the marked rows move."""
    one, other = (seen(hall, *fresh, beat=beat) for beat in (False, True))
    assert one.texts == other.texts
    changed = [a for a, b in zip(one.elements, other.elements, strict=True) if a != b]
    assert sorted(type(element).__name__ for element in changed) == sorted(["Arrow", "Box"] * len(fresh))


def test_a_pulse_changes_a_small_part_of_the_screen(hall: Any) -> None:
    """The ends of all rows together are far below the quarter of a view that a flash must fill."""
    one, other = (grounds(seen(hall, 0, 1, 2, 3, beat=beat)) for beat in (False, True))
    changed = sum((a.area.width - b.area.width) * a.area.height for a, b in zip(one, other, strict=True))
    assert 0 < changed < 0.06 * 1280 * 720


def test_the_arrow_points_nearer_to_the_window(hall: Any) -> None:
    """Without colours and without size it is seen that something happens in the row."""
    one, other = (
        next(e for e in seen(hall, 0, beat=beat).elements if isinstance(e, Arrow)).area for beat in (False, True)
    )
    assert other.left > one.left + one.width // 2
    assert other._replace(left=0) == one._replace(left=0)


def test_a_lost_centre_calls_nobody(hall: Any) -> None:
    """While it is lost no row moves, and none but the newest stands out."""
    shown = [seen(hall, 0, 1, beat=beat, since=hall.now) for beat in (False, True)]
    assert shown[0] == shown[1]
    assert [ticket.background for ticket, _ in big_rows(shown[0])] == ["dim", "night", "night"]


def test_nobody_is_called_until_windows_call_again(hall: Any) -> None:
    """After the all-clear no row is marked or moves, however fresh the call before it was."""
    centre = alarmed(hall.centre())
    board = cleared(hall.board(centre))
    new = frozenset(map(key, board.calls))
    one, other = (
        picture(centre, hall.display(), board, None, hall.now, moment=Moment(new, new, beat)) for beat in (False, True)
    )
    assert one == other
    assert grounds(one) == []
