# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Acceptance points 1, 3, 4 and 6: what an air-raid alert does to a called citizen, to the hall and to the day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import pytest

from centre import texts_alarms
from centre.config import CentreFile
from centre.config_alarms import Source
from centre.config_rules import Hours
from centre.facts import CallResumed, TicketCarried, TicketNoShow
from centre.facts_base import Threat
from centre.messages import AlertRequest, DeskReply, ListLeftover, Refusal
from simulator.feed_words import Mode
from tests.acceptance.clockwork import in_kyiv, until, wait
from tests.acceptance.hearing import HearingHall
from tests.dispatcher.rig import DispatcherRig, say
from tests.dispatcher.rules.alarm_hall import SIRENS
from tests.display.looking import picture
from tests.fakes import HandClock, received

MONDAY = date(2026, 11, 23)
WEEK = Hours(monday=("08:00-17:00",), tuesday=("08:00-17:00",), limit_by_capacity=False)
NO_ALL_CLEAR: tuple[Mode, ...] = (
    *("unauthorised", "empty", "vanished", "not_modified", "forbidden", "too_many", "broken", "invalid", "cut"),
)
"""All the ways in which a feed can answer without saying that the alert is over."""


def siren_says(rig: DispatcherRig, says: Literal["raise", "clear", "lost"], *levels: Any) -> None:
    """Let the siren say something."""
    threats = tuple(Threat(level=level) for level in levels)
    rig.ask(received("siren", "feed", AlertRequest(request_id=uuid4(), says=says, threats=threats)))


def no_shows(rig: DispatcherRig) -> list[str]:
    """Return who became a no-show."""
    return [fact.ticket for fact in rig.written() if isinstance(fact, TicketNoShow)]


@pytest.mark.parametrize("level", ["yellow", "red"])
def test_01_an_alert_a_second_before_the_no_show_freezes_the_call(
    real: Callable[..., DispatcherRig], level: str
) -> None:
    """1. Called 1 min 59 s ago when the siren sounds: still called after the all-clear, first again, all time anew."""
    rig = real(sirens=SIRENS)
    first, second = rig.press().ticket, rig.press().ticket
    wait(rig, 20)
    rig.key("open")
    assert rig.key("call_next").ticket == first
    wait(rig, rig.centre.calls.no_show_after_s - 1)
    siren_says(rig, "raise", level)
    wait(rig, 3600)
    rig.restart()
    siren_says(rig, "clear")
    wait(rig, rig.centre.alerts.grace_min * 60 - 1)
    (call,) = rig.board.calls
    assert (call.ticket, call.serving, no_shows(rig)) == (first, False, [])
    wait(rig, 1)
    assert [fact.ticket for fact in rig.written() if isinstance(fact, CallResumed)] == [first]
    assert rig.board.calls[0].called_at == rig.clock.now.utc
    wait(rig, rig.centre.calls.no_show_after_s - 1)
    assert no_shows(rig) == []
    wait(rig, 1)
    assert no_shows(rig) == [first], "without an alert the deadline is one"
    assert rig.key("call_next").ticket == second


def test_03_no_error_of_the_feed_is_ever_an_all_clear(small_centre: CentreFile, tmp_path: Path, screen: Any) -> None:
    """3. Levels come and go one by one; no failure and no unknown level ends an alert, and silence is shown as such."""
    with HearingHall("ukrainealarm", ("36",), small_centre, tmp_path) as hall:
        levels = []
        for levels_now in (("Yellow",), ("Yellow", "Red"), ("Yellow",), ()):
            hall.force(*(("36", level) for level in levels_now))
            levels.append(hall.level)
        assert levels == ["yellow", "red", "yellow", None]
        hall.force(("36", "Purple"))
        assert (hall.level, hall.suspended) == ("unknown", True), "an unknown level suspends, and is called what it is"
        hall.force(("36", "Red"), ("36", "Yellow"))
        hall.force(("36", "Yellow"))
        assert (hall.level, hall.suspended) == ("yellow", True), "of two alerts one is left"
        for mode in NO_ALL_CLEAR:
            hall.force(("36", "Yellow"))
            assert not hall.board.alerts_unheard
            hall.feed.alert()
            hall.feed.set(mode)
            hall.listen_for(240)
            assert (hall.level, hall.suspended) == ("yellow", True), mode
            assert hall.board.alerts_unheard is (mode != "not_modified"), mode  # "unchanged" is a word, and counts
        hall.force()
        assert (hall.level, hall.board.alerts_unheard) == (None, False)
        hall.feed.set("unauthorised")
        hall.listen_for(240)
        assert (hall.level, hall.siren.problems()) == (None, ["feed_stale"]), "silence raises nothing either"
        seen = picture(small_centre, screen, hall.board, None, hall.clock.now.utc)
        assert texts_alarms.unheard() in " ".join(text.text for text in seen.texts)


@pytest.mark.parametrize(
    ("source", "regions"),
    [("ukrainealarm", ("36",)), ("alerts_in_ua", ("36", "4")), ("alerts_in_ua_iot", ("36",))],
)
def test_04_the_oblasts_alert_and_the_raions_suspend_the_neighbours_does_not(
    small_centre: CentreFile, tmp_path: Path, source: Source, regions: tuple[str, ...]
) -> None:
    """4. A centre in raion 36 stops for oblast 4 and for its raion in a calm oblast, and not for raion 37 beside it."""
    with HearingHall(source, regions, small_centre, tmp_path) as hall:
        hall.hall.press("passport")
        hall.hall.press("passport")
        hall.hall.key("open")
        for region, suspends in (("37", False), ("4", True), ("36", True), ("37", False)):
            hall.force((region, "Red"))
            if not suspends:
                wait(hall.hall, small_centre.alerts.grace_min * 60)
            assert (hall.level is not None, hall.suspended) == (suspends, suspends), region
            called = hall.hall.key("call_next")
            assert isinstance(called, Refusal if suspends else DeskReply), region
            assert getattr(called, "reason", "alert") == "alert"


def test_06_an_alert_over_the_opening_and_over_the_closing(real: Callable[..., DispatcherRig]) -> None:
    """6. All-clear at 8:20 opens the doors at 8:50; who an alert at closing keeps waiting is listed and comes first."""
    rig = real(HandClock(in_kyiv(MONDAY, 7, 40)), sirens=SIRENS, hours=WEEK)
    siren_says(rig, "raise", "red")
    until(rig, in_kyiv(MONDAY, 8, 20))
    siren_says(rig, "clear")
    assert (rig.board.resumes_at, rig.board.opens_at) == (in_kyiv(MONDAY, 8, 50), in_kyiv(MONDAY, 8, 50))
    until(rig, in_kyiv(MONDAY, 8, 36))
    tickets = [rig.press("passport").ticket, rig.press("civil").ticket, rig.press("passport").ticket]
    rig.key("open")
    until(rig, in_kyiv(MONDAY, 8, 50) - timedelta(seconds=1))
    assert rig.key("call_next").reason == "alert"
    wait(rig, 1)
    assert rig.key("call_next").ticket == tickets[0]
    rig.key("serve")
    until(rig, in_kyiv(MONDAY, 15, 50))
    rig.key("finish")
    siren_says(rig, "raise", "red")
    until(rig, in_kyiv(MONDAY, 17, 30))
    left = say(rig, ListLeftover(request_id=uuid4())).leftover
    assert [(one.ticket, one.state) for one in left] == [(ticket, "waiting") for ticket in tickets[1:]]
    until(rig, in_kyiv(MONDAY + timedelta(days=1), 0))
    assert [fact.ticket for fact in rig.written() if isinstance(fact, TicketCarried)] == tickets[1:]
    siren_says(rig, "clear")
    until(rig, in_kyiv(MONDAY + timedelta(days=1), 8))
    assert rig.press("passport").ticket not in tickets[1:]
    rig.key("open")
    assert rig.key("call_next").ticket == tickets[1]
