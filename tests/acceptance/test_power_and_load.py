# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Acceptance points 5 and 12: the power fails at any step between press and paper; a morning of a large centre."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Literal

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
Cut = Literal["one Pi", "one Pi, paper torn off", "the centre", "the centre, paper torn off"]


@pytest.mark.parametrize("cut", ["one Pi", "one Pi, paper torn off", "the centre", "the centre, paper torn off"])
def test_05_a_cut_at_any_step_leaves_one_number_or_takes_it_back(cut: Cut) -> None:
    """5. At each step from press to confirmed paper: one number that is called, or none; and never a number twice."""
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
    assert ends == {"one number", "none"}


@contextmanager
def dialogue() -> Iterator[Dialogue]:
    """Lend a kiosk and a dispatcher; in the end their accounts are held against each other, however it was."""
    lent = Dialogue()
    try:
        yield lent
    finally:
        lent.teardown()


def go_through(lent: Dialogue) -> None:
    """Press, give the number, print it, report that, and confirm the report."""
    lent.press("passport")
    lent.talk(0)
    lent.printer_begins()
    lent.printer_ends("printed", torn=False)
    lent.talk(0)


def lose_power(lent: Dialogue, cut: Cut, side: str) -> None:
    """Take the power of the side that was at work, or of all; the printer may just have cut the paper."""
    whole = cut.startswith("the centre")
    if whole or side == "kiosk":
        lent.cut_kiosk(torn=cut.endswith("torn off"))
    if whole or side == "dispatcher":
        lent.cut_dispatcher()
    if whole:
        lent.lose_all()


def end_of(lent: Dialogue, step: str) -> str:
    """Mend everything and look at paper and journal; then let somebody else press. Return what became of the press."""
    lent._settle()
    written = lent.dispatcher.written()
    void = {fact.ticket for fact in written if isinstance(fact, TicketVoided)}
    ends = {fact.ticket: fact.outcome for fact in written if isinstance(fact, TicketPrinted)}
    issued = [fact.ticket for fact in written if isinstance(fact, TicketIssued | TicketTakenOver)]
    alive = [ticket for ticket in issued if ticket not in void]
    assert len(alive) <= 1, step
    assert lent.paper in ([], alive), f"{step}: who holds a paper is called"
    assert lent.paper or all(ends[ticket] == "unknown" for ticket in alive), f"{step}: a ghost"
    lent.clock.pass_s(10)
    lent.press("passport")
    lent._settle()
    assert lent.paper[-1] not in issued, step
    return "one number" if alive else "none"


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
