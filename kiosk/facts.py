# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened at one kiosk: the facts of its journal; by them a number comes out twice as a copy only."""

from datetime import date
from uuid import UUID

from centre.config import Language
from centre.facts_base import Fact, Moment, PrintOutcome
from centre.facts_day import JournalMended
from centre.messages import ClosedReason, TicketReply


class OwnTicket(TicketReply, frozen=True, kw_only=True):
    """A ticket that the kiosk gives by itself, never said on the wire; how many are ahead, nobody knows.

    ``timed``: its moment can be printed, as the clock that says it is believed.
    """

    ahead: int = 0
    priority: bool = False
    timed: bool = True


class KioskStarted(Fact, frozen=True, kw_only=True):
    """The kiosk began; what was still open before is written again after this line, so a replay begins here."""


class Pressed(Fact, frozen=True, kw_only=True):
    """A citizen asked for a ticket, or keyed in the ``code`` of a booking: then there is no ``service`` yet.

    ``language``: what the paper is to speak, if they have chosen; so in the facts below.
    """

    request_id: UUID
    service: str = ""
    priority: bool = False
    code: str = ""
    language: Language | None = None


class GivenUp(Fact, frozen=True, kw_only=True):
    """No ticket came of the press; ``told`` when the dispatcher knows it, or had refused it itself."""

    request_id: UUID
    told: bool


class Answered(Fact, frozen=True, kw_only=True):
    """The press has its ticket, and no byte of it has been sent: it waits for its turn at the printer, or for paper."""

    request_id: UUID
    reply: TicketReply
    language: Language | None = None


class CentreRemembered(Fact, frozen=True, kw_only=True):
    """What the kiosk must know when it is alone, written when it changes: the day, what is closed, its own numbers.

    ``day`` is None until the centre has named one; ``heard_at`` is the time of its board. ``closed`` are the services
    that an outage closes. ``last``: under each letter the last own number given on that day, and ``counts_until`` the
    last day on which any of them may count for the centre; None when nobody can say.
    """

    day: date | None = None
    heard_at: Moment | None = None
    closed: dict[str, ClosedReason]
    last: dict[str, int]
    counts_until: date | None = None


class IssuedAlone(Fact, frozen=True, kw_only=True):
    """The centre was out of reach, and the kiosk gave a number of its own; no byte of it has been sent.

    ``counts_until`` is the last day that it may be of; None when nothing proved the clock.
    """

    request_id: UUID
    ticket: OwnTicket
    counts_until: date | None = None
    language: Language | None = None


class HandedOver(Fact, frozen=True, kw_only=True):
    """The dispatcher knows of the ticket that was given alone, or has refused to."""

    request_id: UUID


class PrintStarted(Fact, frozen=True, kw_only=True):
    """From now on the ticket's number may be on paper."""

    request_id: UUID
    ticket: str
    day: date


class PrintEnded(Fact, frozen=True, kw_only=True):
    """The printing ended; ``told`` when the dispatcher knows how (of one given alone: when it was handed over)."""

    request_id: UUID
    ticket: str
    day: date
    outcome: PrintOutcome
    told: bool


KioskFact = (
    KioskStarted
    | CentreRemembered
    | Pressed
    | GivenUp
    | Answered
    | IssuedAlone
    | PrintStarted
    | PrintEnded
    | HandedOver
    | JournalMended
)
"""Every fact of a kiosk's journal."""
