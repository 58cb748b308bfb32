# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which page the kiosk is on, by what it knows: pure. The face draws it, the voice says it, lamps follow it.

It knows no words and no pixels.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from centre.config import Language
from centre.facts_base import AlertLevel
from centre.messages import ClosedReason, Refusal, TicketReply

Kind = Literal[
    "menu",
    "purposes",
    "code",
    "still_wait",
    "still_there",
    "coming",
    "take",
    "told",
    "alert",
    "battery_low",
    "not_printing",
    "promised",
    "none_given",
    "closed",
]

ChoiceKind = Literal[
    "service",
    "sphere",
    "purpose",
    "digit",
    "priority",
    "language",
    "code",
    "erase",
    "yes",
    "no",
    "back",
    "more",
]

Closed = ClosedReason | Literal[""] | None
"""Why something gives no tickets: "" where nobody knows more, None for what gives them."""

Chosen = Language | None
"""The language that a citizen has chosen; None: they have chosen none."""


class Choice(NamedTuple):
    """What can be pressed, by whatever means: ``name`` is what Menu.press takes.

    ``of`` is what it is about: the id of a service or a sphere, of a purpose the service that it leads to, the digit,
    the language that it leads to, of *more* the number of its part and of all, as "1/3". A ``closed`` one tells why
    when it is pressed, unless it only rests, as it was pressed in haste. ``chosen``: it is switched on, as priority.
    """

    name: str
    kind: ChoiceKind
    of: str = ""
    closed: Closed = None
    chosen: bool = False


class Page(NamedTuple):
    """A page: what it asks or tells, in these languages, and what can be pressed, in reading order.

    ``focus``: the name of the choice on which the keys of the non-visual mode stand. ``of``: the sphere of *purposes*,
    the service that *still_wait* is about, before whom so many are ``ahead``. ``digits``: those keyed in of a *code*
    that has ``digits_of``. ``copy``: the ticket is one that was printed again. ``told`` of page *told*; None: a code
    while the centre is out of reach. ``reason`` and ``opens_at`` are of one that is *closed*, ``booked``: but for those
    who have a code.
    """

    kind: Kind
    languages: tuple[Language, ...] = ("uk",)
    choices: tuple[Choice, ...] = ()
    focus: str = ""
    reason: ClosedReason | None = None
    opens_at: datetime | None = None
    booked: bool = False
    ahead: int = 0
    digits: str = ""
    digits_of: int = 0
    of: str = ""
    ticket: TicketReply | None = None
    copy: bool = False
    told: Refusal | None = None
    level: AlertLevel | None = None


class Begun(NamedTuple):
    """What a citizen has begun: see :class:`kiosk.menu.Menu`."""

    sphere: str = ""
    digits: str = ""
    keying: bool = False
    priority: bool = False
    language: Chosen = None
    part: int = 0
    asked: str = ""
    ahead: int = 0
    tells: bool = False
    told: Refusal | None = None
    doubted: bool = False


class Known(NamedTuple):
    """What the kiosk knows.

    ``coming``: paper of somebody is on its way, ``waits``: of a ticket; ``out``: a ticket that is out, to be taken, or
    a ``copy`` of it;
    ``spoken``: the language of whoever waits for it or takes it. ``prints``: the printer is well; ``open``: somebody
    gives numbers, the centre or the kiosk itself; ``closed``: why each service that it offers gives none; ``booked``: a
    booking's code brings a ticket nevertheless; ``power_ends``: the battery is almost empty. ``level``: of an alert.
    """

    coming: bool = False
    waits: bool = False
    out: TicketReply | None = None
    copy: bool = False
    spoken: Chosen = None
    prints: bool = True
    open: bool = True
    closed: Mapping[str, Closed] = MappingProxyType({})
    booked: bool = False
    opens_at: datetime | None = None
    power_ends: bool = False
    level: AlertLevel | None = None
