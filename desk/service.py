# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The desk's loop: keys and answers go to the presses, the lamp shows what the dispatcher has committed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from centre import config, config_desks, messages
from centre.box import Box, Edge, Troubles
from centre.buttons import Buttons
from centre.cards import broker_for
from centre.key_places import places, where
from centre.kiosks import Kiosks
from centre.lamps import Light
from centre.link import Link, LinkDown, LinkUp, Received
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from desk.controls import Controls
from desk.presses import Presses
from desk.window import light
from desk.wiring import LAMP, wired

log = logging.getLogger(__name__)


class Desk:
    """One clerk's button box; see centre.service.Service for who calls what.

    After a power cut the retained state of its window says all it needs; only a quick press is then an ordinary one.
    """

    def __init__(
        self, *, desk: config_desks.Desk, controls: Controls, panel: Box, buttons: Buttons, unit: Unit, link: Link,
        power_off: PowerOff, kiosks: Kiosks,
    ) -> None:  # fmt: skip
        self._desk, self._panel, self._buttons = desk, panel, buttons
        self._unit, self._link, self._power_off, self._kiosks = unit, link, power_off, kiosks
        self._presses = Presses(desk=desk, controls=controls, unit=unit)
        self._linked = False
        self._troubles: tuple[messages.Problem, ...] = ()

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on keys and answers, then on what is due."""
        for item in items:
            self._take(item, now)
        for name, meaning in self._buttons.decided(now):
            self._presses.take(name, meaning, now, linked=self._linked)
        for request in self._unit.due(now):
            self._presses.give_up(request, now)
        self._buttons.changed(now)
        self._unit.report((*self._troubles, *self._buttons.problems(), *self._unknown_window()), now)
        self._panel.light(LAMP, self._light(now))

    def deadline_s(self) -> float | None:
        """Return when to resend, to look at a contact again, or to have shown what passes."""
        return earliest((self._unit.deadline_s(), self._buttons.deadline_s(), self._presses.deadline_s()))

    def alive(self) -> bool:
        """Return whether the box and the network thread live."""
        return self._panel.alive() and self._link.alive()

    def close(self) -> None:
        """Say goodbye and free the box."""
        self._link.close()
        self._panel.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge():
                if meaning := self._buttons.meaning(item):
                    self._presses.take(item.name, meaning, now, linked=self._linked)
            case Received():
                self._hear(item, now)
            case Troubles():
                self._troubles = item.problems
            case LinkUp():
                self._linked = True
                self._unit.linked(now)
            case LinkDown():
                self._linked = False
                self._kiosks.forget()
                log.warning("%s", item.reason)

    def _light(self, now: Now) -> Light:
        return light(
            self._presses.window, linked=self._linked, waiting_for_answer=self._unit.asking(),
            passing=self._presses.shown(now), unprinted=bool(self._kiosks.ill),
        )  # fmt: skip

    def _unknown_window(self) -> tuple[messages.Problem, ...]:
        """Say that the keys cannot work yet: what they mean depends on the window's state."""
        if self._presses.window is not None:
            return ()
        text = f"The dispatcher has not said yet how window {self._desk.window} is. Does it run?"
        return (messages.Problem(code="unknown_window", text=text),)

    def _hear(self, received: Received, now: Now) -> None:
        message = received.message()
        if message is None:
            return
        if isinstance(message, messages.WindowState):
            self._presses.window = message
        elif isinstance(message, messages.Board):
            self._power_off.hear(message.power)
            self._power_off.ask()
        elif isinstance(message, messages.DeviceState):
            self._kiosks.hear(received.levels["id"], message)
        elif isinstance(request := self._unit.settle(message), messages.DeskRequest):
            self._presses.settle(request, message, now)


def main(centre: config.CentreFile, unit_id: str, _state: Path) -> None:
    """Run the desk ``unit_id``."""
    desk = next(desk for desk in centre.desks if desk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    controls = Controls(desk)
    box = wired(desk, inbox)
    link = Link(
        role="desk", unit=unit_id, broker=broker_for(centre, unit_id), inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("desk_reply", id=unit_id),),
        states=(
            messages.topic("window", window=desk.window),
            messages.topic("board"),
            *(messages.topic("state", role="kiosk", id=kiosk.id) for kiosk in centre.kiosks),
        ),
    )  # fmt: skip
    buttons = Buttons(
        panel=box, pins=places(desk), hold_s=controls.hold_s, lockout_s=desk.lockout_s,
        stuck_after_s=desk.stuck_after_s, now=now, where=where(desk),
    )  # fmt: skip
    unit = Unit(role="desk", unit=unit_id, link=link)
    service = Desk(
        desk=desk, controls=controls, panel=box, buttons=buttons, unit=unit, link=link, power_off=PowerOff(),
        kiosks=Kiosks(kiosk.id for kiosk in centre.kiosks),
    )  # fmt: skip
    link.start()
    run(service, inbox)
