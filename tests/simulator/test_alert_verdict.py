# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The verdict of the alert's story by its facts: what must not happen in an alert is found when it does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre.config import CentreFile
from centre.facts import CallResumed, TicketCalled
from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, SourceHeard
from simulator.alert_scene import NO_SHOW_S
from simulator.alert_verdict import _story, lit_share
from simulator.played import Played
from simulator.timeline import Entry

BEGUN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """Return a moment, counted from the alert's beginning."""
    return BEGUN + timedelta(seconds=seconds)


def heard(seconds: float, source: str, says: Any) -> SourceHeard:
    """Return what a source said."""
    return SourceHeard(at=at(seconds), source=source, says=says)


GOOD: tuple[Any, ...] = (
    TicketCalled(at=at(-9), ticket="А001", window=1),
    heard(0, "feed", "raise"),
    AlertRaised(at=at(0), level="yellow", since=at(0), suspends=True),
    AlertRaised(at=at(1), level="unknown", since=at(0), suspends=True),
    heard(2, "siren-roof", "lost"),
    heard(20, "feed", "clear"),
    heard(22, "siren-roof", "clear"),
    AlertCleared(at=at(22), resumes_at=at(28)),
    CallingResumed(at=at(28)),
    CallResumed(at=at(28), ticket="А001", window=1),
    TicketCalled(at=at(29), ticket="П001", window=2),
)
"""The story in facts."""


def lamp(*changes: tuple[float, bool]) -> list[Entry]:
    """Return the changes of the lamp of window 1: seconds, and whether it is lit from then on."""
    return [
        {"what": "lamp", "unit": "desk-1", "at_ns": round(s * 1e9), "at": at(s).isoformat(), "lit": lit}
        for s, lit in changes
    ]


DARK = lamp((2, True), (2.15, False), (4, True), (4.15, False))
REFUSED: Entry = {
    "what": "message",
    "topic": "cherha/1/desk/desk-1/reply",
    "payload": {"message": "refusal", "reason": "alert"},
}


def found(centre: CentreFile, *facts: Any, entries: tuple[Entry, ...] = (REFUSED, *DARK)) -> list[str]:
    """Return what is wrong with such a story."""
    return list(_story(Played(Path(), entries, centre, facts, [], [], {})))


def test_the_story_as_it_should_be(small_centre: CentreFile) -> None:
    """Nothing is found, and the facts here are long enough for the call's own time to have passed."""
    assert found(small_centre, *GOOD) == []
    assert GOOD[-2].at - GOOD[0].at > timedelta(seconds=NO_SHOW_S)


@pytest.mark.parametrize(
    ("without", "begins"),
    [
        (3, "the alert was ['yellow'], with 2 ends"),
        (4, "the all-clear did not wait for the lost siren"),
        (6, "the all-clear did not wait for the lost siren"),
        (8, "the alert was ['yellow', 'unknown'], with 1 ends"),
        (9, "who had been called"),
    ],
)
def test_what_is_missing_is_found(small_centre: CentreFile, without: int, begins: str) -> None:
    """Without the red level, the loss, the siren's own all-clear, the resuming, or the call made anew."""
    [fault] = found(small_centre, *GOOD[:without], *GOOD[without + 1 :])
    assert fault.startswith(begins)


def test_a_call_in_the_alert_is_found(small_centre: CentreFile) -> None:
    """Also between the all-clear and the moment at which the windows go on."""
    early = TicketCalled(at=at(25), ticket="П001", window=2)
    assert found(small_centre, *GOOD[:8], early, *GOOD[8:-1]) == ["П001 was called in the alert"]


def test_a_desk_that_shows_nothing_is_found(small_centre: CentreFile) -> None:
    """Neither a key that was not refused nor a lamp that is lit, or never lit, tells the clerk of the alert."""
    lit = lamp((2, True), (20, False))
    assert found(small_centre, *GOOD, entries=(*DARK,)) == ["desk-1 was refused [], expected once, for the alert"]
    assert found(small_centre, *GOOD, entries=(REFUSED, *lit)) == [
        "the lamp of desk-1 was lit for 100% of the alert, expected a short light now and then"
    ]
    assert found(small_centre, *GOOD, entries=(REFUSED,)) == [
        "the lamp of desk-1 was lit for 0% of the alert, expected a short light now and then"
    ]


def test_the_share_of_light_is_of_the_time_that_was_watched() -> None:
    """From the first change to the last."""
    assert lit_share(lamp((0, True), (1, False), (4, True))) == pytest.approx(0.25)
    assert lit_share([]) == 0.0
