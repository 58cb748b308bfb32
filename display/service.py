# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The display's loop: hears the centre and lets each of its parts tell the hall; it draws and says nothing itself."""

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from centre import messages
from centre.cards import broker_for
from centre.config import CentreFile
from centre.config_displays import Display
from centre.fair_inbox import FairInbox
from centre.identity import DISPATCHER
from centre.kiosks import Kiosks
from centre.link import Link, LinkDown, LinkUp, Received
from centre.messages import DeviceState, Problem
from centre.poweroff import PowerOff
from centre.screen import Screen
from centre.service import Inbox, run
from centre.time import Now, earliest
from centre.unit import OFFLINE, running
from display import zone
from display.announcer import announcer
from display.backlight import Backlight
from display.hall_screen import HallScreen
from display.heard import Heard, Hearing
from display.panels import Panels

log = logging.getLogger(__name__)


class Connection(Protocol):
    """What the display needs of centre.link.Link."""

    def say_state(self, state: DeviceState) -> None:
        """Publish what this unit says of itself."""

    def alive(self) -> bool:
        """Return whether the network thread lives."""

    def close(self) -> None:
        """Say offline and disconnect."""


class Part(Protocol):
    """What tells the hall: a screen, a voice, panels. All calls come from the loop; what may wait has its own thread.

    A part that fails says so in ``problems`` and goes on; none knows of another.
    """

    problems: tuple[Problem, ...]

    def take(self, item: object) -> None:
        """Take a report of its own thread out of the inbox; everything else it passes by."""

    def tell(self, heard: Heard, now: Now) -> None:
        """Tell the hall what is new; called at each turn of the loop."""

    def deadline_s(self) -> float | None:
        """Return the steady-clock second at which ``tell`` must be called again, whatever is heard."""

    def alive(self) -> bool:
        """Return False when its thread has died; the process then ends, to be started anew."""

    def close(self) -> None:
        """Give its device back."""


class DisplayUnit:
    """One display; see centre.service.Service for who calls what.

    It keeps nothing on the disk: after a power cut the retained board and the dispatcher's retained state say it all.
    """

    def __init__(self, *, link: Connection, hearing: Hearing, parts: Sequence[Part], power_off: PowerOff) -> None:
        self._link, self._hearing, self._parts, self._power_off = link, hearing, parts, power_off
        self._problems: tuple[Problem, ...] = ()

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Hear all that waited, then let each part tell the hall once."""
        self._hearing.start(now)
        for item in items:
            self._take(item, now)
        for part in self._parts:
            part.tell(self._hearing.now, now)
        self._report()

    def deadline_s(self) -> float | None:
        """Return when the first of the parts has something to do by itself."""
        return earliest(part.deadline_s() for part in self._parts)

    def alive(self) -> bool:
        """Return whether the network thread and those of the parts live."""
        return self._link.alive() and all(part.alive() for part in self._parts)

    def close(self) -> None:
        """Say goodbye and give the devices back."""
        self._link.close()
        for part in self._parts:
            part.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case LinkUp() | LinkDown() | Received():
                self._hear(item, now)
            case _:
                for part in self._parts:
                    part.take(item)

    def _hear(self, item: LinkUp | LinkDown | Received, now: Now) -> None:
        before = self._hearing.now
        self._hearing.take(item, now)
        if isinstance(item, LinkUp):
            self._link.say_state(running(self._problems, self._hearing.started))
        if isinstance(item, LinkDown):
            log.warning("%s", item.reason)
        board, lost_since = self._hearing.now.board, self._hearing.now.lost_since
        if before.lost_since and not lost_since:
            log.info("the centre is heard again, it was lost since %s", before.lost_since.isoformat())
        if board is not None and board is not before.board:
            self._power_off.hear(board.power)
            self._power_off.ask()

    def _report(self) -> None:
        """Say what ails the parts, when that has changed."""
        problems = tuple(problem for part in self._parts for problem in part.problems)
        if problems != self._problems:
            self._problems = problems
            self._link.say_state(running(problems, self._hearing.started))


def main(centre: CentreFile, unit: str, state_dir: Path) -> None:  # noqa: ARG001  (all roles are started alike)
    """Run the display ``unit`` of centre.toml until it is stopped.

    The screen comes up first, broker or not, and is waited for if it is not there; raises Unavailable when its typeface
    is not installed.
    """
    display = next(display for display in centre.displays if display.id == unit)
    inbox = FairInbox()
    states = (
        messages.topic("board"),
        messages.topic("state", role="dispatcher", id=DISPATCHER),
        *(messages.topic("state", role="kiosk", id=kiosk.id) for kiosk in centre.kiosks),
    )
    link = Link(role="display", unit=unit, broker=broker_for(centre, unit), inbox=inbox, offline=OFFLINE, states=states)
    here = zone.centre_of(centre, display)
    hearing = Hearing(Kiosks(kiosk.id for kiosk in centre.kiosks), partial(zone.board_of, centre=here, display=display))
    service = DisplayUnit(link=link, hearing=hearing, parts=tuple(_parts(here, display, inbox)), power_off=PowerOff())
    link.start()
    run(service, inbox)


def _parts(centre: CentreFile, display: Display, inbox: Inbox) -> Iterator[Part]:
    """Yield what this display has, the screen first, so that nothing keeps it dark."""
    if display.screen:
        yield HallScreen(
            centre=centre, display=display, open_screen=partial(Screen, display, f"Display '{display.id}'"),
            backlight=Backlight(display.battery_brightness), inbox=inbox,
        )  # fmt: skip
    if display.voice is not None:
        yield announcer(centre=centre, voice=display.voice, unit=display.id, inbox=inbox)
    if display.panel_lines:
        yield Panels(centre=centre, display=display, inbox=inbox)
