# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When and where somebody stands in line again: the postponed in their old place, a no-show as centre.toml says."""

from datetime import datetime, timedelta

from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State
from dispatcher.rules.suspension import is_served, later
from dispatcher.rules.ticket import Ticket


def returns_at(queue: Queue, ticket: Ticket) -> datetime | None:
    """Return when the clock brings the ticket back, None when only a clerk can, or while an alert lasts."""
    calls = queue.policy.calls
    # Also of a clock that was set back behind the beginning of the alert.
    if not comes_back(queue, ticket) or not is_served(queue, ticket.service):
        return None
    since = ticket.aside_at or ticket.issued_at
    wait = timedelta(seconds=calls.not_offered_s) if ticket.until is None else ticket.until - since
    return later(queue, since, wait, queue.policy.windows_for(ticket.service))


def comes_back(queue: Queue, ticket: Ticket) -> bool:
    """Return whether the clock will bring the ticket back, however long an alert lasts."""
    if ticket.state is State.POSTPONED:
        return ticket.until is not None
    return ticket.state is State.NO_SHOW and ticket.missed <= queue.policy.calls.offered_again


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
