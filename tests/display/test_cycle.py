# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whoever was called and has not come takes turns: the newest stay, nobody is unseen for long, nothing turns idly."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.messages import Call
from display.cycle import PAGE_S, ROUND_S, Cycle, turning_rows


def calls(hall: Any, count: int, served: Sequence[int] = ()) -> tuple[Call, ...]:
    """Return so many calls, newest first, of which some citizens have come."""
    made = hall.board(hall.centre(windows=99), count, first=1).calls
    return tuple(msgspec.structs.replace(call, serving=place in served) for place, call in enumerate(made))


def shown(cycle: Cycle, of: Sequence[Call], room: int, now_s: float) -> list[str]:
    """Return the tickets that stand."""
    return [call.ticket for call in cycle.page(of, room, now_s).calls]


def test_what_has_room_stands_and_nothing_turns(hall: Any) -> None:
    """Four calls in four rows make one page, and no deadline."""
    cycle, of = Cycle(), calls(hall, 4)
    page = cycle.page(of, 4, 100.0)
    assert (page.calls, page.number, page.pages, page.turning) == (of, 1, 1, 0)
    assert cycle.deadline_s() is None


def test_the_newest_stay_and_the_last_row_turns(hall: Any) -> None:
    """Six calls in four rows: three stay, the others take the fourth row for six seconds each."""
    cycle, of = Cycle(), calls(hall, 6)
    tickets = [call.ticket for call in of]
    seen = [cycle.page(of, 4, now_s) for now_s in (0.0, 5.9, 6.0, 12.0, 18.0)]
    assert {tuple(call.ticket for call in page.calls[:3]) for page in seen} == {tuple(tickets[:3])}
    assert [page.calls[3].ticket for page in seen] == [tickets[i] for i in (3, 3, 4, 5, 3)]
    assert [(page.number, page.pages) for page in seen] == [(1, 3), (1, 3), (2, 3), (3, 3), (1, 3)]


def test_it_sleeps_until_the_next_page(hall: Any) -> None:
    """The deadline is the turn; when those who turned have come there is none."""
    cycle, of = Cycle(), calls(hall, 6)
    cycle.page(of, 4, 100.0)
    assert cycle.deadline_s() == 100.0 + PAGE_S
    cycle.page(of, 4, 107.0)
    assert cycle.deadline_s() == 107.0 + PAGE_S
    cycle.page(calls(hall, 6, served=(4, 5)), 4, 108.0)
    assert cycle.deadline_s() is None


def test_who_has_come_takes_no_turn(hall: Any) -> None:
    """Those at their windows fill rows that nobody needs, newest first, and have none where others are to come."""
    cycle = Cycle()
    assert shown(cycle, of := calls(hall, 6, served=(0, 3, 4)), 4, 0.0) == [of[i].ticket for i in (0, 1, 2, 5)]
    seen = {ticket for now_s in range(60) for ticket in shown(cycle, calls(hall, 8, served=(1, 4)), 4, now_s)}
    assert seen == {call.ticket for place, call in enumerate(of + calls(hall, 8)[6:]) if place not in {1, 4}}


@pytest.mark.parametrize(
    ("coming", "room", "turning"), [(4, 4, 0), (5, 4, 1), (8, 4, 1), (9, 4, 2), (16, 4, 3), (60, 4, 3), (3, 1, 1)]
)
def test_as_few_rows_turn_as_make_a_short_round(coming: int, room: int, turning: int) -> None:
    """One row while a round of it takes half a minute; more where it would take longer; one always stays if it can."""
    assert turning_rows(coming, room) == turning


@pytest.mark.parametrize("coming", range(5, 17))
def test_a_round_takes_half_a_minute(hall: Any, coming: int) -> None:
    """While at most sixteen are called to four rows, each is seen within thirty seconds."""
    cycle, of = Cycle(), calls(hall, coming)
    unseen: dict[str, int] = {}
    for tenths in range(3000):
        standing = shown(cycle, of, 4, tenths / 10)
        for call in of:
            unseen[call.ticket] = 0 if call.ticket in standing else unseen.get(call.ticket, 0) + 1
        assert max(unseen.values()) <= 10 * ROUND_S


def test_a_single_row_shows_the_newest_at_once(hall: Any) -> None:
    """Whoever is called takes it before its page is over, and all others have their turns after."""
    cycle, of = Cycle(), calls(hall, 4)
    assert shown(cycle, of[1:], 1, 0.0) == [of[1].ticket]
    assert shown(cycle, of, 1, 1.0) == [of[0].ticket]
    assert [shown(cycle, of, 1, 1.0 + PAGE_S * turn)[0] for turn in (1, 2, 3, 4)] == [
        of[i].ticket for i in (2, 3, 1, 0)
    ]


def test_several_windows_at_once_are_all_seen_soon(hall: Any) -> None:
    """Of five calls in one moment on four rows with a sixth, those without a row come before the old one."""
    cycle, of = Cycle(), calls(hall, 8)
    shown(cycle, of[5:], 4, 0.0)
    seen = [shown(cycle, of, 4, now_s) for now_s in (1.0, 7.0)]
    assert {ticket for standing in seen for ticket in standing} >= {call.ticket for call in of[:5]}


def test_who_was_never_seen_cuts_a_page_of_those_who_were(hall: Any) -> None:
    """Five windows that call in one second have as many rows as turn, and those that stay, in that very second."""
    cycle, of = Cycle(), calls(hall, 11)
    for now_s in range(32):
        shown(cycle, of[5:], 4, now_s)
    assert set(shown(cycle, of, 4, 32.0)) == {call.ticket for call in of[:4]}


def test_a_page_on_which_somebody_is_seen_first_is_not_cut(hall: Any) -> None:
    """Each new call pushes one into the turning row, but nobody out of it before six seconds are over."""
    cycle, of = Cycle(), calls(hall, 9)
    first = shown(cycle, of[4:], 4, 0.0)[3]
    assert first == of[7].ticket
    for place, now_s in ((3, 1.0), (2, 2.0), (1, 3.0)):
        assert shown(cycle, of[place:], 4, now_s)[3] == first


@given(
    gaps=st.lists(st.floats(6.0, 20.0), min_size=5, max_size=40),
    stays=st.lists(st.integers(20, 120), min_size=40, max_size=40),
    room=st.integers(2, 8),
)
def test_nobody_is_unseen_for_longer_than_a_round_whoever_is_called(
    hall: Any, gaps: list[float], stays: list[int], room: int
) -> None:
    """At up to ten calls a minute, with citizens who come sooner or later, each who is to come is soon seen again."""
    made = calls(hall, 40)[::-1]
    cycle, unseen, at_s = Cycle(), dict[str, float](), [sum(gaps[:i]) for i in range(len(gaps))]
    called = [
        (start_s, stay_s, msgspec.structs.replace(call, called_at=hall.now + timedelta(seconds=start_s)))
        for start_s, stay_s, call in zip(at_s, stays, made, strict=False)
    ]
    for now_s in range(int(at_s[-1]) + 60):
        of = [call for start_s, stay_s, call in called if start_s <= now_s < start_s + stay_s]
        page = cycle.page(of, room, float(now_s))
        standing = {call.ticket for call in page.calls}
        unseen = {call.ticket: 0 if call.ticket in standing else unseen.get(call.ticket, 0) + 1 for call in of}
        assert max(unseen.values(), default=0) <= (page.pages + 1) * PAGE_S
