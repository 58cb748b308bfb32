# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened at one kiosk: the facts of its own journal, so that a power cut never prints a number twice."""

from datetime import date
from uuid import UUID

from centre.facts import JournalMended
from centre.facts_base import Fact, PrintOutcome
from centre.messages import TicketReply


class KioskStarted(Fact, frozen=True, kw_only=True):
    """The kiosk began; what was still open before is written again after this line, so a replay begins here."""


class Pressed(Fact, frozen=True, kw_only=True):
    """A citizen asked for a ticket, or keyed in the ``code`` of a booking: then there is no ``service`` yet."""

    request_id: UUID
    service: str = ""
    priority: bool = False
    code: str = ""


class GivenUp(Fact, frozen=True, kw_only=True):
    """No ticket came of the press; ``told`` when the dispatcher knows it, or had refused it itself."""

    request_id: UUID
    told: bool


class Answered(Fact, frozen=True, kw_only=True):
    """The press has its ticket, and no byte of it has been sent: it waits for its turn at the printer, or for paper."""

    request_id: UUID
    reply: TicketReply


class PrintStarted(Fact, frozen=True, kw_only=True):
    """From now on the ticket's number may be on paper."""

    request_id: UUID
    ticket: str
    day: date


class PrintEnded(Fact, frozen=True, kw_only=True):
    """The printing ended; ``told`` when the dispatcher knows how."""

    request_id: UUID
    ticket: str
    day: date
    outcome: PrintOutcome
    told: bool


KioskFact = KioskStarted | Pressed | GivenUp | Answered | PrintStarted | PrintEnded | JournalMended
"""Every fact of a kiosk's journal."""
