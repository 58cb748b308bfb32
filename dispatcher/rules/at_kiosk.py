# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk may ask of the queue: a place, its withdrawal, and to hear how the printing ended."""

from datetime import datetime

from centre.facts import QueueFact, RequestGivenUp, TicketIssued, TicketPrinted, TicketVoided
from dispatcher.rules import checks
from dispatcher.rules.commands import IssueTicket, Refused, ReportPrint, Void
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State

Facts = tuple[QueueFact, ...]

VOIDABLE = (State.WAITING, State.CALLED)
"""Later the citizen has been seen at a window, so somebody does hold the ticket."""


def issue_ticket(queue: Queue, command: IssueTicket, now: datetime) -> Facts:
    """Give the next number, even if no window is open yet; a request said twice makes one ticket."""
    service = checks.known_service(queue, command.service)
    if command.request in queue.requests:
        return _repeated(queue, command.request)
    count = queue.last_numbers.get(service.letter, 0) + 1
    issued = TicketIssued(
        at=now,
        ticket=f"{service.letter}{count:03d}",
        service=service.id,
        kiosk=command.kiosk,
        request=command.request,
        ahead=queue.ahead_of(service.id),
    )
    return (issued,)


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
    if command.day != queue.day:
        return ()
    ticket = checks.known_ticket(queue, command.ticket)
    if ticket.printed == command.outcome or (ticket.printed and command.outcome == "unknown"):
        return ()
    printed = TicketPrinted(at=now, ticket=ticket.number, outcome=command.outcome)
    if command.outcome == "failed" and ticket.state in VOIDABLE:
        return (printed, TicketVoided(at=now, ticket=ticket.number, reason="not_printed"))
    return (printed,)
