# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a fact about the clock makes of the queue: who stays when the day gets another date. It decides nothing."""

from collections.abc import Mapping

from msgspec.structs import replace

from centre.facts_alarms import ClockDoubted, ClockTrusted, DayMoved
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State, impossible
from dispatcher.rules.ticket import Ticket

ENDED = (State.DONE, State.VOIDED)
AT_A_WINDOW = (State.CALLED, State.SERVING)


def doubt(queue: Queue, _fact: ClockDoubted) -> Queue:
    """Remember which tickets were given before."""
    return replace(queue, before_doubt=frozenset(queue.tickets))


def trust(queue: Queue, _fact: ClockTrusted) -> Queue:
    """Forget it."""
    return replace(queue, before_doubt=None)


def move_day(queue: Queue, fact: DayMoved) -> Queue:
    """Give the day another date; numbers, windows, and whoever came since the doubt stay as they are.

    Forward, the tickets of the day before are over, as at a midnight, but for who is at a window or was kept. Back, and
    to a date that this day had already, nothing is over; back, who was put off until a moment of the wrong clock
    returns at once.
    """
    if queue.day is None or fact.day == queue.day:
        raise impossible(fact, f"the day is {queue.day}")
    on = _back if fact.day < queue.day else _stays if fact.day in queue.moved_from else _forward
    tickets = {number: on(queue, ticket, fact) for number, ticket in queue.tickets.items()}
    over = {number for number, ticket in tickets.items() if ticket.state is State.VOIDED}
    return replace(
        queue,
        day=fact.day,
        last_numbers=behind(queue.last_numbers, queue.left.get(fact.day, {})),
        moved_from=queue.moved_from | {queue.day},
        tickets=tickets,
        lines={service: tuple(n for n in line if n not in over) for service, line in queue.lines.items()},
        aside=tuple(number for number in queue.aside if number not in over),
        desks={window: replace(desk, had_lunch=False) for window, desk in queue.desks.items()},
        bookings={key: booking for key, booking in queue.bookings.items() if key[0] >= fact.day},
    )


def behind(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    """Return the last numbers of two days that are one date: what is given next was given in neither."""
    return {letter: max(one.get(letter, 0), other.get(letter, 0)) for letter in one.keys() | other.keys()}


def _stays(_queue: Queue, ticket: Ticket, _fact: DayMoved) -> Ticket:
    return ticket


def _forward(queue: Queue, ticket: Ticket, _fact: DayMoved) -> Ticket:
    if queue.before_doubt is None or ticket.number not in queue.before_doubt or ticket.state in ENDED:
        return ticket
    if ticket.kept or ticket.state in AT_A_WINDOW:
        return replace(ticket, kept=False)
    return replace(ticket, state=State.VOIDED)


def _back(_queue: Queue, ticket: Ticket, fact: DayMoved) -> Ticket:
    if ticket.state is not State.POSTPONED or ticket.until is None:
        return ticket
    return replace(ticket, until=min(ticket.until, fact.at))
