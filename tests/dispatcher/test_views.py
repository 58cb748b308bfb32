# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall and each window are shown of a queue."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_rules import Calls
from centre.facts import TicketIssued
from centre.messages import Board, Call, ServiceLine, WindowState
from dispatcher import views
from dispatcher.rules import commands
from dispatcher.rules.apply import apply
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from tests.dispatcher.rig import at_once

PATIENT = Calls(no_show_after_s=3600, arrival_after_s=3600)
NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)


class Morning:
    """A queue to which commands are done, one a minute; no clock gives a called citizen up."""

    def __init__(self, centre: CentreFile) -> None:
        self.queue, self.now = Queue.start(msgspec.structs.replace(at_once(centre), calls=PATIENT)), NOON

    def do(self, *several: commands.Command) -> None:
        """Do commands."""
        for command in several:
            for fact in decide(self.queue, command, self.now):
                self.queue = apply(self.queue, fact)
            self.now += timedelta(minutes=1)

    def press(self, *services: str) -> None:
        """Press the buttons of services."""
        for service in services:
            self.do(commands.IssueTicket(service, "hall", f"hall/{self.now}"))


def away(morning: Morning) -> tuple[str | None, str | None]:
    """Return who is away of those whom windows 1 and 2 called."""
    first, second = (views.window_state(morning.queue, window, 1, morning.now).away for window in (1, 2))
    return first, second


@pytest.fixture
def morning(small_centre: CentreFile) -> Morning:
    """Return a morning on which nothing has happened yet."""
    return Morning(small_centre)


def test_before_the_first_day_the_board_is_empty(morning: Morning) -> None:
    """Every service stands on it, with nobody waiting and no window open."""
    lines = tuple(
        ServiceLine(service=name, waiting=0, open=False) for name in ("passport", "property", "benefits", "civil")
    )
    assert views.board(morning.queue, 0, NOON) == Board(number=0, at=NOON, day=None, calls=(), services=lines)


def test_the_board_says_before_how_many_a_new_ticket_would_be(morning: Morning) -> None:
    """The very number that it would say, for each service."""
    morning.press("passport", "passport", "property")
    lines = {line.service: line.ahead for line in views.board(morning.queue, 9, morning.now).services}
    said = {}
    for service in lines:
        (issued,) = decide(morning.queue, commands.IssueTicket(service, "hall", "hall/next"), morning.now)
        assert isinstance(issued, TicketIssued)
        said[service] = issued.ahead
    assert lines == said
    assert lines["passport"] >= 2


def test_the_newest_call_stands_first(morning: Morning) -> None:
    """A recall brings its call to the top and counts."""
    morning.press("passport", "property")
    morning.do(commands.Open(1), commands.Open(2), commands.CallNext(1), commands.CallNext(2), commands.Recall(1))
    recalled = morning.now - timedelta(minutes=1)
    assert views.board(morning.queue, 9, morning.now).calls == (
        Call(ticket="А001", window=1, called_at=recalled, times=2, serving=False),
        Call(ticket="М001", window=2, called_at=recalled - timedelta(minutes=1), times=1, serving=False),
    )


def test_calls_of_one_moment_have_one_order(morning: Morning) -> None:
    """Two calls decided in one batch stand in the same order on every screen."""
    morning.press("passport", "property")
    morning.do(commands.Open(1), commands.Open(2))
    for window in (1, 2):
        for fact in decide(morning.queue, commands.CallNext(window), morning.now):
            morning.queue = apply(morning.queue, fact)
    assert [call.window for call in views.board(morning.queue, 9, morning.now).calls] == [2, 1]


def test_a_service_is_open_while_an_open_window_serves_it(morning: Morning) -> None:
    """A pause of the only window closes the service; those who wait are counted on."""
    morning.press("passport", "passport", "benefits")
    morning.do(commands.Open(1), commands.Open(2), commands.Pause(1))
    board = views.board(morning.queue, 9, morning.now)
    assert {line.service: (line.waiting, line.open) for line in board.services} == {
        "passport": (2, False),
        "property": (0, True),
        "benefits": (1, True),
        "civil": (0, False),
    }


def test_the_board_says_its_day_and_number(morning: Morning) -> None:
    """A later board has a larger number, and a screen can see that it is of today."""
    morning.press("civil")
    board = views.board(morning.queue, 42, morning.now)
    assert (board.number, board.at, board.day) == (42, morning.now, date(2026, 11, 23))


def test_a_window_shows_its_own_ticket_and_who_waits_for_it(morning: Morning) -> None:
    """The clerk sees who is at the window and how many it could call."""
    morning.press("passport", "benefits", "property")
    morning.do(commands.Open(1), commands.CallNext(1), commands.Serve(1))
    called = NOON + timedelta(minutes=4)
    assert views.window_state(morning.queue, 1, 7, morning.now) == WindowState(
        number=7, window=1, state="open", waiting=1, ready=1,
        call=Call(ticket="А001", window=1, called_at=called, times=1, serving=True),
    )  # fmt: skip
    assert views.window_state(morning.queue, 2, 7, morning.now) == WindowState(
        number=7, window=2, state="closed", waiting=2, ready=2
    )


def test_a_finished_ticket_leaves_the_window(morning: Morning) -> None:
    """After the end of serving the window shows nobody."""
    morning.press("passport")
    morning.do(commands.Open(1), commands.CallNext(1), commands.Finish(1))
    assert views.call_at(morning.queue, 1) is None
    assert views.window_state(morning.queue, 1, 7, morning.now) == WindowState(
        number=7, window=1, state="open", waiting=0
    )


def test_a_window_shows_whom_it_called_last_and_who_is_away(morning: Morning) -> None:
    """Of those who did not come or were put off, the newest call; each window shows its own."""
    morning.press("passport", "civil", "property")
    morning.do(commands.Open(1), commands.Open(2), commands.CallNext(1), commands.NoShow(1))
    assert away(morning) == ("А001", None)
    morning.do(commands.CallNext(1), commands.CallNext(2))
    assert away(morning) == ("А001", None)
    morning.do(commands.NoShow(2), commands.Postpone(1, 15))
    assert away(morning) == ("Ш001", "М001")


def test_who_was_called_again_last_is_the_newest(morning: Morning) -> None:
    """It is the call that counts, not the order in which they were given up."""
    morning.press("passport", "civil")
    morning.do(commands.Open(1), commands.CallNext(1), commands.NoShow(1), commands.CallNext(1), commands.NoShow(1))
    morning.do(commands.Call(1, "А001"), commands.Recall(1), commands.NoShow(1))
    assert away(morning) == ("А001", None)


def test_who_is_back_is_not_away(morning: Morning) -> None:
    """Called by the number at any window, or waiting again: then the one before is the newest who is away."""
    morning.press("benefits", "passport")
    morning.do(commands.Open(1), commands.Open(2), commands.CallNext(1), commands.NoShow(1))
    morning.do(commands.CallNext(1), commands.NoShow(1), commands.ReturnTicket(1, "А001"))
    assert away(morning) == ("П001", None)
    morning.do(commands.Call(2, "П001"))
    assert away(morning) == (None, None)
    morning.do(commands.NoShow(2))
    assert away(morning) == (None, "П001")


def test_who_is_away_can_be_called_by_the_window_that_shows_it(morning: Morning) -> None:
    """The citizen stands there after all: the number that the clerk's box sees is one that the rules take."""
    morning.press("passport")
    morning.do(commands.Open(1), commands.CallNext(1), commands.Postpone(1, 15))
    there, _ = away(morning)
    assert there is not None
    morning.do(commands.Call(1, there))
    assert (away(morning), morning.queue.desk(1).ticket) == ((None, None), "А001")


def test_of_two_calls_of_one_moment_the_later_is_away(morning: Morning) -> None:
    """Two calls decided in one batch bear one time; who was given up last stands nearest."""
    morning.press("passport", "civil")
    morning.do(commands.Open(1))
    for command in (commands.CallNext(1), commands.NoShow(1)) * 2:
        for fact in decide(morning.queue, command, morning.now):
            morning.queue = apply(morning.queue, fact)
    assert away(morning) == ("Ш001", None)
