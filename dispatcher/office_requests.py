# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the office asks and is told: bookings, outages, and who is left at closing. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, assert_never

from centre import messages
from centre.facts import QueueFact, TicketKept
from centre.journal_words import Box
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.apply import apply
from dispatcher.rules.at_office import leftover
from dispatcher.rules.closing import in_time
from dispatcher.rules.commands import Refused
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from dispatcher.rules.ticket import Ticket

LONGEST_WHY = 120
"""Characters of a reason, so that the whole answer to a list of which no line is good is one that the broker takes."""

OfficeMessage = (
    messages.BookAppointments
    | messages.ReportOutage
    | messages.CallTicket
    | messages.ListLeftover
    | messages.CarryOver
    | messages.SwitchAlert
)


PAGE = 250
"""Tickets in one answer: about 30 of the 64 kB that a payload may have."""


class Done(NamedTuple):
    """What a request of the office has made happen, and its answer."""

    facts: tuple[QueueFact, ...]
    answer: messages.OfficeReply


def obey(message: OfficeMessage, queue: Queue, now: datetime) -> Done:
    """Decide a request of the office, or raise Refused; of a list of bookings each is taken or refused by itself."""
    match message:
        case messages.BookAppointments():
            return _book(message, queue, now)
        case messages.ReportOutage():
            facts = decide(queue, commands.Outage(message.resource, message.lost), now)
            return Done(facts, messages.OfficeReply(request_id=message.request_id))
        case messages.SwitchAlert():
            facts = decide(queue, commands_alarms.SwitchAlert(message.raised), now)
            resumes_at = _after(queue, facts).alarm.resumes_at
            return Done(facts, messages.OfficeReply(request_id=message.request_id, resumes_at=resumes_at))
        case messages.CallTicket():
            facts = decide(queue, commands.Call(message.window, message.ticket), now)
            return Done(facts, messages.OfficeReply(request_id=message.request_id))
        case messages.CarryOver():
            facts = decide(queue, commands.CarryOver(message.tickets), now)
            kept = sum(isinstance(fact, TicketKept) for fact in facts)
            return Done(facts, messages.OfficeReply(request_id=message.request_id, kept=kept))
        case messages.ListLeftover():
            facts = decide(queue, commands_alarms.Tick(), now)
            return Done(facts, _listed(message, _after(queue, facts), now))
        case _:
            assert_never(message)


def rated(message: messages.AskRatings, today: Box) -> messages.OfficeReply:
    """Return the words of the day."""
    told = (messages.Rated(service=service, word=word, count=count) for (service, word), count in today.items())
    return messages.OfficeReply(request_id=message.request_id, ratings=tuple(told))


def _book(message: messages.BookAppointments, queue: Queue, now: datetime) -> Done:
    facts: list[QueueFact] = []
    refused: list[str] = []
    booked = 0
    first: dict[tuple[date, str], messages.Appointment] = {}
    for one in message.appointments:
        if first.setdefault((one.due.date(), one.code), one) != one:
            refused.append(f"Code {one.code} stands twice in the list: the first line counts.")
            continue
        try:
            new = decide(queue, commands.Book(one.code, one.service, one.due), now)
        except Refused as why:
            refused.append(_named(one.code, why.text))
            continue
        queue = _after(queue, new)
        facts += new
        booked += bool(new)
    answer = messages.OfficeReply(request_id=message.request_id, booked=booked, not_booked=tuple(refused))
    return Done(tuple(facts), answer)


def _named(code: str, why: str) -> str:
    """Return why a booking is not taken, with its code, and short: 250 of them go into one answer."""
    named = why if code in why else f"Code {code}: {why}"
    return named if len(named) <= LONGEST_WHY else f"{named[:LONGEST_WHY]}…"


def _listed(message: messages.ListLeftover, queue: Queue, now: datetime) -> messages.OfficeReply:
    """Return a page of who is not served yet, behind the ticket that the office has seen last."""
    seen = queue.tickets.get(message.after) if message.after else None
    left = [ticket for ticket in leftover(queue) if seen is None or ticket.seniority > seen.seniority]
    page = tuple(_left(queue, ticket, now) for ticket in left[:PAGE])
    return messages.OfficeReply(request_id=message.request_id, leftover=page, more=len(left) > PAGE)


def _left(queue: Queue, ticket: Ticket, now: datetime) -> messages.Leftover:
    return messages.Leftover(
        ticket=ticket.number,
        service=ticket.service,
        state=ticket.state.value,
        issued_at=ticket.issued_at,
        kept=ticket.kept,
        in_time=in_time(queue, ticket, now),
    )


def _after(queue: Queue, facts: Sequence[QueueFact]) -> Queue:
    for fact in facts:
        queue = apply(queue, fact)
    return queue
