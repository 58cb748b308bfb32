# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A screen that is switched off, lost or late is looked for, told of once, and comes by itself; a typeface does not."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from centre.errors import DeviceFault, Unavailable
from centre.picture import Picture
from centre.service import Inbox
from centre.time import Now
from display.board import scene
from display.moment import STILL
from display.television import RETRY_S, Television

OFF = DeviceFault("Display 'hall': SDL opened no screen. Check the cable.")


class Panel:
    """A screen that draws until it is broken."""

    def __init__(self, *, desktop: bool = False) -> None:
        self.desktop, self.broken = desktop, False
        self.shown: list[Picture] = []
        self.closed = 0

    def show(self, picture: Picture) -> float | None:
        """Keep it, or fail as SDL does."""
        self.pump()
        self.shown.append(picture)
        return 1.0

    def pump(self) -> bool:
        """Answer, or fail as SDL does."""
        if self.broken:
            raise OFF
        return True

    def close(self) -> None:
        """Count it."""
        self.closed += 1


class Socket:
    """Where a screen is plugged in, or not; ``looks`` counts how often it was looked for."""

    def __init__(self, panel: Panel | None = None) -> None:
        self.panel, self.looks = panel, 0

    def open(self) -> Panel:
        """Return the screen that is there."""
        self.looks += 1
        if self.panel is None:
            raise OFF
        return self.panel


@pytest.fixture
def play(hall: Any, caplog: pytest.LogCaptureFixture) -> Any:
    """Return what plays a television at these seconds, and yields its deadline after each."""
    caplog.set_level("INFO")
    shown = scene(hall.centre(), hall.display(), None, None, hall.now)

    def played(television: Television, *at_s: float) -> Iterator[float | None]:
        for second in at_s:
            now = Now(utc=hall.now + timedelta(seconds=second), steady_s=second)
            television.look_after(now)
            television.show(shown, STILL, now)
            yield television.deadline_s()

    return lambda television, *at_s: list(played(television, *at_s))


def test_a_screen_that_is_there_is_drawn_on_once(play: Any) -> None:
    """The same scene again is no frame, and on a console nothing is due."""
    socket = Socket(panel := Panel())
    television = Television(socket.open, Inbox())
    assert play(television, 0, 1, 2) == [None, None, None]
    assert (len(panel.shown), socket.looks, television.problems) == (1, 1, ())


def test_a_screen_that_is_missing_is_looked_for_every_five_seconds(play: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Not at each turn of the loop; one line in the log, one problem for the technician."""
    socket = Socket()
    television = Television(socket.open, Inbox())
    assert play(television, 0, 1, 4.9) == [RETRY_S] * 3
    assert socket.looks == 1
    assert play(television, 5, 9, 10, 16) == [10, 10, 15, 21]
    assert socket.looks == 4
    assert [(problem.code, problem.text) for problem in television.problems] == [("no_screen", str(OFF))]
    assert caplog.messages == [f"{OFF} It is looked for every 5 s."]


def test_a_screen_that_comes_late_shows_what_is_true(play: Any, caplog: pytest.LogCaptureFixture) -> None:
    """It draws in the turn in which it is found, and its problem is over."""
    socket = Socket()
    television = Television(socket.open, Inbox())
    play(television, 0)
    socket.panel = Panel()
    assert play(television, 5, 6) == [None, None]
    assert (len(socket.panel.shown), television.problems) == (1, ())
    assert caplog.messages[1:] == ["the screen is there"]


@pytest.mark.parametrize("desktop", [False, True])
def test_a_screen_that_fails_later_is_let_go_and_looked_for(play: Any, *, desktop: bool) -> None:
    """Whether it fails as it is drawn on or as its desktop is answered: it is closed, and a new one is drawn on."""
    socket = Socket(first := Panel(desktop=desktop))
    television = Television(socket.open, Inbox())
    play(television, 0)
    first.broken, television._stands = True, None
    assert play(television, 1) == [1 + RETRY_S]
    assert (first.closed, len(television.problems)) == (1, 1)
    socket.panel = Panel()
    play(television, 6)
    assert (len(socket.panel.shown), television.problems) == (1, ())
    television.close()
    assert (first.closed, socket.panel.closed) == (1, 1)


def test_without_a_typeface_no_waiting_helps() -> None:
    """That is the technician's to mend, and the process says so and ends."""

    def no_typeface() -> Panel:
        raise Unavailable("DejaVu is not installed.")

    with pytest.raises(Unavailable, match="DejaVu"):
        Television(no_typeface, Inbox())


def test_a_television_that_never_came_is_closed_too() -> None:
    """There is nothing to give back."""
    Television(Socket().open, Inbox()).close()
