# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who is next."""

from datetime import timedelta
from typing import Any

from centre.facts import TicketCalled, TicketPostponed, TicketReturned, TicketTransferred
from dispatcher.rules.commands import Call, CallNext, Close, Finish, Postpone, Transfer
from dispatcher.rules.commands_alarms import Tick


def test_call_next_calls_the_oldest_of_the_services_the_window_serves(hall: Any) -> None:
    """First come, first served, across services; land is not window 1's."""
    hall.open(1)
    for service in ("land", "passport", "property"):
        hall.issue(service)
    assert hall.do(CallNext(1)) == (TicketCalled(at=hall.now, ticket="Б001", window=1),)
    hall.do(CallNext(1))
    assert hall.queue.at_window(1).number == "А001"


def test_a_postponed_ticket_returns_to_its_old_place_when_its_time_has_come(hall: Any) -> None:
    """Before that CallNext passes it by; afterwards it goes before all who came later."""
    hall.open(2)
    for _ in range(3):
        hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(Postpone(2, 3, "payment")) == (
        TicketPostponed(at=hall.now, ticket="А001", window=2, until=hall.now + timedelta(minutes=3), reason="payment"),
    )
    assert hall.queue.at_window(2) is None
    assert hall.do(CallNext(2)) == (TicketCalled(at=hall.now, ticket="А002", window=2),)
    hall.do(Finish(2))
    assert hall.do(Tick()) == (TicketReturned(at=hall.now, ticket="А001"),)
    assert hall.queue.waiting_for("property") == ("А001", "А003")
    assert hall.do(CallNext(2)) == (TicketCalled(at=hall.now, ticket="А001", window=2, turn="returned"),)


def test_a_postponed_ticket_returns_in_the_very_second(hall: Any) -> None:
    """``until`` is the first moment at which it waits again, and whoever calls then finds it."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Postpone(2, 1))
    hall.do(CallNext(2))
    assert hall.state("А001") == "called"


def test_a_transfer_keeps_seniority(hall: Any) -> None:
    """Whoever came first to the centre goes before those who came first to the new service."""
    hall.open(1, 3)
    hall.issue("property")
    hall.issue("passport")
    hall.do(CallNext(1))
    assert hall.do(Transfer(1, "passport")) == (
        TicketTransferred(at=hall.now, ticket="А001", window=1, service="passport"),
    )
    assert hall.queue.waiting_for("passport") == ("А001", "Б001")
    hall.do(CallNext(3))
    assert hall.queue.at_window(3).number == "А001"


def test_a_ticket_transferred_to_a_window_waits_for_that_one_only(hall: Any) -> None:
    """Others pass it by, also after it was postponed there."""
    hall.open(1, 2)
    hall.issue("property")
    hall.issue("property")
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    hall.do(CallNext(1))
    assert hall.queue.at_window(1).number == "А002"
    hall.do(CallNext(2))
    assert hall.queue.at_window(2).number == "А001"
    hall.do(Postpone(2, 1))
    hall.do(Finish(1))
    assert hall.refused(CallNext(1))[0] == "nobody_waits"


def test_another_window_may_help_a_ticket_out_by_its_number(hall: Any) -> None:
    """While the one window it waits for is busy with others, its citizen is not lost."""
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    hall.do(Call(1, "А001"))
    assert hall.queue.at_window(1).number == "А001"


def test_a_window_that_closes_leaves_its_citizens_to_the_others(hall: Any) -> None:
    """Whoever was sent to it alone is called by the next window that serves the service, in the old place."""
    hall.open(1, 2)
    for _ in range(2):
        hall.issue("property")
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    assert [ticket.number for ticket in hall.queue.waiting_at(1)] == ["А002"]
    hall.do(Close(2))
    assert hall.do(CallNext(1)) == (TicketCalled(at=hall.now, ticket="А001", window=1),)


def test_the_clock_returns_a_postponed_ticket_to_windows_that_serve_its_service_only(hall: Any) -> None:
    """A window that could not help calls its own citizens, and leaves the other where it waits."""
    hall.open(2, 3)
    hall.issue("property")
    hall.issue("land")
    hall.do(CallNext(2))
    hall.do(Postpone(2, 1))
    assert hall.do(CallNext(3)) == (
        TicketReturned(at=hall.now, ticket="А001"),
        TicketCalled(at=hall.now, ticket="В001", window=3),
    )
    assert hall.state("А001") == "waiting"
