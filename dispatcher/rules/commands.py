# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be asked of the queue, in the imperative, and the one way it says no; not who asks, nor how.

What comes from around the queue, alerts, power and the clock, is in ``commands_alarms``.
"""

from datetime import date, datetime
from typing import Literal

import msgspec

from centre.errors import CherhaError
from centre.facts_base import PostponeReason, PrintOutcome, Resource
from centre.messages import ClosedReason, RefusalReason
from dispatcher.rules.commands_alarms import SurroundingCommand


class Refused(CherhaError):
    """The command is not possible now and has changed nothing; the text tells a technician why.

    ``closed`` is why a service gives no tickets, for the citizen.
    """

    def __init__(self, reason: RefusalReason, text: str, closed: ClosedReason | None = None) -> None:
        super().__init__(text)
        self.reason: RefusalReason = reason
        self.text = text
        self.closed: ClosedReason | None = closed


class IssueTicket(msgspec.Struct, frozen=True):
    """Give a citizen a place; ``request`` is the key of the press, ``<kiosk>/<uuid>``."""

    service: str
    kiosk: str
    request: str
    priority: bool = False


class CheckIn(msgspec.Struct, frozen=True):
    """Give the citizen of a booking a place; ``request`` as for IssueTicket."""

    code: str
    kiosk: str
    request: str


class TakeOver(msgspec.Struct, frozen=True, kw_only=True):
    """Give a ticket its place that a kiosk gave ``age_s`` seconds ago, when it was alone; ``day`` is the kiosk's.

    ``outcome`` is how its printing ended; ``request`` as for IssueTicket.
    """

    ticket: str
    service: str
    kiosk: str
    request: str
    day: date
    age_s: float
    priority: bool = False
    outcome: PrintOutcome = "printed"


class Void(msgspec.Struct, frozen=True):
    """Take back what a request made, or will make if it arrives late."""

    request: str
    reason: Literal["given_up", "not_printed"] = "given_up"


class ReportPrint(msgspec.Struct, frozen=True):
    """Say how the printing of a ticket ended; ``day`` is the one on the ticket."""

    ticket: str
    day: date
    outcome: PrintOutcome


class Open(msgspec.Struct, frozen=True):
    """Let the window call citizens."""

    window: int


class Pause(msgspec.Struct, frozen=True):
    """Let the window call nobody for a while; its ticket stays."""

    window: int


class Close(msgspec.Struct, frozen=True):
    """End the window's day."""

    window: int


class CallNext(msgspec.Struct, frozen=True):
    """Finish what is at the window and call who is next."""

    window: int


class Call(msgspec.Struct, frozen=True):
    """Call one ticket by its number, out of turn or because its citizen came back."""

    window: int
    ticket: str


class Recall(msgspec.Struct, frozen=True):
    """Call the called ticket once more."""

    window: int


class Serve(msgspec.Struct, frozen=True):
    """The called citizen has come."""

    window: int


class Finish(msgspec.Struct, frozen=True):
    """The citizen has been served."""

    window: int


class NoShow(msgspec.Struct, frozen=True):
    """The called citizen has not come."""

    window: int


class Postpone(msgspec.Struct, frozen=True):
    """Let the citizen come back in so many minutes, place kept; the wire allows 1 to 480."""

    window: int
    minutes: int
    reason: PostponeReason = "other"


class Transfer(msgspec.Struct, frozen=True):
    """Send the citizen on to another service, to one window, or both; seniority is kept."""

    window: int
    service: str | None = None
    to_window: int | None = None


class ReturnTicket(msgspec.Struct, frozen=True):
    """Let somebody who had not come, or was put off, wait again."""

    window: int
    ticket: str


class Outage(msgspec.Struct, frozen=True):
    """Say that something services need has failed, or (``lost`` False) works again."""

    resource: Resource
    lost: bool


class Book(msgspec.Struct, frozen=True):
    """Expect somebody; a booking that was not used yet is moved to what is said now."""

    code: str
    service: str
    due: datetime


class CarryOver(msgspec.Struct, frozen=True):
    """Let tickets that were not served today be good on the next day; none named: all of them."""

    tickets: tuple[str, ...] = ()


Command = (
    IssueTicket
    | CheckIn
    | TakeOver
    | Void
    | ReportPrint
    | Open
    | Pause
    | Close
    | CallNext
    | Call
    | Recall
    | Serve
    | Finish
    | NoShow
    | Postpone
    | Transfer
    | ReturnTicket
    | Outage
    | Book
    | CarryOver
    | SurroundingCommand
)
"""Everything that ``decide`` answers."""
