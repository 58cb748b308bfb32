# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha status`` at a real broker: all that is retained, once; and the exit code that scripts go by."""

import re
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from centre.config import CentreFile
from centre.link import LinkDown, LinkUp, Received
from centre.messages import AskClock, Board, DeviceState, WindowState, encode, topic
from centre.service import Inbox, Stop
from cherha import status
from cherha.status_rows import WIDTH
from tests.cherha.conftest import OfficeFriend
from tests.conftest import Broker
from tests.fakes import FakeLink, HandClock


def says(role: str, unit: str, state: Any) -> Received:
    """Return a device's retained word."""
    said = encode(DeviceState(state=state, version="1"))
    return Received("state", {"role": role, "id": unit}, said, retained=True)


AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


def retain(broker: Broker, role: str, unit: str, state: Any) -> None:
    """Let a unit say its state under its own name."""
    device = broker.connect(f"{role}-{unit}")
    said = DeviceState(state=state, version="1")
    assert device.publish(topic("state", role=role, id=unit), encode(said), retain=True) in {0, 16}


def a_whole_centre(broker: Broker, dispatcher: OfficeFriend, **states: str) -> None:
    """Let everybody of the centre's file speak, the dispatcher a board and two windows."""
    retain(broker, "dispatcher", "main", states.get("main", "ready"))
    for role, unit in (("desk", "desk-1"), ("desk", "desk-2"), ("display", "hall"), ("rating", "rating-exit")):
        retain(broker, role, unit, states.get(unit.replace("-", "_"), "ready"))
    board = Board(number=7, at=AT, day=AT.date(), calls=(), services=())
    assert dispatcher.client.publish(topic("board"), encode(board), retain=True) in {0, 16}
    for window in (1, 2):
        state = WindowState(number=7, window=window, state="closed", waiting=0)
        assert dispatcher.client.publish(topic("window", window=window), encode(state), retain=True) in {0, 16}


def test_all_that_is_retained_is_printed(broker: Broker, dispatcher: OfficeFriend, said: Any) -> None:
    """Every window, the board, every device, before the answer that ends the page; 0, as all are ready."""
    a_whole_centre(broker, dispatcher)
    code, out, err = said("status", "--once")
    assert (code, err) == (0, "")
    assert "DEVICES     5: 5 ready" in out
    assert "WINDOWS     2 closed" in out
    assert "Day         2026-11-23" in out
    assert isinstance(dispatcher.heard[0], AskClock)


def test_one_that_is_degraded_is_an_exit_code(broker: Broker, dispatcher: OfficeFriend, said: Any) -> None:
    """A script needs not read the page."""
    a_whole_centre(broker, dispatcher, desk_2="degraded")
    code, out, _ = said("status", "--once")
    assert code == 1
    assert "DEGRADED    desk-2" in out


def test_a_dispatcher_that_is_offline_ends_the_wait(broker: Broker, dispatcher: OfficeFriend, said: Any) -> None:
    """Nobody answers, so what is retained is given a moment; the page says that the queue is old."""
    a_whole_centre(broker, dispatcher, main="offline")
    dispatcher.answer = lambda _asked: []
    code, out, _ = said("status", "--once")
    assert code == 1
    assert "NO DISPATCHER" in out
    assert "WINDOWS     2 closed (OLD, of 10:05)" in out


class Quiet(Inbox):
    """An inbox at which nobody waits: time passes by the clock of hand alone."""

    def take_all(self, timeout_s: float) -> list[Any]:
        """Return what is there."""
        assert timeout_s > 0
        return super().take_all(0.0)


def test_a_dispatcher_that_does_not_answer_is_said() -> None:
    """It says that it is ready, and is not: after five seconds that is the news."""
    inbox, clock, link = Quiet(), HandClock(), FakeLink()
    for item in (says("dispatcher", "main", "ready"), LinkUp()):
        inbox.put(item)
    told = status.once(link, inbox, lambda: clock.pass_s(1.0))
    assert [type(asked) for asked in link.take()] == [AskClock]
    assert told.silent is not None
    assert told.silent.why == "it does not answer within 5 s"


def test_a_dispatcher_that_is_known_to_be_offline_is_not_waited_for() -> None:
    """Only a second, for what is still on its way."""
    inbox, clock = Quiet(), HandClock()
    for item in (says("dispatcher", "main", "offline"), LinkUp()):
        inbox.put(item)
    begun_s = clock.now.steady_s
    assert status.once(FakeLink(), inbox, lambda: clock.pass_s(0.1)).silent is not None
    assert clock.now.steady_s - begun_s < 2.0


def test_a_large_centre_is_heard_whole(broker: Broker, dispatcher: OfficeFriend) -> None:
    """More than the broker sends at a time before it waits: the answer comes behind all of it."""
    retain(broker, "dispatcher", "main", "ready")
    for window in range(1, 151):
        state = WindowState(number=7, window=window, state="closed", waiting=0)
        dispatcher.client.publish(topic("window", window=window), encode(state), retain=True)
    inbox = Inbox()
    with closing(status._listening(broker.centre.broker, inbox)) as link:
        link.start()
        assert len(status.once(link, inbox).truth.windows) == 150


def test_a_broker_that_is_not_there_is_the_whole_page(broker: Broker, centre_file: str, said: Any) -> None:
    """At once, and the exit code is 1."""
    assert centre_file
    broker.kill()
    code, out, _ = said("status", "--once")
    assert code == 1
    assert "NO CONNECTION" in out
    assert "DEVICES" not in out


class Batches(Inbox):
    """An inbox that is emptied in these portions; each is a turn of the loop."""

    def __init__(self, *batches: list[object]) -> None:
        super().__init__()
        self._batches = list(batches)

    def take_all(self, timeout_s: float) -> list[Any]:
        """Return the next portion at once."""
        assert 0 < timeout_s <= 60
        return self._batches.pop(0)


Terminal = pytest.CaptureFixture[str]


def drawn(capsys: Terminal, centre: CentreFile, *batches: list[object], look_s: float = 0.0) -> list[str]:
    """Return the pages that a terminal was given; so many seconds go by at each look at the clock."""
    clock = HandClock()
    status.live(centre, Batches(*batches, [Stop()]), lambda: clock.pass_s(look_s))
    entered, *pages = capsys.readouterr().out.split(status.HOME_FIRST)
    assert entered == status.ENTER
    assert pages[-1].endswith(status.LEAVE)
    return pages


def test_only_a_change_is_drawn(small_centre: CentreFile, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that says the same draws nothing; one of a change does."""
    ready, ill = says("desk", "desk-1", "ready"), says("desk", "desk-1", "degraded")
    pages = drawn(capsys, small_centre, [ready, LinkUp()], [ready], [], [ill], [ill])
    assert ["DEGRADED" in page for page in pages] == [False, False, True]


def test_each_minute_of_the_clock_is_drawn(small_centre: CentreFile, capsys: pytest.CaptureFixture[str]) -> None:
    """The page says when it was so."""
    pages = drawn(capsys, small_centre, [], [], [], look_s=30.0)
    assert [page.split("\x1b[0m")[0][-5:] for page in pages] == ["12:00", "12:01", "12:02"]


def test_nothing_is_erased_behind_a_line(small_centre: CentreFile, capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal stays in its last column when a line has filled it, and would erase what stands there."""
    (page,) = drawn(capsys, small_centre, [LinkDown("gone")])[1:]
    lines = page.removesuffix(status.LEAVE).split("\r\n")
    assert any(len(re.sub(r"\x1b\[[0-9;]*[a-zA-Z]", "", line)) == WIDTH for line in lines)
    erasures = [[found.start() for found in re.finditer(r"\x1b\[[KJ]", line)] for line in lines]
    assert erasures == [[0]] * len(lines)
    assert lines[-1].startswith(status.TO_PAGE_END)


def test_colour_is_left_out_when_it_is_not_wanted(
    small_centre: CentreFile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """no-color.org: any value of NO_COLOR; what is wrong stands in capitals anyhow."""
    assert "\x1b[1;31m" in drawn(capsys, small_centre, [LinkDown("gone")])[1]
    monkeypatch.setenv("NO_COLOR", "1")
    page = drawn(capsys, small_centre, [LinkDown("gone")])[1]
    assert "NO CONNECTION" in page
    assert "m" not in re.findall(r"\x1b\[[0-9;?]*([a-zA-Z])", page)


def test_a_page_too_long_for_the_terminal_says_so(
    small_centre: CentreFile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hidden is counted, and how to see it said."""
    monkeypatch.setenv("LINES", "5")
    page = drawn(capsys, small_centre, [says("desk", "desk-1", "ready"), LinkUp()])[-1]
    assert page.count("\r\n") == 4
    assert "lines more: cherha status --once" in page
