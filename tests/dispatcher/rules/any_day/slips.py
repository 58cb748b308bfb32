# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a page of the notebook holds: a ticket, a booking, and the ways a ticket may go; nothing of a queue."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from centre import facts
from centre.facts_base import Fact

WAYS: dict[type[Fact], tuple[str, str]] = {
    facts.TicketCalled: ("line postponed no_show", "called"),
    facts.TicketRecalled: ("called serving", "called"),
    facts.CallResumed: ("called", "called"),
    facts.ServingStarted: ("called", "serving"),
    facts.TicketFinished: ("serving", "done"),
    facts.TicketNoShow: ("called serving", "no_show"),
    facts.TicketPostponed: ("called serving", "postponed"),
    facts.TicketReturned: ("postponed no_show", "line"),
    facts.TicketTransferred: ("called serving", "line"),
    facts.TicketVoided: ("line called", "voided"),
}
"""From which places a fact may take a citizen, and to which one."""


@dataclass
class Slip:
    """One ticket, as its holder could tell it.

    ``rank`` counts the tickets of the day from 0; ``alone`` is the kiosk that gave it by itself.
    """

    number: str
    service: str
    rank: int
    issued: datetime
    priority: bool = False
    due: datetime | None = None
    where: str = "line"
    window: int | None = None
    only: int | None = None
    called_at: datetime | None = None
    assumed: bool = False
    alone: str = ""
    carried: bool = False
    back: bool = False
    until: datetime | None = None
    put_off: datetime | None = None
    absent_since: datetime | None = None
    missed: int = 0
    kept: bool = False
    lost_place: bool = False
    waits: int = 0
    passed: Counter[int] = field(default_factory=Counter)
    before: set[tuple[str, int]] = field(default_factory=set)

    @property
    def aside_at(self) -> datetime | None:
        """Return since when its citizen is away, for now or without a word."""
        return self.put_off if self.where == "postponed" else self.absent_since

    @property
    def first(self) -> bool:
        """Tell whether it goes before the common order; who did not come when called has lost that."""
        return self.priority and not self.lost_place


@dataclass
class Booked:
    """One booking, and the ticket it became."""

    service: str
    due: datetime
    ticket: str | None = None
