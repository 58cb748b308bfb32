# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Boxes with few keys or many: what a press, a quick press and a held key bring about, and how a refusal shows."""

from datetime import UTC, datetime

import pytest

from centre.config_desks import Desk, Key, Pad
from centre.contact import RELEASE_S
from centre.lamps import REFUSED_S
from centre.link import LinkDown
from centre.messages import Call, DeskRequest
from centre.panel import Edge
from desk.controls import Wish
from tests.desk.rig import DeskRig, box

HERE = Call(ticket="А001", window=1, called_at=datetime(2026, 11, 23, 10, tzinfo=UTC), times=1, serving=False)


def asked(requests: list[DeskRequest]) -> list[tuple[str, str | None]]:
    """Return what is asked, and for which ticket."""
    return [(request.action, request.ticket) for request in requests]


@pytest.fixture
def one() -> DeskRig:
    """Return a one-button desk that knows no quick press."""
    return DeskRig(box("next"))


@pytest.fixture
def quick() -> DeskRig:
    """Return a box with *next* and *pause* alone; two presses within five seconds say that nobody came."""
    return DeskRig(box("next", "pause", quick_press_s=5.0))


def test_one_key_acts_when_it_is_released(one: DeskRig) -> None:
    """Until then it may become a hold; the loop wakes a release after the opening."""
    one.begin(ready=1, waiting=1)
    start_s = one.clock.now.steady_s
    one.handle(Edge("next", closed=True, at_s=start_s))
    assert (one.link.take(DeskRequest), one.service.deadline_s()) == ([], start_s + 1.5)
    one.clock.pass_s(0.2)
    one.handle(Edge("next", closed=False, at_s=start_s + 0.2))
    assert one.link.take(DeskRequest) == []
    assert one.service.deadline_s() == start_s + 0.2 + RELEASE_S
    one.wait(RELEASE_S)
    assert asked(one.link.take(DeskRequest)) == [("call_next", None)]


def test_a_box_with_a_pause_key_acts_at_once(quick: DeskRig) -> None:
    """On the closing edge, with no delay."""
    quick.begin()
    quick.link.take()
    quick.handle(Edge("next", closed=True, at_s=quick.clock.now.steady_s))
    assert asked(quick.link.take(DeskRequest)) == [("call_next", None)]


def test_one_key_serves_a_day(one: DeskRig) -> None:
    """Begin, call, call again, finish and next, pause, go on: each wish for the ticket that was there."""
    one.begin("closed")
    (opening,) = one.hold("next", 0.2)
    (calling,) = one.grant(opening)
    one.grant(calling, "А001")
    one.see(call=HERE)
    one.wait(one.desk.settle_s)
    (again,) = one.hold("next", 0.5)
    one.grant(again, "А001")
    one.see(call=Call(ticket="А001", window=1, called_at=HERE.called_at, times=2, serving=True))
    (finishing,) = one.hold("next", 0.5)
    one.grant(finishing)
    one.see()
    (pausing,) = one.hold("next", 2.0)
    one.grant(pausing)
    one.see("paused")
    (going_on,) = one.hold("next", 2.0)
    assert asked([opening, calling, again, finishing, pausing, going_on]) == [
        ("open", None), ("call_next", None), ("recall", "А001"), ("call_next", "А001"), ("pause", None), ("open", None),
    ]  # fmt: skip


def test_a_held_key_pauses_while_it_is_held(one: DeskRig) -> None:
    """At its time, so that the clerk sees when to let go; the release then means nothing."""
    one.begin(call=HERE)
    one.handle(Edge("next", closed=True, at_s=one.clock.now.steady_s))
    one.wait(1.4)
    assert one.link.take(DeskRequest) == []
    one.wait(0.1)
    (pausing,) = one.link.take(DeskRequest)
    assert asked([pausing]) == [("pause", None)]
    one.grant(pausing, "А001")
    one.handle(Edge("next", closed=False, at_s=one.clock.now.steady_s))
    one.wait(1)
    assert one.link.take(DeskRequest) == []


def test_a_stuck_key_pauses_once(one: DeskRig) -> None:
    """A cup on the box: the window pauses, the technician is told, and nothing more happens until it is lifted."""
    one.begin()
    wishes = one.hold("next", 1.6)
    one.grant(wishes[0])
    one.see("paused")
    one.clock.pass_s(1)
    one.handle(Edge("next", closed=True, at_s=one.clock.now.steady_s))
    one.wake_until(one.clock.now.steady_s + 1.5)
    (opening,) = one.link.take(DeskRequest)
    one.grant(opening)
    one.wake_until(one.clock.now.steady_s + 3600)
    assert [problem.code for problem in one.link.states[-1].problems] == ["button_stuck"]
    one.handle(Edge("next", closed=False, at_s=one.clock.now.steady_s))
    one.wake_until(one.clock.now.steady_s + 1)
    assert one.link.states[-1].problems == ()
    assert one.link.take(DeskRequest) == []


def test_a_key_that_is_held_at_the_start_means_nothing() -> None:
    """A restarted desk neither pauses nor calls by a key that it did not see closing."""
    one = DeskRig(box("next"), "next")
    one.begin()
    one.wait(5)
    one.handle(Edge("next", closed=False, at_s=one.clock.now.steady_s))
    one.wait(1)
    assert one.link.take(DeskRequest) == []


def test_a_quick_second_press_says_that_nobody_came(quick: DeskRig) -> None:
    """No-show for the ticket that was called, then the next, for which the same holds."""
    quick.begin()
    (calling,) = quick.press("next")
    quick.grant(calling, "А001")
    quick.see(call=HERE)
    quick.clock.pass_s(4.9)
    (away,) = quick.press("next")
    (second,) = quick.grant(away)
    quick.grant(second, "А002")
    quick.clock.pass_s(4.9)
    (away_too,) = quick.press("next")
    assert asked([away, second, away_too]) == [("no_show", "А001"), ("call_next", None), ("no_show", "А002")]


def test_a_second_press_after_that_time_calls_again(quick: DeskRig) -> None:
    """The clerk lost patience, not the citizen the way."""
    quick.begin()
    (calling,) = quick.press("next")
    quick.grant(calling, "А001")
    quick.clock.pass_s(5)
    assert asked(quick.press("next")) == [("recall", "А001")]


def test_two_closings_within_the_lockout_are_no_quick_press(quick: DeskRig) -> None:
    """A chattering key must not send away whom it has just called."""
    quick.begin()
    (calling,) = quick.press("next")
    quick.grant(calling, "А001")
    quick.clock.pass_s(0.4)
    assert quick.press("next") == []


def test_after_a_refused_no_show_nobody_is_called(quick: DeskRig) -> None:
    """The citizen came in that moment after all: who is served must not be finished by the wish behind."""
    quick.begin()
    (calling,) = quick.press("next")
    quick.grant(calling, "А001")
    quick.clock.pass_s(1)
    (away,) = quick.press("next")
    assert quick.refuse(away) == []
    assert quick.lamp == "refused"


def test_after_an_unanswered_wish_the_rest_of_the_press_is_forgotten(quick: DeskRig) -> None:
    """An answer that comes too late calls nobody."""
    quick.begin("closed")
    (opening,) = quick.press("next")
    quick.wait(5)
    assert quick.grant(opening) == []
    assert quick.press("pause")[0].action == "open"


def test_an_answer_in_the_last_moment_leaves_no_time_for_the_rest(
    quick: DeskRig, caplog: pytest.LogCaptureFixture
) -> None:
    """Both wishes of one press have its five seconds: nobody is called when the clerk has given up."""
    quick.begin("closed")
    (opening,) = quick.press("next")
    quick.clock.pass_s(5)
    assert quick.grant(opening) == []
    assert caplog.messages == [f"no answer within 5 s: given up: {Wish('call_next')}"]


def test_the_second_wish_has_the_rest_of_the_time(quick: DeskRig) -> None:
    """Asked three seconds after the press, it expires two seconds later."""
    quick.begin("closed")
    (opening,) = quick.press("next")
    quick.wait(3)
    quick.link.take()
    quick.answer(opening)
    assert [said.expiry_s for said in quick.link.said if isinstance(said.message, DeskRequest)] == [2.0]


def test_an_answer_alone_protects_the_citizen_who_was_called(one: DeskRig) -> None:
    """The dispatcher died before the window's state was out: the next press calls again, and skips nobody."""
    one.begin()
    (calling,) = one.hold("next", 0.2)
    one.grant(calling, "А001")
    one.wait(one.desk.settle_s)
    assert asked(one.hold("next", 0.2)) == [("recall", "А001")]


def test_a_refusal_is_over_when_the_next_wish_is_asked(quick: DeskRig) -> None:
    """The lamp shows what came of the newest press."""
    quick.begin()
    (calling,) = quick.press("next")
    quick.refuse(calling)
    quick.clock.pass_s(0.6)
    (pausing,) = quick.press("pause")
    assert quick.lamp == "fast"
    quick.grant(pausing)
    assert quick.lamp_after("done") == "off"


def test_a_second_refusal_is_shown_in_full(quick: DeskRig) -> None:
    """Each refused press has its three flashes."""
    quick.begin()
    quick.refuse(quick.press("next")[0])
    quick.clock.pass_s(1)
    quick.refuse(quick.press("next")[0])
    quick.wait(REFUSED_S - 0.1)
    assert quick.lamp == "refused"
    quick.wait(0.1)
    assert quick.lamp == "off"


def test_a_lost_link_is_shown_over_a_refusal(quick: DeskRig) -> None:
    """The keys are dead now, whatever was answered."""
    quick.begin()
    quick.refuse(quick.press("next")[0])
    quick.handle(LinkDown("gone"))
    assert quick.lamp == "fast"


def test_priority_makes_the_lamp_wink(quick: DeskRig) -> None:
    """The clerk asks for the document."""
    quick.begin(call=HERE, priority=True)
    assert quick.lamp == "wink"


def test_two_outage_keys_speak_for_themselves() -> None:
    """Each for its own resource, and the opposite of what is so: by the answer already, and after a restart."""
    desk = DeskRig(box("next", "outage-registry", "outage-power"))
    desk.begin(outages=("power",))
    said = []
    for key in ("outage-registry", "outage-power", "outage-registry"):
        (wish,) = desk.press(key)
        said.append((wish.action, wish.resource, wish.ticket))
        desk.grant(wish)
        desk.clock.pass_s(1)
    assert said == [("outage", "registry", None), ("outage_over", "power", None), ("outage_over", "registry", None)]


def test_no_key_of_a_pad_is_held() -> None:
    """It says that it was pressed: *next* calls at once, and *alert*, however long it repeats itself, ends none."""
    keys = (Key(action="next", byte=0), Key(action="alert", byte=1))
    pad = DeskRig(Desk(id="desk-1", window=1, keys=keys, pad=Pad(device="/dev/ttyUSB0")))
    pad.begin()
    (calling,) = pad.press("next")
    pad.grant(calling)
    pad.begin(alert=True, suspended=True)
    assert pad.hold("alert", 5.0) == []


def test_a_stuck_key_of_a_pad_is_told_by_its_byte() -> None:
    """A pad has no pins."""
    keys = (Key(action="next", byte=0x31),)
    pad = DeskRig(Desk(id="desk-1", window=1, keys=keys, pad=Pad(device="/dev/ttyUSB0")))
    pad.begin()
    pad.handle(Edge("next", closed=True, at_s=pad.clock.now.steady_s))
    pad.wait(10)
    assert pad.link.states[-1].problems[0].text.startswith("Button 'next' (byte 0x31) has been closed for over 10 s.")
