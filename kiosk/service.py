# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop: a press is asked of the dispatcher, its ticket printed, the outcome told; a cut loses nothing."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from centre import config, messages
from centre.blocks import block_of
from centre.identity import DISPATCHER
from centre.journal import Journal
from centre.journal_writer import JournalWriter
from centre.lamps import Light
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from kiosk import lamps
from kiosk.accounts import Accounts
from kiosk.alone import Alone
from kiosk.buttons import KioskButtons
from kiosk.doors import Doors
from kiosk.facing import Faceless, facing
from kiosk.facts import KioskFact
from kiosk.hall import Hall
from kiosk.handing_over import HandingOver
from kiosk.menu import Menu
from kiosk.presses import Presses
from kiosk.printer import TicketPrinter
from kiosk.printing import Printing

log = logging.getLogger(__name__)


class Kiosk:
    """One ticket machine; see centre.service.Service for who calls what.

    After a power cut: of a ticket whose printing had begun a copy is printed, which says that it is one; a
    fresh press is asked again, with its id, as what it was; an old one is given up, so that it leaves no ghost. A kiosk
    that was alone counts on in its own numbers.
    """

    def __init__(
        self,
        *,
        kiosk: config.Kiosk,
        panel: Panel,
        buttons: KioskButtons,
        unit: Unit,
        link: Link,
        accounts: Accounts,
        printing: Printing,
        presses: Presses,
        facing: Faceless,
        power_off: PowerOff,
        inbox: Inbox,
        now: Now,
    ) -> None:
        self._kiosk, self._panel, self._buttons, self._unit, self._link = kiosk, panel, buttons, unit, link
        self._accounts, self._printing, self._presses, self._power_off = accounts, printing, presses, power_off
        self._facing = facing
        self._menu, self._doors = presses.menu, presses.doors
        self._inbox, self._now = inbox, now
        for end in accounts.begin(now):
            self._presses.resume(end, now)

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on presses, answers and the printer's reports, then on what is due, then set lamps and screen."""
        self._now = now
        if self._doors.turn(now):
            self._accounts.remember()
        for item in items:
            self._take(item, now)
        self._be_due(now)
        self._accounts.hand_over(now, in_reach=not self._doors.hall.lost)
        parts = (self._buttons, self._printing, self._doors, self._accounts, self._facing)
        self._unit.report([problem for part in parts for problem in part.problems()], now)
        self._power_off.ask(ready=not self._presses.coming() or self._printing.fault is not None)
        self._accounts.tidy(now)
        self._set_lamps()
        self._facing.turn(now)

    def deadline_s(self) -> float | None:
        """Return when to resend, to give up, to forget, or to look at a contact or an ailing printer again."""
        parts = (self._unit, self._buttons, self._printing, self._doors.hall, self._menu, self._facing)
        return earliest(part.deadline_s() for part in parts)

    def alive(self) -> bool:
        """Return whether the pins' driver and the threads of network, printer and journal live."""
        return all(part.alive() for part in (self._panel, self._link, self._printing, self._accounts))

    def close(self) -> None:
        """Let the ticket in the printer come out and write how, say goodbye, free pins, journal and screen."""
        self._printing.stop()
        for report in self._inbox.take_all(0.0):
            if ended := self._printing.take(report, self._now):
                self._accounts.ended(ended, self._now)
        self._link.close()
        self._panel.close()
        self._accounts.close()
        self._facing.close()

    def _be_due(self, now: Now) -> None:
        for request in self._unit.due(now):
            if isinstance(request, messages.HandOver):
                self._accounts.not_handed_over()
            elif isinstance(request, messages.TicketRequest | messages.CheckIn):
                self._presses.unanswered(request, now)
        for ended in self._printing.due(now):
            self._presses.ended(ended, now)
        self._doors.hall.due(now.steady_s)
        if self._doors.alone:
            self._presses.go_on_alone(now)
        self._menu.due(now.steady_s)
        self._buttons.changed(now)

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge():
                if self._buttons.press(item):
                    self._press(item.name, now)
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._unit.linked(now)
            case LinkDown():
                self._doors.hall.lose(now.steady_s)
                log.warning("%s", item.reason)
            case _:
                if ended := self._printing.take(item, now):
                    self._presses.ended(ended, now)

    def _press(self, name: str, now: Now) -> None:
        if not self._serves() or self._buttons.stuck(name):
            log.info("press on %s while closed", self._said(name))
            return
        self._presses.take(name, now)

    def _hear(self, received: Received, now: Now) -> None:
        match heard := received.message():
            case None:
                return
            case messages.Board():
                self._power_off.hear(heard.power)
                if self._doors.show(heard, now):
                    self._accounts.remember()
            case messages.DeviceState():
                if self._doors.hall.dispatcher_is(heard.state, now.steady_s):
                    self._unit.linked(now)
            case messages.Refusal(reason="journal_failed"):
                # Nothing was written and the disk may recover, so the question stays open and is asked again.
                log.warning("%s", heard.text)
            case _:
                self._settle(heard, self._unit.settle(heard), now)

    def _settle(self, answer: messages.Message, request: messages.Request | None, now: Now) -> None:
        match answer, request:
            case messages.TicketReply(), (messages.TicketRequest() | messages.CheckIn()):
                self._presses.answered(answer, now)
            case messages.Refusal(), (messages.TicketRequest() | messages.CheckIn()):
                self._presses.refused(request, answer, now)
            case _, (messages.PrintResult() | messages.GiveUp()):
                self._accounts.told(request, answer, now)
            case _, messages.HandOver():
                self._accounts.handed_over(request, answer, now)

    def _serves(self) -> bool:
        """Return whether a press can become paper: printer well, somebody there who gives numbers, and power."""
        return self._printing.fault is None and self._doors.open and not self._power_off.due

    def _said(self, name: str) -> str:
        """Return a button as a log may name it: the digits of a code are its citizen's."""
        return "a digit" if any(b.name == name and b.digit is not None for b in self._kiosk.buttons) else f"'{name}'"

    def _set_lamps(self) -> None:
        coming, serves = self._presses.coming(), self._serves()
        for button in self._kiosk.buttons:
            if button.name in coming:
                self._panel.light(button.name, "fast")
            elif not serves or self._buttons.stuck(button.name):
                self._panel.light(button.name, "off")
            else:
                self._panel.light(button.name, self._light_of(button))

    def _light_of(self, button: config.Button) -> Light:
        return lamps.light(button, self._menu, self._doors.closed, booked=self._doors.booked)


def main(centre: config.CentreFile, unit_id: str, state: Path) -> None:
    """Run the kiosk ``unit_id``; ``state`` is the folder of its journal."""
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    pins = {button.name: button.pin for button in kiosk.buttons}
    leds = {button.name: button.led_pin for button in kiosk.buttons if button.led_pin is not None}
    panel = Panel(contacts=pins, lamps=leds, inbox=inbox)
    replies = messages.topic("kiosk_reply", id=unit_id)
    dispatcher = messages.topic("state", role="dispatcher", id=DISPATCHER)
    link = Link(
        role="kiosk", unit=unit_id, broker=centre.broker, inbox=inbox, offline=OFFLINE,
        requests=(replies,), states=(dispatcher, messages.topic("board")),
    )  # fmt: skip
    menu = Menu(buttons=kiosk.buttons, services=centre.services, code_digits=centre.appointments.code_digits)
    alone = Alone(centre=centre, block=block_of(kiosk), offered=menu.offered(), now=now)
    unit, journal = Unit(role="kiosk", unit=unit_id, link=link), Journal(state / f"kiosk-{unit_id}.db", KioskFact)
    accounts = Accounts(
        unit=unit,
        journal=journal,
        writer=JournalWriter(journal, inbox),
        alone=alone,
        handing_over=HandingOver(unit, now),
        give_up_after_s=kiosk.give_up_after_s,
        retain_days=centre.journal.retain_days,
    )
    doors = Doors(hall=Hall(patience_s=kiosk.give_up_after_s, now_s=now.steady_s), alone=alone)
    printing = Printing(TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox), now)
    presses, power_off = Presses(menu=menu, doors=doors, unit=unit, accounts=accounts, printing=printing), PowerOff()
    service = Kiosk(
        kiosk=kiosk,
        panel=panel,
        buttons=KioskButtons(kiosk=kiosk, panel=panel, now=now),
        unit=unit,
        link=link,
        accounts=accounts,
        printing=printing,
        presses=presses,
        facing=facing(centre=centre, kiosk=kiosk, presses=presses, printing=printing, power_off=power_off, inbox=inbox),
        power_off=power_off,
        inbox=inbox,
        now=now,
    )
    link.start()
    run(service, inbox)
