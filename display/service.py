# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The display's loop: hears the board, knows whether the dispatcher is still there, and redraws when that changes."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from centre import config, messages
from centre.config import CentreFile
from centre.desktop import Desktop, Surface
from centre.identity import DISPATCHER
from centre.kiosks import Kiosks
from centre.link import Link, LinkDown, LinkUp, Received
from centre.messages import Board, DeviceState, Problem
from centre.poweroff import PowerOff
from centre.screen import Screen
from centre.service import Inbox, run
from centre.time import Now, earliest
from centre.unit import OFFLINE, running
from display.backlight import Backlight
from display.board import picture

log = logging.getLogger(__name__)

MINUTE_S = 60


class Connection(Protocol):
    """What the display needs of centre.link.Link."""

    def say_state(self, state: DeviceState) -> None:
        """Publish what this unit says of itself."""

    def alive(self) -> bool:
        """Return whether the network thread lives."""

    def close(self) -> None:
        """Say offline and disconnect."""


class HallScreen:
    """One hall screen; see centre.service.Service for who calls what.

    It keeps nothing on the disk: after a power cut the retained board and the dispatcher's retained state say it all.
    """

    def __init__(
        self,
        *,
        centre: CentreFile,
        display: config.Display,
        link: Connection,
        screen: Surface,
        backlight: Backlight,
        power_off: PowerOff,
        inbox: Inbox,
    ) -> None:
        self._centre, self._display, self._link, self._screen = centre, display, link, screen
        self._desktop = Desktop(screen, inbox)
        self._backlight, self._power_off = backlight, power_off
        self._kiosks = Kiosks(kiosk.id for kiosk in centre.kiosks)
        self._problems: tuple[Problem, ...] = ()
        self._board: Board | None = None
        self._least_number: int | None = None
        self._lost_since: datetime | None = None
        self._heard_anybody = False
        self._started: datetime | None = None
        self._drawn: tuple[object, ...] = ()
        self._minute_s: float | None = None

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on what was heard, then draw once, if anything is different."""
        self._started = self._started or now.utc
        for item in items:
            self._take(item, now)
        self._desktop.answer(now)
        self._draw(now)

    def deadline_s(self) -> float | None:
        """Return when the clock's next minute begins, or a desktop wants to be answered."""
        return earliest((self._minute_s, self._desktop.deadline_s()))

    def alive(self) -> bool:
        """Return whether the network thread lives."""
        return self._link.alive()

    def close(self) -> None:
        """Say goodbye and give the screen back."""
        self._link.close()
        self._screen.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._heard_anybody, self._least_number = True, None
                self._say_state()
            case LinkDown():
                log.warning("%s", item.reason)
                self._kiosks.forget()
                self._lose(now.utc if self._heard_anybody else self._started)

    def _hear(self, received: Received, now: Now) -> None:
        match received.message():
            case Board() as board:
                self._take_board(board)
            case DeviceState() as state if received.levels["role"] == "kiosk":
                self._kiosks.hear(received.levels["id"], state)
            case DeviceState(state="offline"):
                # The next dispatcher may have a new journal, whose numbers begin again.
                self._least_number = None
                self._lose(now.utc)
            case DeviceState():
                self._lost_since = None

    def _take_board(self, board: Board) -> None:
        """Show the board, unless a later one of the same dispatcher came before it."""
        if self._least_number is None or board.number >= self._least_number:
            self._board, self._least_number = board, board.number
            self._power_off.hear(board.power)
            self._power_off.ask()
            self._dim(board)

    def _dim(self, board: Board) -> None:
        """Spare the battery; what cannot be dimmed is the technician's to know, and no fault of the board."""
        problems = self._backlight.dim(dimmed=board.power != "mains")
        if problems != self._problems:
            self._problems = problems
            self._say_state()

    def _say_state(self) -> None:
        self._link.say_state(running(self._problems, self._started))

    def _lose(self, moment: datetime | None) -> None:
        """Note since when the centre is lost; only the dispatcher's own word ends it, not a broker that is back."""
        self._lost_since = self._lost_since or moment

    def _draw(self, now: Now) -> None:
        minute = now.utc.replace(second=0, microsecond=0)
        self._minute_s = now.steady_s + MINUTE_S - (now.utc - minute).total_seconds()
        wanted = self._board, self._lost_since, minute, self._kiosks.ill
        if wanted == self._drawn:
            return
        self._drawn = wanted
        drawn_ms = self._screen.show(picture(self._centre, self._display, *wanted))
        if drawn_ms is None:
            return
        if self._board is None:
            log.info("shown: waiting for the centre, drawn_ms=%.1f", drawn_ms)
        else:
            log.info("shown board=%d calls=%d drawn_ms=%.1f", self._board.number, len(self._board.calls), drawn_ms)


def main(centre: CentreFile, unit: str, state_dir: Path) -> None:  # noqa: ARG001  (all roles are started alike)
    """Run the hall screen ``unit`` of centre.toml until it is stopped.

    The screen comes up first, broker or not; raises DeviceFault or Unavailable when it does not.
    """
    display = next(display for display in centre.displays if display.id == unit)
    inbox = Inbox()
    states = (
        messages.topic("board"),
        messages.topic("state", role="dispatcher", id=DISPATCHER),
        messages.topic("state", role="kiosk", id="+"),
    )
    link = Link(role="display", unit=unit, broker=centre.broker, inbox=inbox, offline=OFFLINE, states=states)
    service = HallScreen(
        centre=centre, display=display, link=link, screen=Screen(display, f"Display '{unit}'"),
        backlight=Backlight(display.battery_brightness), power_off=PowerOff(), inbox=inbox,
    )  # fmt: skip
    link.start()
    run(service, inbox)
