# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The whole conversation: every topic and payload, who says it, who hears it.

Payloads are JSON objects, UTF-8, snake_case; ``message`` (in the journal's ``fact``) names the kind; times are UTC.
Unknown fields are ignored, as a centre is upgraded one card at a time; missing or wrong ones are refused.
Who speaks is in the topic, where the broker's ACL enforces it, never in the payload.
"""

import functools
import operator
import re
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from centre.errors import BadMessage
from centre.messages_asked import (
    AlertRequest,
    Appointment,
    AskClock,
    AskRatings,
    BookAppointments,
    CallTicket,
    CarryOver,
    CheckIn,
    DeskAction,
    DeskRequest,
    GiveUp,
    HandOver,
    ListLeftover,
    PowerRequest,
    PrintResult,
    RateService,
    ReportOutage,
    Request,
    SwitchAlert,
    TicketRequest,
    TrustClock,
)
from centre.messages_base import (
    Message,
)
from centre.messages_shown import (
    Alert,
    Board,
    Call,
    DeviceState,
    JournalEvent,
    Problem,
    ServiceLine,
    WindowState,
)
from centre.messages_told import (
    ClockSaid,
    ClosedReason,
    Confirmation,
    DeskReply,
    Leftover,
    OfficeReply,
    Rated,
    Refusal,
    RefusalReason,
    Reply,
    TicketReply,
    Wait,
)

__all__ = [
    "EVERYONE",
    "LARGEST_PAYLOAD",
    "PREFIX",
    "WIRE",
    "Alert",
    "AlertRequest",
    "Appointment",
    "AskClock",
    "AskRatings",
    "Board",
    "BookAppointments",
    "Call",
    "CallTicket",
    "CarryOver",
    "CheckIn",
    "ClockSaid",
    "ClosedReason",
    "Confirmation",
    "DeskAction",
    "DeskReply",
    "DeskRequest",
    "DeviceState",
    "GiveUp",
    "HandOver",
    "JournalEvent",
    "Leftover",
    "ListLeftover",
    "Message",
    "OfficeReply",
    "PowerRequest",
    "PrintResult",
    "Problem",
    "RateService",
    "Rated",
    "Refusal",
    "RefusalReason",
    "Reply",
    "ReportOutage",
    "Request",
    "Role",
    "Row",
    "ServiceLine",
    "SwitchAlert",
    "TicketReply",
    "TicketRequest",
    "TrustClock",
    "Wait",
    "WindowState",
    "decode",
    "encode",
    "read_topic",
    "request_id_in",
    "topic",
]

PREFIX = "cherha/1"
"""First levels of every topic; the number changes only when old and new cards could no longer talk."""

LARGEST_PAYLOAD = 64 * 1024
"""Bytes; the broker refuses more. The board of 60 windows and 12 services is about 10 kB."""

Role = Literal["kiosk", "desk", "display", "siren", "rating", "office", "dispatcher", "broker", "bridge", "page"]
"""Who takes part: the broker carries and says nothing itself, the bridge tells a region, a page only looks."""


class Row(NamedTuple):
    """One line of the topic table; ``topic`` is below the prefix, its ``{placeholders}`` stand for one level each.

    ``sealed``: what is said here is for the receivers alone, not even for whoever else may read everything.
    """

    name: str
    topic: str
    messages: tuple[type[msgspec.Struct], ...]
    senders: tuple[Role, ...]
    receivers: tuple[Role, ...]
    retained: bool = False
    sealed: bool = False


EVERYONE: tuple[Role, ...] = ("kiosk", "desk", "display", "siren", "rating", "dispatcher")

WIRE = (
    Row(
        "kiosk_request",
        "kiosk/{id}/request",
        (TicketRequest, CheckIn, PrintResult, GiveUp, HandOver),
        ("kiosk",),
        ("dispatcher",),
    ),
    Row("desk_request", "desk/{id}/request", (DeskRequest,), ("desk",), ("dispatcher",)),
    Row(
        "office_request",
        "office/{id}/request",
        (
            BookAppointments,
            ReportOutage,
            CallTicket,
            ListLeftover,
            CarryOver,
            SwitchAlert,
            AskClock,
            TrustClock,
            AskRatings,
        ),
        ("office",),
        ("dispatcher",),
    ),
    Row("siren_request", "siren/{id}/request", (AlertRequest, PowerRequest), ("siren",), ("dispatcher",)),
    Row("rating_request", "rating/{id}/request", (RateService,), ("rating",), ("dispatcher",), sealed=True),
    Row("kiosk_reply", "kiosk/{id}/reply", (TicketReply, Confirmation, Refusal), ("dispatcher",), ("kiosk",)),
    Row("desk_reply", "desk/{id}/reply", (DeskReply, Refusal), ("dispatcher",), ("desk",)),
    Row("siren_reply", "siren/{id}/reply", (Confirmation, Refusal), ("dispatcher",), ("siren",)),
    Row("rating_reply", "rating/{id}/reply", (Confirmation, Refusal), ("dispatcher",), ("rating",), sealed=True),
    Row("office_reply", "office/{id}/reply", (OfficeReply, Refusal), ("dispatcher",), ("office",)),
    Row("state", "{role}/{id}/state", (DeviceState,), EVERYONE, (*EVERYONE, "office", "bridge"), retained=True),
    Row(
        "board",
        "board",
        (Board,),
        ("dispatcher",),
        ("display", "kiosk", "desk", "siren", "rating", "office", "page"),
        retained=True,
    ),
    Row("window", "window/{window}", (WindowState,), ("dispatcher",), ("desk", "office"), retained=True),
    Row("event", "event", (JournalEvent,), ("dispatcher",), ("bridge",)),
)
"""The topic table; the broker's ACL, README's table and docs/asyncapi.yaml are made from it. Everything is QoS 1."""

_ROWS = {row.name: row for row in WIRE}
_PATTERNS = {row.name: re.compile(f"{PREFIX}/" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", row.topic)) for row in WIRE}
_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    row.name: msgspec.json.Decoder(functools.reduce(operator.or_, row.messages)) for row in WIRE
}
_ENCODER = msgspec.json.Encoder()


def topic(name: str, **levels: object) -> str:
    """Return the full topic of a table line: ``topic("kiosk_reply", id="hall")``; ``"+"`` as a level makes a filter."""
    return f"{PREFIX}/{_ROWS[name].topic.format(**levels)}"


def read_topic(full_topic: str) -> tuple[str, dict[str, str]]:
    """Return the table line's name and the levels of a topic, or raise BadMessage if the table has no such line."""
    for name, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(full_topic):
            return name, match.groupdict()
    raise BadMessage(f"{full_topic}: no such topic in the contract; see docs/asyncapi.yaml")


def encode(message: msgspec.Struct) -> bytes:
    """Return the payload of a message."""
    return _ENCODER.encode(message)


def decode(name: str, payload: bytes) -> Any:
    """Return the message of a payload on the table line ``name``, or raise BadMessage saying what is wrong with it."""
    if len(payload) > LARGEST_PAYLOAD:
        raise BadMessage(f"{name}: payload of {len(payload)} bytes; at most {LARGEST_PAYLOAD} are read")
    try:
        return _DECODERS[name].decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise BadMessage(f"{name}: {wrong}; got {payload[:80]!r}") from wrong


def request_id_in(payload: bytes) -> UUID | None:
    """Return the request id of a payload that could not be decoded, so that its refusal finds its asker."""
    try:
        return msgspec.json.decode(payload, type=_OnlyId).request_id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class _OnlyId(msgspec.Struct):
    request_id: UUID
