# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the notebook's reader would say: who is next, which number, who is let in; nothing of it is the rules' code."""

from datetime import datetime, timedelta

from centre.blocks import block_of
from centre.config import CentreFile
from centre.facts_base import Turn
from dispatcher.rules.commands import Call, CheckIn, IssueTicket, TakeOver
from tests.dispatcher.rules.any_day.notebook import Notebook
from tests.dispatcher.rules.any_day.slips import Booked, Slip
from tests.dispatcher.rules.any_day.wall import here, outside


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
    """Count one on, past what was carried over and what is some kiosk's own; bookings do not count."""
    high = book.centre.order.priority_numbers == "own_range" and not priority
    own = {count for kiosk in book.centre.kiosks for count in block_of(kiosk)}
    while True:
        book.counts[letter, high] += 1
        count = book.counts[letter, high] + 999 * high
        number = f"{letter}{count:03d}"
        if number not in book.slips and count not in own:
            return number


def may_give(book: Notebook, command: TakeOver) -> bool:
    """Tell whether the number is of the kiosk's own block, under the letter of the service."""
    service = book.service(command.service)
    blocks = [block_of(kiosk) for kiosk in book.centre.kiosks if kiosk.id == command.kiosk]
    own = {f"{service.letter}{count:03d}" for block in blocks for count in block} if service else set()
    return command.ticket in own


def no_ticket(book: Notebook, command: IssueTicket | CheckIn, now: datetime) -> tuple[str, str | None] | None:
    """Return why the kiosk gets no, as reason and what is closed; None if it gets a ticket, or its first answer."""
    if isinstance(command, IssueTicket) and book.service(command.service) is None:
        return "unknown_service", None
    if command.request in book.requests:
        known = book.slips.get(book.requests[command.request] or "")
        return None if known and known.where != "voided" else ("given_up", None)
    return _closed(book, command.service, now) if isinstance(command, IssueTicket) else _not_booked(book, command, now)


def _closed(book: Notebook, name: str, now: datetime) -> tuple[str, str | None] | None:
    hours, sirens = book.centre.hours, book.sirens
    # A clock that is doubted tells nothing of the hours.
    known = hours if book.before_doubt is None else None
    opens_at = sirens.resumes_at if sirens.late_opening else None
    reason = (outside(known, now, opens_at) if known else None) or failed(book, name) or _alarmed(book, name)
    return ("service_closed", reason) if reason else None


def _alarmed(book: Notebook, name: str) -> str | None:
    stops = book.sirens.alert is not None and book.centre.alerts.tickets == "stop"
    return "alert" if stops and not helps(book, name) else None


def helps(book: Notebook, name: str) -> bool:
    """Tell whether a window calls for the service, an alert or not."""
    return not book.sirens.stops(*book.windows_for(name))


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
    broken = failed(book, booked.service) or _alarmed(book, booked.service)
    return (("service_closed", broken) if broken else None) if still_here else said


def failed(book: Notebook, name: str) -> str | None:
    """Return the first of what the service needs that has failed."""
    service = book.service(name)
    return next((need for need in (service.needs if service else ()) if need in book.outages), None)


def may_call(book: Notebook, command: Call) -> bool:
    """Tell whether a clerk at an open, free window that serves it may call this number by hand."""
    slip = book.slips.get(command.ticket)
    called_to = book.modes.get(command.window) == "open" and not book.sirens.stops(command.window)
    free = called_to and book.at(command.window) is None
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


def late(book: Notebook, booked: Booked, now: datetime) -> bool:
    """Tell whether who checks in now has missed the booked time; nobody is late for an alert."""
    patience = timedelta(seconds=book.centre.appointments.late_after_s)
    ends = book.sirens.ends(booked.due, patience, *book.windows_for(booked.service))
    return ends is not None and now > ends


def comes_back(book: Notebook, slip: Slip) -> datetime | None:
    """Return when the clock brings who is aside back to the line; None: nobody knows, or a clerk alone will."""
    windows = book.windows_for(slip.service)
    if book.sirens.stops(*windows):
        return None
    if slip.where == "postponed" and slip.until and slip.put_off:
        return book.sirens.ends(slip.put_off, slip.until - slip.put_off, *windows)
    if slip.where != "no_show" or slip.absent_since is None or slip.missed > book.centre.calls.offered_again:
        return None
    return book.sirens.ends(slip.absent_since, timedelta(seconds=book.centre.calls.not_offered_s), *windows)
