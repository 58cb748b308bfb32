# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The desk's loop: a key becomes a request, the lamp shows what the dispatcher has committed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from centre import config, config_desks, messages
from centre.box import Box, Edge, Troubles
from centre.buttons import Buttons
from centre.cards import broker_for
from centre.holding import Meaning
from centre.key_places import places, where
from centre.kiosks import Kiosks
from centre.lamps import Light, Passing
from centre.link import Link, LinkDown, LinkUp, Received
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from desk.controls import ALERT, Controls, OwnCall, Wish
from desk.kept import Kept, fits, keep, seen
from desk.window import granted, light
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
        self._desk, self._controls, self._panel, self._buttons = desk, controls, panel, buttons
        self._unit, self._link, self._power_off, self._kiosks = unit, link, power_off, kiosks
        self._window: messages.WindowState | None = None
        self._linked = False
        self._troubles: tuple[messages.Problem, ...] = ()
        self._key = ""
        self._wishes: tuple[Wish, ...] = ()
        self._give_up_s = 0.0
        self._kept: Kept | None = None
        self._own_call: OwnCall | None = None
        self._passing = Passing()

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on keys and answers, then on what is due."""
        for item in items:
            self._take(item, now)
        for name, meaning in self._buttons.decided(now):
            self._press(name, meaning, now)
        for request in self._unit.due(now):
            self._give_up(request, now)
        self._buttons.changed(now)
        self._unit.report((*self._troubles, *self._buttons.problems(), *self._unknown_window()), now)
        self._panel.light(LAMP, self._light(now))

    def deadline_s(self) -> float | None:
        """Return when to resend, to look at a contact again, or to have shown what passes."""
        return earliest((self._unit.deadline_s(), self._buttons.deadline_s(), self._passing.deadline_s()))

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
                    self._press(item.name, meaning, now)
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

    def _press(self, key: str, meaning: Meaning, now: Now) -> None:
        """Ask only while the centre is in reach: a key pressed into silence must not call later.

        While an answer is awaited the same key says nothing new, and another one waits for its turn.
        """
        if not self._linked:
            log.info("key '%s' while the centre is out of reach", key)
        elif not self._unit.asking():
            self._act(key, meaning, now.steady_s + self._desk.give_up_after_s, now)
        elif key == self._key:
            log.info("key '%s' while an answer is awaited", key)
        else:
            log.info("key '%s' waits for the answer to '%s'", key, self._key)
            until_s = now.steady_s + self._desk.give_up_after_s
            self._kept = keep(self._kept, Kept(key, meaning, until_s, seen(self._window)))

    def _act(self, key: str, meaning: Meaning, give_up_s: float, now: Now, kept: Kept | None = None) -> None:
        """Do what a key means now: ask, say that it is done already, or refuse."""
        self._key, self._give_up_s, self._wishes = key, give_up_s, ()
        if self._controls.impatient(key, meaning, self._window, self._own_call, now.steady_s):
            log.info("key '%s' again within %g s of its call", key, self._desk.settle_s)
            if self._passing.shown(now.steady_s) != "done":
                self._passing.show("done", now.steady_s)
            return
        wishes = self._controls.wishes(key, meaning, self._window, self._own_call, now.steady_s)
        if kept and not fits(kept, wishes):
            self._refuse(f"key '{key}' was pressed for another ticket", now)
        elif wishes:
            self._wishes = wishes
            self._ask(now)
        elif key == ALERT and self._window is not None:
            log.info("key '%s': there is an alert already", key)
            self._passing.show("blip", now.steady_s)
        else:
            self._refuse(f"key '{key}' can mean nothing now", now)

    def _act_on_kept(self, now: Now) -> None:
        """Do what was pressed last while the answer was awaited; its patience has begun as it was pressed."""
        kept, self._kept = self._kept, None
        if kept is not None:
            self._act(kept.key, kept.meaning, kept.until_s, now, kept)

    def _forget_kept(self) -> None:
        """Drop what was to follow a key that has had no effect; an alert has nothing to do with it."""
        if self._kept and self._kept.key != ALERT:
            log.info("key '%s' dropped: '%s' had no effect", self._kept.key, self._key)
            self._kept = None

    def _ask(self, now: Now) -> None:
        """Say the next wish of the press: all of them have the patience of one press."""
        left_s = self._give_up_s - now.steady_s
        wish, *rest = self._wishes
        if left_s <= 0:
            self._give_up(wish, now)
            return
        self._wishes = tuple(rest)
        self._passing.end()
        self._unit.ask(messages.DeskRequest(request_id=uuid4(), **wish._asdict()), now, left_s)

    def _give_up(self, asked: messages.Request | Wish, now: Now) -> None:
        """Take note that a wish has had no answer, or the one before it a late one: nothing more comes of the press."""
        log.warning("no answer within %g s: given up: %s", self._desk.give_up_after_s, asked)
        self._wishes = ()
        self._forget_kept()
        self._act_on_kept(now)

    def _light(self, now: Now) -> Light:
        return light(
            self._window, linked=self._linked, waiting_for_answer=self._unit.asking(),
            passing=self._passing.shown(now.steady_s), unprinted=bool(self._kiosks.ill),
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
        """Go on with the press, or end it: what was refused is no ground for what was to follow."""
        if isinstance(answer, messages.Refusal):
            self._refuse(answer.text, now)
            self._forget_kept()
            self._act_on_kept(now)
            return
        if self._window is not None:
            self._window = granted(self._window, request, answer, now.utc)
        if request.action == "call_next":
            self._own_call = None if answer.ticket is None else OwnCall(answer.ticket, now.steady_s)
        if self._wishes:
            self._ask(now)
        else:
            self._passing.show("done", now.steady_s)
            self._act_on_kept(now)

    def _refuse(self, why: str, now: Now) -> None:
        """Show that the press has done nothing."""
        log.info("refused: %s", why)
        self._passing.show("refused", now.steady_s)


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
