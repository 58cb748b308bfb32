# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk knows of its centre: whether the dispatcher is in reach, and what its board closes. No wire, no lamps.

Times are seconds of the steady clock.
"""

from datetime import datetime
from typing import Literal

from centre.facts_base import AlertLevel
from centre.messages import Board, ClosedReason


class Hall:
    """The centre as this kiosk hears it; ``in_reach`` turns False when it was lost for ``patience_s``.

    ``closed`` says why a service gives no tickets; one that the board does not name, or no board yet, closes nothing:
    the dispatcher decides, and refuses with the reason. ``booked``: an appointment may be checked in. ``opens_at`` is
    when the reception begins, if it has not. ``ahead``: how many a new ticket of each service would have before it.
    ``level``: that of an alert, None while there is none.
    """

    def __init__(self, *, patience_s: float, now_s: float) -> None:
        self._patience_s = patience_s
        self._lost_s: float | None = now_s + patience_s
        self._went = False
        self._least_number: int | None = None
        self.in_reach = True
        self.closed: dict[str, ClosedReason] = {}
        self.booked = True
        self.opens_at: datetime | None = None
        self.ahead: dict[str, int] = {}
        self.level: AlertLevel | None = None

    @property
    def lost(self) -> bool:
        """Return whether broker or dispatcher is away at this moment, be it for long or not."""
        return not self.in_reach or self._lost_s is not None

    def show(self, board: Board) -> bool:
        """Keep the board and return True, unless a later one of the same dispatcher came before it."""
        if self._least_number is not None and board.number < self._least_number:
            return False
        self._least_number = board.number
        self.closed = {line.service: line.closed for line in board.services if line.closed}
        self.booked = any(line.booked for line in board.services)
        self.opens_at = board.opens_at
        self.ahead = {line.service: line.ahead for line in board.services}
        self.level = board.alert.level if board.alert else None
        return True

    def lose(self, now_s: float) -> None:
        """Note that broker or dispatcher has gone; the next dispatcher's numbers may begin again."""
        self._least_number = None
        if self._lost_s is None and self.in_reach:
            self._lost_s = now_s + self._patience_s

    def dispatcher_is(self, state: Literal["ready", "degraded", "offline"], now_s: float) -> bool:
        """Hear the dispatcher: only its own word brings the centre in reach; return True when it has come back."""
        if state == "offline":
            self._went = True
            self.lose(now_s)
            return False
        came_back, self._went = self._went, False
        self._lost_s, self.in_reach = None, True
        return came_back

    def due(self, now_s: float) -> None:
        """Close the kiosk when the centre was lost for too long."""
        if self._lost_s is not None and now_s >= self._lost_s:
            self._lost_s, self.in_reach = None, False

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return self._lost_s
