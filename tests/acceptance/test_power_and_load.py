# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Acceptance points 5 and 12: the power fails at any step between press and paper; a morning of a large centre."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest

from centre.centre_file import load
from centre.facts import TicketCalled, TicketIssued, TicketPrinted, TicketTakenOver, TicketVoided
from centre.messages import DeskReply, JournalEvent, TicketReply
from dispatcher.rules.choice import ready_for
from dispatcher.rules.queue import Queue
from tests.acceptance.clockwork import wait
from tests.acceptance.fuse import Fuse, PowerCut
from tests.conftest import SMALL
from tests.dispatcher.rig import DispatcherRig
from tests.system.test_any_dialogue import Dialogue

LARGE = SMALL.with_name("large.toml")
FORGOTTEN = "before kiosk: append Pressed"


class Cut(NamedTuple):
    """Whose power fails, for how long, and whether a ticket in print is torn off; ``ends`` is what then may be."""

    whole: bool
    away_s: float
    torn: bool
    ends: frozenset[str]

    def __str__(self) -> str:
        where, paper = ("the centre" if self.whole else "one Pi"), (", paper torn off" if self.torn else "")
        return f"{where}, {self.away_s:g} s{paper}"


CUTS = (
    Cut(whole=False, away_s=0, torn=False, ends=frozenset({"one number", "none", "in vain"})),
    Cut(whole=False, away_s=60, torn=True, ends=frozenset({"one number", "none"})),
    Cut(whole=True, away_s=0, torn=True, ends=frozenset({"one number", "none"})),
    Cut(whole=True, away_s=60, torn=False, ends=frozenset({"one number", "none"})),
)


@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_05_a_cut_at_any_step_leaves_one_number_or_takes_it_back(cut: Cut) -> None:
    """5. At each step from press to confirmed paper: one number that is called, or none; and never a number twice.

    A kiosk cut off within 20 ms of a press forgets it, as docs/decisions/005 says: then its number is called in vain.
    """
    with dialogue() as whole:
        fuse = Fuse(whole)
        go_through(whole)
        steps = tuple(fuse.steps)
        assert whole.paper == ["А001"]
    assert len(steps) > 15
    ends = set()
    for blows_at, step in enumerate(steps):
        with dialogue() as cut_off:
            Fuse(cut_off, blows_at)
            with pytest.raises(PowerCut) as blown:
                go_through(cut_off)
            lose_power(cut_off, cut, blown.value.side)
            ends.add(end_of(cut_off, step))
    assert ends == cut.ends


@contextmanager
def dialogue() -> Iterator[Dialogue]:
    """Lend a kiosk and a dispatcher between which messages wait for their delivery."""
    lent = Dialogue()
    try:
        yield lent
    finally:
        lent.kiosk.cut()
        lent.dispatcher.cut()
        lent.folder.cleanup()


def go_through(lent: Dialogue) -> None:
    """Press, give the number, print it, report that, and confirm the report."""
    lent.press("passport")
    lent.talk(0)
    lent.printer_begins()
    lent.printer_ends("printed", torn=False)
    lent.talk(0)


def lose_power(lent: Dialogue, cut: Cut, side: str) -> None:
    """Take the power of the side that was at work, or of all; what was said before is said."""
    lent.collect()
    lent.clock.pass_s(cut.away_s)
    if cut.whole or side == "kiosk":
        lent.cut_kiosk(torn=cut.torn)
    if cut.whole or side == "dispatcher":
        lent.cut_dispatcher()
    if cut.whole:
        lent.lose_all()


def end_of(lent: Dialogue, step: str) -> str:
    """Let somebody press elsewhere, mend everything, and look at paper and journal; return what became of the press."""
    elsewhere = lent.dispatcher.press("passport", kiosk="kiosk-other").ticket
    lent.dispatcher.link.said.clear()
    lent._settle()
    written = [fact for fact in lent.dispatcher.written() if getattr(fact, "ticket", elsewhere) != elsewhere]
    void = {fact.ticket for fact in written if isinstance(fact, TicketVoided)}
    ends = {fact.ticket: fact.outcome for fact in written if isinstance(fact, TicketPrinted)}
    issued = [fact.ticket for fact in written if isinstance(fact, TicketIssued | TicketTakenOver)]
    alive = [ticket for ticket in issued if ticket not in void]
    assert len(alive) <= 1, step
    assert lent.paper in ([], alive), f"{step}: who holds a paper is called"
    assert set(lent.copies) <= set(alive), f"{step}: who holds a copy is called"
    papers = (*lent.paper, *lent.copies)
    in_vain = [ticket for ticket in alive if ticket not in papers and ends.get(ticket) != "unknown"]
    assert not in_vain or step == FORGOTTEN, f"{step}: a ghost"
    go_through(lent)
    assert lent.paper[-1] not in {*issued, elsewhere}, step
    lent.no_number_is_on_paper_twice()
    lent._check_kiosk()
    return "in vain" if in_vain else "one number" if alive else "none"


def test_12_a_large_centres_first_minutes_and_an_hour_of_calls(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """12. 120 tickets in ten minutes, then eight calls a minute for an hour: all answered, shown, written, in order."""
    rig = DispatcherRig(load(LARGE), tmp_path)
    request.addfinalizer(rig.cut)
    begun_s = time.process_time()
    for desk in rig.centre.desks:
        rig.key("open", desk.id)
    services = cycle(service.id for service in rig.centre.services)
    given, called = [], []
    for _ in range(120):
        given.append(press(rig, next(services)))
        wait(rig, 5)
    for _ in range(8 * 60):
        given.append(press(rig, next(services)))
        called.append(call(rig))
        wait(rig, 7.5)
    print(f"120 tickets, then 480 more and 480 calls: {time.process_time() - begun_s:.1f} s of CPU")  # noqa: T201  (a figure)
    assert [(f.service, f.ticket) for f in rig.written() if isinstance(f, TicketIssued)] == given
    assert [f.ticket for f in rig.written() if isinstance(f, TicketCalled)] == called
    for service in rig.centre.services:
        line = [ticket for of, ticket in given if of == service.id]
        assert [ticket for ticket in called if ticket in line] == line[: sum(ticket in line for ticket in called)]
    told = [said.message.number for said in rig.link.said if isinstance(said.message, JournalEvent)]
    assert told == list(range(1, rig.journal.last + 1))


def press(rig: DispatcherRig, service: str) -> tuple[str, str]:
    """Press a service's button; return it and the number, which is on no other ticket of the day."""
    reply = rig.press(service, kiosk=rig.centre.kiosks[0].id)
    assert isinstance(reply, TicketReply)
    return service, reply.ticket


def call(rig: DispatcherRig) -> str:
    """Press "next" at the window that has been at work longest; its call is on the board that hangs then."""
    queue, now = rig.service._queue, rig.clock.now.utc
    ready = [desk for desk in rig.centre.desks if ready_for(queue, desk.window, now)]
    desk = min(ready, key=lambda desk: (called_at(queue, desk.window), desk.window))
    reply = rig.key("call_next", desk.id)
    assert isinstance(reply, DeskReply)
    newest = rig.board.calls[0]
    assert (newest.ticket, newest.window, newest.called_at) == (reply.ticket, desk.window, now)
    return newest.ticket


def called_at(queue: Queue, window: int) -> datetime:
    """Return when the window called last; the beginning of time if it has not yet."""
    here = queue.at_window(window)
    return datetime.min.replace(tzinfo=UTC) if here is None or here.called_at is None else here.called_at
