# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Calling, and what becomes of the called ticket."""

from typing import Any

import pytest

from centre.config_rules import Calls
from centre.facts import (
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketNoShow,
    TicketRecalled,
)
from dispatcher.rules.commands import Call, CallNext, Finish, NoShow, Pause, Postpone, Recall, Serve, Transfer
from tests.dispatcher.rules.hall import Hall

EVERY = [CallNext(9), Call(9, "А001"), Recall(9), Serve(9), Finish(9), NoShow(9), Postpone(9, 5), Transfer(9, "land")]
NEED_A_TICKET = [Recall(1), Serve(1), Finish(1), NoShow(1), Postpone(1, 5), Transfer(1, "land")]


@pytest.mark.parametrize("command", EVERY, ids=lambda command: type(command).__name__)
def test_an_unknown_window_is_refused(hall: Any, command: Any) -> None:
    """The text names the window asked for and those there are."""
    text = "There is no window 9. centre.toml has: 1, 2, 3."
    assert hall.refused(command) == ("unknown_window", text)


@pytest.mark.parametrize("command", NEED_A_TICKET, ids=lambda command: type(command).__name__)
def test_a_window_without_a_ticket_has_nothing_to_do_with_it(hall: Any, command: Any) -> None:
    """The text says what to do first."""
    hall.open(1)
    assert hall.refused(command) == ("no_ticket_at_window", "Window 1 has no ticket. Call one first.")


@pytest.mark.parametrize("command", [CallNext(1), Call(1, "А001")], ids=["call_next", "call"])
def test_a_window_that_is_not_open_calls_nobody(hall: Any, command: Any) -> None:
    """Closed and paused windows are refused alike."""
    hall.issue("property")
    assert hall.refused(command) == ("window_closed", "Window 1 is closed. Open it first.")
    hall.open(1)
    hall.do(Pause(1))
    assert hall.refused(command) == ("window_closed", "Window 1 is paused. Open it first.")


def test_call_next_counts_a_called_ticket_as_served(hall: Any) -> None:
    """A clerk with one button never says that serving began."""
    hall.open(2)
    hall.issue("property")
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(CallNext(2)) == (
        ServingStarted(at=hall.now, ticket="А001", window=2),
        TicketFinished(at=hall.now, ticket="А001", window=2),
        TicketCalled(at=hall.now, ticket="А002", window=2),
    )


def test_call_next_finishes_the_last_ticket_although_nobody_waits(hall: Any) -> None:
    """Finishing alone is no refusal; with nothing to finish it is one."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Serve(2))
    assert hall.do(CallNext(2)) == (TicketFinished(at=hall.now, ticket="А001", window=2),)
    assert hall.refused(CallNext(2)) == ("nobody_waits", "Nobody waits for a service of window 2.")


@pytest.mark.parametrize(("away", "state"), [(NoShow(2), "no_show"), (Postpone(2, 60), "postponed")])
def test_a_citizen_who_comes_back_is_called_by_number(hall: Any, away: Any, state: str) -> None:
    """At any window that serves the service."""
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(away)
    assert hall.state("А001") == state
    assert hall.do(Call(1, "А001")) == (TicketCalled(at=hall.now, ticket="А001", window=1, turn="by_hand"),)


def test_a_waiting_ticket_is_called_by_number_out_of_turn(hall: Any) -> None:
    """The clerk knows why."""
    hall.open(2)
    hall.issue("property")
    hall.issue("property")
    hall.do(Call(2, "А002"))
    assert hall.queue.waiting_for("property") == ("А001",)


def test_a_call_to_a_busy_window_is_refused(hall: Any) -> None:
    """The text names who is there."""
    hall.open(2)
    hall.issue("property")
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.refused(Call(2, "А002")) == (
        "window_busy",
        "Window 2 has ticket А001 (called). Finish, postpone or transfer it first.",
    )


def test_a_ticket_at_one_window_is_not_called_to_another(hall: Any) -> None:
    """Two windows can never be given one citizen."""
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.refused(Call(1, "А001")) == (
        "wrong_state",
        "Ticket А001 is called at window 2. Only a waiting, postponed or no_show ticket can be called by its number.",
    )


def test_a_call_of_a_number_never_issued_is_refused(hall: Any) -> None:
    """The text names it."""
    hall.open(2)
    assert hall.refused(Call(2, "А404")) == ("unknown_ticket", "Ticket А404 was not issued on 2026-11-23.")


def test_a_window_that_does_not_serve_the_service_may_not_call_its_ticket(hall: Any) -> None:
    """The text says for what the ticket is and what the window does."""
    hall.open(2)
    hall.issue("land")
    assert hall.refused(Call(2, "В001")) == (
        "wrong_window",
        "Ticket В001 is for service 'land', window 2 serves only: property.",
    )


def test_a_recall_is_counted_and_moves_the_time_of_the_call(hall: Any) -> None:
    """A later call of the same ticket begins to count anew."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(Recall(2)) == (TicketRecalled(at=hall.now, ticket="А001", window=2),)
    ticket = hall.queue.at_window(2)
    assert (ticket.times, ticket.called_at) == (2, hall.now)
    hall.do(NoShow(2))
    hall.do(Call(2, "А001"))
    assert hall.queue.at_window(2).times == 1


@pytest.mark.parametrize(("command", "done"), [(Recall(2), "recalled"), (Serve(2), "served"), (NoShow(2), "a no-show")])
def test_a_ticket_in_service_is_past_being_called(hall: Any, command: Any, done: str) -> None:
    """The text says where the ticket is."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(Serve(2)) == (ServingStarted(at=hall.now, ticket="А001", window=2),)
    assert hall.refused(command) == (
        "wrong_state",
        f"Ticket А001 is serving at window 2. Only a called ticket can be {done}.",
    )


def test_finish_counts_a_called_ticket_as_served(hall: Any) -> None:
    """Both facts are kept, so that statistics see an end of waiting."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(Finish(2)) == (
        ServingStarted(at=hall.now, ticket="А001", window=2),
        TicketFinished(at=hall.now, ticket="А001", window=2),
    )
    assert hall.queue.at_window(2) is None


def test_a_no_show_leaves_the_window(hall: Any) -> None:
    """The window is free for the next."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert hall.do(NoShow(2)) == (TicketNoShow(at=hall.now, ticket="А001", window=2),)
    assert hall.queue.at_window(2) is None


def test_a_paused_window_still_deals_with_its_ticket(hall: Any) -> None:
    """Pausing leaves nobody standing."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Pause(2))
    for command in (Recall(2), Serve(2), Finish(2)):
        assert hall.do(command)
    assert hall.state("А001") == "done"


@pytest.mark.parametrize(
    ("transfer", "refusal"),
    [
        (Transfer(1), ("bad_message", "A transfer needs a service, a window, or both.")),
        (
            Transfer(1, "lnd"),
            ("unknown_service", "There is no service 'lnd'. centre.toml has: property, passport, land."),
        ),
        (
            Transfer(1, to_window=7),
            ("unknown_window", "There is no window 7. centre.toml has: 1, 2, 3."),
        ),
        (
            Transfer(1, to_window=3),
            ("wrong_window", "Ticket А001 is for service 'property', window 3 serves only: passport, land."),
        ),
        (
            Transfer(1, "land", 2),
            ("wrong_window", "Ticket А001 is for service 'land', window 2 serves only: property."),
        ),
    ],
    ids=["nowhere", "service", "window", "window-of-old-service", "window-of-new-service"],
)
def test_a_transfer_to_where_nobody_would_call_it_is_refused(hall: Any, transfer: Any, refusal: Any) -> None:
    """Each slip has its reason and its text."""
    hall.open(1, 3)
    hall.issue("property")
    hall.do(CallNext(1))
    assert hall.refused(transfer) == refusal


def test_a_clerk_knows_better_than_the_clock_that_nobody_came() -> None:
    """After the time in which a citizen is taken to have come a recall, or a no-show, is still obeyed."""
    hall = Hall(calls=Calls())
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.tick(45)
    assert hall.state("А001") == "serving"
    assert hall.do(Recall(2)) == (TicketRecalled(at=hall.now, ticket="А001", window=2),)
    hall.tick(45)
    hall.do(NoShow(2))
    assert hall.state("А001") == "no_show"


def test_who_was_said_to_have_come_is_no_no_show(hall: Hall) -> None:
    """The clerk pressed *serve*: the citizen stands there."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Serve(2))
    text = "Ticket А001 is serving at window 2. Only a called ticket can be a no-show."
    assert hall.refused(NoShow(2)) == ("wrong_state", text)


def test_that_a_citizen_came_may_be_said_after_the_clock_has_taken_it_so() -> None:
    """It makes no fact: nothing changes."""
    hall = Hall(calls=Calls())
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.tick(45)
    assert hall.do(Serve(2)) == ()
