# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened to a day of service: journal, beginning, bookings, windows, what it needs, what people think of it.

Facts as those of ``centre/facts.py``; none of them is about a ticket.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

from centre.facts_base import Fact, Moment, Resource, Word


class JournalMended(Fact, frozen=True, kw_only=True):
    """The journal was damaged and ``kept`` lines of it were saved; others, and numbers given in them, may be lost."""

    kept: int


class DayStarted(Fact, frozen=True, kw_only=True):
    """A day of service began: numbers start from 001, windows are closed, yesterday's tickets are over.

    ``durations``: how long the newest tickets of each service kept a window, in seconds; no day begins knowing nothing.
    ``last_numbers``: a wrong clock had given tickets of this date already: the numbers go on behind them. ``left``: the
    last numbers of the dates before, newest last: a clock that was wrong may come back to one of them.
    """

    day: date
    durations: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    last_numbers: dict[str, int] = msgspec.field(default_factory=dict)
    left: dict[date, dict[str, int]] = msgspec.field(default_factory=dict)


class AppointmentBooked(Fact, frozen=True, kw_only=True):
    """A citizen is expected: at ``due`` on ``day`` with ``code``. It has no number until it is checked in."""

    day: date
    code: str
    service: str
    due: Moment


class ResourceLost(Fact, frozen=True, kw_only=True):
    """What some services need has failed: they are closed."""

    resource: Resource


class ResourceReturned(Fact, frozen=True, kw_only=True):
    """It works again, and so do the services."""

    resource: Resource


class WindowOpened(Fact, frozen=True, kw_only=True):
    """The window calls citizens."""

    window: int


class WindowPaused(Fact, frozen=True, kw_only=True):
    """The window stays, but calls nobody for now; to lunch it goes by the clock."""

    window: int
    reason: Literal["break", "lunch"] = "break"


class WindowClosed(Fact, frozen=True, kw_only=True):
    """The window has ended its day."""

    window: int


WindowFact = WindowOpened | WindowPaused | WindowClosed
"""Every fact of a window itself, whoever is called to it."""


class ServiceRated(Fact, frozen=True, kw_only=True):
    """``count`` citizens found a service so; "" is no service, as at the exit.

    Written only some of them together, an hour or more after the last time, so ``at`` is when they were counted and
    says of nobody when they pressed; docs/decisions/020.
    """

    service: str
    word: Word
    count: Annotated[int, msgspec.Meta(ge=1)]
