# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a simulated day was, kept from its facts alone, as a day's journal would tell it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from centre.facts import QueueFact, TicketCalled, TicketFinished, TicketIssued, TicketNoShow
from centre.messages import ClosedReason
from dispatcher.rehearsal.timetable import Timetable
from dispatcher.rules.commands import Refused

Outcome = Literal["served", "no_show", "left"]
"""How it ended for a ticket; ``left``: it still waited when the centre closed."""


class Visit(msgspec.Struct, kw_only=True):
    """One ticket; ``called_at`` is its first call, ``wait_min`` the range that stood on the paper.

    ``booked``: its citizen had an appointment.
    """

    ticket: str
    service: str
    issued_at: datetime
    wait_min: tuple[int, int] | None
    booked: bool = False
    called_at: datetime | None = None
    outcome: Outcome = "left"

    @property
    def waited_min(self) -> float | None:
        """Return the minutes from the ticket to its first call, None if it was never called."""
        return None if self.called_at is None else (self.called_at - self.issued_at).total_seconds() / 60

    @property
    def kept_promise(self) -> bool | None:
        """Return whether the wait was in the printed range, None where there was none or no call."""
        if self.wait_min is None or self.waited_min is None:
            return None
        return self.wait_min[0] <= self.waited_min <= self.wait_min[1]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is over; ``facts`` are its journal. ``refused`` counts who was turned away by service and reason.

    ``busy_s``: how long somebody was called to or at each window; ``works_s``: how long each was to work, lunch apart.
    """

    timetable: Timetable
    facts: tuple[QueueFact, ...]
    visits: tuple[Visit, ...]
    refused: Mapping[tuple[str, ClosedReason], int]
    busy_s: Mapping[int, float]
    works_s: Mapping[int, float]


class Record:
    """Takes each fact as it happens."""

    def __init__(self) -> None:
        self.facts: list[QueueFact] = []
        self.visits: dict[str, Visit] = {}
        self.refused: Counter[tuple[str, ClosedReason]] = Counter()
        self.busy_s: dict[int, float] = {}
        self._since: dict[int, datetime] = {}

    def note(self, fact: QueueFact) -> None:
        """Keep the fact, and what it tells of its ticket and its window."""
        self.facts.append(fact)
        match fact:
            case TicketIssued():
                self.visits[fact.ticket] = Visit(
                    ticket=fact.ticket,
                    service=fact.service,
                    issued_at=fact.at,
                    wait_min=fact.wait_min,
                    booked=fact.code is not None,
                )
            case TicketCalled():
                visit = self.visits[fact.ticket]
                visit.called_at = visit.called_at or fact.at
                self._since[fact.window] = fact.at
            case TicketFinished() | TicketNoShow():
                self.visits[fact.ticket].outcome = "served" if isinstance(fact, TicketFinished) else "no_show"
                busy = fact.at - self._since.pop(fact.window)
                self.busy_s[fact.window] = self.busy_s.get(fact.window, 0.0) + busy.total_seconds()
            case _:
                pass

    def refuse(self, service: str, refused: Refused) -> None:
        """Count somebody who got no ticket; one whose service is not closed would be a fault of the rehearsal."""
        if refused.closed is None:
            raise refused
        self.refused[service, refused.closed] += 1
