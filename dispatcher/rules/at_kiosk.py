# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk may ask of the queue: a place, its withdrawal, and to hear how the printing ended."""

from datetime import datetime

from msgspec.structs import replace

from centre.config import Service
from centre.facts import QueueFact, RequestGivenUp, TicketIssued, TicketPrinted, TicketVoided
from centre.time import day_of
from dispatcher.rules import checks
from dispatcher.rules.commands import CheckIn, IssueTicket, Refused, ReportPrint, Void
from dispatcher.rules.estimate import wait_min
from dispatcher.rules.load import is_late
from dispatcher.rules.numbers import next_number
from dispatcher.rules.queue import Queue
from dispatcher.rules.reception import closed_reason, shut_reason
from dispatcher.rules.states import State
from dispatcher.rules.suspension import is_served
from dispatcher.rules.ticket import Booking

Facts = tuple[QueueFact, ...]

VOIDABLE = (State.WAITING, State.CALLED)
"""Later the citizen has been seen at a window, so somebody does hold the ticket."""


def issue_ticket(queue: Queue, command: IssueTicket, now: datetime) -> Facts:
    """Give the next number, even if no window is open yet; a request said twice makes one ticket."""
    service = checks.known_service(queue, command.service)
    if command.request in queue.requests:
        return _repeated(queue, command.request)
    checks.giving(queue, service.id, closed_reason(queue, service.id, now))
    return (_issued(queue, command, service, now, priority=command.priority),)


def check_in(queue: Queue, command: CheckIn, now: datetime) -> Facts:
    """Give the citizen of a booking a number of today; who is late joins the live queue like anybody.

    Who is in time has that time on the ticket, and no range of waiting. The day's capacity and the end of reception
    hold nobody off who was promised a time; a failed registry and a closed door do.
    """
    if command.request in queue.requests:
        return _repeated(queue, command.request)
    booking = _booking(queue, command.code, now)
    service = checks.known_service(queue, booking.service)
    checks.giving(queue, service.id, shut_reason(queue, service.id, now))
    issued = replace(_issued(queue, command, service, now), code=command.code)
    if is_late(queue, booking, now):
        return (issued,)
    before = sum(t.due is not None and t.due <= booking.due for t in queue.waiting_around(service.id))
    return (replace(issued, due=booking.due, ahead=before, wait_min=None),)


def _booking(queue: Queue, code: str, now: datetime) -> Booking:
    """Return today's booking of the code, or refuse; a code whose ticket was voided can be used again."""
    booking = queue.bookings.get((queue.day or day_of(now, queue.policy.time_zone), code))
    if booking is None:
        raise Refused("unknown_code", "This code is not booked for today. Load the day's list: cherha appointments.")
    if booking.ticket is not None and queue.tickets[booking.ticket].state is not State.VOIDED:
        raise Refused("used_code", f"This code was used already: its ticket is {booking.ticket}.")
    return booking


def _issued(
    queue: Queue, command: IssueTicket | CheckIn, service: Service, now: datetime, *, priority: bool = False
) -> TicketIssued:
    return TicketIssued(
        at=now,
        ticket=next_number(queue, service, priority=priority),
        service=service.id,
        kiosk=command.kiosk,
        request=command.request,
        ahead=queue.ahead_of(service.id, priority=priority),
        priority=priority,
        wait_min=wait_min(queue, service.id, now, priority=priority),
        after_alert=queue.alarm.alert is not None and not is_served(queue, service.id),
    )


def _repeated(queue: Queue, request: str) -> Facts:
    ticket = queue.requests[request]
    if ticket is None or queue.tickets[ticket].state is State.VOIDED:
        raise Refused("given_up", f"Request {request} was given up by its kiosk. It makes no ticket any more.")
    return ()


def void(queue: Queue, command: Void, now: datetime) -> Facts:
    """Void the request's ticket, or remember that the request is to make none."""
    if command.request not in queue.requests:
        return (RequestGivenUp(at=now, given_up=command.request),)
    number = queue.requests[command.request]
    if number is None or queue.tickets[number].state is State.VOIDED:
        return ()
    if queue.tickets[number].state not in VOIDABLE:
        checks.refuse_state(queue, queue.tickets[number], "Only a waiting or called ticket can be voided.")
    return (TicketVoided(at=now, ticket=number, reason=command.reason),)


def report_print(queue: Queue, command: ReportPrint, now: datetime) -> Facts:
    """Keep the outcome; paper that certainly did not come out voids the ticket, an unknown end keeps it.

    *Unknown* after a known end tells nothing: a cut kept the kiosk from writing that it had told it.
    The report of another day is accepted and means nothing: its number may already be somebody else's.
    """
    if not queue.is_today(command.day):
        return ()
    ticket = checks.known_ticket(queue, command.ticket)
    if ticket.printed == command.outcome or (ticket.printed and command.outcome == "unknown"):
        return ()
    printed = TicketPrinted(at=now, ticket=ticket.number, outcome=command.outcome)
    if command.outcome == "failed" and ticket.state in VOIDABLE:
        return (printed, TicketVoided(at=now, ticket=ticket.number, reason="not_printed"))
    return (printed,)
