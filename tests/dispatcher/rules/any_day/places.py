# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The invariants of docs/invariants.md that a queue must keep at every moment, held against the notebook."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dispatcher.rules.queue import Queue
from tests.dispatcher.rules.any_day.notebook import Notebook

ASIDE, ENDED = ("postponed", "no_show"), ("done", "voided")


def same(queue: Queue, book: Notebook) -> None:
    """Hold the whole queue against the notebook."""
    one_place_each(queue, book)
    one_window_each(queue, book)
    seniority_is_kept(queue, book)
    bookings_are_apart(queue, book)
    closed_is_closed(queue, book)
    alarm_is_known(queue, book)
    ahead_is_counted(queue)


def one_place_each(queue: Queue, book: Notebook) -> None:
    """1. Each issued ticket is in exactly one place: a line, a window, aside, or ended; none is lost or invented."""
    assert queue.tickets.keys() == book.slips.keys(), "1. none is lost, none invented"
    places = Counter(number for line in queue.lines.values() for number in line)
    places += Counter(desk.ticket for desk in queue.desks.values() if desk.ticket)
    places += Counter(queue.aside)
    places += Counter(number for number, ticket in queue.tickets.items() if ticket.state in ENDED)
    assert places == Counter(list(book.slips)), "1. each in one place"
    for number, slip in book.slips.items():
        state = queue.tickets[number].state
        assert state == ("waiting" if slip.where == "line" else slip.where), f"1. {number} is {state}"
        assert (number in queue.aside) == (slip.where in ASIDE), f"1. {number} is not where it waits"


def one_window_each(queue: Queue, book: Notebook) -> None:
    """3. A window has at most one ticket, the one that was called to it."""
    there = {slip.window: slip.number for slip in book.slips.values() if slip.window is not None}
    assert there == {window: desk.ticket for window, desk in queue.desks.items() if desk.ticket}, "3. one each"
    assert book.modes == {window: str(desk.mode) for window, desk in queue.desks.items()}, "3. windows as pressed"


def seniority_is_kept(queue: Queue, book: Notebook) -> None:
    """5. Each line stands in the common order, whatever was postponed, transferred or returned."""
    lines: dict[str, list[str]] = {}
    for slip in book.waiting():
        lines.setdefault(slip.service, []).append(slip.number)
    assert {name: list(line) for name, line in queue.lines.items() if line} == lines, "5. the lines' order"


def ahead_is_counted(queue: Queue) -> None:
    """5. As many are counted before a newcomer as may be called before, though a press looks at none of them."""
    for service in queue.services:
        before = [one for one in queue.waiting_around(service) if queue.failed_for(one.service) is None]
        assert queue.ahead_of(service) == len(before), f"5. {service}: who is ahead"


def bookings_are_apart(queue: Queue, book: Notebook) -> None:
    """10. Bookings outlive a midnight and stand in no line."""
    known = {key: (booking.service, booking.due, booking.ticket) for key, booking in queue.bookings.items()}
    assert known == {key: (b.service, b.due, b.ticket) for key, b in book.bookings.items()}, "10. the bookings"


def closed_is_closed(queue: Queue, book: Notebook) -> None:
    """8. What has failed is known until it works again, over every midnight."""
    assert queue.outages == book.outages, "8. what has failed"


def alarm_is_known(queue: Queue, book: Notebook) -> None:
    """16. The queue knows the alert, who raised it, and until when windows stand still, as the facts said it."""
    alarm, sirens = queue.alarm, book.sirens
    raised = {name: source.threats for name, source in alarm.sources.items() if source.raised}
    assert raised == sirens.raised, "16. who has raised an alert"
    assert {name for name, source in alarm.sources.items() if source.lost} == sirens.lost, "16. who is silent"
    known = sirens.alert and (sirens.alert.level, sirens.alert.suspends)
    assert (alarm.alert and (alarm.alert.level, alarm.alert.suspends)) == known, "16. the alert"
    until = (sirens.stopped, sirens.resumes_at, sirens.late_opening)
    assert (alarm.suspended_since, alarm.resumes_at, alarm.late_opening) == until, "15. until when it stops"
    power = {name: (power.mains, power.low) for name, power in alarm.power.items()}
    assert power == sirens.power, "21. how the power is"


def contents(queue: Queue) -> list[Mapping[Any, Any]]:
    """Return copies of all that could be changed in place; their values cannot."""
    fields = (getattr(queue, name) for name in queue.__struct_fields__)
    return [dict(value) for value in fields if isinstance(value, Mapping)]
