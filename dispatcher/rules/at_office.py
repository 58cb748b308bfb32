# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the head of the centre may ask: bookings, what has failed, and what becomes of who was not served today."""

from datetime import date, datetime

from centre.facts import QueueFact, TicketKept
from centre.facts_day import AppointmentBooked, ResourceLost, ResourceReturned
from centre.time import day_of
from dispatcher.rules import checks, hours
from dispatcher.rules.commands import Book, CarryOver, Outage, Refused
from dispatcher.rules.queue import Queue
from dispatcher.rules.returning import comes_back
from dispatcher.rules.states import State
from dispatcher.rules.ticket import Ticket

Facts = tuple[QueueFact, ...]

LEFT = (State.WAITING, State.CALLED, State.POSTPONED)
"""Whoever is in one of these has not been served yet."""


def book(queue: Queue, command: Book, now: datetime) -> Facts:
    """Expect somebody on the day of ``due``; no number is taken for it.

    A booking that is known changes nothing; the newer list moves one that has not been used.
    """
    checks.known_service(queue, command.service)
    day = _day_of(command, queue.policy.time_zone)
    # Under a doubted clock the true day may be an earlier one than the queue's.
    if not queue.doubted and day < (queue.day or day_of(now, queue.policy.time_zone)):
        raise Refused("bad_message", f"Code {command.code}: {day} is over. Load the list of today or of a later day.")
    if not _receives(queue, day, command.due):
        at = f"{command.due.astimezone(queue.policy.zone):%Y-%m-%d %H:%M}"
        raise Refused("bad_message", f"Code {command.code}: at {at} the centre does not receive. Correct the time.")
    known = queue.bookings.get((day, command.code))
    if known is not None and (known.service, known.due) == (command.service, command.due):
        return ()
    if known is not None and known.ticket is not None and queue.tickets[known.ticket].state is not State.VOIDED:
        raise Refused("used_code", f"Code {command.code} was used already: its ticket is {known.ticket}.")
    return (AppointmentBooked(at=now, day=day, code=command.code, service=command.service, due=command.due),)


def _receives(queue: Queue, day: date, moment: datetime) -> bool:
    """Return whether the centre is open at the moment; one without hours always is."""
    return queue.policy.hours is None or any(s.start <= moment < s.end for s in hours.spans(queue.policy, day))


def _day_of(command: Book, time_zone: str) -> date:
    try:
        return day_of(command.due, time_zone)
    except OverflowError:
        raise Refused("bad_message", f"Code {command.code}: {command.due} is no day of {time_zone}.") from None


def outage(queue: Queue, command: Outage, now: datetime) -> Facts:
    """Close the services that need what has failed, or open them again; what is so already makes no fact."""
    if (command.resource in queue.outages) == command.lost:
        return ()
    fact = ResourceLost if command.lost else ResourceReturned
    return (fact(at=now, resource=command.resource),)


def is_left(queue: Queue, ticket: Ticket) -> bool:
    """Return whether somebody is not served yet: also a no-show who would be called again by itself."""
    return ticket.state in LEFT or comes_back(queue, ticket)


def leftover(queue: Queue) -> tuple[Ticket, ...]:
    """Return who is not served yet, in the order of the day."""
    left = [ticket for ticket in queue.tickets.values() if is_left(queue, ticket)]
    return tuple(sorted(left, key=lambda ticket: ticket.seniority))


def carry_over(queue: Queue, command: CarryOver, now: datetime) -> Facts:
    """Keep tickets for the next day, where they come first; a ticket that is kept already makes no fact."""
    tickets = [checks.known_ticket(queue, number) for number in command.tickets] or leftover(queue)
    for ticket in tickets:
        if not is_left(queue, ticket):
            checks.refuse_state(queue, ticket, "Only who is not served yet can be carried over.")
    return tuple(TicketKept(at=now, ticket=ticket.number) for ticket in tickets if not ticket.kept)
