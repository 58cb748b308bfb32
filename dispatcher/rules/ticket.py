# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the queue is made of: places, bookings, and what stands at each window; values only, no rule."""

from datetime import datetime

import msgspec

from centre.facts_base import PrintOutcome
from dispatcher.rules.states import Mode, State


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue.

    ``seniority`` counts the tickets of the day from 0 and is kept through every postponement and transfer; one that a
    kiosk had given by itself before others moves those on by one, so that nobody's order among them changes.
    It is a count and no time, because a clock that is set back would let the late overtake the early.
    ``called_at`` is the newest call, ``called_to`` its window, ``times`` counts the calls since it last waited;
    ``assumed``: nobody said that its citizen came. ``aside_at`` is its newest no-show or postponement, ``until`` the
    end of the latter; ``missed`` counts the no-shows. ``returned``: it was postponed, and its citizen is back.
    ``place`` is the seniority it stands right behind, if it lost its own place; of several there, ``moved`` counts from
    1 who came first.
    """

    number: str
    service: str
    seniority: int
    state: State
    issued_at: datetime
    priority: bool = False
    due: datetime | None = None
    code: str | None = None
    only_window: int | None = None
    until: datetime | None = None
    called_at: datetime | None = None
    called_to: int | None = None
    times: int = 0
    assumed: bool = False
    aside_at: datetime | None = None
    missed: int = 0
    returned: bool = False
    place: int | None = None
    moved: int = 0
    kept: bool = False
    printed: PrintOutcome | None = None

    @property
    def goes_first(self) -> bool:
        """Return whether it is called before the common order: for its time, its return, or its bit."""
        return self.due is not None or self.returned or (self.priority and self.place is None)

    @property
    def order(self) -> tuple[int, int]:
        """Return what the line is sorted by: the own seniority, or right behind that of ``place``."""
        return (self.seniority, 0) if self.place is None else (self.place, self.moved)


class WindowDesk(msgspec.Struct, frozen=True):
    """What a window does, and the number of the ticket called to it or served at it.

    ``priority_calls`` counts the priority tickets since somebody was called in the common order; ``had_lunch``: the
    clock has sent its clerk to lunch today already; ``opened_at`` is when it was opened last.
    ``ended``: the service of the ticket finished last, and when.
    """

    mode: Mode = Mode.CLOSED
    ticket: str | None = None
    priority_calls: int = 0
    had_lunch: bool = False
    opened_at: datetime | None = None
    ended: tuple[str, datetime] | None = None


class Booking(msgspec.Struct, frozen=True):
    """Somebody expected; ``ticket`` is the number once the code was used."""

    service: str
    due: datetime
    ticket: str | None = None
