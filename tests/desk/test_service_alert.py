# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The desk in an alert and at the end of its battery: raised by a press, ended by a hold, never by a double press."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.lamps import DONE_S, REFUSED_S, TOLD_S
from centre.link import Received
from centre.messages import Board, Call, encode
from centre.poweroff import Power
from tests.desk.rig import DeskRig, box

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SERVED = Call(ticket="А001", window=1, called_at=AT, times=1, serving=True)


@pytest.fixture
def alarmed() -> DeskRig:
    """Return a box with a key for alerts, at an open window at which three wait."""
    desk = DeskRig(box("next", "recall", "no_show", "pause", "alert"))
    desk.begin(ready=3, waiting=3)
    return desk


def test_a_press_raises_the_alert(alarmed: DeskRig) -> None:
    """The siren is heard before any feed says it."""
    (wish,) = alarmed.hold("alert", 0.2)
    assert (wish.action, wish.ticket) == ("alert", None)
    alarmed.grant(wish)
    alarmed.see(ready=3, suspended=True, alert=True)
    assert alarmed.lamp == "done"
    alarmed.wait(DONE_S)
    assert alarmed.lamp == "blip"


@pytest.mark.parametrize("seconds", [0.2, 2.0])
def test_a_second_press_right_after_the_first_is_no_all_clear(alarmed: DeskRig, seconds: float) -> None:
    """By the answer alone already: a press asks nothing, and shows that there is an alert; only a hold ends it."""
    (wish,) = alarmed.hold("alert", seconds)
    alarmed.grant(wish)
    assert alarmed.hold("alert", 0.2) == []
    assert alarmed.hold("alert", 0.2) == []
    assert alarmed.lamp == "blip"
    alarmed.wait(TOLD_S)
    assert (wish.action, alarmed.lamp) == ("alert", "slow")


def test_a_long_hold_is_the_all_clear(alarmed: DeskRig) -> None:
    """The window stays suspended until the people are back, which the dispatcher says."""
    alarmed.see(ready=3, suspended=True, alert=True)
    (wish,) = alarmed.hold("alert", 2.0)
    assert wish.action == "all_clear"
    alarmed.grant(wish)
    assert alarmed.lamp == "done"
    alarmed.wait(DONE_S)
    assert alarmed.lamp == "blip"
    alarmed.see(ready=3)
    assert alarmed.lamp == "slow"


def test_next_in_an_alert_is_refused_and_shown(alarmed: DeskRig) -> None:
    """Three flashes, then the lamp of the alert again."""
    alarmed.see(ready=3, suspended=True, alert=True)
    (wish,) = alarmed.press("next")
    assert wish.action == "call_next"
    assert alarmed.refuse(wish, "There is an air-raid alert: window 1 calls nobody.", "alert") == []
    assert alarmed.lamp == "refused"
    alarmed.wait(REFUSED_S)
    assert alarmed.lamp == "blip"


def test_a_citizen_who_is_served_may_be_finished(alarmed: DeskRig) -> None:
    """And nobody else is called."""
    alarmed.see(ready=3, call=SERVED, suspended=True, alert=True)
    (wish,) = alarmed.press("next")
    assert (wish.action, wish.ticket) == ("finish", "А001")
    assert alarmed.grant(wish) == []


def board(power: Power) -> Received:
    """Return a board that says how the power is."""
    said = Board(number=1, at=AT, day=AT.date(), calls=(), services=(), power=power)
    return Received("board", {}, encode(said), retained=True)


def test_a_battery_that_turns_low_asks_for_the_end(tmp_path: Path) -> None:
    """The desk hears the board for nothing else; its keys act until the end."""
    desk, asked = DeskRig(box("next", "pause"), folder=tmp_path), []
    desk.begin(ready=1)
    for power in ("battery", "battery_low", "mains"):
        desk.handle(board(power))
        asked.append((tmp_path / "poweroff").exists())
    assert asked == [False, True, False]
    assert [wish.action for wish in desk.press("next")] == ["call_next"]
