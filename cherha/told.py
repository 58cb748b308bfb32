# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a centre has said of itself to whoever looks: the newest of each, and since when nobody says it. Pure."""

from datetime import datetime
from typing import NamedTuple

from centre.identity import DISPATCHER
from centre.link_events import LinkDown, LinkUp, Received
from centre.messages import Board, DeviceState, WindowState

Device = tuple[str, str]
"""Role and id of one that speaks."""

HOME: Device = ("dispatcher", DISPATCHER)


class Truth:
    """What was said over one connection."""

    def __init__(self) -> None:
        self.devices: dict[Device, DeviceState] = {}
        self.windows: dict[int, WindowState] = {}
        self.board: Board | None = None


class Gone(NamedTuple):
    """Since when somebody is out of reach, and why; ``known``: the moment is that of the loss, not of the look."""

    since: datetime
    why: str
    known: bool = True


class Told:
    """Takes what the link brings; ``truth`` is what to show, ``lost`` and ``silent`` say how far to believe it.

    Over a new connection everything is told anew, so nothing of the old one is ever shown as if it still were so.
    """

    def __init__(self) -> None:
        self.truth = Truth()
        self.lost: Gone | None = None
        """The broker is out of reach."""
        self.silent: Gone | None = None
        """The dispatcher is: board and windows are as they were then."""
        self.connected = False
        self._coming = self.truth

    def take(self, item: object, now: datetime) -> None:
        """Take an item of the inbox; what is none of ours is passed over."""
        match item:
            case LinkUp():
                self.connected, self.lost, self.truth = True, None, self._coming
                self._look(now, known=False)
            case LinkDown():
                known = self.connected or self.lost is not None
                self.lost = Gone(self.lost.since if self.lost else now, item.reason, known=known)
                self.connected, self._coming, self.silent = False, Truth(), None
            case Received():
                self._hear(item, now)

    def _hear(self, received: Received, now: datetime) -> None:
        heard, coming = received.message(), self._coming
        match heard:
            case DeviceState():
                coming.devices[received.levels["role"], received.levels["id"]] = heard
            case WindowState():
                coming.windows[heard.window] = heard
            case Board():
                coming.board = heard
        if self.connected:
            self._look(now, known=True)

    def _look(self, now: datetime, *, known: bool) -> None:
        """Note since when the dispatcher is away; what came with the connection does not say since when."""
        state = self.truth.devices.get(HOME)
        if state is not None and state.state != "offline":
            self.silent = None
        elif self.silent is None:
            why = "never heard" if state is None else "offline"
            self.silent = Gone(now, why, known=known and state is not None)
