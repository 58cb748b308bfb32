# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a fact makes of its ticket, of the lines and of the desks; days, bookings and modes are not its matter."""

from bisect import insort
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from centre.facts import (
    CallResumed,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketKept,
    TicketNoShow,
    TicketPostponed,
    TicketPrinted,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
    TicketVoided,
)
from dispatcher.rules.durations import remembered
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State, impossible, next_state
from dispatcher.rules.suspension import elapsed
from dispatcher.rules.ticket import Ticket, WindowDesk

TicketFact = (
    TicketPrinted
    | TicketKept
    | TicketCalled
    | TicketRecalled
    | CallResumed
    | ServingStarted
    | TicketFinished
    | TicketNoShow
    | TicketPostponed
    | TicketReturned
    | TicketTransferred
    | TicketVoided
)

Lines = Mapping[str, tuple[str, ...]]

AT_A_WINDOW = (State.CALLED, State.SERVING)
ASIDE = (State.POSTPONED, State.NO_SHOW)

_CHANGES: dict[type[Any], Callable[[Ticket, Any], dict[str, Any]]] = {
    TicketPrinted: lambda _, fact: {"printed": fact.outcome},
    TicketKept: lambda *_: {"kept": True},
    TicketCalled: lambda _, fact: {
        "called_at": fact.at,
        "called_to": fact.window,
        "times": 1,
        "until": None,
        "returned": False,
        "assumed": False,
    },
    TicketRecalled: lambda ticket, fact: {"called_at": fact.at, "times": ticket.times + 1},
    CallResumed: lambda _, fact: {"called_at": fact.at},
    ServingStarted: lambda _, fact: {"assumed": fact.assumed},
    # Who missed a booked time joins the live queue, as who is late for it does.
    TicketNoShow: lambda ticket, fact: {"missed": ticket.missed + 1, "aside_at": fact.at, "due": None},
    TicketPostponed: lambda _, fact: {"until": fact.until, "aside_at": fact.at},
    TicketReturned: lambda ticket, _: {"until": None, "returned": ticket.state is State.POSTPONED},
    TicketTransferred: lambda _, fact: {"service": fact.service, "only_window": fact.only_window},
}
"""What a fact changes in its ticket beside the state and the place in line."""


def move(queue: Queue, fact: TicketFact) -> Queue:
    """Give the ticket its new state, and keep lines, desks and times in step with it."""
    old = queue.tickets.get(fact.ticket)
    if old is None:
        raise impossible(fact, f"ticket {fact.ticket} was not issued today")
    state = next_state(fact.ticket, old.state, fact)
    changes = _CHANGES[type(fact)](old, fact) if type(fact) in _CHANGES else {}
    new = replace(old, state=state, **changes, **_placed(queue, fact))
    tickets = {**queue.tickets, new.number: new}
    return replace(
        queue,
        tickets=tickets,
        lines=_relined(queue, tickets, old, new),
        aside=_aside(queue, old, new),
        sent=queue.sent if new.only_window is None else queue.sent | {new.number},
        desks=_reseated(queue, old, new, fact),
        durations=_durations(queue, old, fact),
        served=_served(queue, old, fact),
    )


def _placed(queue: Queue, fact: TicketFact) -> dict[str, Any]:
    """Return the new place of a ticket that returns elsewhere than to its old one."""
    if not isinstance(fact, TicketReturned) or fact.place is None:
        return {}
    there = (other.moved for other in queue.tickets.values() if other.place == fact.place)
    return {"place": fact.place, "moved": 1 + max(there, default=0)}


def _durations(queue: Queue, ticket: Ticket, fact: TicketFact) -> Mapping[str, tuple[int, ...]]:
    """Remember how long a finished ticket kept its window; a clock that was set back tells nothing.

    An alert meanwhile is nobody's work.
    """
    if not isinstance(fact, TicketFinished) or ticket.called_at is None or fact.at < ticket.called_at:
        return queue.durations
    seen = queue.durations.get(ticket.service, ())
    took = elapsed(queue, ticket.called_at, fact.at, fact.window)
    return {**queue.durations, ticket.service: remembered(seen, took.total_seconds())}


def _served(queue: Queue, ticket: Ticket, fact: TicketFact) -> Mapping[str, int]:
    """Count who is served, of the service and of all: among so many a citizen's word is nobody's."""
    if not isinstance(fact, TicketFinished):
        return queue.served
    return {**queue.served, **{key: queue.served.get(key, 0) + 1 for key in (ticket.service, "")}}


def _aside(queue: Queue, old: Ticket, new: Ticket) -> tuple[str, ...]:
    was, is_ = old.state in ASIDE, new.state in ASIDE
    if was == is_:
        return queue.aside
    return (*queue.aside, new.number) if is_ else tuple(number for number in queue.aside if number != new.number)


def _relined(queue: Queue, tickets: Mapping[str, Ticket], old: Ticket, new: Ticket) -> Lines:
    waited, waits = old.state is State.WAITING, new.state is State.WAITING
    if waited and not waits:
        line = queue.waiting_for(old.service)
        return {**queue.lines, old.service: tuple(number for number in line if number != old.number)}
    if waits and not waited:
        return line_up(queue, tickets, new)
    return queue.lines


def line_up(queue: Queue, tickets: Mapping[str, Ticket], ticket: Ticket) -> Lines:
    """Put the ticket into its line, behind all who come before it."""
    line = list(queue.waiting_for(ticket.service))
    insort(line, ticket.number, key=lambda number: tickets[number].order)
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
    changes: dict[str, Any] = _turned(queue, window, new, fact) if isinstance(fact, TicketCalled) else {}
    if isinstance(fact, TicketFinished):
        changes = {"ended": (old.service, fact.at)}
    return {**queue.desks, window: replace(queue.desk(window), ticket=new.number if stays else None, **changes)}


def _turned(queue: Queue, window: int, ticket: Ticket, fact: TicketCalled) -> dict[str, int]:
    """Count priority in a row; only a call in the common order ends the row, an appointment between does not."""
    if fact.turn == "ordinary":
        return {"priority_calls": 0}
    return {"priority_calls": queue.desk(window).priority_calls + 1} if ticket.priority else {}
