# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop: a press is asked of the dispatcher, its ticket printed, the outcome told; a cut loses nothing."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from centre import messages
from centre.cards import broker_for
from centre.config import CentreFile
from centre.holding import Meaning
from centre.identity import DISPATCHER
from centre.journal_waiting import begun, patiently
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.poweroff import PowerOff
from centre.service import Inbox, WorkerDied, run
from centre.time import Now, earliest, read_clocks
from centre.touched import Touched
from centre.unit import OFFLINE, Unit
from kiosk.accounts import past_of
from kiosk.building import presses_of
from kiosk.buttons import KioskButtons
from kiosk.facing import facing
from kiosk.facts import KioskFact
from kiosk.front import Front
from kiosk.guide import guide
from kiosk.hearing import Hearing
from kiosk.knowing import Knowing
from kiosk.lighting import Lighting
from kiosk.pages import Page
from kiosk.presses import Presses
from kiosk.wiring import wired

log = logging.getLogger(__name__)


class Kiosk:
    """One ticket machine; see centre.service.Service for who calls what.

    After a power cut: of a ticket whose printing had begun a copy is printed, which says that it is one; a
    fresh press is asked again, with its id, as what it was; an old one is given up, so that it leaves no ghost. A kiosk
    that was alone counts on in its own numbers.
    """

    def __init__(
        self, *, panel: Panel, buttons: KioskButtons, unit: Unit, link: Link, presses: Presses, front: Front,
        lighting: Lighting, power_off: PowerOff, inbox: Inbox, now: Now,
    ) -> None:  # fmt: skip
        self._panel, self._buttons, self._unit, self._link = panel, buttons, unit, link
        self._presses, self._accounts, self._printing = presses, presses.accounts, presses.printing
        self._menu, self._doors, self._papers = presses.menu, presses.doors, presses.papers
        self._front, self._lighting, self._power_off = front, lighting, power_off
        self._hearing = Hearing(unit=unit, presses=presses, power_off=power_off)
        self._inbox, self._now = inbox, now
        self._menu.seen = front.seen
        for end in self._accounts.begin(now):
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
        if self._accounts.fault is None:
            self._printing.go_on()
        parts = (self._buttons, self._menu, self._printing, self._doors, self._accounts, self._front)
        self._unit.report([problem for part in parts for problem in part.problems()], now)
        self._power_off.ask(ready=not self._papers.awaited() or not self._presses.prints)
        self._accounts.tidying.due(now)
        self._lighting.turn(serves=self._serves())
        self._front.turn(now)

    def deadline_s(self) -> float | None:
        """Return when to resend, to give up, to forget, or to look at a contact or an ailing printer again."""
        parts = (self._unit, self._buttons, self._printing, self._papers, self._doors.hall, self._menu, self._front)
        return earliest(part.deadline_s() for part in parts)

    def alive(self) -> bool:
        """Return whether the pins' driver and the threads of network, printer and journal live."""
        return all(part.alive() for part in (self._panel, self._link, self._printing, self._accounts, self._front))

    def close(self) -> None:
        """Let the ticket in the printer come out and write how, say goodbye, free pins, journal and screen."""
        self._printing.stop()
        for report in self._inbox.take_all(0.0):
            if ended := self._printing.take(report, self._now):
                self._accounts.ended(ended, self._now)
        self._link.close()
        self._panel.close()
        self._accounts.close()
        self._front.close()

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
        self._papers.due(now.steady_s)
        for name, meaning in self._buttons.decided(now):
            self._press(name, meaning, now)
        self._buttons.changed(now)
        self._front.due(now)

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge():
                self._feel(item, now)
            case Touched():
                if name := self._front.touched(item):
                    self._act(name, now)
                    # At once: what the next touch of this turn is on, is another page.
                    self._front.turn(now)
            case Received() | LinkUp() | LinkDown():
                self._hearing.take(item, now)
            case _ if self._front.take(item, now):
                pass
            case _:
                if ended := self._printing.take(item, now):
                    self._presses.ended(ended, now)

    def _feel(self, edge: Edge, now: Now) -> None:
        if self._buttons.goes_down(edge):
            self._front.hush()
        if meaning := self._buttons.meaning(edge):
            self._press(edge.name, meaning, now)

    def _press(self, name: str, meaning: Meaning, now: Now) -> None:
        if self._buttons.stuck(name):
            return
        if meant := self._front.press(name, meaning, now):
            self._act(meant, now)

    def _act(self, name: str, now: Now) -> None:
        if not self._serves():
            log.info("press on %s while closed", self._said(name))
            return
        self._presses.take(name, now)

    def _serves(self) -> bool:
        """Return whether a press can become paper: printer and journal well, somebody who gives numbers, and power."""
        return self._presses.prints and self._doors.open and not self._power_off.due

    def _said(self, name: str) -> str:
        """Return a button as a log may name it: the digits of a code are its citizen's."""
        return "a digit" if name.startswith("digit-") else f"'{name}'"


def forget_presses(inbox: Inbox) -> None:
    """Drop what was pressed while the journal was waited for: its citizen has gone, and must not get a ticket now."""
    for item in inbox.take_all(0.0):
        if isinstance(item, WorkerDied):
            raise item


def main(centre: CentreFile, unit_id: str, state: Path) -> None:
    """Run the kiosk ``unit_id``; ``state`` is the folder of its journal."""
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == unit_id)
    inbox = Inbox()
    panel, face = wired(kiosk, inbox), facing(centre=centre, kiosk=kiosk, inbox=inbox)
    link_into = partial(
        Link, role="kiosk", unit=unit_id, broker=broker_for(centre, unit_id), offline=OFFLINE,
        states=(messages.topic("state", role="dispatcher", id=DISPATCHER), messages.topic("board")),
    )  # fmt: skip
    journal, past = patiently(
        lambda: begun(state / f"kiosk-{unit_id}.db", KioskFact, lambda journal: (journal, past_of(journal))),
        link_into=link_into,
        meanwhile=lambda: face.turn(Page("not_printing", centre.centre.languages), read_clocks()),
    )
    forget_presses(inbox)
    link, now = link_into(inbox=inbox, requests=(messages.topic("kiosk_reply", id=unit_id),)), read_clocks()
    unit = Unit(role="kiosk", unit=unit_id, link=link)
    presses = presses_of(centre=centre, kiosk=kiosk, unit=unit, journal=journal, past=past, inbox=inbox, now=now)
    buttons, power_off = KioskButtons(kiosk=kiosk, panel=panel, now=now), PowerOff()
    front = Front(
        facing=face,
        guide=guide(centre=centre, kiosk=kiosk, menu=presses.menu, inbox=inbox),
        knowing=Knowing(presses=presses, power_off=power_off),
    )
    lighting = Lighting(kiosk=kiosk, panel=panel, buttons=buttons, presses=presses)
    service = Kiosk(
        panel=panel, buttons=buttons, unit=unit, link=link, presses=presses, front=front, lighting=lighting,
        power_off=power_off, inbox=inbox, now=now,
    )  # fmt: skip
    link.start()
    run(service, inbox)
