# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The whole conversation: every topic and payload, who says it, who hears it; nothing of it is defined elsewhere.

Payloads are JSON objects, UTF-8, snake_case; ``message`` (in the journal's ``fact``) names the kind; times are UTC.
Unknown fields are ignored, as a centre is upgraded one card at a time; missing or wrong ones are refused.
Who speaks is in the topic, where the broker's ACL enforces it, never in the payload.
"""

import functools
import operator
import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from centre.errors import BadMessage
from centre.facts import Moment, PrintOutcome, QueueFact, TicketNumber, snake

PREFIX = "cherha/1"
"""First levels of every topic; the number changes only when old and new cards could no longer talk."""

LARGEST_PAYLOAD = 64 * 1024
"""Bytes; the broker refuses more. The board of 60 windows and 12 services is about 10 kB."""

Role = Literal["kiosk", "desk", "display", "dispatcher"]


class Message(msgspec.Struct, frozen=True, kw_only=True, tag=snake, tag_field="message"):
    """Anything said on the wire."""


class Request(Message, frozen=True, kw_only=True):
    """Something asked of the dispatcher; the same ``request_id`` always gets the first answer again."""

    request_id: UUID


class TicketRequest(Request, frozen=True, kw_only=True):
    """A citizen pressed the button of a service."""

    service: str


class PrintResult(Request, frozen=True, kw_only=True):
    """How the printing of the ticket that ``printed_request`` had asked for ended."""

    printed_request: UUID
    ticket: TicketNumber
    day: date
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
]


class DeskRequest(Request, frozen=True, kw_only=True):
    """A clerk's wish for the own window.

    ``ticket`` is needed by *call*; any other wish that names one is done only while it is at the window.
    ``minutes`` is needed by *postpone* (1 to 480), ``service`` or ``to_window`` by *transfer*.
    """

    action: DeskAction
    ticket: TicketNumber | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] | None = None
    service: str | None = None
    to_window: int | None = None


class Reply(Message, frozen=True, kw_only=True):
    """The dispatcher's answer, sent only after what it says is on the disk."""

    request_id: UUID


class TicketReply(Reply, frozen=True, kw_only=True):
    """The citizen has this place."""

    ticket: TicketNumber
    day: date
    service: str
    issued_at: Moment
    ahead: int
    windows: tuple[int, ...]


class DeskReply(Reply, frozen=True, kw_only=True):
    """The clerk's wish is done; ``ticket`` is at the window now, if any."""

    window: int
    ticket: TicketNumber | None
    waiting: int


class Confirmation(Reply, frozen=True, kw_only=True):
    """What the device reported is in the journal."""


RefusalReason = Literal[
    "bad_message",
    "unknown_service",
    "unknown_window",
    "unknown_ticket",
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
]


class Refusal(Message, frozen=True, kw_only=True):
    """Nothing was changed; ``text`` tells a technician why. ``request_id`` is absent when it could not be read."""

    reason: RefusalReason
    text: str
    request_id: UUID | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with a device, for the technician."""

    code: str
    text: str


class DeviceState(Message, frozen=True, kw_only=True):
    """What a device says of itself; ``offline`` is its last will."""

    state: Literal["ready", "degraded", "offline"]
    version: str
    since: Moment | None = None
    problems: tuple[Problem, ...] = ()


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket at a window; ``called_at`` is the newest call, ``times`` counts them."""

    ticket: TicketNumber
    window: int
    called_at: Moment
    times: int
    serving: bool


class ServiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many wait for a service, and whether a window serves it now."""

    service: str
    waiting: int
    open: bool


class Board(Message, frozen=True, kw_only=True):
    """The whole public state of the hall; ``number`` is the journal's last, so a later board has a larger one."""

    number: int
    at: Moment
    day: date | None
    calls: tuple[Call, ...]
    services: tuple[ServiceLine, ...]


class WindowState(Message, frozen=True, kw_only=True):
    """What the clerk and the panel over the window see."""

    number: int
    window: int
    state: Literal["open", "paused", "closed"]
    waiting: int
    call: Call | None = None


class JournalEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered line of the dispatcher's journal."""

    number: int
    event: QueueFact


class Row(NamedTuple):
    """One line of the topic table; ``topic`` is below the prefix, its ``{placeholders}`` stand for one level each."""

    name: str
    topic: str
    messages: tuple[type[msgspec.Struct], ...]
    senders: tuple[Role, ...]
    receivers: tuple[Role, ...]
    retained: bool = False


EVERYONE: tuple[Role, ...] = ("kiosk", "desk", "display", "dispatcher")

WIRE = (
    Row(
        "kiosk_request",
        "kiosk/{id}/request",
        (TicketRequest, PrintResult, GiveUp),
        ("kiosk",),
        ("dispatcher",),
    ),
    Row("desk_request", "desk/{id}/request", (DeskRequest,), ("desk",), ("dispatcher",)),
    Row("kiosk_reply", "kiosk/{id}/reply", (TicketReply, Confirmation, Refusal), ("dispatcher",), ("kiosk",)),
    Row("desk_reply", "desk/{id}/reply", (DeskReply, Refusal), ("dispatcher",), ("desk",)),
    Row("state", "{role}/{id}/state", (DeviceState,), EVERYONE, EVERYONE, retained=True),
    Row("board", "board", (Board,), ("dispatcher",), ("display", "kiosk", "desk"), retained=True),
    Row("window", "window/{window}", (WindowState,), ("dispatcher",), ("desk", "display"), retained=True),
    Row("event", "event", (JournalEvent,), ("dispatcher",), ()),
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
