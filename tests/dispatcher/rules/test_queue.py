# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The views of the queue."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from dispatcher.rules.commands import CallNext, Pause, Postpone, Transfer
from dispatcher.rules.ticket import Ticket
from tests.dispatcher.rules.hall import Hall


def test_a_centre_before_its_first_day_has_closed_windows_and_no_tickets(hall: Any) -> None:
    """Every view of it is empty."""
    queue = hall.queue
    assert (queue.day, queue.desk(1).mode, queue.at_window(1)) == (None, "closed", None)
    assert (queue.waiting_for("property"), list(queue.waiting_at(1)), queue.open_windows("property")) == ((), [], ())


def test_open_windows_are_those_that_serve_the_service_now(hall: Any) -> None:
    """A paused one is not among them."""
    hall.open(1, 2, 3)
    hall.do(Pause(2))
    assert hall.queue.open_windows("property") == (1,)
    assert hall.queue.open_windows("passport") == (1, 3)


def test_those_who_wait_at_a_window_are_those_it_may_be_given(hall: Any) -> None:
    """Of its services, without those who wait for another window only."""
    hall.open(1, 2)
    for service in ("property", "property", "passport", "land"):
        hall.issue(service)
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    assert {ticket.number for ticket in hall.queue.waiting_at(1)} == {"А002", "Б001"}
    assert {ticket.number for ticket in hall.queue.waiting_at(2)} == {"А001", "А002"}


def test_those_ahead_are_those_that_a_window_of_the_service_may_be_given(hall: Any) -> None:
    """Each once, however many windows could call it; who waits for a window without the service is not among them."""
    hall.open(1, 3)
    for service in ("passport", "passport", "property", "land"):
        hall.issue(service)
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=3))
    counted = {service: hall.queue.ahead_of(service) for service in ("property", "passport", "land")}
    assert counted == {"property": 2, "passport": 4, "land": 3}
    for service, count in counted.items():
        windows = [number for number, window in hall.queue.windows.items() if service in window.services]
        assert count == len({ticket.number for number in windows for ticket in hall.queue.waiting_at(number)})


def test_a_called_ticket_is_at_one_window(hall: Any) -> None:
    """The window knows the ticket, and the ticket's window is found."""
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert (hall.queue.window_of("А001"), hall.queue.at_window(2).number) == (2, "А001")
    assert hall.queue.window_of("А002") is None


def test_a_newcomer_with_priority_stands_behind_appointments_and_the_returned(hall: Hall) -> None:
    """Nobody is told that nobody is ahead who then sees others called first."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.book("1234", "property", hall.now + timedelta(minutes=3))
    hall.check_in("1234")
    hall.issue("property")
    assert hall.queue.ahead_of("property", priority=True) == 1
    hall.do(Postpone(2, 1))
    hall.tick(60)
    assert hall.queue.ahead_of("property", priority=True) == 2


class OnlyThese(dict[str, Ticket]):
    """The tickets of a queue, of which only some may be looked at."""

    def __init__(self, tickets: Mapping[str, Ticket], allowed: set[str]) -> None:
        super().__init__(tickets)
        self._allowed = allowed

    def __getitem__(self, number: str) -> Ticket:
        assert number in self._allowed, f"{number} was looked at"
        return super().__getitem__(number)


def test_who_counts_those_ahead_looks_at_none_of_them(hall: Hall) -> None:
    """A press costs the same however many wait: only who was sent to one window is looked at."""
    hall.open(1, 2)
    for _ in range(5):
        hall.issue("property")
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    queue = replace(hall.queue, tickets=OnlyThese(hall.queue.tickets, {"А001"}))
    assert (set(queue.sent), queue.ahead_of("property"), queue.ahead_of("passport")) == ({"А001"}, 5, 4)
