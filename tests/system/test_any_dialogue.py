# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Kiosk and dispatcher over a wire that loses, repeats, delays and reorders, while power, paper, disk and clock fail.

Only pins, printer and broker are not real. No number is on paper twice but on copies, which say that they are and come
only of what had begun; each press has one end that both sides know, and what the kiosk gave while it was alone has its
place.
"""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from centre.centre_file import load
from centre.facts import TicketIssued, TicketPrinted, TicketTakenOver, TicketVoided
from centre.link import LinkDown, LinkUp, Received
from centre.messages import TicketReply, encode, read_topic
from centre.panel import Edge
from kiosk.facts import GivenUp, HandedOver, IssuedAlone, Pressed, PrintEnded, PrintStarted
from kiosk.printer_reports import PrintEnded as PrinterEnded
from kiosk.printing import CHECK_PRINTER_S
from tests.conftest import SMALL
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import OUT_OF_PAPER, HandClock, Said
from tests.kiosk.rig import KioskRig

CENTRE = load(SMALL)
ANY = strategies.integers(0, 1000)


class InFlight(NamedTuple):
    """A message that the broker holds; it is not delivered after ``until_s``."""

    received: Received
    until_s: float


class Order(NamedTuple):
    """What the printer is to print."""

    reply: TicketReply
    copy: bool


class Dialogue(RuleBasedStateMachine):
    """``up`` and ``down`` are what the broker holds, ``ordered`` what the printer does.

    ``paper`` is all there is but ``copies``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = HandClock()
        self.dispatcher = DispatcherRig(CENTRE, Path(self.folder.name), self.clock)
        self.kiosk = KioskRig(CENTRE, Path(self.folder.name), self.clock)
        self.up, self.down = list[InFlight](), list[InFlight]()
        self.ordered, self.paper, self.copies = list[Order](), list[str](), list[str]()
        self.in_print = False

    def collect(self) -> None:
        """Give the broker what both have said, and the printer what it was ordered, each ticket once."""
        self.up += self._in_flight(self.kiosk.link.said)
        self.down += [one for one in self._in_flight(self.dispatcher.link.said) if one.received.row == "kiosk_reply"]
        printer = self.kiosk.printer
        begun = self._begun() if printer.jobs or printer.copies else set[str]()
        assert begun.isdisjoint(job.ticket for job in printer.jobs), "a ticket again that is no copy"
        assert begun.issuperset(copy.ticket for copy in printer.copies), "a copy of nothing"
        self.ordered += [Order(copy, copy=True) for copy in printer.copies]
        self.ordered += [Order(job, copy=False) for job in printer.jobs]
        for taken in (self.kiosk.link.said, self.dispatcher.link.said, printer.jobs, printer.copies):
            taken.clear()

    def _in_flight(self, said: list[Said]) -> list[InFlight]:
        """Let the broker take messages, each with its expiry as the link rounds it."""
        now_s = self.clock.now.steady_s
        lives_s = [float("inf") if one.expiry_s is None else max(1, round(one.expiry_s)) for one in said]
        received = [Received(*read_topic(one.topic), encode(one.message), one.retain) for one in said]
        return [InFlight(one, now_s + life_s) for one, life_s in zip(received, lives_s, strict=True)]

    @rule(service=strategies.sampled_from(["passport", "civil"]))
    def press(self, service: str) -> None:
        """Press a button, maybe within its lock-out, maybe while the kiosk is closed."""
        now_s = self.clock.now.steady_s
        self.kiosk.handle(Edge(service, closed=True, at_s=now_s), Edge(service, closed=False, at_s=now_s + 0.2))
        self.collect()

    @rule(choices=strategies.lists(ANY, min_size=1, max_size=3), twice=strategies.booleans())
    def deliver_up(self, choices: list[int], twice: bool) -> None:  # noqa: FBT001 - drawn, not called
        """Let some messages reach the dispatcher together; the broker may keep them and deliver them again."""
        self.dispatcher.handle(*self._taken(self.up, choices, twice=twice))
        self.collect()

    @rule(choices=strategies.lists(ANY, min_size=1, max_size=3), twice=strategies.booleans())
    def deliver_down(self, choices: list[int], twice: bool) -> None:  # noqa: FBT001 - drawn, not called
        """Let some answers reach the kiosk together."""
        self.kiosk.handle(*self._taken(self.down, choices, twice=twice))
        self.collect()

    @rule(first=strategies.sampled_from([0, -1]))
    def talk(self, first: int) -> None:
        """Let all that is held arrive, there and back, the oldest first as on most days, or the newest."""
        self.deliver_up([first] * len(self.up), twice=False)
        self.deliver_down([first] * len(self.down), twice=False)

    def _taken(self, held: list[InFlight], choices: list[int], *, twice: bool) -> list[Received]:
        taken = [held[choice % len(held)] if twice else held.pop(choice % len(held)) for choice in choices if held]
        return [one.received for one in taken if one.until_s >= self.clock.now.steady_s]

    @rule()
    def lose_all(self) -> None:
        """Kill the broker: it keeps nothing on its disk."""
        self.up.clear()
        self.down.clear()
        for side in (self.kiosk, self.dispatcher):
            side.handle(LinkDown("killed"), LinkUp())
        self.collect()

    @rule(state=strategies.sampled_from(["ready", "ready", "offline"]))
    def say_state(self, state: Literal["ready", "offline"]) -> None:
        """Let the kiosk hear that the dispatcher is there, or its last will."""
        self.kiosk.dispatcher_is(state)
        self.collect()

    @rule(seconds=strategies.sampled_from([0.3, 1.0, 2.0, 9.5, 10.0, 700.0]))
    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.pass_s(seconds)
        self.kiosk.handle()
        self.dispatcher.handle()
        self.collect()

    @rule(seconds=strategies.sampled_from([-3600, -5, 5, 3600]))
    def set_clock(self, seconds: int) -> None:
        """Set the wall clock, as a Pi without a battery has it after a start."""
        self.clock.set(self.clock.now.utc + timedelta(seconds=seconds))

    @precondition(lambda self: self.ordered)
    @rule()
    def printer_begins(self) -> None:
        """Let the oldest ticket's turn come: its number waits for the journal, and may be on paper from then on."""
        self._begin(self.ordered[0])
        self.collect()

    def _begun(self) -> set[str]:
        """Return the numbers that may be on paper, as the kiosk's journal has it."""
        return {line.fact.ticket for line in self.kiosk.journal.replay() if isinstance(line.fact, PrintStarted)}

    def _begin(self, order: Order) -> None:
        self.kiosk.printer.begin(order.reply)
        self.in_print = True

    def _comes_out(self, order: Order) -> None:
        (self.copies if order.copy else self.paper).append(order.reply.ticket)

    @precondition(lambda self: self.ordered)
    @rule(outcome=strategies.sampled_from(["printed", "unknown", "interrupted", "refused"]), torn=strategies.booleans())
    def printer_ends(self, outcome: str, torn: bool) -> None:  # noqa: FBT001 - drawn, not called
        """Let the printer end its oldest ticket; unless printed there may be paper, and none is refused that began."""
        order = self.ordered[0]
        refused = outcome == "refused" and not self.in_print
        if not refused:
            self._begin(order)
        self.ordered.remove(order)
        self.in_print = False
        if not refused and (outcome == "printed" or torn):
            self._comes_out(order)
        self.kiosk.handle(self.kiosk.printer.refused(order.reply) if refused else self._end(order.reply, outcome))
        self.collect()

    def _end(self, reply: TicketReply, outcome: str) -> PrinterEnded:
        if outcome == "printed":
            return self.kiosk.printer.ended(reply)
        if outcome == "interrupted":
            return self.kiosk.printer.interrupted(reply)
        return self.kiosk.printer.ended(reply, "unknown", OUT_OF_PAPER)

    @rule()
    def load_paper(self) -> None:
        """Let the printer say that it is well."""
        self.kiosk.handle(self.kiosk.printer.says())
        self.collect()

    @rule(torn=strategies.booleans())
    def cut_kiosk(self, torn: bool) -> None:  # noqa: FBT001 - drawn, not called
        """Take the kiosk's power, with the paper of the one ticket in print in the cutter or not."""
        if torn and self.in_print:
            self._comes_out(self.ordered[0])
        self.ordered.clear()
        self.in_print = False
        self.kiosk.restart()
        self.collect()

    @rule()
    def cut_dispatcher(self) -> None:
        """Take the dispatcher's power."""
        self.dispatcher.restart()
        self.collect()

    @rule(full=strategies.booleans())
    def fill_disk(self, full: bool) -> None:  # noqa: FBT001 - drawn, not called
        """Fill the dispatcher's disk, or empty it."""
        self.dispatcher.journal.full = full

    @invariant()
    def no_number_is_on_paper_twice(self) -> None:
        """Look at all the paper that does not say it is a copy."""
        assert [number for number, count in Counter(self.paper).items() if count > 1] == []

    def teardown(self) -> None:
        """Mend everything, let both talk until they are silent, and settle the accounts."""
        try:
            self._settle()
            self.no_number_is_on_paper_twice()
            self._check_kiosk()
            self._check_dispatcher()
        finally:
            self.kiosk.cut()
            self.dispatcher.cut()
            self.folder.cleanup()

    def _settle(self) -> None:
        self.fill_disk(full=False)
        self.say_state("ready")
        for _ in range(30):
            self.wait(CHECK_PRINTER_S)
            self.load_paper()
            while self.ordered:
                self.printer_ends("printed", torn=False)
            self.talk(0)

    def _check_kiosk(self) -> None:
        facts: list[Any] = [line.fact for line in self.kiosk.journal.replay()]
        pressed = {fact.request_id for fact in facts if isinstance(fact, Pressed)}
        ends = {(f.request_id, type(f)) for f in facts if isinstance(f, GivenUp | PrintEnded) and f.told}
        assert Counter(press for press, _ in ends) == Counter(pressed), "a press without its one end"
        alone = {fact.request_id for fact in facts if isinstance(fact, IssuedAlone)}
        assert alone == {fact.request_id for fact in facts if isinstance(fact, HandedOver)}, "given and not told"

    def _check_dispatcher(self) -> None:
        facts = self.dispatcher.written()
        issued = [fact.ticket for fact in facts if isinstance(fact, TicketIssued | TicketTakenOver)]
        void = {fact.ticket for fact in facts if isinstance(fact, TicketVoided)}
        outcomes = {fact.ticket: fact.outcome for fact in facts if isinstance(fact, TicketPrinted)}
        assert len(issued) == len(set(issued)), "a number was issued twice"
        assert set(issued) - void == {ticket for ticket, end in outcomes.items() if end != "failed"}, "a ghost"
        papers = {*self.paper, *self.copies}
        assert void.isdisjoint(papers), "a citizen holds a number that nobody will call"
        assert {ticket for ticket, end in outcomes.items() if end == "printed"} <= papers <= set(issued)


def test_any_dialogue_prints_each_press_once_or_takes_it_back() -> None:
    """Random presses, repetitions, losses and cuts on both sides."""
    profile = settings(derandomize=True, database=None, deadline=None, max_examples=100, stateful_step_count=40)
    run_state_machine_as_test(Dialogue, settings=profile)
