# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the dispatcher answers, and how it refuses. No topics, no requests."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from centre.facts_base import Moment, TicketNumber, Word
from centre.messages_base import Message


class Reply(Message, frozen=True, kw_only=True):
    """The dispatcher's answer, sent only after what it says is on the disk."""

    request_id: UUID


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """How long the citizen will probably wait, in minutes, as it looked ``at`` this moment."""

    from_min: int
    to_min: int
    at: Moment


class TicketReply(Reply, frozen=True, kw_only=True):
    """The citizen has this place; ``due`` is a booking's time, ``wait`` is absent when nothing is known of it.

    ``after_alert``: it was given in an alert and is good after the all-clear.
    """

    ticket: TicketNumber
    day: date
    service: str
    issued_at: Moment
    ahead: int
    windows: tuple[int, ...]
    due: Moment | None = None
    wait: Wait | None = None
    after_alert: bool = False


class DeskReply(Reply, frozen=True, kw_only=True):
    """The clerk's wish is done; ``ticket`` is at the window now, if any."""

    window: int
    ticket: TicketNumber | None
    waiting: int


class Leftover(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket that is not served yet; ``kept`` when it is good on the next day.

    ``in_time``: it will probably be served before closing today; absent where nobody can tell.
    """

    ticket: TicketNumber
    service: str
    state: str
    issued_at: Moment
    kept: bool
    in_time: bool | None = None


class ClockSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What the dispatcher's clock ``says``, whether it is trusted, and by which moment the queue goes if it is not."""

    says: Moment
    trusted: bool
    goes_by: Moment


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """How many citizens have said ``word`` of a service today; "" is no service, as at the exit."""

    service: str
    word: Word
    count: int


class OfficeReply(Reply, frozen=True, kw_only=True):
    """The office's wish is done.

    ``leftover``: who is not served yet; ``more`` follow when the list is long. ``kept`` counts tickets now good on the
    next day. ``resumes_at``: after an all-clear, when windows call again. ``booked`` counts new bookings,
    ``not_booked`` says why others were not taken. ``clock`` and ``ratings``: if they were asked.
    """

    leftover: tuple[Leftover, ...] = ()
    more: bool = False
    kept: int = 0
    resumes_at: Moment | None = None
    booked: int = 0
    not_booked: tuple[str, ...] = ()
    clock: ClockSaid | None = None
    ratings: tuple[Rated, ...] = ()


class Confirmation(Reply, frozen=True, kw_only=True):
    """What the device reported is in the journal."""


RefusalReason = Literal[
    "bad_message",
    "unknown_service",
    "unknown_window",
    "unknown_ticket",
    "unknown_code",
    "used_code",
    "service_closed",
    "window_closed",
    "window_busy",
    "nobody_waits",
    "no_ticket_at_window",
    "wrong_state",
    "wrong_window",
    "given_up",
    "retained",
    "journal_failed",
    "alert",
]


ClosedReason = Literal["power", "internet", "registry", "biometrics", "not_yet", "over", "day_off", "full", "alert"]
"""Why a service gives no tickets: what it needs has failed, no reception yet, any more or at all, no room, an alert."""


class Refusal(Message, frozen=True, kw_only=True):
    """Nothing was changed; ``text`` tells a technician why. ``request_id`` is absent when it could not be read.

    ``closed`` is what the citizen is told when the reason is *service_closed*.
    """

    reason: RefusalReason
    text: str
    request_id: UUID | None = None
    closed: ClosedReason | None = None
