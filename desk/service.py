# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The desk's loop: a key becomes a request, the lamp shows what the dispatcher has committed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from centre import config, messages
from centre.buttons import Buttons
from centre.errors import BadMessage
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.service import Inbox, run
from centre.time import Now, read_clocks
from centre.unit import OFFLINE, Unit
from desk.controls import KeyName, actions, light

log = logging.getLogger(__name__)

LAMP = "lamp"


class Desk:
    """One clerk's button box; see centre.service.Service for who calls what.

    It keeps nothing: after a power cut the retained state of its window says all it needs.
    """

    def __init__(self, *, desk: config.Desk, panel: Panel, buttons: Buttons, unit: Unit, link: Link) -> None:
        self._desk, self._panel, self._buttons, self._unit, self._link = desk, panel, buttons, unit, link
        self._window: messages.WindowState | None = None
        self._linked = False

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on keys and answers, then on what is due."""
        for item in items:
            self._take(item, now)
        for request in self._unit.due(now):
            log.warning("no answer within %g s: given up: %s", self._desk.give_up_after_s, request)
        self._buttons.changed(now)
        self._unit.report((*self._buttons.problems(), *self._unknown_window()), now)
        self._panel.light(LAMP, light(self._window, linked=self._linked, waiting_for_answer=self._unit.asking()))

    def deadline_s(self) -> float | None:
        """Return when to resend or to look at a contact again."""
        moments = (self._unit.deadline_s(), self._buttons.deadline_s())
        return min((moment for moment in moments if moment is not None), default=None)

    def alive(self) -> bool:
        """Return whether the pins' driver and the network thread live."""
        return self._panel.alive() and self._link.alive()

    def close(self) -> None:
        """Say goodbye and free the pins."""
        self._link.close()
        self._panel.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge() if self._buttons.press(item):
                self._press(cast("KeyName", item.name), now)
            case Received():
                self._hear(item)
            case LinkUp():
                self._linked = True
                self._unit.linked(now)
            case LinkDown():
                self._linked = False
                log.warning("%s", item.reason)

    def _press(self, key: KeyName, now: Now) -> None:
        """Ask only while the centre is in reach and has answered: a key pressed into silence must not call later."""
        if not self._linked or self._unit.asking():
            log.info("key '%s' while %s", key, "an answer is awaited" if self._linked else "the centre is out of reach")
            return
        for action in actions(key, self._window):
            request = messages.DeskRequest(request_id=uuid4(), action=action)
            self._unit.ask(request, now, self._desk.give_up_after_s)

    def _unknown_window(self) -> tuple[messages.Problem, ...]:
        """Say that the keys cannot work yet: what they mean depends on the window's state."""
        if self._window is not None:
            return ()
        text = f"The dispatcher has not said yet how window {self._desk.window} is. Does it run?"
        return (messages.Problem(code="unknown_window", text=text),)

    def _hear(self, received: Received) -> None:
        try:
            message = messages.decode(received.row, received.payload)
        except BadMessage as bad:
            log.warning("%s", bad)
            return
        if isinstance(message, messages.WindowState):
            self._window = message
        elif self._unit.settle(message) is not None and isinstance(message, messages.Refusal):
            log.info("refused: %s", message.text)


def main(centre: config.CentreFile, unit_id: str, _state: Path) -> None:
    """Run the desk ``unit_id``."""
    desk = next(desk for desk in centre.desks if desk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    pins: dict[str, int] = {key.action: key.pin for key in desk.keys}
    lamps = {} if desk.led_pin is None else {LAMP: desk.led_pin}
    panel = Panel(contacts=pins, lamps=lamps, inbox=inbox)
    link = Link(
        role="desk", unit=unit_id, broker=centre.broker, inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("desk_reply", id=unit_id),),
        states=(messages.topic("window", window=desk.window),),
    )  # fmt: skip
    buttons = Buttons(panel=panel, pins=pins, lockout_s=desk.lockout_s, stuck_after_s=desk.stuck_after_s, now=now)
    service = Desk(desk=desk, panel=panel, buttons=buttons, unit=Unit(role="desk", unit=unit_id, link=link), link=link)
    link.start()
    run(service, inbox)
