# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is published for whoever looks: the hall, each window, each device, each line of the journal."""

from datetime import date
from typing import Literal

import msgspec

from centre.facts import QueueFact
from centre.facts_base import AlertLevel, Moment, Resource, TicketNumber
from centre.messages_base import Message
from centre.messages_told import ClosedReason


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with a device, for the technician."""

    code: str
    text: str


class DeviceState(Message, frozen=True, kw_only=True):
    """What a device says of itself; ``offline`` is its last will, and what one says that can do nothing for others."""

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
    """How many wait for a service, whether a window serves it now, and why it gives no tickets, if it does not.

    ``booked``: whoever has an appointment for it gets a ticket all the same. ``ahead``: so many would be before a new
    ordinary ticket, as it would say.
    """

    service: str
    waiting: int
    open: bool
    closed: ClosedReason | None = None
    booked: bool = True
    ahead: int = 0


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """An air-raid alert as the hall is told of it; ``suspends``: windows call nobody.

    ``level`` is *unknown* where nobody has named one, as by a switch or a siren on the roof.
    """

    level: AlertLevel
    since: Moment
    suspends: bool


class Board(Message, frozen=True, kw_only=True):
    """The whole public state of the hall; ``number`` is the journal's last, so a later board has a larger one.

    ``opens_at`` is when the reception begins, while it has not yet begun today. ``alert`` is there until the all-clear,
    ``resumes_at`` from then until the windows call again. ``alerts_unheard``: no source of alerts can be heard, so
    listen for the siren. ``power``: whether the centre lives on its battery, and whether that is nearly empty.
    """

    number: int
    at: Moment
    day: date | None
    calls: tuple[Call, ...]
    services: tuple[ServiceLine, ...]
    opens_at: Moment | None = None
    alert: Alert | None = None
    resumes_at: Moment | None = None
    alerts_unheard: bool = False
    power: Literal["mains", "battery", "battery_low"] = "mains"


class WindowState(Message, frozen=True, kw_only=True):
    """What the clerk and the panel over the window see.

    ``waiting`` counts who waits for the window, ``ready`` whom it could call now. ``priority``: the citizen who is
    called asked for it, so the clerk looks at a document; a panel shows nothing of it. ``outages``: what has failed.
    ``away``: the newest ticket called to this window whose citizen did not come or was put off, and is still away.
    ``suspended``: in an alert, and until the people are back, this window calls nobody. ``alert``: there is one.
    """

    number: int
    window: int
    state: Literal["open", "paused", "closed"]
    waiting: int
    ready: int = 0
    call: Call | None = None
    priority: bool = False
    outages: tuple[Resource, ...] = ()
    away: TicketNumber | None = None
    suspended: bool = False
    alert: bool = False


class JournalEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered line of the dispatcher's journal."""

    number: int
    event: QueueFact
