# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who is next: the policy of choice, and nothing about what the choice then changes.

First who has an appointment that is due, then who is back from a postponement, then priority, then first come, first
served. A window that has called k = ``priority_in_a_row`` priority tickets calls one of the common order next, if one
waits for it; so, appointments and returns apart, whoever waits in the common order with n before them is called at the
latest in call (n + 1)(k + 1) of each window that serves them, and of w such windows together in call
(n + 1)(k + 1) + (w - 1)k.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from centre.facts_base import Turn
from dispatcher.rules.queue import Queue
from dispatcher.rules.ticket import Ticket


class Chosen(NamedTuple):
    """The next ticket, and the rule that made it so."""

    ticket: Ticket
    turn: Turn


def next_ticket(queue: Queue, window: int, now: datetime) -> Chosen | None:
    """Return whom the window calls next, None when nobody may be called yet."""
    ready = ready_for(queue, window, now)
    due = [ticket for ticket in ready if ticket.due is not None and ticket.due <= now]
    if due:
        return Chosen(min(due, key=lambda ticket: (ticket.due, ticket.seniority)), "appointment")
    returned = [ticket for ticket in ready if ticket.returned]
    if returned:
        return Chosen(_first(returned), "returned")
    # Who did not come when called has lost what was before the common order, and stands where it was put.
    first = [ticket.priority and ticket.place is None for ticket in ready]
    priority = [ticket for ticket, is_first in zip(ready, first, strict=True) if is_first]
    common = [ticket for ticket, is_first in zip(ready, first, strict=True) if not is_first]
    enough = queue.desk(window).priority_calls >= queue.policy.order.priority_in_a_row
    if priority and not (enough and common):
        return Chosen(_first(priority), "priority")
    return Chosen(_first(common), "ordinary") if common else None


def ready_for(queue: Queue, window: int, now: datetime) -> list[Ticket]:
    """Return who waits for the window, has had the time to walk from the kiosk to a chair, and can be helped.

    Whoever came for what has failed keeps the place until it works again; a clerk may still call the number.
    """
    long_ago = now - timedelta(seconds=queue.policy.order.minimum_age_s)
    return [
        ticket
        for ticket in queue.waiting_at(window)
        if (ticket.called_at is not None or ticket.issued_at <= long_ago or ticket.issued_at > now)
        and queue.failed_for(ticket.service) is None
    ]


def ready_at(queue: Queue, ticket: Ticket) -> datetime:
    """Return from when a waiting ticket may be called; one that was called before may at once.

    A ticket from the future was given before the clock was set back: it is old enough.
    """
    if ticket.called_at is not None:
        return ticket.issued_at
    return ticket.issued_at + timedelta(seconds=queue.policy.order.minimum_age_s)


def _first(tickets: list[Ticket]) -> Ticket:
    return min(tickets, key=lambda ticket: ticket.order)
