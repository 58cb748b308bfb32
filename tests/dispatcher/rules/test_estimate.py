# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The range of minutes on a ticket: nothing from nothing, and exact small cases."""

import math
from typing import Any

from msgspec.structs import replace

from centre.config import Service
from centre.config_rules import Calls
from centre.facts import TicketIssued
from dispatcher.rules.commands import CallNext, IssueTicket, Pause
from dispatcher.rules.estimate import DEVIATIONS, MODEL_SPREAD, STEP_MIN, wait_min
from tests.dispatcher.rules.hall import CENTRE, Hall

SERVICES = (Service(id="property", letter="А", name="Нерухомість", usual_minutes=10), *CENTRE.services[1:])
STEADY = {"property": (600,) * 5}
"""Five times of ten minutes each: a mean without variance."""


def hall_with(*windows: int, waiting: int = 0, **changes: Any) -> Hall:
    """Return a hall with these windows open, some in line for property, which takes ten minutes always."""
    hall = Hall(calls=Calls(arrival_after_s=3600), **{"services": SERVICES, **changes})
    hall.tick()
    hall.queue = replace(hall.queue, durations=STEADY)
    hall.open(*windows)
    for _ in range(waiting):
        hall.issue("property")
    hall.tick(60)
    return hall


def test_without_an_open_window_nothing_is_said() -> None:
    """Nobody knows when one opens; one that rests is not open."""
    hall = hall_with(waiting=1)
    assert wait_min(hall.queue, "property", hall.now) is None
    hall.open(2)
    assert wait_min(hall.queue, "property", hall.now) is not None
    hall.do(Pause(2))
    assert wait_min(hall.queue, "property", hall.now) is None


def test_without_a_known_time_nothing_is_said() -> None:
    """Neither of the service itself nor of another that stands before its windows."""
    hall = hall_with(1, 2, 3)
    assert wait_min(hall.queue, "land", hall.now) is None
    assert wait_min(hall.queue, "property", hall.now) == (0, 5)
    hall.issue("passport")
    assert wait_min(hall.queue, "property", hall.now) is None


def test_at_a_free_window_with_nobody_before_it_is_soon() -> None:
    """Five minutes are the shortest range that is said."""
    hall = hall_with(2)
    assert wait_min(hall.queue, "property", hall.now) == (0, 5)


def around(minutes: float) -> tuple[int, int]:
    """Return the range around a wait whose parts are all known exactly, in steps of five minutes."""
    reach = DEVIATIONS * MODEL_SPREAD * minutes
    return math.floor((minutes - reach) / STEP_MIN) * STEP_MIN, math.ceil((minutes + reach) / STEP_MIN) * STEP_MIN


def test_four_before_one_busy_window() -> None:
    """Fifty minutes of work, give or take what cannot be seen."""
    hall = hall_with(2, waiting=5)
    hall.do(CallNext(2))
    assert wait_min(hall.queue, "property", hall.now) == around(50)


def test_two_windows_halve_the_wait() -> None:
    """Forty minutes for two, and until the first of the two at the windows has gone: 25 minutes."""
    hall = hall_with(1, 2, waiting=6)
    for window in (1, 2):
        hall.do(CallNext(window), after_s=0)
    assert wait_min(hall.queue, "property", hall.now) == around(25)


def test_priority_waits_for_the_window_only() -> None:
    """Nobody with priority is before it: ten minutes until the window is free."""
    hall = hall_with(2, waiting=5)
    hall.do(CallNext(2))
    assert wait_min(hall.queue, "property", hall.now, priority=True) == around(10)


def test_a_service_whose_times_differ_has_a_wider_range() -> None:
    """The same mean from centre.toml, where a spread of 60 % is assumed, reaches further to both sides."""
    steady = hall_with(2, waiting=5)
    usual = replace(steady.queue, durations={})
    narrow, wide = (wait_min(queue, "property", steady.now) for queue in (steady.queue, usual))
    assert narrow is not None
    assert wide is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_the_range_is_in_the_fact_of_the_ticket() -> None:
    """As it was when the ticket was made; none if nothing was known."""
    hall = hall_with(2)
    (issued,) = hall.do(IssueTicket("property", "hall", "hall/1"))
    assert isinstance(issued, TicketIssued)
    assert issued.wait_min == (0, 5)
    (unknown,) = hall.do(IssueTicket("land", "hall", "hall/2"))
    assert isinstance(unknown, TicketIssued)
    assert unknown.wait_min is None
