# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who gives the tickets now, the centre or the kiosk by itself, and what is closed then. No wire, no paper."""

from collections.abc import Mapping
from datetime import datetime

from centre.facts_base import AlertLevel
from centre.messages import Board, ClosedReason, Problem
from centre.time import Now
from kiosk.alone import Alone
from kiosk.hall import Hall


class Doors:
    """The centre as long as it is in reach, then the kiosk's own numbers; without any the kiosk is shut."""

    def __init__(self, *, hall: Hall, alone: Alone) -> None:
        self._alone, self.hall = alone, hall

    @property
    def alone(self) -> bool:
        """Return whether the centre has been out of reach for so long that the kiosk goes on by itself."""
        return not self.hall.in_reach

    @property
    def open(self) -> bool:
        """Return whether a press can become a ticket."""
        return self.hall.in_reach or self._alone.has_numbers()

    @property
    def closed(self) -> Mapping[str, ClosedReason]:
        """Return why services give no tickets."""
        return self._alone.closed() if self.alone else self.hall.closed

    @property
    def booked(self) -> bool:
        """Return whether an appointment may be checked in: never alone, as nobody here knows the codes."""
        return self.hall.in_reach and self.hall.booked

    def told(self, service: str) -> ClosedReason | None:
        """Return what a citizen is told of a closed service; None: to ask the administrator, as nobody knows more."""
        reason = self.closed[service]
        return None if self.alone and reason == "full" else reason

    @property
    def opens_at(self) -> datetime | None:
        """Return when the reception begins, if the centre says so now."""
        return None if self.alone else self.hall.opens_at

    @property
    def ahead(self) -> Mapping[str, int]:
        """Return before how many a new ticket of each service would be; nobody knows while the centre is away."""
        return {} if self.hall.lost else self.hall.ahead

    @property
    def level(self) -> AlertLevel | None:
        """Return the level of an alert, if the centre says one now."""
        return None if self.alone else self.hall.level

    def may_give(self, service: str) -> bool:
        """Return whether a press that the centre has left unanswered may become a number of the kiosk's own.

        Be the link up or not: a broker or dispatcher that hangs keeps its connections, and is no use to a citizen.
        """
        return self._alone.gives(service)

    def show(self, board: Board, now: Now) -> bool:
        """Take a board; return True when something of it is to be remembered."""
        return self.hall.show(board) and self._alone.hear(board, now)

    def turn(self, now: Now) -> bool:
        """Return True when a day has begun that the centre cannot tell of, and that is to be remembered."""
        self._alone.look(now)
        return self.hall.lost and self._alone.turn(now)

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician that the centre is out of reach."""
        return (self._alone.problem(),) if self.alone else ()
