# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be asked of the dispatcher: by kiosks, desks, sirens, rating boxes, the office. No topics, no answers."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from centre.facts_base import Moment, PostponeReason, PrintOutcome, Resource, Threat, TicketNumber, Word
from centre.messages_base import Message


class Request(Message, frozen=True, kw_only=True):
    """Something asked of the dispatcher; the same ``request_id`` always gets the first answer again."""

    request_id: UUID


class TicketRequest(Request, frozen=True, kw_only=True):
    """A citizen pressed the button of a service; ``priority`` is asked for with yes or no, never with a reason."""

    service: str
    priority: bool = False


class CheckIn(Request, frozen=True, kw_only=True):
    """A citizen with an appointment keyed its code in."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{3,8}\Z")]


class PrintResult(Request, frozen=True, kw_only=True):
    """How the printing of the ticket that ``printed_request`` had asked for ended."""

    printed_request: UUID
    ticket: TicketNumber
    day: date
    outcome: PrintOutcome


class HandOver(Request, frozen=True, kw_only=True):
    """A kiosk that was alone gave this ticket of its own block, ``age_s`` seconds ago; it takes its place by that.

    ``outcome`` is how its printing ended.
    """

    issued_request: UUID
    ticket: TicketNumber
    service: str
    day: date
    age_s: Annotated[float, msgspec.Meta(ge=0)]
    priority: bool = False
    outcome: PrintOutcome


class GiveUp(Request, frozen=True, kw_only=True):
    """The kiosk no longer waits for the answer to an earlier request: its ticket, if there is one, is void."""

    given_up: UUID


DeskAction = Literal[
    "open",
    "pause",
    "close",
    "call_next",
    "call",
    "recall",
    "serve",
    "finish",
    "no_show",
    "postpone",
    "transfer",
    "return_ticket",
    "outage",
    "outage_over",
    "alert",
    "all_clear",
]


class DeskRequest(Request, frozen=True, kw_only=True):
    """A clerk's wish for the own window.

    ``ticket`` is needed by *call* and *return_ticket*; any other wish that names one is done only while it is at the
    window. ``minutes`` (1 to 480; else centre.toml's) and ``reason`` belong to *postpone*, ``service`` or ``to_window``
    to *transfer*, ``resource`` to *outage* and *outage_over*. *alert* and *all_clear* are the switch by hand.
    """

    action: DeskAction
    ticket: TicketNumber | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] | None = None
    reason: PostponeReason = "other"
    resource: Resource | None = None
    service: str | None = None
    to_window: int | None = None


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """One booking of a list: when, under which code, for what."""

    due: Moment
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{3,8}\Z")]
    service: str


class BookAppointments(Request, frozen=True, kw_only=True):
    """The office hands in bookings; one that is known already and was not used is moved to what the newer list says."""

    appointments: Annotated[tuple[Appointment, ...], msgspec.Meta(max_length=250)]


class ReportOutage(Request, frozen=True, kw_only=True):
    """The office says that something services need has failed, or works again."""

    resource: Resource
    lost: bool


class CallTicket(Request, frozen=True, kw_only=True):
    """The office calls a ticket by its number to an open, free window that serves it: its citizen stands there."""

    window: int
    ticket: TicketNumber


class ListLeftover(Request, frozen=True, kw_only=True):
    """The office asks who is not served yet, from the first or behind the ticket ``after``; nothing is changed."""

    after: TicketNumber | None = None


class CarryOver(Request, frozen=True, kw_only=True):
    """The head of the centre decides that tickets not served today are good on the next day; none named: all left."""

    tickets: tuple[TicketNumber, ...] = ()


class SwitchAlert(Request, frozen=True, kw_only=True):
    """The office raises an alert by hand, or says the all-clear, whatever the feeds say until they say news."""

    raised: bool


class AskClock(Request, frozen=True, kw_only=True):
    """The office asks what the dispatcher's clock says and whether it is trusted; nothing is changed."""


class TrustClock(Request, frozen=True, kw_only=True):
    """The head of the centre says that the dispatcher's clock is right, though nothing proves it."""


class AskRatings(Request, frozen=True, kw_only=True):
    """The office asks for the citizens' words of today; nothing is changed."""


class AlertRequest(Request, frozen=True, kw_only=True):
    """A siren says its whole truth: an alert with its threats, none, or that its source is lost."""

    says: Literal["raise", "clear", "lost"]
    threats: tuple[Threat, ...] = ()


class PowerRequest(Request, frozen=True, kw_only=True):
    """The contacts of a battery: whether the mains is there, and whether the battery is nearly empty."""

    mains: bool
    battery_low: bool


class RateService(Request, frozen=True, kw_only=True):
    """A citizen pressed one of the four words. Which box it was is in the topic only, and is kept nowhere."""

    word: Word
