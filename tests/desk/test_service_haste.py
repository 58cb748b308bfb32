# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hand in haste: a key twice, another before the answer, held, chattering; and how the clerk feels an answer."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from centre.lamps import DONE_S, REFUSED_S
from centre.link import LinkDown
from centre.messages import Call, DeskRequest
from centre.panel import Edge
from tests.desk.rig import DeskRig, box

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
HERE = Call(ticket="А001", window=1, called_at=AT, times=1, serving=False)
SERVED = Call(ticket="А001", window=1, called_at=AT, times=1, serving=True)
FULL = ("next", "recall", "serve", "no_show", "postpone", "pause", "back", "alert")


def asked(*requests: DeskRequest) -> list[tuple[str, str | None]]:
    """Return what is asked, and for which ticket."""
    return [(request.action, request.ticket) for request in requests]


@pytest.fixture
def full() -> DeskRig:
    """Return a box with every key, at an open window for which three wait."""
    desk = DeskRig(box(*FULL))
    desk.begin(ready=3, waiting=3)
    return desk


@pytest.mark.parametrize("key", ["serve", "recall"])
def test_a_press_that_changes_no_light_is_felt(full: DeskRig, key: str) -> None:
    """Short and long, when the dispatcher has committed it and not before; then the state, which is as it was."""
    full.see(call=HERE)
    (wish,) = full.press(key)
    assert full.lamp == "fast"
    full.wait(0.5)
    full.grant(wish, "А001")
    assert full.service.deadline_s() == full.clock.now.steady_s + DONE_S
    assert full.lamp_after("done") == "on"
    assert full.service.deadline_s() is None


def test_a_press_of_two_wishes_is_done_when_both_are(full: DeskRig) -> None:
    """The window is open, but the citizen is not called yet."""
    full.see("closed", waiting=3)
    (opening,) = full.press("next")
    (calling,) = full.grant(opening)
    assert full.lamp == "fast"
    full.grant(calling, "А001")
    assert full.lamp_after("done") == "on"


def test_nothing_is_done_without_an_answer(full: DeskRig) -> None:
    """Given up, the lamp says nothing of it."""
    full.press("next")
    for _ in range(5):
        full.wait(1)
    assert full.lamp == "slow"


def test_what_was_done_is_not_shown_over_a_lost_link(full: DeskRig) -> None:
    """The keys are dead now."""
    full.grant(full.press("next")[0], "А001")
    full.handle(LinkDown("gone"))
    assert full.lamp == "fast"


def test_nobody_waits_is_three_flashes_and_dark() -> None:
    """Of *next* at a free window; where the window was dark before, nobody could be called anyway."""
    desk = DeskRig(box(*FULL))
    desk.begin()
    desk.refuse(desk.press("next")[0])
    assert desk.lamp_after("refused") == "off"


def test_with_the_last_citizen_gone_next_is_done_and_dark(full: DeskRig) -> None:
    """The press has finished somebody; that nobody follows is seen in the dark behind."""
    full.see(call=SERVED)
    (finishing,) = full.press("next")
    full.grant(finishing)
    full.see()
    assert full.lamp_after("done") == "off"


@pytest.mark.parametrize("keys", [FULL, ("next",), ("next", "recall"), ("next", "pause")])
def test_next_pressed_twice_calls_once(keys: tuple[str, ...]) -> None:
    """Within three seconds of its call it is the same impatience, at every box, before the window's state and after."""
    desk = DeskRig(box(*keys))
    desk.begin(ready=3, waiting=3)
    (calling,) = desk.hold("next", 0.2)
    desk.grant(calling, "А001")
    assert desk.hold("next", 0.2) == []
    desk.see(call=HERE)
    assert desk.hold("next", 0.2) == []
    desk.wait(0.4)
    assert desk.hold("next", 0.2) == []
    assert desk.lamp == "done"


def test_impatience_is_over_after_settle_s(full: DeskRig) -> None:
    """To the moment: the clerk who looked up is obeyed."""
    full.grant(full.press("next")[0], "А001")
    full.wait(2.9)
    assert full.press("next") == []
    full.wait(0.5)
    assert asked(*full.press("next")) == [("call_next", "А001")]


def test_impatience_does_not_stretch_what_the_lamp_says(full: DeskRig) -> None:
    """A second press while the first is being shown leaves the rhythm as it runs."""
    full.grant(full.press("next")[0], "А001")
    full.wait(0.6)
    assert full.press("next") == []
    full.wait(DONE_S - 0.6)
    assert full.lamp == "on"


@pytest.mark.parametrize("more", [{"call": SERVED}, {"call": HERE, "suspended": True, "alert": True}])
def test_who_was_seen_to_come_and_an_alert_are_no_impatience(full: DeskRig, more: dict[str, Any]) -> None:
    """Another key, or a siren, came between: the press is one of its own."""
    full.grant(full.press("next")[0], "А001")
    full.see(ready=3, **more)
    full.wait(1)
    assert asked(*full.press("next")) == [("call_next", "А001")]


def test_after_a_no_show_next_calls_at_once(full: DeskRig) -> None:
    """The chair stays empty: there is nobody to lose."""
    full.grant(full.press("next")[0], "А001")
    full.grant(full.press("no_show")[0])
    full.wait(1)
    assert asked(*full.press("next")) == [("call_next", None)]


def test_anothers_call_is_not_this_keys() -> None:
    """Called by a restarted desk or from the office: the first press counts."""
    desk = DeskRig(box(*FULL))
    desk.begin(call=HERE)
    assert asked(*desk.press("next")) == [("call_next", "А001")]


@pytest.mark.parametrize(("first", "second"), [("postpone", "next"), ("no_show", "next"), ("no_show", "back")])
def test_another_key_waits_for_the_answer(full: DeskRig, first: str, second: str) -> None:
    """On a slow link two keys in one movement are both done, in their order, each for whom the clerk saw."""
    full.see(ready=3, waiting=3, call=SERVED)
    (before,) = full.press(first)
    assert full.press(second) == []
    (after,) = full.grant(before)
    meant = {"next": ("call_next", None), "back": ("call", "А001")}
    assert asked(before, after) == [(first, "А001"), meant[second]]


def test_whom_the_clerk_saw_away_can_be_called_back_behind_another_key(full: DeskRig) -> None:
    """*back* was meant for the one who was away as it was pressed."""
    full.see(call=SERVED, away="Б007")
    (again,) = full.press("recall")
    full.press("back")
    assert asked(*full.grant(again, "А001")) == [("call", "Б007")]


def test_the_newest_of_several_waits(full: DeskRig) -> None:
    """A person means what they pressed last."""
    full.see(call=SERVED)
    (serving,) = full.press("recall")
    full.press("postpone")
    full.press("pause")
    assert asked(*full.grant(serving, "А001")) == [("pause", None)]


def test_the_same_key_again_does_not_wait(full: DeskRig) -> None:
    """Neither by itself nor behind another one: it says nothing new."""
    (calling,) = full.press("next")
    full.press("pause")
    full.wait(0.6)
    full.press("next")
    (pausing,) = full.grant(calling, "А001")
    assert full.grant(pausing, "А001") == []
    assert asked(calling, pausing) == [("call_next", None), ("pause", None)]


def test_a_key_meant_for_one_citizen_never_hits_the_next(full: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """*no_show* behind *next* was pressed for whoever was there; by the answer another one is, and the lamp says no."""
    full.see(call=SERVED)
    (calling,) = full.press("next")
    full.press("no_show")
    with caplog.at_level(logging.INFO):
        assert full.grant(calling, "А002") == []
    assert caplog.messages == ["refused: key 'no_show' was pressed for another ticket"]
    assert full.lamp_after("refused") == "on"


def test_what_was_to_follow_a_refused_key_is_dropped(full: DeskRig) -> None:
    """No postponement, so nobody else is called."""
    full.see(call=SERVED)
    (first,) = full.press("postpone")
    full.press("next")
    assert full.refuse(first, "no", "wrong_state") == []
    assert full.lamp_after("refused") == "on"


def test_what_was_to_follow_an_unanswered_key_is_dropped(full: DeskRig) -> None:
    """Nobody is called seconds later, when the clerk has given up."""
    full.see(call=SERVED)
    full.press("postpone")
    full.wait(4)
    full.press("next")
    full.link.take()
    full.wait(1)
    assert (full.link.take(DeskRequest), full.lamp) == ([], "on")


def test_a_key_that_waited_too_long_is_dropped() -> None:
    """The patience of a press runs from the press: an answer five seconds later has nothing to go on with."""
    desk = DeskRig(box("next", "pause"))
    desk.begin("closed")
    (opening,) = desk.press("next")
    desk.wait(0.1)
    desk.press("pause")
    desk.wait(4.8)
    (calling,) = desk.grant(opening)
    desk.clock.pass_s(5)
    desk.link.take()
    desk.answer(calling, "А001")
    assert desk.link.take(DeskRequest) == []


@pytest.mark.parametrize("refused", [True, False])
def test_an_alert_is_never_dropped(full: DeskRig, refused: bool) -> None:  # noqa: FBT001 - from the table
    """It has nothing to do with the key before it, and no key pressed in fright after it takes its place."""
    full.see(call=SERVED)
    (first,) = full.press("postpone")
    full.hold("alert", 0.2)
    full.press("next")
    if refused:
        (alert,) = full.refuse(first, "no", "wrong_state")
    else:
        full.link.take()
        full.wake_until(full.clock.now.steady_s + 4.9)
        alert = full.link.take(DeskRequest)[-1]
    assert asked(alert) == [("alert", None)]


def test_a_held_key_is_one_press(full: DeskRig) -> None:
    """However long, while it has no second meaning; after ten seconds it is reported, and still one."""
    asked_once = full.hold("next", 60)
    assert len({request.request_id for request in asked_once}) == 1


def test_a_chattering_key_is_one_press(full: DeskRig) -> None:
    """Nine edges as it closes, nine as it opens."""
    start_s = full.clock.now.steady_s
    full.link.take()
    closing = [Edge("next", closed=not n % 2, at_s=start_s + n * 0.0015) for n in range(9)]
    opening = [Edge("next", closed=bool(n % 2), at_s=start_s + 0.1 + n * 0.0015) for n in range(9)]
    full.handle(*closing, *opening)
    (calling,) = full.link.take(DeskRequest)
    full.grant(calling, "А001")
    full.wait(0.2)
    assert full.link.take(DeskRequest) == []


def test_a_key_held_at_the_start_counts_when_it_has_been_released() -> None:
    """The next closing is the first that somebody meant."""
    desk = DeskRig(box(*FULL), "next")
    desk.begin(ready=3)
    desk.wait(1)
    desk.handle(Edge("next", closed=False, at_s=desk.clock.now.steady_s))
    desk.wait(REFUSED_S)
    assert asked(*desk.press("next")) == [("call_next", None)]
