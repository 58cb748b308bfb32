# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The desk's loop: a key becomes a request, the lamp shows what the dispatcher has committed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from centre import config, messages
from centre.buttons import Buttons
from centre.holding import Meaning
from centre.kiosks import Kiosks
from centre.lamps import REFUSED_S, RHYTHMS, Light
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from desk.controls import ALERT, Controls, OwnCall, Wish
from desk.window import granted, light

log = logging.getLogger(__name__)

LAMP = "lamp"

TOLD_S = 2 * sum(RHYTHMS["blip"].steps_s)
"""How long a window that goes on in an alert shows that there is one, when its key is pressed again."""


class Desk:
    """One clerk's button box; see centre.service.Service for who calls what.

    After a power cut the retained state of its window says all it needs; only a quick press is then an ordinary one.
    """

    def __init__(
        self, *, desk: config.Desk, controls: Controls, panel: Panel, buttons: Buttons, unit: Unit, link: Link,
        power_off: PowerOff, kiosks: Kiosks,
    ) -> None:  # fmt: skip
        self._desk, self._controls, self._panel, self._buttons = desk, controls, panel, buttons
        self._unit, self._link, self._power_off, self._kiosks = unit, link, power_off, kiosks
        self._window: messages.WindowState | None = None
        self._linked = False
        self._wishes: tuple[Wish, ...] = ()
        self._give_up_s = 0.0
        self._own_call: OwnCall | None = None
        self._refused_until_s: float | None = None
        self._told_until_s: float | None = None

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on keys and answers, then on what is due."""
        for item in items:
            self._take(item, now)
        for name, meaning in self._buttons.decided(now):
            self._press(name, meaning, now)
        for request in self._unit.due(now):
            log.warning("no answer within %g s: given up: %s", self._desk.give_up_after_s, request)
        self._buttons.changed(now)
        self._unit.report((*self._buttons.problems(), *self._unknown_window()), now)
        self._panel.light(LAMP, self._light(now))

    def deadline_s(self) -> float | None:
        """Return when to resend, to look at a contact again, or to have shown a refusal or an alert."""
        parts_s = (self._unit.deadline_s(), self._buttons.deadline_s())
        return earliest((*parts_s, self._refused_until_s, self._told_until_s))

    def alive(self) -> bool:
        """Return whether the pins' driver and the network thread live."""
        return self._panel.alive() and self._link.alive()

    def close(self) -> None:
        """Say goodbye and free the pins."""
        self._link.close()
        self._panel.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge():
                if meaning := self._buttons.meaning(item):
                    self._press(item.name, meaning, now)
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._linked = True
                self._unit.linked(now)
            case LinkDown():
                self._linked = False
                self._kiosks.forget()
                log.warning("%s", item.reason)

    def _press(self, key: str, meaning: Meaning, now: Now) -> None:
        """Ask only while the centre is in reach and has answered: a key pressed into silence must not call later."""
        if not self._linked or self._unit.asking():
            log.info("key '%s' while %s", key, "an answer is awaited" if self._linked else "the centre is out of reach")
            return
        self._wishes = self._controls.wishes(key, meaning, self._window, self._own_call, now.steady_s)
        self._give_up_s = now.steady_s + self._desk.give_up_after_s
        if not self._wishes and key == ALERT and self._window is not None:
            log.info("key '%s': there is an alert already", key)
            self._told_until_s = now.steady_s + TOLD_S
        elif not self._wishes:
            self._refuse(f"key '{key}' can mean nothing now", now)
        self._ask(now)

    def _ask(self, now: Now) -> None:
        """Say the next wish of the press, if there is one: all of them have the patience of one press."""
        left_s = self._give_up_s - now.steady_s
        if not self._wishes:
            return
        wish, *rest = self._wishes
        if left_s <= 0:
            log.warning("no answer within %g s: given up: %s", self._desk.give_up_after_s, wish)
            return
        self._wishes, self._refused_until_s = tuple(rest), None
        self._unit.ask(messages.DeskRequest(request_id=uuid4(), **wish._asdict()), now, left_s)

    def _light(self, now: Now) -> Light:
        if self._refused_until_s is not None and now.steady_s >= self._refused_until_s:
            self._refused_until_s = None
        if self._told_until_s is not None and now.steady_s >= self._told_until_s:
            self._told_until_s = None
        return light(
            self._window, linked=self._linked, waiting_for_answer=self._unit.asking(),
            refused=self._refused_until_s is not None, told=self._told_until_s is not None,
            unprinted=bool(self._kiosks.ill),
        )  # fmt: skip

    def _unknown_window(self) -> tuple[messages.Problem, ...]:
        """Say that the keys cannot work yet: what they mean depends on the window's state."""
        if self._window is not None:
            return ()
        text = f"The dispatcher has not said yet how window {self._desk.window} is. Does it run?"
        return (messages.Problem(code="unknown_window", text=text),)

    def _hear(self, received: Received, now: Now) -> None:
        message = received.message()
        if message is None:
            return
        if isinstance(message, messages.WindowState):
            self._window = message
        elif isinstance(message, messages.Board):
            self._power_off.hear(message.power)
            self._power_off.ask()
        elif isinstance(message, messages.DeviceState):
            self._kiosks.hear(received.levels["id"], message)
        elif isinstance(request := self._unit.settle(message), messages.DeskRequest):
            self._settle(request, message, now)

    def _settle(self, request: messages.DeskRequest, answer: messages.DeskReply | messages.Refusal, now: Now) -> None:
        """Go on with the press, or end it: what was refused is no ground for the wish that was to follow."""
        if isinstance(answer, messages.Refusal):
            self._refuse(answer.text, now)
            return
        if self._window is not None:
            self._window = granted(self._window, request, answer, now.utc)
        if request.action == "call_next":
            self._own_call = None if answer.ticket is None else OwnCall(answer.ticket, now.steady_s)
        self._ask(now)

    def _refuse(self, why: str, now: Now) -> None:
        """Show that the press has done nothing."""
        log.info("refused: %s", why)
        self._refused_until_s = now.steady_s + REFUSED_S


def main(centre: config.CentreFile, unit_id: str, _state: Path) -> None:
    """Run the desk ``unit_id``."""
    desk = next(desk for desk in centre.desks if desk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    controls = Controls(desk)
    pins = {key.name: key.pin for key in desk.keys}
    lamps = {} if desk.led_pin is None else {LAMP: desk.led_pin}
    panel = Panel(contacts=pins, lamps=lamps, inbox=inbox)
    link = Link(
        role="desk", unit=unit_id, broker=centre.broker, inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("desk_reply", id=unit_id),),
        states=(
            messages.topic("window", window=desk.window),
            messages.topic("board"),
            messages.topic("state", role="kiosk", id="+"),
        ),
    )  # fmt: skip
    buttons = Buttons(
        panel=panel, pins=pins, hold_s=controls.hold_s, lockout_s=desk.lockout_s, stuck_after_s=desk.stuck_after_s,
        now=now,
    )  # fmt: skip
    unit = Unit(role="desk", unit=unit_id, link=link)
    service = Desk(
        desk=desk, controls=controls, panel=panel, buttons=buttons, unit=unit, link=link, power_off=PowerOff(),
        kiosks=Kiosks(kiosk.id for kiosk in centre.kiosks),
    )  # fmt: skip
    link.start()
    run(service, inbox)
