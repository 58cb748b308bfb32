# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre.toml that lost a window or a service between two starts: nobody who waited for it is forgotten."""

from msgspec.structs import replace

from centre.config_rules import Hours
from centre.facts import TicketCalled, TicketTransferred
from dispatcher.rules.commands import Call, CallNext, Serve
from dispatcher.rules.timers import CAPACITY_EVERY, next_moment
from tests.dispatcher.rules.hall import Hall


def test_who_is_at_a_window_that_is_gone_waits_again() -> None:
    """No clerk is there to finish it; the place in the line is kept, and another window calls."""
    hall = Hall()
    hall.open(1, 2)
    first, second = hall.issue("property"), hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Serve(2))
    hall.lose_window(2)
    assert hall.tick(1) == (TicketTransferred(at=hall.now, ticket=first, window=2, service="property"),)
    assert hall.queue.waiting_for("property") == (first, second)
    assert hall.tick(1) == ()
    assert hall.do(CallNext(1))[-1] == TicketCalled(at=hall.now, ticket=first, window=1)


def test_who_came_for_a_service_that_is_gone_is_helped_by_number_at_any_window() -> None:
    """No window serves it, so no window would ever call it by itself."""
    hall = Hall()
    hall.open(2)
    ticket = hall.issue("land")
    services = {name: service for name, service in hall.queue.services.items() if name != "land"}
    hall.queue = replace(hall.queue, policy=replace(hall.queue.policy, services=services))
    assert hall.do(Call(2, ticket)) == (TicketCalled(at=hall.now, ticket=ticket, window=2, turn="by_hand"),)


def test_while_somebody_waits_the_time_left_is_looked_at_each_minute() -> None:
    """A service becomes full by the clock alone, and the hall is to see it; with nobody there it sleeps until 14:00."""
    hall = Hall(hours=Hours(monday=("08:00-17:00",)))
    hall.clock(9)
    hall.open(2)
    assert next_moment(hall.queue, hall.now) == hall.at(14)
    hall.issue("property")
    hall.tick(20)
    assert next_moment(hall.queue, hall.now) == hall.now + CAPACITY_EVERY
