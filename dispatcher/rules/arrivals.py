# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a ticket comes into the queue: given here, taken over from a kiosk that was alone, or carried to the next day."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec.structs import replace

from centre.facts import TicketCarried, TicketIssued, TicketTakenOver
from dispatcher.rules import numbers
from dispatcher.rules.moves import line_up
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import next_state
from dispatcher.rules.ticket import Booking, Ticket


def issue(queue: Queue, fact: TicketIssued) -> Queue:
    """Let a new ticket wait at the end; its number, its request and the booking it has used are remembered."""
    ticket = replace(_arriving(queue, fact, fact.at, len(queue.tickets)), due=fact.due, code=fact.code)
    queue = _join(queue, ticket)
    series, count = numbers.series_of(fact.ticket)
    count = max(count, queue.last_numbers.get(series, 0))
    return replace(
        queue,
        requests={**queue.requests, fact.request: ticket.number},
        last_numbers={**queue.last_numbers, series: count},
        bookings=_used(queue, fact),
    )


def take_over(queue: Queue, fact: TicketTakenOver) -> Queue:
    """Let the ticket wait as if it had been given here at its time; one of an earlier day is only remembered."""
    if queue.day is not None and fact.day < queue.day and not queue.is_today(fact.day):
        return replace(queue, requests={**queue.requests, fact.request: None})
    ticket = _arriving(queue, fact, fact.issued_at, 0 if fact.place is None else fact.place + 1)
    queue = replace(queue, requests={**queue.requests, fact.request: ticket.number})
    return _join(_made_room(queue, ticket.seniority), ticket)


def _made_room(queue: Queue, seniority: int) -> Queue:
    """Return the queue in which nobody has this seniority: whoever had it or a later one has one more.

    Nobody overtakes anybody by it, and who stands behind a ticket in place of their own goes on standing behind it.
    """
    later = {
        number: replace(
            ticket,
            seniority=ticket.seniority + (ticket.seniority >= seniority),
            place=None if ticket.place is None else ticket.place + (ticket.place >= seniority),
        )
        for number, ticket in queue.tickets.items()
        if max(ticket.seniority, ticket.place or 0) >= seniority
    }
    return replace(queue, tickets={**queue.tickets, **later})


def carry(queue: Queue, fact: TicketCarried) -> Queue:
    """Let an earlier day's ticket wait again; it counts for no series, its number is only passed over."""
    return _join(queue, _arriving(queue, fact, fact.at, len(queue.tickets)))


def _arriving(
    queue: Queue, fact: TicketIssued | TicketTakenOver | TicketCarried, issued_at: datetime, seniority: int
) -> Ticket:
    """Return the ticket that a fact brings, in the state that the table gives it after the one it may have had."""
    known = queue.tickets.get(fact.ticket)
    return Ticket(
        number=fact.ticket,
        service=fact.service,
        seniority=seniority,
        state=next_state(fact.ticket, None if known is None else known.state, fact),
        issued_at=issued_at,
        priority=fact.priority,
    )


def _join(queue: Queue, ticket: Ticket) -> Queue:
    tickets = {**queue.tickets, ticket.number: ticket}
    return replace(queue, tickets=tickets, lines=line_up(queue, tickets, ticket))


def _used(queue: Queue, fact: TicketIssued) -> Mapping[tuple[date, str], Booking]:
    """Return the bookings after a check-in; a code whose booking is not known any more changes nothing."""
    key = None if fact.code is None or queue.day is None else (queue.day, fact.code)
    if key is None or key not in queue.bookings:
        return queue.bookings
    return {**queue.bookings, key: replace(queue.bookings[key], ticket=fact.ticket)}
