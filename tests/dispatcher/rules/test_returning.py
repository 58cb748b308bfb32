# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a ticket stands when it waits again: its own place, behind some, or at the tail, and never before its own."""

from datetime import timedelta
from typing import Any

from centre.config_rules import Calls
from centre.facts import TicketReturned
from dispatcher.rules.commands import Call, CallNext, NoShow, Postpone, ReturnTicket, Transfer
from dispatcher.rules.returning import place_of, returns_at
from tests.dispatcher.rules.hall import Hall


def hall_with(waiting: int, **calls: Any) -> Hall:
    """Return a hall with window 2 open and so many in line."""
    hall = Hall(calls=Calls(arrival_after_s=3600, **calls))
    hall.open(2)
    for _ in range(waiting):
        hall.issue("property")
    hall.tick(60)
    return hall


def test_a_ticket_that_waits_returns_at_no_time() -> None:
    """Nor does one at a window."""
    hall = hall_with(1)
    assert returns_at(hall.queue, hall.queue.tickets["А001"]) is None
    hall.do(CallNext(2))
    assert returns_at(hall.queue, hall.queue.tickets["А001"]) is None


def test_a_no_show_returns_as_often_as_centre_toml_says_and_then_at_no_time() -> None:
    """Each time five minutes after it was missed."""
    hall = hall_with(1, offered_again=2)
    for _ in range(2):
        hall.do(CallNext(2))
        hall.do(NoShow(2))
        assert returns_at(hall.queue, hall.queue.tickets["А001"]) == hall.now + timedelta(minutes=5)
        hall.tick(300)
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    assert returns_at(hall.queue, hall.queue.tickets["А001"]) is None


def test_with_nobody_waiting_a_no_show_has_its_own_place() -> None:
    """There is nobody to stand behind."""
    hall = hall_with(1)
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    assert place_of(hall.queue, hall.queue.tickets["А001"]) is None


def test_a_no_show_never_returns_before_its_own_place() -> None:
    """Those three who wait now are older than it, as they were postponed: it stands behind them, not between."""
    hall = hall_with(5)
    for number in ("А001", "А002", "А003"):
        hall.do(Call(2, number), after_s=1)
        hall.do(Postpone(2, 1), after_s=1)
    hall.do(Call(2, "А005"), after_s=1)
    hall.do(NoShow(2), after_s=1)
    hall.tick(60)
    assert hall.queue.waiting_for("property") == ("А001", "А002", "А003", "А004")
    hall.tick(240)
    assert hall.queue.waiting_for("property") == ("А001", "А002", "А003", "А004", "А005")


def test_whoever_lost_the_place_and_is_postponed_comes_back_to_the_new_one() -> None:
    """The place of the no-show is the one that is kept then."""
    hall = hall_with(3, return_place="tail")
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    hall.tick(300)
    hall.do(Call(2, "А001"))
    hall.do(Postpone(2, 1))
    hall.tick(60)
    assert hall.queue.waiting_for("property") == ("А002", "А003", "А001")


def test_a_new_place_is_kept_through_a_transfer() -> None:
    """Behind whom it stood it stands in the other line too."""
    hall = hall_with(3, return_place="tail")
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    hall.tick(300)
    hall.issue("passport")
    hall.open(1)
    hall.do(Call(2, "А001"))
    hall.do(Transfer(2, "passport"))
    assert hall.queue.waiting_for("passport") == ("А001", "Б001")


def test_who_returns_behind_somebody_stays_behind_when_that_one_was_away() -> None:
    """А002 is put off and comes back to its own place, which is before all who were put behind it."""
    hall = hall_with(3, return_after=1)
    hall.do(CallNext(2))
    hall.do(NoShow(2), after_s=0)
    hall.tick(300)
    assert hall.queue.waiting_for("property") == ("А002", "А001", "А003")
    hall.do(CallNext(2), after_s=0)
    hall.do(Postpone(2, 1), after_s=0)
    hall.tick(60)
    assert hall.queue.waiting_for("property") == ("А002", "А001", "А003")


def test_a_clerk_brings_a_ticket_back_before_its_time() -> None:
    """A no-show loses its place as it would by the clock, a postponed one does not; nobody else is moved."""
    hall = hall_with(5)
    hall.do(CallNext(2))
    hall.do(Postpone(2, 60))
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    hall.do(ReturnTicket(2, "А002"))
    hall.do(ReturnTicket(2, "А001"))
    assert hall.queue.waiting_for("property") == ("А001", "А003", "А004", "А005", "А002")


def test_only_who_is_away_can_return() -> None:
    """The text says where the ticket is."""
    hall = hall_with(1)
    assert hall.refused(ReturnTicket(2, "А001")) == (
        "wrong_state",
        "Ticket А001 is waiting. Only a postponed or no_show ticket can return.",
    )
    assert hall.refused(ReturnTicket(2, "А009")) == ("unknown_ticket", "Ticket А009 was not issued on 2026-11-23.")


def test_a_no_show_returns_behind_those_of_other_services_too() -> None:
    """Windows call in one order over all they serve: alone in its own line, it still lets three go before."""
    hall = Hall(calls=Calls(arrival_after_s=3600))
    hall.open(1)
    missed = hall.issue("property")
    others = [hall.issue("passport") for _ in range(4)]
    hall.tick(60)
    hall.do(CallNext(1))
    hall.do(NoShow(1))
    hall.tick(300)
    called = []
    for _ in range(5):
        hall.do(CallNext(1))
        called.append(hall.queue.desk(1).ticket)
    assert called == [*others[:3], missed, others[3]]


def test_who_missed_a_booked_time_joins_the_live_queue() -> None:
    """It was first once; a second time it would go before all who wait."""
    hall = Hall(calls=Calls(arrival_after_s=3600, return_place="tail"))
    hall.open(2)
    hall.book("0417", "property", hall.now + timedelta(minutes=2))
    missed = hall.check_in("0417")
    other = hall.issue("property")
    hall.tick(120)
    hall.do(CallNext(2))
    assert hall.queue.desk(2).ticket == missed
    hall.do(NoShow(2))
    hall.tick(300)
    hall.do(CallNext(2))
    assert hall.queue.desk(2).ticket == other


def test_who_was_put_off_returns_when_the_clock_was_set_back(hall: Hall) -> None:
    """How long ago that was nobody can tell, so nobody waits for the clock to catch up."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Postpone(2, 5))
    assert hall.tick(-3600) == (TicketReturned(at=hall.now, ticket="А001"),)
