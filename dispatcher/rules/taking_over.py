# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What becomes of the tickets that a kiosk gave by itself while the centre was out of reach: a place by their time."""

from datetime import date, datetime, timedelta

from centre.facts import QueueFact, RequestGivenUp, TicketPrinted, TicketTakenOver
from centre.time import day_of
from dispatcher.rules import checks
from dispatcher.rules.commands import Refused, TakeOver
from dispatcher.rules.numbers import in_block, series_of
from dispatcher.rules.queue import Queue

LONGEST_AGE_S = 366 * 86_400.0
"""Whatever a kiosk's clock makes of it, no ticket is older; and no moment lies before all calendars."""


def take_over(queue: Queue, command: TakeOver, now: datetime) -> tuple[QueueFact, ...]:
    """Let the ticket stand where it would if it had been asked for here; said twice it is one ticket.

    One whose paper certainly did not come out is nobody's, one of unknown end is kept. A ticket of an earlier day is
    over like all of that day: its request is remembered, and it gets no place. A number that is not of the kiosk's own
    block, or that somebody holds already, is refused: two citizens would go to one window.
    """
    service = checks.known_service(queue, command.service)
    if not in_block(queue, command.kiosk, service, command.ticket):
        raise Refused("unknown_ticket", _foreign(queue, command))
    if command.request in queue.requests:
        return ()
    issued_at = _issued_at(queue, command, now)
    day = _day(queue, command, issued_at)
    if command.outcome == "failed":
        return (RequestGivenUp(at=now, given_up=command.request),)
    if day < (queue.day or day) and not queue.is_today(day):
        return (_taken_over(command, now, issued_at, day, None),)
    _nobody_holds(queue, command.ticket)
    taken_over = _taken_over(command, now, issued_at, day, _place(queue, issued_at, now))
    return (taken_over, TicketPrinted(at=now, ticket=command.ticket, outcome=command.outcome))


def _taken_over(command: TakeOver, now: datetime, issued_at: datetime, day: date, place: int | None) -> TicketTakenOver:
    return TicketTakenOver(
        at=now,
        ticket=command.ticket,
        service=command.service,
        kiosk=command.kiosk,
        request=command.request,
        day=day,
        issued_at=issued_at,
        priority=command.priority,
        place=place,
    )


def _issued_at(queue: Queue, command: TakeOver, now: datetime) -> datetime:
    """Return when the ticket was given, by our clock; a kiosk tells in order, so never before the one it told before.

    Each is told with its age at that moment, and a message may be a few seconds under way.
    """
    issued_at = now - timedelta(seconds=min(command.age_s, LONGEST_AGE_S))
    own = (number for key, number in queue.requests.items() if key.partition("/")[0] == command.kiosk)
    block = queue.policy.blocks[command.kiosk]
    told = [queue.tickets[number].issued_at for number in own if number and series_of(number)[1] in block]
    return min(max([issued_at, *(moment + timedelta(microseconds=1) for moment in told)]), now)


def _day(queue: Queue, command: TakeOver, issued_at: datetime) -> date:
    """Return the day of service that the ticket is for.

    A kiosk without a clock may not have noticed a midnight: what was given today by its age is of today. One that says
    a later day than ours has the better clock, and its citizen is here now.
    """
    today = queue.day or command.day
    earlier = command.day < today and day_of(issued_at, queue.policy.time_zone) < today
    return command.day if earlier else today


def _place(queue: Queue, issued_at: datetime, now: datetime) -> int | None:
    """Return the seniority of the newest ticket given at or before the moment, None if there was none.

    Whoever was carried over from an earlier day comes first anyway, and a ticket from the future was given before the
    clock was set back.
    """
    given = set(queue.requests.values())
    before = (
        ticket.seniority
        for ticket in queue.tickets.values()
        if ticket.issued_at <= issued_at or ticket.issued_at > now or ticket.number not in given
    )
    return max(before, default=None)


def _nobody_holds(queue: Queue, ticket: str) -> None:
    if ticket in queue.tickets:
        checks.refuse_state(
            queue, queue.tickets[ticket], "It came of another press; a second one of this number is not taken over."
        )


def _foreign(queue: Queue, command: TakeOver) -> str:
    block = queue.policy.blocks.get(command.kiosk, range(0))
    own = f"its own numbers are {block[0]:03d}-{block[-1]:03d}" if block else "it has no numbers of its own"
    return (
        f"Kiosk '{command.kiosk}' may not give {command.ticket} for {command.service!r} by itself: {own}, under the"
        " service's letter. Look at alone_numbers in centre.toml."
    )
