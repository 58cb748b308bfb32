# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a fact makes of the queue. It minds only the table; whether a fact should happen is not its matter."""

from bisect import insort
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from centre.facts import (
    DayStarted,
    JournalMended,
    QueueFact,
    RequestGivenUp,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketIssued,
    TicketNoShow,
    TicketPostponed,
    TicketPrinted,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
    TicketVoided,
    WindowClosed,
    WindowOpened,
    WindowPaused,
)
from centre.time import day_of
from dispatcher.rules.queue import Queue, Ticket, WindowDesk
from dispatcher.rules.states import Mode, State, impossible, next_mode, next_state

TicketFact = (
    TicketPrinted
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | TicketFinished
    | TicketNoShow
    | TicketPostponed
    | TicketReturned
    | TicketTransferred
    | TicketVoided
)
WindowFact = WindowOpened | WindowPaused | WindowClosed

Lines = Mapping[str, tuple[str, ...]]

LOST_AT_MOST = 100
"""Numbers skipped under each letter after damage: more than a card can lose of a day under one letter at its end."""

AT_A_WINDOW = (State.CALLED, State.SERVING)

_CHANGES: dict[type[Any], Callable[[Ticket, Any], dict[str, Any]]] = {
    TicketPrinted: lambda _, fact: {"printed": fact.outcome},
    TicketCalled: lambda _, fact: {"called_at": fact.at, "times": 1, "until": None},
    TicketRecalled: lambda ticket, fact: {"called_at": fact.at, "times": ticket.times + 1},
    TicketPostponed: lambda _, fact: {"until": fact.until},
    TicketReturned: lambda *_: {"until": None},
    TicketTransferred: lambda _, fact: {"service": fact.service, "only_window": fact.only_window},
}
"""What a fact changes in its ticket beside the state."""


def apply(queue: Queue, fact: QueueFact) -> Queue:
    """Return the queue after the fact; the old one stays as it was.

    Every fact that ``decide`` gave is taken, also when centre.toml has lost its service or window since.
    A fact that is not in the table, or would put two tickets at one window, raises ImpossibleFact.
    """
    match fact:
        case JournalMended():
            return _mend(queue, fact)
        case DayStarted():
            return _start_day(queue, fact)
        case TicketIssued():
            return _issue(queue, fact)
        case RequestGivenUp():
            return replace(queue, requests={**queue.requests, fact.given_up: None})
        case WindowOpened() | WindowPaused() | WindowClosed():
            return _set_mode(queue, fact)
        case _:
            return _move(queue, fact)


def _start_day(queue: Queue, fact: DayStarted) -> Queue:
    """Begin with nothing but the centre, so that a day's facts alone make its queue again."""
    if queue.day is not None and fact.day <= queue.day:
        raise impossible(fact, f"{fact.day} is not after {queue.day}")
    # Before the first day there are numbers only if a journal was lost whole: today's may have been among them.
    gap = queue.last_numbers if queue.day is None else {}
    return Queue(
        time_zone=queue.time_zone, services=queue.services, windows=queue.windows, day=fact.day, last_numbers=gap
    )


def _issue(queue: Queue, fact: TicketIssued) -> Queue:
    known = queue.tickets.get(fact.ticket)
    state = next_state(fact.ticket, None if known is None else known.state, fact)
    ticket = Ticket(number=fact.ticket, service=fact.service, seniority=len(queue.tickets), state=state)
    letters = fact.ticket.rstrip("0123456789")
    count = max(int(fact.ticket.removeprefix(letters)), queue.last_numbers.get(letters, 0))
    tickets = {**queue.tickets, ticket.number: ticket}
    return replace(
        queue,
        tickets=tickets,
        lines=_line_up(queue, tickets, ticket),
        requests={**queue.requests, fact.request: ticket.number},
        last_numbers={**queue.last_numbers, letters: count},
    )


def _mend(queue: Queue, fact: JournalMended) -> Queue:
    """Leave a gap under every letter: a number that stood in a lost line must not be given again.

    The line that started the day may be lost too, so the day is at least that of the last line that was kept.
    """
    letters = {service.letter for service in queue.services.values()} | queue.last_numbers.keys()
    gap = {letter: queue.last_numbers.get(letter, 0) + LOST_AT_MOST for letter in letters}
    kept_day = day_of(fact.at, queue.time_zone) if fact.kept else None
    day = max((day for day in (queue.day, kept_day) if day is not None), default=None)
    return replace(queue, day=day, last_numbers=gap)


def _set_mode(queue: Queue, fact: WindowFact) -> Queue:
    desk = queue.desk(fact.window)
    mode = next_mode(fact.window, desk.mode, fact)
    if mode is Mode.CLOSED and desk.ticket is not None:
        raise impossible(fact, f"window {fact.window} has {desk.ticket}")
    return replace(queue, desks={**queue.desks, fact.window: replace(desk, mode=mode)})


def _move(queue: Queue, fact: TicketFact) -> Queue:
    """Give the ticket its new state, and keep lines and desks in step with it."""
    old = queue.tickets.get(fact.ticket)
    if old is None:
        raise impossible(fact, f"ticket {fact.ticket} was not issued today")
    state = next_state(fact.ticket, old.state, fact)
    changes = _CHANGES[type(fact)](old, fact) if type(fact) in _CHANGES else {}
    new = replace(old, state=state, **changes)
    tickets = {**queue.tickets, new.number: new}
    return replace(
        queue,
        tickets=tickets,
        lines=_relined(queue, tickets, old, new),
        desks=_reseated(queue, old, new, fact),
    )


def _relined(queue: Queue, tickets: Mapping[str, Ticket], old: Ticket, new: Ticket) -> Lines:
    waited, waits = old.state is State.WAITING, new.state is State.WAITING
    if waited and not waits:
        line = queue.waiting_for(old.service)
        return {**queue.lines, old.service: tuple(number for number in line if number != old.number)}
    if waits and not waited:
        return _line_up(queue, tickets, new)
    return queue.lines


def _line_up(queue: Queue, tickets: Mapping[str, Ticket], ticket: Ticket) -> Lines:
    """Put the ticket into its line, behind all who are more senior."""
    line = list(queue.waiting_for(ticket.service))
    insort(line, ticket.number, key=lambda number: tickets[number].seniority)
    return {**queue.lines, ticket.service: tuple(line)}


def _reseated(queue: Queue, old: Ticket, new: Ticket, fact: TicketFact) -> Mapping[int, WindowDesk]:
    """Return the desks after the ticket came to one or left its own; nobody is pushed aside."""
    was, stays = old.state in AT_A_WINDOW, new.state in AT_A_WINDOW
    if not was and not stays:
        return queue.desks
    named: int | None = getattr(fact, "window", None)
    window = queue.window_of(old.number) if named is None else named
    if window is None or queue.desk(window).ticket != (old.number if was else None):
        has = None if window is None else queue.desk(window).ticket
        raise impossible(fact, f"window {window} has {has or 'no ticket'}, the fact names {old.number}")
    if was and stays:
        return queue.desks
    return {**queue.desks, window: replace(queue.desk(window), ticket=new.number if stays else None)}
