# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk and a dispatcher that lose each other for a day: the real two on real journals, clocks moved by hand."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from centre.config import CentreFile
from centre.facts import TicketIssued, TicketTakenOver
from centre.link import LinkDown, LinkUp, Received
from centre.messages import Board, HandOver, encode, read_topic
from kiosk.facts import HandedOver, OwnTicket
from tests.dispatcher.rig import DispatcherRig, at_once
from tests.fakes import HandClock, Said
from tests.kiosk.rig import KioskRig

HOUR_S = 3600.0


class Apart:
    """Both at two ends of one wire, which the test cuts and mends; each has the clock of the hall."""

    def __init__(self, centre: CentreFile, folder: Path) -> None:
        self.clock = HandClock()
        for name in ("dispatcher", "kiosk"):
            (folder / name).mkdir()
        self.dispatcher = DispatcherRig(at_once(centre), folder / "dispatcher", self.clock)
        self.kiosk = KioskRig(centre, folder / "kiosk", self.clock)
        self.wired = True
        self.carry()

    def cut(self) -> None:
        """Cut the wire."""
        self.wired = self.kiosk.link.up = False
        self.kiosk.handle(LinkDown("the cable is out"))

    def mend(self) -> None:
        """Put it back; the broker says again what is retained."""
        self.wired = self.kiosk.link.up = True
        self.kiosk.handle(LinkUp())
        self.kiosk.dispatcher_is("ready")
        self._hear(Said("cherha/1/board", self.dispatcher.board))
        self.carry()

    def wait(self, seconds: float) -> None:
        """Let time pass for both."""
        self.clock.pass_s(seconds)
        self.dispatcher.handle()
        self.kiosk.handle()
        self.carry()

    def press(self, service: str = "passport") -> str:
        """Press, let the paper come out; return the number on it."""
        self.wait(1)
        before = len(self.kiosk.printer.jobs)
        now_s = self.clock.now.steady_s
        self.kiosk.press_at(service, now_s)
        self.carry()
        (job,) = self.kiosk.printer.jobs[before:]
        self.kiosk.handle(self.kiosk.printer.ended(job))
        self.carry()
        return job.ticket

    def call(self, times: int) -> list[str | None]:
        """Call so many at window 1."""
        self.dispatcher.key("open")
        return [self.dispatcher.key("call_next").ticket for _ in range(times)]

    def carry(self) -> None:
        """Carry what both say to the other, until nobody says anything more."""
        while self.wired:
            asked, self.kiosk.link.said = self.kiosk.link.said, []
            told, self.dispatcher.link.said = (
                self.dispatcher.link.said,
                [said for said in self.dispatcher.link.said if isinstance(said.message, Board)][-1:],
            )
            for said in asked:
                self.dispatcher.handle(_on_the_wire(said))
            news = [said for said in told if "/reply" in said.topic or isinstance(said.message, Board)]
            for said in news:
                self._hear(said)
            if not asked and not any("/reply" in said.topic for said in told):
                return

    def _hear(self, said: Said) -> None:
        self.kiosk.handle(_on_the_wire(said))

    def taken_over(self) -> dict[str, TicketTakenOver]:
        """Return what the dispatcher has taken over, by number."""
        return {fact.ticket: fact for fact in self.dispatcher.written() if isinstance(fact, TicketTakenOver)}


def _on_the_wire(said: Said) -> Received:
    row, levels = read_topic(said.topic)
    return Received(row, levels, encode(said.message), retained=said.retain)


@pytest.fixture
def apart(small_centre: CentreFile, tmp_path: Path) -> Iterator[Apart]:
    """Run both."""
    running = Apart(small_centre, tmp_path)
    yield running
    running.kiosk.cut()
    running.dispatcher.cut()


def test_an_hour_apart_costs_nobody_a_place(apart: Apart) -> None:
    """Tickets of before, of the hour alone, and of after are called in the order in which they were given."""
    before = [apart.press(), apart.press()]
    apart.cut()
    apart.wait(10)
    alone = [apart.press(), apart.press()]
    apart.wait(HOUR_S)
    apart.mend()
    after = [apart.press()]
    assert (before, alone, after) == (["А001", "А002"], ["А801", "А802"], ["А003"])
    assert apart.call(5) == ["А001", "А002", "А801", "А802", "А003"]
    assert [fact.issued_at for fact in apart.taken_over().values()] == [
        job.issued_at for job in apart.kiosk.printer.jobs if isinstance(job, OwnTicket)
    ]


def test_another_kiosks_tickets_of_the_hour_are_between_them(apart: Apart) -> None:
    """The dispatcher went on giving tickets at the other end of the hall."""
    apart.cut()
    apart.wait(10)
    order = []
    for number in range(3):
        order.append(apart.press())
        apart.wait(60)
        order.append(apart.dispatcher.press(request_id=UUID(int=number + 1), kiosk="kiosk-other").ticket)
        apart.wait(60)
    apart.mend()
    assert order == ["А801", "А001", "А802", "А002", "А803", "А003"]
    assert apart.call(6) == order


def test_after_a_day_apart_yesterdays_are_recorded_and_todays_have_their_places(apart: Apart) -> None:
    """The kiosk rolled the day over by itself: its numbers began anew, and none is given twice in a day."""
    apart.press()
    apart.cut()
    apart.wait(10)
    monday = [apart.press(), apart.press()]
    apart.wait(24 * HOUR_S)
    tuesday = [apart.press(), apart.press("civil")]
    apart.mend()
    assert (monday, tuesday) == (["А801", "А802"], ["А801", "Ш801"])
    told = [fact for fact in apart.dispatcher.written() if isinstance(fact, TicketTakenOver)]
    assert [(fact.ticket, fact.day.day) for fact in told] == [("А801", 23), ("А802", 23), ("А801", 24), ("Ш801", 24)]
    assert apart.call(1) == ["А801"]
    assert [line.waiting for line in apart.dispatcher.board.services] == [0, 0, 0, 1]
    assert len([fact for fact in apart.kiosk.written() if isinstance(fact, HandedOver)]) == 4
    apart.wait(HOUR_S)
    assert apart.kiosk.link.take(HandOver) == []


def test_a_day_apart_with_a_cut_and_a_lost_clock_gives_no_number_twice(apart: Apart) -> None:
    """The kiosk wakes up in 1970 and does not know that it is Tuesday: its numbers go on, and count as today's."""
    apart.cut()
    apart.wait(10)
    apart.press()
    apart.kiosk.cut()
    right = apart.clock.pass_s(24 * HOUR_S).utc
    apart.clock.set(right.replace(year=1970))
    apart.kiosk.start(linked=False)
    apart.kiosk.wait(10)
    apart.kiosk.press_at("passport", apart.clock.now.steady_s)
    job = apart.kiosk.printer.jobs[-1]
    apart.kiosk.handle(apart.kiosk.printer.ended(job))
    assert job.ticket == "А802"
    apart.clock.set(right)
    apart.mend()
    assert {ticket: fact.day.day for ticket, fact in apart.taken_over().items()} == {"А801": 23, "А802": 24}
    assert apart.call(1) == ["А802"]


def test_a_day_that_moved_and_a_restart_give_no_number_twice(apart: Apart) -> None:
    """Both woke up in 1970 on Monday's lines; when it is Tuesday, who came in doubt stays, and numbers go on."""
    right = apart.clock.pass_s(24 * HOUR_S).utc
    apart.kiosk.cut()
    apart.clock.set(right.replace(year=1970), proven=False)
    apart.dispatcher.restart()
    apart.wired = apart.kiosk.link.up = False
    apart.kiosk.start(linked=False)
    apart.kiosk.wait(10)
    assert apart.press() == "А801"
    apart.mend()
    apart.kiosk.cut()
    apart.clock.set(right)
    apart.dispatcher.handle()
    apart.kiosk.start()
    apart.mend()
    apart.cut()
    apart.wait(10)
    assert apart.press() == "А802"
    apart.mend()
    assert {ticket: fact.day.day for ticket, fact in apart.taken_over().items()} == {"А801": 23, "А802": 24}
    assert apart.call(2) == ["А801", "А802"]


def test_a_press_whose_answer_was_lost_has_one_paper_and_one_place(apart: Apart) -> None:
    """The dispatcher gave A001, the cable was out before the answer: A801 is on paper, A001 is void."""
    apart.wired = False
    apart.kiosk.press_at("passport", apart.clock.now.steady_s)
    (asked,) = apart.kiosk.link.said
    apart.dispatcher.handle(_on_the_wire(asked))
    apart.cut()
    apart.wait(10)
    (job,) = apart.kiosk.printer.jobs
    apart.kiosk.handle(apart.kiosk.printer.ended(job))
    apart.dispatcher.link.said = [s for s in apart.dispatcher.link.said if "/reply" not in s.topic]
    apart.mend()
    assert [fact.ticket for fact in apart.dispatcher.written() if isinstance(fact, TicketIssued)] == ["А001"]
    assert apart.call(1) == ["А801"]
    assert apart.dispatcher.key("call_next").ticket is None
