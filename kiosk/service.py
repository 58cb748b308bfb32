# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop: a press is asked of the dispatcher, its ticket printed, the outcome told; a cut loses nothing."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from centre import config, messages
from centre.identity import DISPATCHER
from centre.journal import Journal
from centre.journal_writer import JournalWriter
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.service import Inbox, run
from centre.time import Now, read_clocks
from centre.unit import OFFLINE, Unit
from kiosk import lamps
from kiosk.accounts import Accounts
from kiosk.buttons import KioskButtons
from kiosk.facts import Answered, KioskFact, Pressed
from kiosk.hall import Hall
from kiosk.menu import CheckInWish, ClosedWish, Menu, TicketWish
from kiosk.notice import Notice
from kiosk.printer import TicketPrinter
from kiosk.printing import Ended, Printing

log = logging.getLogger(__name__)

NOTICE_PAUSE_S = 10.0
"""A button whose service is closed explains itself on paper no more often than this: paper is not for playing."""


class Kiosk:
    """One ticket machine; see centre.service.Service for who calls what.

    After a power cut: a ticket whose printing had begun is reported *unknown* and never printed again by itself; a
    fresh press is asked again, with its id, as what it was; an old one is given up, so that it leaves no ghost.
    """

    def __init__(
        self,
        *,
        kiosk: config.Kiosk,
        menu: Menu,
        panel: Panel,
        buttons: KioskButtons,
        unit: Unit,
        link: Link,
        accounts: Accounts,
        printing: Printing,
        inbox: Inbox,
        now: Now,
    ) -> None:
        self._kiosk, self._menu, self._panel, self._buttons, self._unit = kiosk, menu, panel, buttons, unit
        self._link, self._accounts, self._printing = link, accounts, printing
        self._hall = Hall(patience_s=kiosk.give_up_after_s, now_s=now.steady_s)
        self._coming: dict[UUID, set[str]] = {}
        self._explained_s: dict[str, float] = {}
        self._inbox, self._now = inbox, now
        self._remember(now)

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on presses, answers and the printer's reports, then on what is due, then set the lamps."""
        self._now = now
        for item in items:
            self._take(item, now)
        for request in self._unit.due(now):
            log.warning("no answer to a press within %g s: given up", self._kiosk.give_up_after_s)
            self._coming.pop(request.request_id, None)
            self._accounts.give_up(request.request_id, now)
        for ended in self._printing.due(now):
            self._ended(ended, now)
        self._hall.due(now.steady_s)
        self._menu.due(now.steady_s)
        self._buttons.changed(now)
        self._unit.report((*self._buttons.problems(), *self._printing.problems()), now)
        self._accounts.tidy(now)
        self._set_lamps()

    def deadline_s(self) -> float | None:
        """Return when to resend, to give up, to forget, or to look at a contact or an ailing printer again."""
        parts = (self._unit, self._buttons, self._printing, self._hall, self._menu)
        return min((moment for part in parts if (moment := part.deadline_s()) is not None), default=None)

    def alive(self) -> bool:
        """Return whether the pins' driver and the threads of network, printer and journal live."""
        return all(part.alive() for part in (self._panel, self._link, self._printing, self._accounts))

    def close(self) -> None:
        """Let the ticket in the printer come out and write how, say goodbye, free pins and journal."""
        self._printing.stop()
        for report in self._inbox.take_all(0.0):
            if ended := self._printing.take(report, self._now):
                self._accounts.ended(ended, self._now)
        self._link.close()
        self._panel.close()
        self._accounts.close()

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
                self._hall.lose(now.steady_s)
                log.warning("%s", item.reason)
            case _:
                if ended := self._printing.take(item, now):
                    self._ended(ended, now)

    def _press(self, name: str, now: Now) -> None:
        if not self._serves() or self._buttons.stuck(name):
            log.info("press on %s while closed", self._said(name))
            return
        match self._menu.press(name, self._hall.closed, now.steady_s):
            case TicketWish(service, priority):
                self._ask(Pressed(at=now.utc, request_id=uuid4(), service=service, priority=priority), now)
            case CheckInWish(code):
                self._ask(Pressed(at=now.utc, request_id=uuid4(), code=code), now)
            case ClosedWish(service):
                self._explain(name, service, now)

    def _ask(self, pressed: Pressed, now: Now) -> None:
        self._coming[pressed.request_id] = self._menu.pressed_for(pressed.service)
        self._accounts.ask(pressed, now)
        self._printing.press()
        self._accounts.write(pressed)

    def _explain(self, name: str, service: str, now: Now) -> None:
        """Print why the button brings no ticket, unless it has just done so."""
        if now.steady_s < self._explained_s.get(name, -NOTICE_PAUSE_S) + NOTICE_PAUSE_S:
            return
        self._explained_s[name] = now.steady_s
        log.info("press on '%s': '%s' is closed (%s)", name, service, self._hall.closed[service])
        self._notice(messages.Refusal(reason="service_closed", text="", closed=self._hall.closed[service]), now)

    def _notice(self, refusal: messages.Refusal, now: Now) -> None:
        self._printing.notice(Notice(refusal, now.utc, self._hall.opens_at))

    def _hear(self, received: Received, now: Now) -> None:
        match heard := received.message():
            case None:
                return
            case messages.Board():
                self._hall.show(heard)
            case messages.DeviceState():
                if self._hall.dispatcher_is(heard.state, now.steady_s):
                    self._unit.linked(now)
            case messages.Refusal(reason="journal_failed"):
                # Nothing was written and the disk may recover, so the question stays open and is asked again.
                log.warning("%s", heard.text)
            case _:
                self._settle(heard, self._unit.settle(heard), now)

    def _settle(self, answer: messages.Message, request: messages.Request | None, now: Now) -> None:
        match answer, request:
            case messages.TicketReply(), (messages.TicketRequest() | messages.CheckIn()):
                # In this order: the printer's thread writes behind it, when the ticket's turn comes.
                self._accounts.answered(answer, now)
                self._print(answer, now)
            case messages.Refusal(), (messages.TicketRequest() | messages.CheckIn()):
                log.warning("no ticket for %s: %s", _named(request), answer.text)
                self._coming.pop(request.request_id, None)
                self._accounts.refused(request, now)
                self._notice(answer, now)
            case _, (messages.PrintResult() | messages.GiveUp()):
                self._accounts.told(request, answer, now)

    def _print(self, reply: messages.TicketReply, now: Now) -> None:
        """Give the ticket to the printer; when its turn comes, its number waits until the journal has it."""
        self._printing.print(reply, now, lambda: self._accounts.printing(reply, now))

    def _ended(self, ended: Ended, now: Now) -> None:
        self._coming.pop(ended.reply.request_id, None)
        self._accounts.tell(self._accounts.ended(ended, now), now)

    def _serves(self) -> bool:
        """Return whether a press can become paper: printer well, centre not long out of reach."""
        return self._printing.fault is None and self._hall.in_reach

    def _said(self, name: str) -> str:
        """Return a button as a log may name it: the digits of a code are its citizen's."""
        return "a digit" if any(b.name == name and b.digit is not None for b in self._kiosk.buttons) else f"'{name}'"

    def _set_lamps(self) -> None:
        coming, serves = set[str]().union(*self._coming.values()), self._serves()
        for button in self._kiosk.buttons:
            if button.name in coming:
                self._panel.light(button.name, "fast")
            elif not serves or self._buttons.stuck(button.name):
                self._panel.light(button.name, "off")
            else:
                self._panel.light(button.name, lamps.light(button, self._menu, self._hall.closed))

    def _remember(self, now: Now) -> None:
        """Take up what a cut left open."""
        for end in self._accounts.begin(now):
            if isinstance(end, Pressed):
                self._coming[end.request_id] = self._menu.pressed_for(end.service)
                self._accounts.ask(end, now)
            elif isinstance(end, Answered):
                self._coming[end.request_id] = self._menu.pressed_for(end.reply.service)
                self._print(end.reply, now)
            else:
                self._accounts.tell(end, now)


def _named(request: messages.TicketRequest | messages.CheckIn) -> str:
    """Return a request as a log may name it; a code is its citizen's."""
    return f"'{request.service}'" if isinstance(request, messages.TicketRequest) else "a code"


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
    unit, journal = Unit(role="kiosk", unit=unit_id, link=link), Journal(state / f"kiosk-{unit_id}.db", KioskFact)
    service = Kiosk(
        kiosk=kiosk,
        menu=Menu(buttons=kiosk.buttons, services=centre.services, code_digits=centre.appointments.code_digits),
        panel=panel,
        buttons=KioskButtons(kiosk=kiosk, panel=panel, now=now),
        unit=unit,
        link=link,
        accounts=Accounts(
            unit=unit,
            journal=journal,
            writer=JournalWriter(journal, inbox),
            give_up_after_s=kiosk.give_up_after_s,
            retain_days=centre.journal.retain_days,
        ),
        printing=Printing(TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox), now),
        inbox=inbox,
        now=now,
    )
    link.start()
    run(service, inbox)
