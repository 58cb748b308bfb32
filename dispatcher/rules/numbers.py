# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which number a ticket gets: from 001 each day of service under each letter, none twice; it knows no line."""

from collections.abc import Mapping

from centre.config import Service
from centre.letters import number_of, split
from dispatcher.rules.queue import OWN_RANGE_FROM, Queue

LOST_AT_MOST = 100
"""Numbers skipped under each letter after damage: more than a card can lose of a day under one letter at its end."""


def next_number(queue: Queue, service: Service, *, priority: bool) -> str:
    """Return the next free number; one carried over from an earlier day, or of a kiosk's own block, is passed over.

    ``own_range`` is the interior ministry's order: priority from 1, all others from 1000 (sud.ua 353495).
    """
    low = queue.last_numbers.get(service.letter, 0)
    # After damage the gap under the letter may reach beyond 999: what it covers may have been given from 1000 on.
    high = max(low, queue.last_numbers.get(_upper(service.letter), OWN_RANGE_FROM - 1))
    full = low >= OWN_RANGE_FROM - 1
    own_range = queue.policy.order.priority_numbers == "own_range"
    from_high = full or (not priority if own_range else high >= OWN_RANGE_FROM)
    count = _free(queue, service.letter, (high if from_high else low) + 1)
    if count >= OWN_RANGE_FROM and not from_high:
        count = _free(queue, service.letter, high + 1)
    return number_of(service.letter, count)


def in_block(queue: Queue, kiosk: str, service: Service, ticket: str) -> bool:
    """Return whether the number is one that the kiosk may give for the service while it is alone."""
    block = queue.policy.blocks.get(kiosk, range(0))
    return any(ticket == number_of(service.letter, count) for count in block)


def _free(queue: Queue, letter: str, count: int) -> int:
    """Return the first count from this one on that nobody holds and no kiosk has for itself."""
    while queue.policy.reserved(count) or number_of(letter, count) in queue.tickets:
        count += 1
    return count


def series_of(ticket: str) -> tuple[str, int]:
    """Return what a number counts in (its letter, or from 1000 on a series of its own) and the count."""
    letters, count = split(ticket)
    return (letters if count < OWN_RANGE_FROM else _upper(letters)), count


def gap(queue: Queue) -> Mapping[str, int]:
    """Return the last numbers after damage: one that stood in a lost line must not be given again."""
    letters = {service.letter for service in queue.services.values()}
    firsts = dict.fromkeys(letters, 0)
    if queue.policy.order.priority_numbers == "own_range":
        firsts |= {_upper(letter): OWN_RANGE_FROM - 1 for letter in letters}
    return {series: last + LOST_AT_MOST for series, last in {**firsts, **queue.last_numbers}.items()}


def _upper(letter: str) -> str:
    return f"{letter}{OWN_RANGE_FROM}"
