# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened in the queue: the facts a journal keeps and the topic ``event`` carries, each in the past tense.

A fact is never changed and never taken back; the queue of a day is what its facts make, in their order.
``at`` is UTC. ``ticket`` is the number a citizen holds, unique within a day of service.
"""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

TicketNumber = Annotated[str, msgspec.Meta(pattern=r"^[А-ЯҐЄІЇ]{1,2}[0-9]{3,5}$")]
"""One or two Cyrillic letters and at least three digits: ``А001``."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its zone, in UTC when it is ours; one without a zone is refused."""

PrintOutcome = Literal["printed", "failed", "unknown"]
"""The three ends of a print job; *unknown* keeps the ticket: a place may be called in vain, never lost."""


def snake(name: str) -> str:
    """Return the wire's name of a type: ``TicketIssued`` is ``ticket_issued``."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=snake, tag_field="fact"):
    """Something that happened, and when."""

    at: Moment


class JournalMended(Fact, frozen=True, kw_only=True):
    """The journal was damaged and ``kept`` lines of it were saved; others, and numbers given in them, may be lost."""

    kept: int


class DayStarted(Fact, frozen=True, kw_only=True):
    """A day of service began: numbers start from 001, windows are closed, yesterday's tickets are over."""

    day: date


class TicketIssued(Fact, frozen=True, kw_only=True):
    """A citizen got a place; ``ahead`` counts those waiting then whom a window of the service could call before.

    ``request`` is the key of the press, ``<kiosk>/<uuid>``: by it a kiosk that gave up voids the ticket.
    """

    ticket: TicketNumber
    service: str
    kiosk: str
    request: str
    ahead: int


class TicketPrinted(Fact, frozen=True, kw_only=True):
    """A kiosk said how the printing of the ticket ended."""

    ticket: TicketNumber
    outcome: PrintOutcome


class TicketCalled(Fact, frozen=True, kw_only=True):
    """The ticket was called to the window for the first time since it waited."""

    ticket: TicketNumber
    window: int


class TicketRecalled(Fact, frozen=True, kw_only=True):
    """The called ticket was called once more."""

    ticket: TicketNumber
    window: int


class ServingStarted(Fact, frozen=True, kw_only=True):
    """The citizen came to the window."""

    ticket: TicketNumber
    window: int


class TicketFinished(Fact, frozen=True, kw_only=True):
    """The citizen has been served."""

    ticket: TicketNumber
    window: int


class TicketNoShow(Fact, frozen=True, kw_only=True):
    """The called citizen did not come."""

    ticket: TicketNumber
    window: int


class TicketPostponed(Fact, frozen=True, kw_only=True):
    """The citizen will come back to the queue, place kept, at ``until``."""

    ticket: TicketNumber
    window: int
    until: Moment


class TicketReturned(Fact, frozen=True, kw_only=True):
    """A postponed ticket waits again, in its old place."""

    ticket: TicketNumber


class TicketTransferred(Fact, frozen=True, kw_only=True):
    """The ticket waits for another service, or for one window only; its seniority is kept."""

    ticket: TicketNumber
    window: int
    service: str
    only_window: int | None = None


class TicketVoided(Fact, frozen=True, kw_only=True):
    """The ticket is nobody's: its request was given up, or it could not be printed."""

    ticket: TicketNumber
    reason: Literal["given_up", "not_printed"]


class RequestGivenUp(Fact, frozen=True, kw_only=True):
    """A kiosk gave up a request that had not arrived yet; if it ever does, it makes no ticket."""

    given_up: str


class WindowOpened(Fact, frozen=True, kw_only=True):
    """The window calls citizens."""

    window: int


class WindowPaused(Fact, frozen=True, kw_only=True):
    """The window stays, but calls nobody for now."""

    window: int


class WindowClosed(Fact, frozen=True, kw_only=True):
    """The window has ended its day."""

    window: int


QueueFact = (
    JournalMended
    | DayStarted
    | TicketIssued
    | TicketPrinted
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | TicketFinished
    | TicketNoShow
    | TicketPostponed
    | TicketReturned
    | TicketTransferred
    | TicketVoided
    | RequestGivenUp
    | WindowOpened
    | WindowPaused
    | WindowClosed
)
"""Every fact of the dispatcher's journal."""
