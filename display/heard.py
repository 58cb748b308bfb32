# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a display has heard of the centre: the board, since when it is lost, which kiosks print nothing; no device."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from centre.kiosks import Kiosks
from centre.link import LinkDown, LinkUp, Received
from centre.messages import Board, DeviceState
from centre.time import Now


class Heard(NamedTuple):
    """What the hall may be told now.

    ``board`` is the zone's, None until the first one came; ``lost_since`` is None while the dispatcher is heard;
    ``ill`` are the kiosks that print no tickets. ``kept_s``: so long the broker had kept the board before it came here.
    """

    board: Board | None
    lost_since: datetime | None
    ill: frozenset[str]
    kept_s: float = 0.0


class Hearing:
    """Takes what comes over the link; ``zoned`` cuts a board down to the display's zone."""

    def __init__(self, kiosks: Kiosks, zoned: Callable[[Board], Board]) -> None:
        self._kiosks, self._zoned = kiosks, zoned
        self._board: Board | None = None
        self._kept_s = 0.0
        self._least_number: int | None = None
        self._lost_since: datetime | None = None
        self._heard_anybody = False
        self._started: datetime | None = None

    @property
    def now(self) -> Heard:
        """Return what is known."""
        return Heard(self._board, self._lost_since, self._kiosks.ill, self._kept_s)

    @property
    def started(self) -> datetime | None:
        """Return when the service began to listen, None before its first turn."""
        return self._started

    def start(self, now: Now) -> None:
        """Note when the service began, at its first turn."""
        self._started = self._started or now.utc

    def take(self, item: LinkUp | LinkDown | Received, now: Now) -> None:
        """Take an item of the link."""
        match item:
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._heard_anybody, self._least_number = True, None
            case LinkDown():
                self._kiosks.forget()
                self._lose(now.utc if self._heard_anybody else self._started)

    def _hear(self, received: Received, now: Now) -> None:
        match received.message():
            case Board() as board:
                self._take_board(board, received.kept_s)
            case DeviceState() as state if received.levels["role"] == "kiosk":
                self._kiosks.hear(received.levels["id"], state)
            case DeviceState(state="offline"):
                # The next dispatcher may have a new journal, whose numbers begin again.
                self._least_number = None
                self._lose(now.utc)
            case DeviceState():
                self._lost_since = None

    def _take_board(self, board: Board, kept_s: float) -> None:
        """Believe the board, unless a later one of the same dispatcher came before it."""
        if self._least_number is None or board.number >= self._least_number:
            self._board, self._kept_s, self._least_number = self._zoned(board), kept_s, board.number

    def _lose(self, moment: datetime | None) -> None:
        """Note since when the centre is lost; only the dispatcher's own word ends it, not a broker that is back."""
        self._lost_since = self._lost_since or moment
