# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A call hangs at once; how many wait hangs a moment later, once for a whole burst."""

import pytest

from centre.messages import Board, WindowState
from dispatcher.showing import LATER_S
from tests.dispatcher.rig import DispatcherRig

VIEWS = Board | WindowState


def test_a_burst_of_presses_costs_one_board(dispatcher: DispatcherRig) -> None:
    """While presses follow each other nothing is shown; a moment after the first, one board counts them all."""
    dispatcher.link.take()
    for _ in range(3):
        dispatcher.press("passport")
        dispatcher.clock.pass_s(LATER_S / 4)
    assert dispatcher.link.take(VIEWS) == []
    assert dispatcher.service.deadline_s() == pytest.approx(dispatcher.clock.now.steady_s + LATER_S / 4)
    dispatcher.clock.pass_s(LATER_S / 2)
    dispatcher.handle()
    board, window = dispatcher.link.take(VIEWS)
    assert (board.services[0].waiting, window.waiting) == (3, 3)


def test_a_call_does_not_wait(dispatcher: DispatcherRig) -> None:
    """A call is shown in the same moment, and takes with it what had waited on its own views."""
    dispatcher.press("passport")
    dispatcher.key("open")
    dispatcher.link.take()
    dispatcher.key("call_next")
    board, window = dispatcher.link.take(VIEWS)
    assert [call.ticket for call in board.calls] == ["А001"]
    assert window.call is not None
    assert (board.services[0].waiting, window.waiting) == (0, 0)


def test_what_has_turned_back_is_not_shown(dispatcher: DispatcherRig) -> None:
    """If the counts are as published again when their moment comes, nothing is said and nothing is awaited."""
    midnight_s = dispatcher.service.deadline_s()
    dispatcher.link.take()
    reply = dispatcher.press("passport")
    dispatcher.give_up(reply.request_id)
    dispatcher.clock.pass_s(LATER_S)
    dispatcher.handle()
    assert dispatcher.link.take(VIEWS) == []
    assert dispatcher.service.deadline_s() == midnight_s
