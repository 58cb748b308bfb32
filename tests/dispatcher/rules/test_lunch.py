# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lunch by the clock, in turns by window: once a day, and never against the clerk who opens the window."""

from datetime import timedelta

from centre.config_rules import Calls, Hours
from centre.facts_day import WindowPaused
from dispatcher.rules.commands import CallNext, Open, Pause
from tests.dispatcher.rules.hall import LUNCH, Hall


def lunch_hall(hour: int, minute: int = 0) -> Hall:
    """Return a hall whose window 2 has lunch from 12 to 13, opened by the centre's clock."""
    hall = Hall(windows=(LUNCH,), hours=Hours(monday=("08:00-17:00",)), calls=Calls())
    hall.clock(hour, minute)
    hall.do(Open(2), after_s=0)
    return hall


def test_at_noon_the_window_pauses_for_lunch_once() -> None:
    """To the second; who opens it again, early or late, is not sent away a second time."""
    hall = lunch_hall(9)
    hall.clock(11, 59, 59)
    assert hall.tick() == ()
    assert hall.tick(1) == (WindowPaused(at=hall.now, window=2, reason="lunch"),)
    assert hall.tick(60) == ()
    hall.do(Open(2))
    assert hall.tick(60) == ()


def test_lunch_does_not_take_the_citizen_from_the_window() -> None:
    """It is called nobody else; who is there is finished with."""
    hall = lunch_hall(11, 58)
    hall.issue("property")
    hall.do(CallNext(2), after_s=30)
    hall.clock(12)
    assert WindowPaused(at=hall.now, window=2, reason="lunch") in hall.tick()
    here = hall.queue.at_window(2)
    assert here is not None
    assert here.number == "А001"


def test_a_clerk_who_opens_the_window_within_lunch_is_obeyed() -> None:
    """After an own break before noon, or on a morning that began at half past twelve."""
    assert lunch_hall(12, 30).tick(60) == ()
    hall = lunch_hall(9)
    hall.clock(11, 50)
    hall.do(Pause(2))
    hall.clock(12, 10)
    hall.do(Open(2))
    assert hall.tick(60) == ()


def test_a_lunch_that_a_standstill_has_swallowed_is_not_taken_later() -> None:
    """The power was off from before noon until after one."""
    hall = lunch_hall(9)
    hall.clock(13)
    assert hall.tick() == ()


def test_a_clock_set_back_to_the_morning_gives_no_second_lunch() -> None:
    """Once a day is once a day of the queue."""
    hall = lunch_hall(9)
    hall.clock(12)
    assert hall.tick() != ()
    hall.clock(11)
    hall.do(Open(2))
    hall.clock(12)
    assert hall.tick() == ()


def test_nobody_goes_to_lunch_on_a_day_off() -> None:
    """A window that was opened on a Tuesday without hours works by its clerk alone."""
    hall = lunch_hall(9)
    hall.now += timedelta(days=1)
    hall.clock(11)
    hall.do(Open(2), after_s=0)
    hall.clock(12, 30)
    assert hall.tick() == ()
