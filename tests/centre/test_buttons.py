# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Buttons of a panel: presses by name, and a problem for the technician when one sticks."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import gpiozero
import pytest
from gpiozero.pins.mock import MockFactory

from centre.buttons import Buttons
from centre.contact import RELEASE_S
from centre.messages import Problem
from centre.panel import Edge, Panel
from centre.service import Inbox
from centre.time import Now

PINS = {"passport": 17, "land": 5}
START_S, LOCKOUT_S, STUCK_AFTER_S = 1000.0, 1.0, 10.0


@pytest.fixture
def pins() -> Iterator[MockFactory]:
    """Put pins of memory under gpiozero for one test."""
    before, gpiozero.Device.pin_factory = gpiozero.Device.pin_factory, MockFactory()
    yield gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory.close()
    gpiozero.Device.pin_factory = before


@pytest.fixture
def panel(pins: MockFactory) -> Iterator[Panel]:
    """Wire two buttons."""
    assert not pins.pins
    with closing(Panel(contacts=PINS, lamps={}, inbox=Inbox())) as wired:
        yield wired


def after(seconds: float) -> Now:
    """Return the moment so long after the start."""
    return Now(utc=datetime(2026, 11, 22, 8, tzinfo=UTC), steady_s=START_S + seconds)


def buttons(panel: Panel) -> Buttons:
    """Return the buttons of the panel, as at the start of a service."""
    return Buttons(panel=panel, pins=PINS, lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, now=after(0))


def edge(name: str, seconds: float, *, closed: bool = True) -> Edge:
    """Return an edge so long after the start."""
    return Edge(name, closed=closed, at_s=START_S + seconds)


def test_each_button_has_its_own_lockout(panel: Panel) -> None:
    """Two people may press two buttons in one moment; one button pressed twice at once is one press."""
    keys = buttons(panel)
    edges = [edge("passport", 1), edge("land", 1), edge("passport", 1.2, closed=False), edge("passport", 1.4)]
    assert [keys.press(each) for each in edges] == [True, True, False, False]


def test_button_that_is_closed_at_the_start_counts_for_nothing_and_is_reported(pins: MockFactory, panel: Panel) -> None:
    """A short in the cable makes no ticket; after its time it is a problem with button, pin and what to do."""
    pins.pin(17).drive_low()
    keys = buttons(panel)
    assert not keys.press(edge("passport", 1))
    assert keys.deadline_s() == START_S + STUCK_AFTER_S
    assert (keys.changed(after(9)), keys.problems()) == (False, ())
    assert keys.changed(after(10))
    assert (keys.stuck("passport"), keys.stuck("land")) == (True, False)
    assert keys.problems() == (
        Problem(
            code="button_stuck",
            text="Button 'passport' (GPIO17) has been closed for over 10 s. It is ignored until it opens; "
            "free the button or look for a short in its cable.",
        ),
    )


def test_freed_button_works_again(pins: MockFactory, panel: Panel) -> None:
    """When it has opened, the problem is over and its next press counts."""
    pins.pin(17).drive_low()
    keys = buttons(panel)
    keys.changed(after(10))
    keys.press(edge("passport", 20, closed=False))
    assert keys.deadline_s() == START_S + 20 + RELEASE_S
    assert keys.changed(after(20 + RELEASE_S))
    assert (keys.stuck("passport"), keys.problems(), keys.deadline_s()) == (False, (), None)
    assert keys.press(edge("passport", 21))


def test_every_button_is_asked_whether_it_changed(pins: MockFactory, panel: Panel) -> None:
    """Two that stick in one moment are one change and two problems."""
    for number in PINS.values():
        pins.pin(number).drive_low()
    keys = buttons(panel)
    assert [keys.changed(after(11)), keys.changed(after(11))] == [True, False]
    assert [problem.text.split("'")[1] for problem in keys.problems()] == ["passport", "land"]


def test_idle_buttons_have_no_deadline(panel: Panel) -> None:
    """Nobody is there: the loop may sleep."""
    assert buttons(panel).deadline_s() is None


def test_earliest_deadline_counts(panel: Panel) -> None:
    """Of two closed buttons the first one to be stuck is asked for first."""
    keys = buttons(panel)
    keys.press(edge("land", 3))
    keys.press(edge("passport", 2))
    assert keys.deadline_s() == START_S + 2 + STUCK_AFTER_S


def holdable(panel: Panel) -> Buttons:
    """Return the buttons of the panel; *land* may be held for 1.5 s."""
    return Buttons(
        panel=panel, pins=PINS, lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, now=after(0), hold_s={"land": 1.5}
    )


def test_only_a_button_that_may_be_held_waits_for_its_meaning(panel: Panel) -> None:
    """The other one counts at once; each is told once."""
    keys = holdable(panel)
    assert [keys.meaning(edge("passport", 1)), keys.meaning(edge("land", 1))] == ["press", None]
    assert keys.deadline_s() == START_S + 2.5
    assert [keys.meaning(edge(name, 1.2, closed=False)) for name in PINS] == [None, None]
    assert keys.deadline_s() == START_S + 1.2 + RELEASE_S
    assert [keys.decided(after(1.2 + RELEASE_S)), keys.decided(after(2))] == [[("land", "press")], []]


def test_held_button_is_told_when_its_time_is_reached_and_stuck_later(panel: Panel) -> None:
    """A hold that nobody ends is one hold, then a problem."""
    keys = holdable(panel)
    keys.meaning(edge("land", 1))
    assert [keys.decided(after(2.4)), keys.decided(after(2.5)), keys.decided(after(9))] == [[], [("land", "hold")], []]
    assert keys.deadline_s() == START_S + 1 + STUCK_AFTER_S
    assert keys.changed(after(11))
    assert [problem.code for problem in keys.problems()] == ["button_stuck"]
    assert keys.meaning(edge("land", 20, closed=False)) is None
    assert keys.decided(after(21)) == []
