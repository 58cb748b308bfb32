# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who is next: the policy of choice, and nothing about what the choice then changes."""

from collections.abc import Sequence
from datetime import datetime

from dispatcher.rules.queue import Queue, Ticket
from dispatcher.rules.states import State


def due_returns(queue: Queue, window: int, now: datetime) -> tuple[Ticket, ...]:
    """Return the postponed tickets whose time has come and that the window could be given."""
    services = queue.windows[window].services
    return tuple(
        ticket
        for ticket in queue.tickets.values()
        if ticket.state is State.POSTPONED
        and ticket.until is not None
        and ticket.until <= now
        and ticket.service in services
        and ticket.only_window in (None, window)
    )


def next_ticket(queue: Queue, window: int, returned: Sequence[Ticket]) -> Ticket | None:
    """Return whom the window calls next: first come, first served, the returned in their old places."""
    return min((*queue.waiting_at(window), *returned), key=lambda ticket: ticket.seniority, default=None)
