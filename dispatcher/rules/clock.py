# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What it means that the clock is doubted, and that it is trusted again: the one way a day gets another date."""

from collections.abc import Collection
from datetime import datetime

from centre.facts import QueueFact, TicketKept
from centre.facts_alarms import ClockDoubted, ClockTrusted, DayMoved
from centre.time import day_of
from dispatcher.rules.at_office import leftover
from dispatcher.rules.commands_alarms import DoubtClock, TrustClock
from dispatcher.rules.new_day import kept_by_alert, new_day
from dispatcher.rules.queue import Queue

Facts = tuple[QueueFact, ...]


def doubt(queue: Queue, _command: DoubtClock, now: datetime) -> Facts:
    """Let no midnight of this clock end the day, and no hours close the kiosk; the very first day begins all the same.

    A day that has people in it must not end by a clock that nobody trusts, and whoever comes gets a number at once.
    """
    if queue.doubted:
        return ()
    first_day = new_day(queue, now) if queue.day is None else ()
    return (*first_day, ClockDoubted(at=now))


def trust(queue: Queue, _command: TrustClock, now: datetime) -> Facts:
    """Go by the clock again; if it is another day now, the tickets given since the doubt are of this one.

    If none was given, the midnight that was missed is made up for by Tick, as any other; but a date that this very day
    had before a wrong word moved it is its own.
    """
    if queue.before_doubt is None:
        return ()
    trusted = ClockTrusted(at=now)
    day = day_of(now, queue.policy.time_zone)
    given, own = queue.tickets.keys() - queue.before_doubt, day in queue.moved_from
    if queue.day is not None and (day < queue.day or ((given or own) and day > queue.day)):
        kept = _kept_by_alert(queue, queue.before_doubt, now) if day > queue.day and not own else ()
        return (*kept, DayMoved(at=now, day=day), trusted)
    return (trusted,)


def _kept_by_alert(queue: Queue, before_doubt: Collection[str], now: datetime) -> Facts:
    """Keep whom an alert at closing time kept from being served, as a midnight would."""
    if not kept_by_alert(queue):
        return ()
    old = (ticket for ticket in leftover(queue) if ticket.number in before_doubt and not ticket.kept)
    return tuple(TicketKept(at=now, ticket=ticket.number) for ticket in old)
