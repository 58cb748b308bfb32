# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When and where somebody stands in line again: the postponed in their old place, a no-show as centre.toml says."""

from datetime import datetime, timedelta

from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State
from dispatcher.rules.ticket import Ticket


def returns_at(queue: Queue, ticket: Ticket) -> datetime | None:
    """Return when the clock brings the ticket back, None when only a clerk can."""
    calls = queue.policy.calls
    if ticket.state is State.POSTPONED:
        return ticket.until
    if ticket.state is State.NO_SHOW and ticket.aside_at is not None and ticket.missed <= calls.offered_again:
        return ticket.aside_at + timedelta(seconds=calls.not_offered_s)
    return None


def place_of(queue: Queue, ticket: Ticket) -> int | None:
    """Return the seniority behind which the ticket comes back, None for its own old place.

    Those who go before it are counted in the common order of the windows that serve it, over all their services.
    """
    calls = queue.policy.calls
    if ticket.state is State.POSTPONED or calls.return_place == "kept":
        return None
    line = sorted(waiting.order for waiting in queue.waiting_around(ticket.service))
    before = line if calls.return_place == "tail" else line[: calls.return_after]
    return max(before[-1][0], ticket.seniority) if before else None
