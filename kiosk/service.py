# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop: a press is asked of the dispatcher, its ticket printed, the outcome reported; all of it survives a cut."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from centre import config, messages
from centre.buttons import Buttons
from centre.errors import BadMessage, DeviceFault
from centre.journal import Journal, Line
from centre.lamps import Light
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.service import Inbox, run
from centre.time import Now, read_clocks
from centre.unit import OFFLINE, Unit
from kiosk import printer
from kiosk.facts import GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted
from kiosk.memory import after_a_cut

log = logging.getLogger(__name__)

CHECK_PRINTER_S = 2.0
"""How often a printer in trouble is asked whether it is well again; a healthy one is asked at each press only."""

PRINT_WITHIN_S = 600.0
"""A ticket that waits longer for paper is failed: its citizen has long gone to the administrator."""


class Kiosk:
    """One ticket machine; see centre.service.Service for who calls what.

    After a power cut: a ticket whose printing had begun is reported *unknown* and never printed again by itself; a
    fresh press is asked again with its id; an old one is given up, so that it leaves no ghost.
    """

    def __init__(
        self,
        *,
        kiosk: config.Kiosk,
        panel: Panel,
        buttons: Buttons,
        unit: Unit,
        link: Link,
        journal: Journal,
        ticket_printer: printer.TicketPrinter,
        now: Now,
    ) -> None:
        self._kiosk, self._panel, self._buttons, self._unit = kiosk, panel, buttons, unit
        self._link, self._journal, self._printer = link, journal, ticket_printer
        self._services = {button.service for button in kiosk.buttons}
        self._coming: dict[UUID, str] = {}
        self._no_paper: dict[UUID, tuple[messages.TicketReply, float]] = {}
        self._fault: DeviceFault | None = None
        self._check_s: float | None = None
        self._down_s: float | None = now.steady_s
        self._remember(now)

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on presses, answers and the printer's reports, then on what is due."""
        for item in items:
            self._take(item, now)
        self._act_on_time(now)
        self._show(now)

    def deadline_s(self) -> float | None:
        """Return when to resend, to give up, or to look at a contact or an ailing printer again."""
        moments = (self._unit.deadline_s(), self._buttons.deadline_s(), self._check_s)
        return min((moment for moment in moments if moment is not None), default=None)

    def alive(self) -> bool:
        """Return whether the pins' driver, the network thread and the printer's thread live."""
        return self._panel.alive() and self._link.alive() and self._printer.alive()

    def close(self) -> None:
        """Say goodbye and free pins, printer and journal."""
        self._link.close()
        self._printer.stop()
        self._panel.close()
        self._journal.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge() if self._buttons.press(item):
                self._press(item.name, now)
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._down_s = None
                self._unit.linked(now)
            case LinkDown():
                self._down_s = now.steady_s if self._down_s is None else self._down_s
                log.warning("%s", item.reason)
            case printer.PrintEnded():
                self._print_ended(item, now)
            case printer.PrintRefused():
                self._print_refused(item, now)
            case printer.PrinterReport():
                self._printer_report(item, now)

    def _press(self, service: str, now: Now) -> None:
        """Ask first, write meanwhile: the commit costs the citizen nothing while the dispatcher commits too."""
        if not self._open(service, now):
            log.info("press on '%s' while closed", service)
            return
        request = messages.TicketRequest(request_id=uuid4(), service=service)
        self._coming[request.request_id] = service
        self._unit.ask(request, now, self._kiosk.give_up_after_s)
        self._printer.warm_up()
        self._panel.light(service, "fast")
        self._journal.append([Line(Pressed(at=now.utc, request_id=request.request_id, service=service))])

    def _hear(self, received: Received, now: Now) -> None:
        try:
            answer = messages.decode(received.row, received.payload)
        except BadMessage as bad:
            log.warning("%s", bad)
            return
        request = self._unit.settle(answer)
        match answer, request:
            case messages.TicketReply(), messages.TicketRequest():
                self._print(answer, now)
            case messages.Refusal(), messages.TicketRequest():
                log.warning("no ticket for '%s': %s", request.service, answer.text)
                self._coming.pop(request.request_id, None)
                self._journal.append([Line(GivenUp(at=now.utc, request_id=request.request_id, told=True))])
            case (
                (messages.Confirmation() | messages.Refusal()),
                (messages.PrintResult() | messages.GiveUp()),
            ):
                self._told(request, answer, now)

    def _print(self, reply: messages.TicketReply, now: Now) -> None:
        started = PrintStarted(at=now.utc, request_id=reply.request_id, ticket=reply.ticket, day=reply.day)
        self._journal.append([Line(started)])
        self._printer.print(reply)

    def _print_ended(self, ended: printer.PrintEnded, now: Now) -> None:
        self._no_paper.pop(ended.request_id, None)
        self._coming.pop(ended.request_id, None)
        self._note_fault(ended.fault, now)
        self._report_outcome(ended.request_id, ended.ticket, ended.day, ended.outcome, now)

    def _report_outcome(self, request_id: UUID, ticket: str, day: Any, outcome: Any, now: Now) -> None:
        end = PrintEnded(at=now.utc, request_id=request_id, ticket=ticket, day=day, outcome=outcome, told=False)
        self._journal.append([Line(end)])
        self._tell(end, now)

    def _print_refused(self, refused: printer.PrintRefused, now: Now) -> None:
        """Keep the ticket: no byte of it was sent, it is printed when the printer is well again."""
        self._no_paper.setdefault(refused.reply.request_id, (refused.reply, now.steady_s))
        self._note_fault(refused.fault, now)

    def _printer_report(self, report: printer.PrinterReport, now: Now) -> None:
        self._note_fault(report.fault, now)
        if report.fault is None:
            for reply, _ in self._no_paper.values():
                self._printer.print(reply)

    def _note_fault(self, fault: DeviceFault | None, now: Now) -> None:
        if fault is not None and str(fault) != str(self._fault):
            log.error("%s", fault)
        self._fault = fault
        self._check_s = None if fault is None else now.steady_s + CHECK_PRINTER_S

    def _act_on_time(self, now: Now) -> None:
        for request in self._unit.due(now):
            log.warning("no answer to a press within %g s: given up", self._kiosk.give_up_after_s)
            self._coming.pop(request.request_id, None)
            given_up = GivenUp(at=now.utc, request_id=request.request_id, told=False)
            self._journal.append([Line(given_up)])
            self._tell(given_up, now)
        for reply, since_s in list(self._no_paper.values()):
            if now.steady_s - since_s >= PRINT_WITHIN_S:
                del self._no_paper[reply.request_id]
                self._coming.pop(reply.request_id, None)
                self._report_outcome(reply.request_id, reply.ticket, reply.day, "failed", now)
        if self._check_s is not None and now.steady_s >= self._check_s:
            self._check_s = now.steady_s + CHECK_PRINTER_S
            self._printer.check()

    def _tell(self, fact: GivenUp | PrintEnded, now: Now) -> None:
        """Report to the dispatcher, for as long as it takes; the report's id is made new, its subject is in it."""
        if isinstance(fact, GivenUp):
            self._unit.ask(messages.GiveUp(request_id=uuid4(), given_up=fact.request_id), now)
            return
        report = messages.PrintResult(
            request_id=uuid4(),
            printed_request=fact.request_id,
            ticket=fact.ticket,
            day=fact.day,
            outcome=fact.outcome,
        )
        self._unit.ask(report, now)

    def _told(
        self,
        report: messages.PrintResult | messages.GiveUp,
        answer: messages.Confirmation | messages.Refusal,
        now: Now,
    ) -> None:
        if isinstance(answer, messages.Refusal):
            log.warning("report of a ticket refused: %s", answer.text)
        if isinstance(report, messages.GiveUp):
            done: KioskFact = GivenUp(at=now.utc, request_id=report.given_up, told=True)
        else:
            done = PrintEnded(
                at=now.utc, request_id=report.printed_request, ticket=report.ticket, day=report.day,
                outcome=report.outcome, told=True,
            )  # fmt: skip
        self._journal.append([Line(done)])

    def _open(self, service: str, now: Now) -> bool:
        """Return whether a press can become a ticket: the button is sound, the printer well, the centre not long gone."""
        gone = self._down_s is not None and now.steady_s - self._down_s >= self._kiosk.give_up_after_s
        return self._fault is None and not gone and not self._buttons.stuck(service)

    def _show(self, now: Now) -> None:
        coming = set(self._coming.values())
        for service in self._services:
            light: Light = "fast" if service in coming else "on" if self._open(service, now) else "off"
            self._panel.light(service, light)
        self._buttons.changed(now)
        self._unit.report((*self._buttons.problems(), *self._printer_problems()), now)

    def _printer_problems(self) -> tuple[messages.Problem, ...]:
        if self._fault is None:
            return ()
        waiting = f" {len(self._no_paper)} tickets wait." if self._no_paper else ""
        return (messages.Problem(code=type(self._fault).__name__, text=f"{self._fault}{waiting}"),)

    def _remember(self, now: Now) -> None:
        """Take up what a cut left open, and write it again behind a new beginning."""
        facts = [line.fact for line in self._journal.replay(since_kind="kiosk_started")]
        ends = after_a_cut(facts, now.utc, self._kiosk.give_up_after_s)
        self._journal.append([Line(KioskStarted(at=now.utc)), *map(Line, ends)])
        for end in ends:
            if isinstance(end, Pressed):
                self._coming[end.request_id] = end.service
                left_s = self._kiosk.give_up_after_s - (now.utc - end.at).total_seconds()
                self._unit.ask(messages.TicketRequest(request_id=end.request_id, service=end.service), now, left_s)
            else:
                self._tell(end, now)


def main(centre: config.CentreFile, unit_id: str, state: Path) -> None:
    """Run the kiosk ``unit_id``; ``state`` is the folder of its journal."""
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    pins = {button.service: button.pin for button in kiosk.buttons}
    lamps = {button.service: button.led_pin for button in kiosk.buttons if button.led_pin is not None}
    panel = Panel(contacts=pins, lamps=lamps, inbox=inbox)
    link = Link(
        role="kiosk", unit=unit_id, broker=centre.broker, inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("kiosk_reply", id=unit_id),),
    )  # fmt: skip
    service = Kiosk(
        kiosk=kiosk,
        panel=panel,
        buttons=Buttons(panel=panel, pins=pins, lockout_s=kiosk.lockout_s, stuck_after_s=kiosk.stuck_after_s, now=now),
        unit=Unit(role="kiosk", unit=unit_id, link=link),
        link=link,
        journal=Journal(state / f"kiosk-{unit_id}.db", KioskFact),
        ticket_printer=printer.TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox),
        now=now,
    )
    link.start()
    run(service, inbox)
