# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The box: one press is one word, thanked for when it is on the dispatcher's disk, and said now or never."""

import logging
from pathlib import Path

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import Confirmation, Refusal
from centre.panel import Edge
from rating.box import THANKS
from tests.rating.rig import WORDS, RatingRig

LIT, DARK = ["on"] * 4, ["off"] * 4


@pytest.mark.parametrize("word", WORDS)
def test_a_press_is_a_word_and_its_lamp_thanks(rig: RatingRig, word: str) -> None:
    """The lamp thanks after the dispatcher's answer and not before."""
    assert rig.lamps() == LIT
    rig.press(word)
    assert THANKS not in rig.lamps()
    (said,) = rig.said()
    assert (said.word, rig.panel.lights[word]) == (word, "on")
    rig.hear(Confirmation(request_id=said.request_id))
    assert rig.panel.lights[word] == THANKS
    rig.wait(rig.rating.pause_s)
    assert rig.lamps() == LIT


def test_the_request_says_nothing_but_its_id_and_the_word(rig: RatingRig) -> None:
    """And the broker keeps it no longer than the citizen stands there."""
    rig.press("good")
    (said,) = rig.link.said
    assert said.message.__struct_fields__ == ("request_id", "word")
    assert said.expiry_s == rig.rating.give_up_after_s


def test_children_play(rig: RatingRig) -> None:
    """All four at once, again and again: one word a pause."""
    for _ in range(5):
        for word in WORDS:
            rig.press(word)
        rig.confirm()
        rig.wait(1.0)
    assert [request.word for request in rig.said()] == []
    rig.wait(10.0)
    rig.press("terrible")
    assert rig.words() == ["terrible"]


def test_what_is_not_answered_is_said_again_and_then_given_up(rig: RatingRig) -> None:
    """With one id; the lamps go dark, and nothing of it is said later."""
    rig.press("good")
    rig.wait(rig.rating.give_up_after_s)
    assert len(rig.link.said) > 1
    assert rig.words() == ["good"]
    assert rig.lamps() == DARK
    rig.wait(60)
    rig.handle(LinkDown("gone"), LinkUp())
    rig.dispatcher("ready")
    assert rig.words() == []
    assert rig.lamps() == LIT


def test_what_is_refused_is_thanked_for_by_no_lamp(rig: RatingRig) -> None:
    """The disk is full: dark for a moment, then it may be tried again."""
    rig.press("good")
    (said,) = rig.said()
    rig.hear(Refusal(reason="journal_failed", text="Full.", request_id=said.request_id))
    assert rig.lamps() == DARK
    rig.wait(rig.rating.pause_s)
    assert rig.lamps() == LIT


@pytest.mark.parametrize("away", ["link", "dispatcher"])
def test_out_of_reach_the_box_is_dark_and_keeps_nothing(rig: RatingRig, away: str) -> None:
    """Who presses then has said nothing, and nothing is said for them later."""
    if away == "link":
        rig.handle(LinkDown("gone"))
    else:
        rig.dispatcher("offline")
    assert rig.lamps() == DARK
    rig.press("terrible")
    rig.wait(30)
    rig.handle(LinkUp())
    assert rig.lamps() == DARK
    rig.dispatcher("ready")
    assert rig.lamps() == LIT
    assert rig.words() == []


def test_a_stuck_button_is_told_and_counts_for_nothing() -> None:
    """The other three go on."""
    rig = RatingRig("good")
    rig.begin()
    rig.wait(rig.rating.stuck_after_s)
    assert [problem.code for problem in rig.link.states[-1].problems] == ["button_stuck"]
    assert rig.lamps() == ["on", "off", "on", "on"]
    rig.handle(Edge("good", closed=True, at_s=rig.clock.now.steady_s))
    assert rig.words() == []
    rig.press("acceptable")
    assert rig.words() == ["acceptable"]


def test_the_log_says_neither_that_somebody_pressed_nor_what(rig: RatingRig, caplog: pytest.LogCaptureFixture) -> None:
    """The journal of its Pi has the second of each line, and the box stands at a window."""
    with caplog.at_level(logging.DEBUG):
        for word in WORDS:
            rig.press(word)
            rig.confirm()
            rig.wait(10)
    assert caplog.messages == []


def test_a_battery_that_is_nearly_empty_ends_its_pi(tmp_path: Path) -> None:
    """As it does every device's."""
    rig = RatingRig(folder=tmp_path)
    rig.begin()
    rig.board("battery")
    assert not (tmp_path / "poweroff").exists()
    rig.board("battery_low")
    assert (tmp_path / "poweroff").exists()


def test_its_parts_are_watched_and_let_go(rig: RatingRig) -> None:
    """A dead driver ends the process; at the end pins and link are free."""
    assert rig.service.alive()
    rig.panel.lives = False
    assert not rig.service.alive()
    rig.service.close()
    assert rig.panel.released
    assert rig.link.closed
