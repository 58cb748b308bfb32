# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Opening, pausing and closing a window."""

from typing import Any

import pytest

from centre.facts_day import WindowClosed, WindowOpened, WindowPaused
from dispatcher.rules.commands import CallNext, Close, Open, Pause, Serve


def test_a_window_opens_pauses_opens_and_closes(hall: Any) -> None:
    """Each is one fact, and said again it is none."""
    hall.issue("property")
    for command, fact in ((Open(1), WindowOpened), (Pause(1), WindowPaused), (Open(1), WindowOpened)):
        assert hall.do(command) == (fact(at=hall.now, window=1),)
        assert hall.do(command) == ()
    assert hall.do(Close(1)) == (WindowClosed(at=hall.now, window=1),)
    assert hall.do(Close(1)) == ()


def test_a_paused_window_closes(hall: Any) -> None:
    """It need not be opened for that."""
    hall.open(1)
    hall.do(Pause(1))
    assert hall.do(Close(1)) == (WindowClosed(at=hall.now, window=1),)


def test_a_closed_window_does_not_pause(hall: Any) -> None:
    """A pause is a promise to come back."""
    assert hall.refused(Pause(1)) == ("window_closed", "Window 1 is closed. Open it first.")


@pytest.mark.parametrize("commands", [(CallNext(2),), (CallNext(2), Serve(2)), (CallNext(2), Pause(2))])
def test_a_window_with_a_ticket_does_not_close(hall: Any, commands: tuple[Any, ...]) -> None:
    """Called or in service, open or paused: somebody would be left standing."""
    hall.open(2)
    hall.issue("property")
    for command in commands:
        hall.do(command)
    assert hall.refused(Close(2))[0] == "window_busy"


def test_pausing_keeps_the_ticket_at_the_window(hall: Any) -> None:
    """It is still there when the clerk comes back."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Pause(2))
    assert hall.queue.at_window(2).number == "А001"


@pytest.mark.parametrize("command", [Open(9), Pause(9), Close(9)], ids=["open", "pause", "close"])
def test_an_unknown_window_neither_opens_nor_closes(hall: Any, command: Any) -> None:
    """The text names the window asked for and those there are."""
    text = "There is no window 9. centre.toml has: 1, 2, 3."
    assert hall.refused(command) == ("unknown_window", text)
