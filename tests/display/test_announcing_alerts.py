# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall hears of an air-raid alert: it cuts off all, is said three times, and nobody is called in it."""

import pytest
from msgspec.structs import replace

from centre.config_alarms import Alerts
from centre.config_displays import Voice
from display.alert_turns import PAUSE_S
from tests.display.ear import BOTH, SMALL_CENTRE, EarInTheHall

ONCE = Voice(times=1)
SAID_S = 10.0
"""How long an alert takes in these tests."""


def sheltered(*windows: int, voice: Voice = ONCE) -> EarInTheHall:
    """Return a hall of a centre whose windows go on in the shelter."""
    alerts = Alerts(mode="continue_in_shelter", shelter_windows=tuple(windows))
    return EarInTheHall(voice, replace(SMALL_CENTRE, alerts=alerts))


def test_an_alert_cuts_off_what_is_said_and_is_said_three_times_with_pauses() -> None:
    """In the midst of a word; then it is silent."""
    hall = EarInTheHall(centre=BOTH)
    hall.call("А001", 1)
    hall.wait(2)
    hall.alert()
    hall.wait(600)
    assert [(one.saying.what, one.begin_s, one.cut) for one in hall.spoken] == [
        ("call", 0, True),
        ("alert", 2, False),
        ("alert", 2 + 2 * SAID_S + PAUSE_S, False),
        ("alert", 2 + 4 * SAID_S + 2 * PAUSE_S, False),
    ]
    assert [one.saying.time for one in hall.spoken[1:]] == [1, 2, 3]
    assert hall.spoken[1].saying.languages == ("uk", "en")


def test_nobody_is_called_in_an_alert() -> None:
    """Neither whoever waited to be said, nor a call that comes for whatever reason."""
    hall = EarInTheHall()
    for number in (1, 2, 3):
        hall.call(f"А00{number}", number)
    hall.wait(6)
    hall.alert()
    hall.wait(20)
    hall.call("А004", 4)
    hall.wait(600)
    assert hall.heard() == ["А001-1", *["alert"] * 3]
    assert hall.passed == [("А002-2", "alert"), ("А003-3", "alert"), ("А004-4", "alert")]


def test_after_the_all_clear_those_who_had_been_called_are_called_anew() -> None:
    """The all-clear is said once; until the windows go on nobody is called, however young the call."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.wait(1)
    hall.alert()
    hall.wait(15)
    hall.all_clear()
    hall.wait(20)
    assert hall.heard() == ["alert", "all_clear"]
    assert hall.spoken[-1].saying.resumes_at == hall.board.resumes_at
    hall.call("А002", 2)
    hall.wait(20)
    assert hall.passed == [("А001-1", "alert"), ("А002-2", "alert")]
    hall.leaves(2)
    hall.resumes()
    hall.wait(20)
    assert hall.heard() == ["alert", "all_clear", "А001-1"]


def test_the_all_clear_cuts_off_the_alert() -> None:
    """What is over is not said to its end."""
    hall = EarInTheHall()
    hall.alert()
    hall.wait(3)
    hall.all_clear()
    hall.wait(600)
    assert [(one.saying.what, one.cut) for one in hall.spoken] == [("alert", True), ("all_clear", False)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("yellow", "red", ["alert"] * 4),
        ("yellow", "unknown", ["alert"] * 4),
        ("unknown", "red", ["alert"] * 3),
        ("red", "yellow", ["alert"] * 3),
    ],
)
def test_an_alert_that_gets_graver_is_said_anew(before: str, after: str, said: list[str]) -> None:
    """One that eases is not: people are to stay where they are."""
    hall = EarInTheHall()
    hall.alert(before)
    hall.wait(15)
    hall.alert(after)
    hall.wait(600)
    assert hall.heard() == said


def test_a_warning_is_said_once_and_cuts_off_nobody() -> None:
    """The reception goes on: it comes after what is being said and before whoever waits."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.call("А002", 2)
    hall.wait(1)
    hall.alert("yellow", suspends=False)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "warning", "А002-2"]
    hall.all_clear(None)
    hall.wait(60)
    assert hall.heard()[3:] == ["all_clear"]
    assert hall.spoken[-1].saying.resumes_at is None


def test_a_warning_that_becomes_an_alert_is_said_as_one() -> None:
    """And back again: the reception goes on."""
    hall = EarInTheHall(ONCE)
    hall.alert("yellow", suspends=False)
    hall.wait(20)
    hall.alert("red")
    hall.wait(15)
    hall.alert("yellow", suspends=False)
    hall.wait(60)
    assert hall.heard() == ["warning", "alert", "warning"]


def test_windows_in_the_shelter_are_heard_between_and_after() -> None:
    """Their calls wait for the first alert, one that it cut off comes again; those of other windows do not."""
    hall = sheltered(5)
    hall.call("А005", 5)
    hall.call("А001", 1)
    hall.wait(1)
    hall.alert()
    hall.wait(60)
    hall.call("А006", 5)
    hall.wait(60)
    assert hall.heard() == ["alert", "А005-5", "alert", "alert", "А006-5"]
    assert hall.passed == [("А001-1", "alert")]


def test_what_an_alert_cuts_off_in_the_shelter_is_said_once_more() -> None:
    """A first saying, or the recall that waits behind it; a second time is not worth it."""
    recalled = sheltered(5)
    recalled.call("А005", 5)
    recalled.wait(1)
    recalled.call("А005", 5)
    recalled.alert()
    recalled.wait(60)
    assert recalled.heard() == ["alert", "А005-5", "alert", "alert"]
    again = sheltered(5, voice=Voice())
    again.call("А005", 5)
    again.wait(7)
    again.alert()
    again.wait(60)
    assert again.heard() == ["А005-5", "alert", "alert", "alert"]


def test_who_has_come_is_not_called_again_because_an_alert_cut_the_call_off() -> None:
    """Nor whoever is called there no more: their call is on the screen only."""
    hall = sheltered(5, 6)
    hall.alert("yellow")
    hall.wait(SAID_S + 1)
    hall.call("А005", 5)
    hall.wait(1)
    hall.comes(5)
    hall.alert("red")
    hall.wait(600)
    assert hall.heard() == ["alert"] * 4
    assert hall.passed == [("А005-5", "came")]
    gone = sheltered(5)
    gone.call("А005", 5)
    gone.wait(1)
    gone.leaves(5)
    gone.alert()
    gone.wait(600)
    assert gone.passed == [("А005-5", "gone")]


def test_an_alert_that_was_over_before_it_came_here_silences_the_call_all_the_same() -> None:
    """Nobody is called until the windows go on, be it to its end or for the second time."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.wait(1)
    hall.all_clear()
    hall.wait(60)
    assert [(one.saying.what, one.cut) for one in hall.spoken] == [("call", True)]
    assert hall.passed == [("А001-1", "alert")]


def test_an_alert_that_eased_is_said_as_it_is_now() -> None:
    """Not with the level of before; the saying in which it eases is said to its end."""
    hall = EarInTheHall()
    hall.alert("red")
    hall.wait(15)
    hall.alert("yellow")
    hall.wait(13)
    hall.alert("red")
    hall.wait(1)
    hall.alert("yellow")
    hall.wait(600)
    levels = [one.saying.alert.level for one in hall.spoken if one.saying.alert]
    assert levels == ["red", "yellow", "red", "yellow", "yellow"]


def test_a_centre_that_is_a_shelter_is_warned_and_goes_on() -> None:
    """All its windows call: the dispatcher suspends nothing there."""
    hall = sheltered()
    hall.call("А001", 1)
    hall.alert(suspends=False)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "warning"]


def test_started_in_an_alert_it_says_it() -> None:
    """However late: nobody is harmed by hearing it twice. Of an all-clear only who told of the alert tells."""
    late = EarInTheHall()
    late.alert()
    late.wait(600)
    assert late.heard() == ["alert"] * 3
    later = EarInTheHall()
    later.all_clear()
    later.wait(600)
    assert later.heard() == []


def test_the_same_alert_again_is_said_no_more() -> None:
    """Cut off and back, and with every board in between."""
    hall = EarInTheHall()
    hall.alert()
    hall.wait(100)
    hall.lose()
    hall.wait(100)
    hall.hear()
    hall.wait(600)
    assert hall.heard() == ["alert"] * 3


def test_without_a_sound_card_the_alert_is_tried_at_its_times() -> None:
    """A card that is back for the second time is heard then."""
    hall = EarInTheHall()
    hall.works = False
    hall.alert()
    hall.works = True
    hall.wait(600)
    assert [(one.saying.what, one.begin_s) for one in hall.spoken] == [
        ("alert", PAUSE_S),
        ("alert", 2 * PAUSE_S + SAID_S),
    ]


def test_it_wakes_for_the_alert_alone() -> None:
    """Of itself it wants nothing but the next saying of an alert."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    assert hall.announcing.deadline_s() is None
    hall.wait(30)
    assert hall.announcing.deadline_s() is None
    hall.alert()
    assert hall.announcing.deadline_s() is None
    hall.wait(SAID_S + 1)
    assert hall.announcing.deadline_s() == hall.now.steady_s - 1 + PAUSE_S
    hall.wait(600)
    assert hall.announcing.deadline_s() is None
