# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a clerk may ask for the ticket at the own window: to call it, and what becomes of it then."""

from datetime import datetime, timedelta

from centre.facts import (
    QueueFact,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketNoShow,
    TicketPostponed,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
)
from dispatcher.rules import checks
from dispatcher.rules.choice import next_ticket
from dispatcher.rules.commands import (
    Call,
    CallNext,
    Finish,
    NoShow,
    Postpone,
    Recall,
    Refused,
    ReturnTicket,
    Serve,
    Transfer,
)
from dispatcher.rules.queue import Queue
from dispatcher.rules.returning import place_of
from dispatcher.rules.states import State
from dispatcher.rules.suspension import is_suspended
from dispatcher.rules.ticket import Ticket

Facts = tuple[QueueFact, ...]

CALLABLE = (State.WAITING, State.POSTPONED, State.NO_SHOW)
"""Whoever holds such a ticket may stand before the window: the citizen came early, or came back."""


def call_next(queue: Queue, command: CallNext, now: datetime) -> Facts:
    """Finish the ticket at the window and call the next; refuse only if neither can be done.

    In an alert only who is being served can be finished with: a called citizen may be on the way to the shelter.
    """
    window = command.window
    checks.open_window(queue, window)
    here = queue.at_window(window)
    if here is None or here.state is not State.SERVING:
        checks.going_on(queue, window)
    finished = () if here is None else _finished(here, window, now)
    if is_suspended(queue, window):
        return finished
    chosen = next_ticket(queue, window, now)
    if chosen is None:
        if not finished:
            raise Refused("nobody_waits", _nobody(queue, window))
        return finished
    return (*finished, TicketCalled(at=now, ticket=chosen.ticket.number, window=window, turn=chosen.turn))


def _nobody(queue: Queue, window: int) -> str:
    waiting = list(queue.waiting_at(window))
    failed = {queue.failed_for(ticket.service) for ticket in waiting} - {None}
    if not waiting:
        return f"Nobody waits for a service of window {window}."
    if failed:
        return f"{len(waiting)} wait at window {window}, for what needs {', '.join(sorted(filter(None, failed)))}."
    age_s = queue.policy.order.minimum_age_s
    return f"Nobody yet. Still on the way from the kiosk, for less than {age_s} s: {len(waiting)}. Call in a moment."


def call(queue: Queue, command: Call, now: datetime) -> Facts:
    """Call a ticket by its number; this way also one that waits for another window only can be helped."""
    checks.open_window(queue, command.window)
    checks.going_on(queue, command.window)
    checks.free_window(queue, command.window)
    ticket = checks.known_ticket(queue, command.ticket)
    if ticket.state not in CALLABLE:
        expected = "Only a waiting, postponed or no_show ticket can be called by its number."
        checks.refuse_state(queue, ticket, expected)
    # Whoever came for a service that centre.toml has lost since can be helped at any window, by hand.
    if ticket.service in queue.services:
        checks.serving_window(queue, command.window, ticket.number, ticket.service)
    return (TicketCalled(at=now, ticket=ticket.number, window=command.window, turn="by_hand"),)


def return_ticket(queue: Queue, command: ReturnTicket, now: datetime) -> Facts:
    """Let a ticket wait again: the postponed in its old place, a no-show where centre.toml says."""
    ticket = checks.known_ticket(queue, command.ticket)
    if ticket.state not in (State.POSTPONED, State.NO_SHOW):
        checks.refuse_state(queue, ticket, "Only a postponed or no_show ticket can return.")
    return (TicketReturned(at=now, ticket=ticket.number, place=place_of(queue, ticket)),)


def recall(queue: Queue, command: Recall, now: datetime) -> Facts:
    """Call the called ticket once more, or, when it was recalled often enough, give its citizen up."""
    checks.going_on(queue, command.window)
    ticket = checks.called(queue, command.window, "recalled")
    if ticket.times > queue.policy.calls.recalls:
        return (TicketNoShow(at=now, ticket=ticket.number, window=command.window, by="recalls"),)
    return (TicketRecalled(at=now, ticket=ticket.number, window=command.window),)


def serve(queue: Queue, command: Serve, now: datetime) -> Facts:
    """Begin with the citizen who came."""
    ticket = checks.called(queue, command.window, "served")
    if ticket.state is State.SERVING:
        return ()
    return (ServingStarted(at=now, ticket=ticket.number, window=command.window),)


def finish(queue: Queue, command: Finish, now: datetime) -> Facts:
    """End with the citizen; in an alert not with one who is called: that one may be on the way to the shelter."""
    ticket = checks.present(queue, command.window)
    if ticket.state is State.CALLED:
        checks.going_on(queue, command.window)
    return _finished(ticket, command.window, now)


def _finished(ticket: Ticket, window: int, now: datetime) -> Facts:
    """Return the facts of an end; a clerk with one button never says that serving begins: the call counts."""
    finished = TicketFinished(at=now, ticket=ticket.number, window=window)
    if ticket.state is State.CALLED:
        return (ServingStarted(at=now, ticket=ticket.number, window=window), finished)
    return (finished,)


def no_show(queue: Queue, command: NoShow, now: datetime) -> Facts:
    """Give the called citizen up; the number can still be called when the citizen comes back."""
    checks.going_on(queue, command.window)
    ticket = checks.called(queue, command.window, "a no-show")
    return (TicketNoShow(at=now, ticket=ticket.number, window=command.window),)


def postpone(queue: Queue, command: Postpone, now: datetime) -> Facts:
    """Let the citizen come back later."""
    ticket = checks.present(queue, command.window)
    until = now + timedelta(minutes=command.minutes)
    return (TicketPostponed(at=now, ticket=ticket.number, window=command.window, until=until, reason=command.reason),)


def transfer(queue: Queue, command: Transfer, now: datetime) -> Facts:
    """Send the citizen on; not to where nobody calls, nor to what cannot be done there or now, nor nowhere."""
    if command.service is None and command.to_window is None:
        raise Refused("bad_message", "A transfer needs a service, a window, or both.")
    ticket = checks.present(queue, command.window)
    service = ticket.service if command.service is None else command.service
    checks.known_service(queue, service)
    checks.moving(ticket, command.window, service, command.to_window)
    if service != ticket.service:
        checks.giving(queue, service, queue.failed_for(service))
        checks.served(queue, service)
    if command.to_window is not None:
        checks.known_window(queue, command.to_window)
        checks.serving_window(queue, command.to_window, ticket.number, service)
        checks.receiving_window(queue, command.to_window)
    moved = TicketTransferred(
        at=now, ticket=ticket.number, window=command.window, service=service, only_window=command.to_window
    )
    return (moved,)
