# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is asked of a timeline after a crowd, each question seen to find something."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from simulator.timeline import Entry
from tests.faults.load_town import DISPLAYS, behind, gone, large, papers_sentence, unheard, unseen_calls


@pytest.fixture(scope="module")
def centre() -> CentreFile:
    """Return the large centre as it is played, with its left hall's screen alone."""
    whole = large()
    return replace(whole, displays=whole.displays[:1])


def message(topic: str, **payload: Any) -> Entry:
    """Return a message as a timeline has it."""
    return {"what": "message", "topic": f"cherha/1/{topic}", "at": "10:00", "payload": payload}


def fact(number: int, kind: str = "ticket_issued", **more: Any) -> Entry:
    """Return a numbered fact of the dispatcher."""
    return message("event", number=number, event={"fact": kind, **more})


def board(number: int, *calls: tuple[str, int]) -> Entry:
    """Return a board with calls."""
    hung = [{"ticket": ticket, "window": window} for ticket, window in calls]
    return message("board", number=number, calls=hung, services=[])


def shown(number: int) -> Entry:
    """Return a frame of the left hall's screen."""
    return {"what": "shown", "unit": "hall-left", "board": number}


def test_the_large_centre_is_as_large_as_the_issue_says() -> None:
    """Sixty desks, twelve displays, and nobody has to wait before a ticket may be called."""
    centre = large()
    assert (len(centre.desks), len(centre.displays), centre.order.minimum_age_s) == (60, DISPLAYS, 0)
    assert len({display.id for display in centre.displays}) == DISPLAYS


def test_a_fact_that_did_not_arrive_is_missed() -> None:
    """The dispatcher numbers its facts, so a hole in the numbers is a loss."""
    assert not list(unheard([fact(7), fact(8), fact(9)]))
    assert list(unheard([fact(7), fact(9), fact(10)])) == ["1 of 4 facts did not arrive, the first is 8"]


def test_a_call_on_no_board_is_missed() -> None:
    """Nobody in the hall can have seen it."""
    called = fact(7, "ticket_called", ticket="А001", window=1)
    assert not list(unseen_calls([called, board(7, ("А001", 1))]))
    assert list(unseen_calls([called, board(7, ("А001", 2))])) == ["А001: the call to window 1 was on no board"]


def test_a_unit_that_was_offline_is_named() -> None:
    """Whoever loses the broker in a crowd has not stood it."""
    entry = message("desk/desk-07/state", state="offline")
    assert list(gone([entry, message("desk/desk-08/state", state="ready")])) == ["desk-07 was offline at 10:00"]


def test_a_screen_that_did_not_draw_the_last_board_of_its_zone_is_behind(centre: CentreFile) -> None:
    """What changed in another hall it need not draw."""
    hung = [board(1), board(2, ("А001", 1)), board(3, ("А001", 1), ("Е001", 45))]
    assert not list(behind([*hung, shown(2)], centre))
    late = "hall-left: its last frame is of board 1, the last that changed there is 2"
    assert list(behind([*hung, shown(1)], centre)) == [late]


def test_the_time_to_a_paper_is_counted_from_its_own_kiosks_press() -> None:
    """One stands at a kiosk until the paper is cut, so the press before it is its own."""
    presses = [{"what": "press", "unit": unit, "at_ns": 1_000_000_000} for unit in ("one", "other")]
    papers = [{"what": "ticket", "unit": unit, "first_byte_ns": 1_030_000_000} for unit in ("one", "other")]
    assert papers_sentence([*presses, *papers]) == "paper began 30 ms after the press, p99 30 ms"


def test_a_screen_that_left_what_it_adds_up_as_it_was_is_not_behind(centre: CentreFile) -> None:
    """Who waits for two services of one line of its list is one sum; it draws when that changes."""
    line = {"service": centre.windows[0].services[0], "waiting": 2}
    told = [message("board", number=n, calls=[], services=[line | {"ahead": n}]) for n in (1, 2)]
    assert not list(behind([*told, *(shown(1) | {"unit": d.id} for d in centre.displays)], centre))
    fewer = message("board", number=3, calls=[], services=[line | {"waiting": 1}])
    assert list(behind([*told, fewer, *(shown(1) | {"unit": d.id} for d in centre.displays)], centre))
