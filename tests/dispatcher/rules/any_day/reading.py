# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the notebook's reader would say: who is next, which number, who is let in; nothing of it is the rules' code."""

from datetime import datetime, timedelta

from centre.config import CentreFile
from centre.config_rules import Hours
from centre.facts_base import Turn
from dispatcher.rules.commands import Call, CheckIn, IssueTicket
from tests.dispatcher.rules.any_day.notebook import KYIV, Notebook
from tests.dispatcher.rules.any_day.slips import Slip

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def mature(book: Notebook, slip: Slip, now: datetime) -> bool:
    """Tell whether the citizen had the time to walk from the kiosk; a clock that was set back takes it from nobody."""
    age = now - slip.issued
    return slip.called_at is not None or not timedelta() <= age < timedelta(seconds=book.centre.order.minimum_age_s)


def ready(book: Notebook, window: int, now: datetime) -> list[Slip]:
    """Return whom the window may call, in the common order; who came for what has failed keeps the place."""
    mine = (slip for slip in book.waiting() if book.may_have(window, slip) and mature(book, slip, now))
    return [slip for slip in mine if failed(book, slip.service) is None]


def is_due(slip: Slip, now: datetime) -> bool:
    """Tell whether it has an appointment whose time has come."""
    return slip.due is not None and slip.due <= now


def next_one(book: Notebook, window: int, now: datetime) -> tuple[str, Turn] | None:
    """Return whom the window must call next and why; None if nobody may be called."""
    line = ready(book, window, now)
    by_time = sorted((slip.due, slip.rank, slip.number) for slip in line if is_due(slip, now) and slip.due)
    if by_time:
        return by_time[0][2], "appointment"
    back = [slip.number for slip in line if slip.back]
    if back:
        return back[0], "returned"
    priority = [slip.number for slip in line if slip.first]
    common = [slip.number for slip in line if not slip.first]
    if priority and (not common or book.in_row[window] < book.centre.order.priority_in_a_row):
        return priority[0], "priority"
    return (common[0], "ordinary") if common else None


def next_number(book: Notebook, letter: str, *, priority: bool) -> str:
    """Count one on, past what was carried over; bookings do not count."""
    high = book.centre.order.priority_numbers == "own_range" and not priority
    while True:
        book.counts[letter, high] += 1
        number = f"{letter}{book.counts[letter, high] + 999 * high:03d}"
        if number not in book.slips:
            return number


def no_ticket(book: Notebook, command: IssueTicket | CheckIn, now: datetime) -> tuple[str, str | None] | None:
    """Return why the kiosk gets no, as reason and what is closed; None if it gets a ticket, or its first answer."""
    if isinstance(command, IssueTicket) and book.service(command.service) is None:
        return "unknown_service", None
    if command.request in book.requests:
        known = book.slips.get(book.requests[command.request] or "")
        return None if known and known.where != "voided" else ("given_up", None)
    return _closed(book, command.service, now) if isinstance(command, IssueTicket) else _not_booked(book, command, now)


def _closed(book: Notebook, name: str, now: datetime) -> tuple[str, str | None] | None:
    hours, today = book.centre.hours, now.astimezone(KYIV).date()
    # A clock that was set back to an earlier day tells nothing of the hours.
    lost = hours is None or (book.day is not None and today < book.day)
    reason = (None if lost or hours is None else outside(hours, now)) or failed(book, name)
    return ("service_closed", reason) if reason else None


def _not_booked(book: Notebook, command: CheckIn, now: datetime) -> tuple[str, str | None] | None:
    booked = None if book.day is None else book.bookings.get((book.day, command.code))
    if booked is None:
        return "unknown_code", None
    if booked.ticket is not None and book.slips[booked.ticket].where != "voided":
        return "used_code", None
    if book.service(booked.service) is None:
        return "unknown_service", None
    said = _closed(book, booked.service, now)
    # The last number of the day is given before the doors are shut: a booking is let in until then.
    still_here = said == ("service_closed", "over") and book.centre.hours is not None and here(book.centre.hours, now)
    broken = failed(book, booked.service)
    return (("service_closed", broken) if broken else None) if still_here else said


def here(hours: Hours, now: datetime) -> bool:
    """Tell whether the centre has opened on this date and not closed yet."""
    local = now.astimezone(KYIV)
    intervals = intervals_of(hours, local)
    minutes = local.hour * 60 + local.minute
    return bool(intervals) and minutes < _minutes(intervals[-1].split("-")[1])


def intervals_of(hours: Hours, local: datetime) -> tuple[str, ...]:
    """Return the intervals of a date, as centre.toml says them."""
    exceptions = {exception.date: exception.intervals for exception in hours.exceptions}
    intervals: tuple[str, ...] = exceptions.get(local.date(), getattr(hours, WEEK[local.weekday()]))
    return intervals


def failed(book: Notebook, name: str) -> str | None:
    """Return the first of what the service needs that has failed."""
    service = book.service(name)
    return next((need for need in (service.needs if service else ()) if need in book.outages), None)


def outside(hours: Hours, now: datetime) -> str | None:
    """Return how the wall clock of the hall stands to the hours of its date."""
    local = now.astimezone(KYIV)
    intervals = intervals_of(hours, local)
    minutes = local.hour * 60 + local.minute
    if not intervals:
        return "day_off"
    opens, closes = _minutes(intervals[0].split("-")[0]), _minutes(intervals[-1].split("-")[1])
    if minutes >= max(closes - hours.reception_ends_min, opens):
        return "over"
    return "not_yet" if minutes < opens - hours.issue_before_min else None


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def may_call(book: Notebook, command: Call) -> bool:
    """Tell whether a clerk at an open, free window that serves it may call this number by hand."""
    slip = book.slips.get(command.ticket)
    free = book.modes.get(command.window) == "open" and book.at(command.window) is None
    return (
        free
        and slip is not None
        and slip.where in ("line", "postponed", "no_show")
        and can_help(book, command.window, slip)
    )


def can_help(book: Notebook, window: int, slip: Slip) -> bool:
    """Tell whether the window serves it; any may, by hand, if centre.toml has lost the service since."""
    return window in book.windows_for(slip.service) or book.service(slip.service) is None


def call_over(centre: CentreFile, window: int) -> tuple[bool, timedelta]:
    """Return whether the clerk of the window can say that the citizen has come, and how long a call is waited for."""
    keys = [key.action for desk in centre.desks if desk.window == window for key in desk.keys]
    says_so = "serve" in keys
    return says_so, timedelta(seconds=centre.calls.no_show_after_s if says_so else centre.calls.arrival_after_s)
