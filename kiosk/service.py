# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop: a press is asked of the dispatcher, its ticket printed, the outcome told; a cut loses nothing."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from centre import config, messages
from centre.buttons import Buttons
from centre.errors import BadMessage
from centre.identity import DISPATCHER
from centre.journal import Journal, Line
from centre.journal_writer import JournalWriter, Permit
from centre.lamps import Light
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.service import Inbox, run
from centre.time import Now, read_clocks
from centre.unit import OFFLINE, Unit
from kiosk.facts import Answered, GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted
from kiosk.memory import after_a_cut, end_of
from kiosk.printer import TicketPrinter
from kiosk.printing import Ended, Printing

log = logging.getLogger(__name__)


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
        writer: JournalWriter,
        printing: Printing,
        inbox: Inbox,
        now: Now,
    ) -> None:
        self._kiosk, self._panel, self._buttons, self._unit = kiosk, panel, buttons, unit
        self._link, self._journal, self._writer, self._printing = link, journal, writer, printing
        self._coming: dict[UUID, str] = {}
        self._inbox, self._now = inbox, now
        self._closes_s: float | None = now.steady_s + kiosk.give_up_after_s
        self._gone = self._dispatcher_went = False
        self._remember(now)

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on presses, answers and the printer's reports, then on what is due, then set the lamps."""
        self._now = now
        for item in items:
            self._take(item, now)
        for request in self._unit.due(now):
            log.warning("no answer to a press within %g s: given up", self._kiosk.give_up_after_s)
            self._give_up(request.request_id, now)
        for ended in self._printing.due(now):
            self._ended(ended, now)
        if self._closes_s is not None and now.steady_s >= self._closes_s:
            self._closes_s, self._gone = None, True
        self._buttons.changed(now)
        self._unit.report((*self._buttons.problems(), *self._printing.problems()), now)
        self._set_lamps()

    def deadline_s(self) -> float | None:
        """Return when to resend, to give up, or to look at a contact or an ailing printer again."""
        moments = (self._unit.deadline_s(), self._buttons.deadline_s(), self._printing.deadline_s(), self._closes_s)
        return min((moment for moment in moments if moment is not None), default=None)

    def alive(self) -> bool:
        """Return whether the pins' driver and the threads of network, printer and journal live."""
        return all(part.alive() for part in (self._panel, self._link, self._printing, self._writer))

    def close(self) -> None:
        """Let the ticket in the printer come out and write how, say goodbye, free pins and journal."""
        self._printing.stop()
        for report in self._inbox.take_all(0.0):
            if ended := self._printing.take(report, self._now):
                self._write(_end(ended, self._now))
        self._link.close()
        self._panel.close()
        self._writer.close()
        self._journal.close()

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
                self._lose_the_centre(now)
                log.warning("%s", item.reason)
            case _:
                ended = self._printing.take(item, now)
                if ended is not None:
                    self._ended(ended, now)

    def _dispatcher_is(self, state: str, now: Now) -> None:
        """Take it that the centre is in reach when the dispatcher says so; a broker alone gives no tickets."""
        if state == "offline":
            self._dispatcher_went = True
            self._lose_the_centre(now)
            return
        self._closes_s, self._gone = None, False
        if self._dispatcher_went:
            self._dispatcher_went = False
            self._unit.linked(now)

    def _lose_the_centre(self, now: Now) -> None:
        if self._closes_s is None and not self._gone:
            self._closes_s = now.steady_s + self._kiosk.give_up_after_s

    def _press(self, service: str, now: Now) -> None:
        if not self._open(service):
            log.info("press on '%s' while closed", service)
            return
        request = messages.TicketRequest(request_id=uuid4(), service=service)
        self._coming[request.request_id] = service
        self._unit.ask(request, now, self._kiosk.give_up_after_s)
        self._printing.press()
        self._write(Pressed(at=now.utc, request_id=request.request_id, service=service))

    def _hear(self, received: Received, now: Now) -> None:
        try:
            answer = messages.decode(received.row, received.payload)
        except BadMessage as bad:
            log.warning("%s", bad)
            return
        if isinstance(answer, messages.DeviceState):
            self._dispatcher_is(answer.state, now)
            return
        if isinstance(answer, messages.Refusal) and answer.reason == "journal_failed":
            # Nothing was written and the disk may recover, so the question stays open and is asked again.
            log.warning("%s", answer.text)
            return
        match answer, self._unit.settle(answer):
            case messages.TicketReply(), messages.TicketRequest():
                # In this order: the printer's thread writes behind it, when the ticket's turn comes.
                self._write(Answered(at=now.utc, request_id=answer.request_id, reply=answer))
                self._print(answer, now)
            case messages.Refusal(), messages.TicketRequest() as request:
                log.warning("no ticket for '%s': %s", request.service, answer.text)
                self._coming.pop(request.request_id, None)
                self._write(GivenUp(at=now.utc, request_id=request.request_id, told=True))
            case _, (messages.PrintResult() | messages.GiveUp()) as report:
                self._told(report, answer, now)

    def _print(self, reply: messages.TicketReply, now: Now) -> None:
        """Give the ticket to the printer; when its turn comes, its number waits until the journal has it."""

        def written() -> None:
            permit = Permit()
            started = PrintStarted(at=now.utc, request_id=reply.request_id, ticket=reply.ticket, day=reply.day)
            self._writer.write([Line(started)], permit)
            permit.wait()

        self._printing.print(reply, now, written)

    def _ended(self, ended: Ended, now: Now) -> None:
        self._coming.pop(ended.reply.request_id, None)
        end = _end(ended, now)
        self._write(end)
        self._tell(end, now)

    def _give_up(self, request_id: UUID, now: Now) -> None:
        self._coming.pop(request_id, None)
        given_up = GivenUp(at=now.utc, request_id=request_id, told=False)
        self._write(given_up)
        self._tell(given_up, now)

    def _tell(self, fact: GivenUp | PrintEnded, now: Now) -> None:
        """Report to the dispatcher, for as long as it takes."""
        if isinstance(fact, GivenUp):
            self._unit.ask(messages.GiveUp(request_id=uuid4(), given_up=fact.request_id), now)
            return
        report = messages.PrintResult(
            request_id=uuid4(), printed_request=fact.request_id, ticket=fact.ticket, day=fact.day, outcome=fact.outcome
        )
        self._unit.ask(report, now)

    def _told(self, report: messages.PrintResult | messages.GiveUp, answer: messages.Message, now: Now) -> None:
        """Close the account: the dispatcher knows, or has refused to know, which no repetition would change."""
        if isinstance(answer, messages.Refusal):
            log.warning("report of a ticket refused: %s", answer.text)
        if isinstance(report, messages.GiveUp):
            self._write(GivenUp(at=now.utc, request_id=report.given_up, told=True))
        else:
            end = end_of(report.printed_request, report.ticket, report.day, report.outcome, now.utc, told=True)
            self._write(end)

    def _open(self, service: str) -> bool:
        """Return whether a press can become a ticket: button sound, printer well, centre not long out of reach."""
        return self._printing.fault is None and not self._gone and not self._buttons.stuck(service)

    def _set_lamps(self) -> None:
        coming = set(self._coming.values())
        for button in self._kiosk.buttons:
            light: Light = "fast" if button.service in coming else "on" if self._open(button.service) else "off"
            self._panel.light(button.service, light)

    def _write(self, fact: KioskFact) -> None:
        self._writer.write([Line(fact)])

    def _remember(self, now: Now) -> None:
        """Take up what a cut left open, and write it again behind a new beginning."""
        facts = [line.fact for line in self._journal.replay(since_kind="kiosk_started")]
        ends = after_a_cut(facts, now.utc, self._kiosk.give_up_after_s)
        self._writer.write([Line(fact) for fact in (KioskStarted(at=now.utc), *ends)])
        for end in ends:
            if isinstance(end, Pressed):
                self._coming[end.request_id] = end.service
                left_s = self._kiosk.give_up_after_s - (now.utc - end.at).total_seconds()
                self._unit.ask(messages.TicketRequest(request_id=end.request_id, service=end.service), now, left_s)
            elif isinstance(end, Answered):
                self._coming[end.request_id] = end.reply.service
                self._print(end.reply, now)
            else:
                self._tell(end, now)


def _end(ended: Ended, now: Now) -> PrintEnded:
    reply = ended.reply
    return end_of(reply.request_id, reply.ticket, reply.day, ended.outcome, now.utc)


def main(centre: config.CentreFile, unit_id: str, state: Path) -> None:
    """Run the kiosk ``unit_id``; ``state`` is the folder of its journal."""
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    pins = {button.service: button.pin for button in kiosk.buttons}
    lamps = {button.service: button.led_pin for button in kiosk.buttons if button.led_pin is not None}
    panel = Panel(contacts=pins, lamps=lamps, inbox=inbox)
    replies = messages.topic("kiosk_reply", id=unit_id)
    dispatcher = messages.topic("state", role="dispatcher", id=DISPATCHER)
    link = Link(
        role="kiosk", unit=unit_id, broker=centre.broker, inbox=inbox, offline=OFFLINE,
        requests=(replies,), states=(dispatcher,),
    )  # fmt: skip
    buttons = Buttons(panel=panel, pins=pins, lockout_s=kiosk.lockout_s, stuck_after_s=kiosk.stuck_after_s, now=now)
    journal = Journal(state / f"kiosk-{unit_id}.db", KioskFact)
    service = Kiosk(
        kiosk=kiosk,
        panel=panel,
        buttons=buttons,
        unit=Unit(role="kiosk", unit=unit_id, link=link),
        link=link,
        journal=journal,
        writer=JournalWriter(journal, inbox),
        printing=Printing(TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox), now),
        inbox=inbox,
        now=now,
    )
    link.start()
    run(service, inbox)
