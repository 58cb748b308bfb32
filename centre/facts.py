# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened in the queue: the facts a journal keeps and the topic ``event`` carries, each in the past tense.

Those about tickets stand here, those about the day in ``facts_day``, those about alerts, power and clock in
``facts_alarms``.

A fact is never changed and never taken back; the queue of a day is what its facts make, in their order.
``at`` is UTC. ``ticket`` is the number a citizen holds, unique within a day of service.
"""

from datetime import date
from typing import Literal

from centre.facts_alarms import SurroundingFact
from centre.facts_base import Fact, Moment, PostponeReason, PrintOutcome, TicketNumber, Turn
from centre.facts_day import (
    AppointmentBooked,
    DayStarted,
    JournalMended,
    ResourceLost,
    ResourceReturned,
    ServiceRated,
    WindowFact,
)


class TicketIssued(Fact, frozen=True, kw_only=True):
    """A citizen got a place; ``ahead`` counts those waiting then whom a window of the service could call before.

    ``request`` is the key of the press, ``<kiosk>/<uuid>``: by it a kiosk that gave up voids the ticket.
    ``priority`` is one bit: nobody knows why. ``code`` is a booking's, ``due`` its time if it was met, ``wait_min`` the
    range of minutes printed on the ticket, none if nothing was known. ``after_alert``: it was given in an alert.
    """

    ticket: TicketNumber
    service: str
    kiosk: str
    request: str
    ahead: int
    priority: bool = False
    due: Moment | None = None
    code: str | None = None
    wait_min: tuple[int, int] | None = None
    after_alert: bool = False


class TicketTakenOver(Fact, frozen=True, kw_only=True):
    """A kiosk that was alone had given this ticket at ``issued_at``; it stands behind whom ``place`` names, if anybody.

    ``place`` is a seniority: whoever stands behind it moves on by one. The number is of the kiosk's own block, so it
    counts in no series; ``request`` as of TicketIssued. ``day`` is the day of service it was for: an earlier one than
    the queue's has no place any more.
    """

    ticket: TicketNumber
    service: str
    kiosk: str
    request: str
    day: date
    issued_at: Moment
    priority: bool = False
    place: int | None = None


class TicketKept(Fact, frozen=True, kw_only=True):
    """The head of the centre decided that the ticket, not served today, is good on the next day."""

    ticket: TicketNumber


class TicketCarried(Fact, frozen=True, kw_only=True):
    """A ticket of an earlier day waits again, before all of today's; its number is not given a second time today."""

    ticket: TicketNumber
    service: str
    priority: bool = False


class TicketPrinted(Fact, frozen=True, kw_only=True):
    """A kiosk said how the printing of the ticket ended."""

    ticket: TicketNumber
    outcome: PrintOutcome


class TicketCalled(Fact, frozen=True, kw_only=True):
    """The ticket was called to the window for the first time since it waited; ``turn`` is the rule that chose it."""

    ticket: TicketNumber
    window: int
    turn: Turn = "ordinary"


class TicketRecalled(Fact, frozen=True, kw_only=True):
    """The called ticket was called once more."""

    ticket: TicketNumber
    window: int


class CallResumed(Fact, frozen=True, kw_only=True):
    """Nobody could answer the call, in an alert or while the dispatcher was away: its whole time begins again."""

    ticket: TicketNumber
    window: int


class ServingStarted(Fact, frozen=True, kw_only=True):
    """The citizen came to the window; ``assumed`` when nobody said so, but nobody said otherwise in time."""

    ticket: TicketNumber
    window: int
    assumed: bool = False


class TicketFinished(Fact, frozen=True, kw_only=True):
    """The citizen has been served."""

    ticket: TicketNumber
    window: int


class TicketNoShow(Fact, frozen=True, kw_only=True):
    """The called citizen did not come: the clerk said so, the time was up, or the recalls were."""

    ticket: TicketNumber
    window: int
    by: Literal["clerk", "time", "recalls"] = "clerk"


class TicketPostponed(Fact, frozen=True, kw_only=True):
    """The citizen will come back to the queue, place kept, at ``until``."""

    ticket: TicketNumber
    window: int
    until: Moment
    reason: PostponeReason = "other"


class TicketReturned(Fact, frozen=True, kw_only=True):
    """A postponed ticket, or one whose citizen had not come, waits again.

    In its old place, or right behind the ticket whose seniority is ``place``.
    """

    ticket: TicketNumber
    place: int | None = None


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


QueueFact = (
    JournalMended
    | DayStarted
    | AppointmentBooked
    | TicketIssued
    | TicketTakenOver
    | TicketKept
    | TicketCarried
    | TicketPrinted
    | TicketCalled
    | TicketRecalled
    | CallResumed
    | ServingStarted
    | TicketFinished
    | TicketNoShow
    | TicketPostponed
    | TicketReturned
    | TicketTransferred
    | TicketVoided
    | RequestGivenUp
    | WindowFact
    | ServiceRated
    | ResourceLost
    | ResourceReturned
    | SurroundingFact
)
"""Every fact of the dispatcher's journal."""
