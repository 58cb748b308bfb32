# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The clerk's keys: asked once, answered or given up, and a lamp that never claims what is not so."""

import logging
from datetime import UTC, datetime

import pytest

from centre.box import Troubles
from centre.config import CentreFile
from centre.lamps import REFUSED_S
from centre.link import LinkDown, LinkUp, Received
from centre.messages import Call, Problem, WindowState
from centre.panel import Edge
from tests.desk.rig import DeskRig

HERE = Call(ticket="А001", window=1, called_at=datetime(2026, 11, 23, 10, tzinfo=UTC), times=1, serving=False)
STUCK = (
    "Button 'next' (GPIO17) has been closed for over 10 s. It is ignored until it opens; free the button or look for "
    "a short in its cable."
)


@pytest.mark.parametrize(
    ("key", "action"), [("next", "call_next"), ("recall", "recall"), ("no_show", "no_show"), ("pause", "pause")]
)
def test_each_key_asks_its_wish(desk: DeskRig, key: str, action: str) -> None:
    """One press, one request; the lamp blinks fast until it is answered."""
    desk.begin()
    (request,) = desk.press(key)
    assert request.action == action
    assert desk.lamp == "fast"
    desk.grant(request)
    assert desk.lamp_after("done") == "off"


def test_next_at_a_closed_window_opens_it_first(desk: DeskRig) -> None:
    """Two requests, the second when the first is granted; the lamp waits for both answers."""
    desk.begin("closed", waiting=2)
    (first,) = desk.press("next")
    (second,) = desk.grant(first)
    assert (first.action, second.action) == ("open", "call_next")
    assert desk.lamp == "fast"
    desk.grant(second)
    assert desk.lamp_after("done") == "off"


def test_pause_at_a_paused_window_goes_on(desk: DeskRig) -> None:
    """The same key ends what it began."""
    desk.begin("paused")
    assert [request.action for request in desk.press("pause")] == ["open"]


def test_a_wish_goes_to_the_desks_own_topic_and_expires(desk: DeskRig) -> None:
    """A call that reaches the dispatcher after five seconds would surprise the clerk."""
    desk.begin()
    desk.link.take()
    desk.handle(Edge("next", closed=True, at_s=desk.clock.now.steady_s))
    (said,) = desk.link.said
    assert (said.topic, said.answer_to) == ("cherha/1/desk/desk-1/request", "cherha/1/desk/desk-1/reply")
    assert (said.expiry_s, said.retain) == (5.0, False)


def test_the_lamp_follows_the_window(desk: DeskRig) -> None:
    """It shows what the dispatcher has committed, not what the key wished."""
    desk.begin(waiting=3, ready=3)
    assert desk.lamp == "slow"
    desk.show(WindowState(number=2, window=1, state="open", waiting=2, call=HERE))
    assert desk.lamp == "on"
    desk.show(WindowState(number=3, window=1, state="paused", waiting=2))
    assert desk.lamp == "off"


def test_before_the_centre_answers_the_lamp_blinks_and_no_key_asks(desk: DeskRig) -> None:
    """A key pressed into silence must not call somebody later."""
    assert desk.lamp == "fast"
    assert desk.press("next") == []
    desk.begin()
    assert desk.link.take() == []


def test_a_lost_link_makes_the_keys_dead(desk: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The lamp says so, and what is pressed meanwhile is forgotten."""
    desk.begin()
    with caplog.at_level(logging.INFO):
        desk.handle(LinkDown("broker 127.0.0.1:8883: gone"))
        assert desk.lamp == "fast"
        assert desk.press("next") == []
    assert caplog.messages == ["broker 127.0.0.1:8883: gone", "key 'next' while the centre is out of reach"]
    desk.handle(LinkUp())
    assert desk.link.take() == []
    assert desk.lamp == "off"


def test_a_wish_that_a_broken_link_swallowed_is_said_again(desk: DeskRig) -> None:
    """It was pressed while all was well, so it is asked again at once, with its id and its rest of time."""
    desk.begin()
    (request,) = desk.press("next")
    desk.handle(LinkDown("broken"))
    desk.clock.pass_s(2)
    desk.handle(LinkUp())
    assert [(said.message, said.expiry_s) for said in desk.link.said] == [(request, 3.0)]


def test_an_unanswered_wish_is_repeated_and_given_up(desk: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """Every second with the same id, five seconds long; then the lamp shows the window again."""
    desk.begin()
    (request,) = desk.press("next")
    for _ in range(4):
        desk.wait(1)
        assert desk.link.take() == [request]
    assert desk.lamp == "fast"
    desk.wait(1)
    assert desk.link.take() == []
    assert desk.lamp == "off"
    assert caplog.messages == [f"no answer within 5 s: given up: {request}"]


def test_a_refused_wish_is_over(desk: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The lamp flashes three times, then shows the window again; the log says why, and no fault is reported."""
    desk.begin()
    (request,) = desk.press("next")
    desk.wait(0.5)
    desk.link.states.clear()
    with caplog.at_level(logging.INFO):
        desk.refuse(request, "Nobody waits for window 1.")
    assert desk.lamp == "refused"
    assert desk.service.deadline_s() == desk.clock.now.steady_s + REFUSED_S
    desk.wait(REFUSED_S)
    assert (desk.lamp, desk.service.deadline_s()) == ("off", None)
    assert caplog.messages == ["refused: Nobody waits for window 1."]
    assert desk.link.states == []


def test_an_answer_that_comes_twice_counts_once(desk: DeskRig) -> None:
    """The lamp does not take a second answer for that of another wish."""
    desk.begin("closed")
    (opening,) = desk.press("next")
    (calling,) = desk.grant(opening)
    assert desk.grant(opening) == []
    assert desk.lamp == "fast"
    desk.grant(calling)
    assert desk.lamp_after("done") == "off"


def test_a_key_pressed_again_before_the_answer_asks_nothing(desk: DeskRig) -> None:
    """A dispatcher that is slow to answer must not serve an impatient clerk twice: a citizen would be skipped."""
    desk.begin(waiting=2)
    (first,) = desk.press("next")
    for _ in range(3):
        desk.wait(0.6)
        assert [wish for wish in desk.press("next") if wish != first] == []
    desk.grant(first, "А001")
    desk.wait(desk.desk.settle_s)
    (second,) = desk.press("next")
    assert second.request_id != first.request_id


def test_an_answer_that_cannot_be_read_is_logged_and_dropped(desk: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The question stays open."""
    desk.begin()
    desk.press("next")
    desk.handle(Received("desk_reply", {"id": "desk-1"}, b"[]", retained=False))
    assert desk.lamp == "fast"
    assert caplog.messages == ["dropped: desk_reply: Expected `object`, got `array`; got b'[]'"]


def test_two_presses_within_the_lockout_are_one(desk: DeskRig) -> None:
    """A nervous finger calls one citizen, not two."""
    desk.begin()
    assert len(desk.press("next")) == 1
    desk.clock.pass_s(0.4)
    assert desk.press("next") == []


def test_a_stuck_key_is_reported(desk: DeskRig) -> None:
    """The desk is degraded and says which key, until it opens."""
    desk.begin()
    desk.handle(Edge("next", closed=True, at_s=desk.clock.now.steady_s))
    desk.wait(10)
    state = desk.link.states[-1]
    assert (state.state, state.problems) == ("degraded", (Problem(code="button_stuck", text=STUCK),))
    desk.handle(Edge("next", closed=False, at_s=desk.clock.now.steady_s))
    desk.wait(1)
    assert desk.link.states[-1].state == "ready"


def test_a_key_that_is_closed_at_the_start_calls_nobody(small_centre: CentreFile) -> None:
    """A coffee cup on the box while the power comes back."""
    desk = DeskRig(small_centre.desks[0], "next")
    desk.begin()
    desk.wait(10)
    assert desk.link.take() == []
    assert desk.link.states[-1].problems == (Problem(code="button_stuck", text=STUCK),)


def test_a_box_that_is_away_is_reported_until_it_is_back(desk: DeskRig) -> None:
    """A pad was pulled out: the technician reads of it, and no more when it is back."""
    desk.begin()
    away = Problem(code="pad_away", text="Pad /dev/ttyUSB0 cannot be reached.")
    desk.handle(Troubles((away,)))
    assert desk.link.states[-1].problems == (away,)
    desk.handle(Troubles(()))
    assert desk.link.states[-1].state == "ready"


def test_the_deadline_is_that_of_the_next_repetition(desk: DeskRig) -> None:
    """Idle, the desk sleeps."""
    desk.begin()
    assert desk.service.deadline_s() is None
    desk.press("next")
    desk.wait(0.25)
    assert desk.service.deadline_s() == desk.clock.now.steady_s + 0.75


@pytest.mark.parametrize("part", ["panel", "link"])
def test_it_lives_as_long_as_its_parts(desk: DeskRig, part: str) -> None:
    """Without pins or network thread the desk must be started anew."""
    assert desk.service.alive()
    getattr(desk, part).lives = False
    assert not desk.service.alive()


def test_closing_says_goodbye_and_frees_the_pins(desk: DeskRig) -> None:
    """Nothing is left to another."""
    desk.service.close()
    assert (desk.link.closed, desk.panel.released) == (True, True)


def test_a_desk_is_ready_when_it_knows_its_window(desk: DeskRig) -> None:
    """Linked, but without a word of the dispatcher, its keys do nothing and the technician is told why."""
    desk.handle(LinkUp())
    assert desk.press("pause") == []
    text = "The dispatcher has not said yet how window 1 is. Does it run?"
    assert desk.link.states[-1].problems == (Problem(code="unknown_window", text=text),)
    desk.show(WindowState(number=1, window=1, state="closed", waiting=0))
    assert desk.link.states[-1].state == "ready"
