# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An inbox of which nobody has more than a share of a turn."""

from hypothesis import given
from hypothesis import strategies as st

from centre.fair_inbox import MOST, SHARE, FairInbox
from centre.link_events import LinkUp, Received


def said(unit: str, number: int = 0) -> Received:
    """Return what a unit has said."""
    return Received("desk_request", {"id": unit}, str(number).encode(), retained=False)


def test_who_floods_keeps_nobody_waiting() -> None:
    """What others say behind a flood is there in the next turn; the flood goes on in the turns after."""
    inbox = FairInbox()
    flood = [said("desk-2", number) for number in range(2 * SHARE + 1)]
    others = [said("kiosk-hall"), LinkUp(), said("desk-1")]
    for item in flood + others:
        inbox.put(item)
    assert inbox.take_all(0) == flood[:SHARE] + others
    assert inbox.take_all(60) == flood[SHARE : 2 * SHARE]
    assert inbox.take_all(60) == flood[-1:]
    assert inbox.take_all(0) == []


def test_what_is_left_comes_before_what_came_since() -> None:
    """A unit is heard in its own order, also across turns."""
    inbox = FairInbox(share=1)
    inbox.put(said("desk-2", 1))
    inbox.put(said("desk-2", 2))
    assert inbox.take_all(0) == [said("desk-2", 1)]
    inbox.put(said("desk-2", 3))
    assert [inbox.take_all(0), inbox.take_all(0)] == [[said("desk-2", 2)], [said("desk-2", 3)]]


def test_what_is_of_no_unit_has_no_share() -> None:
    """News of the link, a board, a stop: never kept back, never dropped."""
    inbox = FairInbox(share=1, most=1)
    board = Received("board", {}, b"{}", retained=True)
    for item in (board, board, LinkUp(), LinkUp()):
        inbox.put(item)
    assert inbox.take_all(0) == [board, board, LinkUp(), LinkUp()]


def test_more_than_can_ever_be_read_is_dropped_and_its_bringer_told() -> None:
    """Else a flood would fill the memory; when it has been read, the unit is heard again."""
    inbox = FairInbox()
    put = [inbox.put(said("desk-2", number)) for number in range(MOST + 10)]
    assert put == [True] * MOST + [False] * 10
    assert inbox.put(said("desk-1"))
    taken = [item for _ in range(MOST // SHARE) for item in inbox.take_all(0)]
    assert [item for item in taken if item != said("desk-1")] == [said("desk-2", number) for number in range(MOST)]
    assert inbox.take_all(0) == []
    assert inbox.put(said("desk-2", 7))
    assert inbox.take_all(0) == [said("desk-2", 7)]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=6))
def test_nothing_below_the_limit_is_lost_and_each_unit_keeps_its_order(turns: list[list[str]]) -> None:
    """Whoever says how much between which turns."""
    inbox, put, taken = FairInbox(share=2), list[Received](), list[Received]()
    for number, turn in enumerate(turns):
        for unit in turn:
            put.append(said(unit, number))
            inbox.put(put[-1])
        taken += inbox.take_all(0)
    while items := inbox.take_all(0):
        taken += items
    for unit in "abc":
        assert [one for one in taken if one.levels["id"] == unit] == [one for one in put if one.levels["id"] == unit]
