# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The loop of a simulated day: people press, clerks press, the clock passes; every decision is the real rules'.

Clerks call as soon as they are free and somebody may be called, go to lunch when the clock says so and are back at its
end. When the centre closes they keep the citizen they have, and call nobody any more.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count

from centre.facts import QueueFact, TicketCalled, TicketFinished, TicketNoShow
from centre.facts_day import WindowOpened, WindowPaused
from dispatcher.rehearsal.crowd import Citizen
from dispatcher.rehearsal.record import Day, Record
from dispatcher.rehearsal.timetable import Timetable, works_s
from dispatcher.rules import hours
from dispatcher.rules.apply import apply
from dispatcher.rules.choice import next_ticket
from dispatcher.rules.commands import (
    Book,
    CallNext,
    CheckIn,
    Close,
    Command,
    Finish,
    IssueTicket,
    NoShow,
    Open,
    Pause,
    Refused,
    Serve,
)
from dispatcher.rules.commands_alarms import Tick
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode
from dispatcher.rules.timers import next_moment

WALK_S = 20.0
"""From a chair to a window: an assumption, half of what a centre gives by default to those with a stick (45 s)."""

PATIENCE = 0.9
"""A clerk whose box has no key «serve» gives up shortly before the clock would take the citizen to have come: at this
share of that time, an assumption."""

IN_TIME = 0.5
"""Whoever stays is at the window by this share of the time after which the clock gives up: who walks is not lost."""


def play(queue: Queue, timetable: Timetable, people: Iterable[Citizen]) -> tuple[Day, Queue]:
    """Play a day to its end; return it, and the queue that the next day begins with: it knows today's times."""
    hall = _Hall(queue, timetable)
    hall.expect(people)
    hall.run()
    day = Day(
        timetable=timetable,
        facts=tuple(hall.record.facts),
        visits=tuple(hall.record.visits.values()),
        refused=dict(hall.record.refused),
        busy_s={window: hall.record.busy_s.get(window, 0.0) for window in queue.windows},
        works_s={window: works_s(queue.policy, timetable, window) for window in queue.windows},
    )
    return day, hall.queue


class _Hall:
    """People, clerks and the queue between them; ``_acts`` is what they are going to do, by time."""

    def __init__(self, queue: Queue, timetable: Timetable) -> None:
        self.queue, self.record = queue, Record()
        self._timetable = timetable
        self._now = min(timetable.tickets_from, timetable.opens)
        self._acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self._holders: dict[str, Citizen] = {}
        self._free_since: dict[int, datetime] = {}

    def expect(self, people: Iterable[Citizen]) -> None:
        """Plan the hours of the windows and the coming of people."""
        for span in self._timetable.spans:
            for window in self.queue.windows:
                self._plan(span.start, partial(self._open, window))
                self._plan(span.end, partial(self._rest, window))
        first = self._now
        for number, citizen in enumerate(people):
            key = f"rehearsal/{self._timetable.day}/{number}"
            if citizen.due is not None:
                self._plan(first, partial(self._book, key, citizen.service, citizen.due))
            self._plan(citizen.at, partial(self._press, citizen, key))

    def run(self) -> None:
        """Let all of it happen, until nobody is at a window and nobody has anything more to do."""
        while self._acts or any(desk.ticket is not None for desk in self.queue.desks.values()):
            due = next_moment(self.queue, self._now)
            self._now = min(moment for moment in (due, *(act[0] for act in self._acts[:1])) if moment is not None)
            if self._now == due:
                self._do(Tick())
            while self._acts and self._acts[0][0] <= self._now:
                heappop(self._acts)[2]()
            self._call()

    def _plan(self, moment: datetime, act: Callable[[], None]) -> None:
        heappush(self._acts, (moment, next(self._order), act))

    def _do(self, command: Command) -> Refused | None:
        """Let the rules decide and people react to what happens; return the refusal if there was one."""
        try:
            facts = decide(self.queue, command, self._now)
        except Refused as refused:
            return refused
        for fact in facts:
            self.queue = apply(self.queue, fact)
            self.record.note(fact)
            self._react(fact)
        return None

    def _react(self, fact: QueueFact) -> None:
        match fact:
            case TicketCalled():
                self._come(fact.ticket, fact.window)
            case WindowPaused(reason="lunch"):
                lunch = hours.lunch(self.queue.policy, self._timetable.day, fact.window)
                if lunch is not None:
                    self._plan(lunch.end, partial(self._open, fact.window))
            case WindowOpened() | TicketFinished() | TicketNoShow():
                self._free_since[fact.window] = self._now
            case _:
                pass

    def _book(self, code: str, service: str, due: datetime) -> None:
        self._do(Book(code, service, due))

    def _press(self, citizen: Citizen, request: str) -> None:
        walks_in = IssueTicket(citizen.service, "rehearsal", request, priority=citizen.priority)
        refused = self._do(walks_in if citizen.due is None else CheckIn(request, "rehearsal", request))
        if refused is not None:
            self.record.refuse(citizen.service, refused)
        elif (number := self.queue.requests[request]) is not None:
            self._holders[number] = citizen

    def _come(self, ticket: str, window: int) -> None:
        """Plan what becomes of a call: the citizen comes and is served, or the clerk or the clock gives up."""
        citizen, calls = self._holders[ticket], self.queue.policy.calls
        confirms = window in self.queue.policy.confirming
        if citizen.stays:
            if confirms:
                walk_s = min(WALK_S, citizen.needs_s, IN_TIME * calls.no_show_after_s)
                self._plan_for(ticket, walk_s, Serve(window))
            self._plan_for(ticket, citizen.needs_s, Finish(window))
        elif not confirms:
            self._plan_for(ticket, PATIENCE * calls.arrival_after_s, NoShow(window))

    def _plan_for(self, ticket: str, after_s: float, command: Serve | Finish | NoShow) -> None:
        self._plan(self._now + timedelta(seconds=after_s), partial(self._press_for, ticket, command))

    def _press_for(self, ticket: str, command: Serve | Finish | NoShow) -> None:
        """Press a key of a window for its citizen, and leave if the centre has closed meanwhile."""
        if self.queue.desk(command.window).ticket == ticket:
            self._do(command)
            if self._now >= self._timetable.closes and not isinstance(command, Serve):
                self._do(Close(command.window))

    def _open(self, window: int) -> None:
        if self._timetable.works(self._now):
            self._do(Open(window))

    def _rest(self, window: int) -> None:
        """Stop calling: at closing for good, unless somebody is still at the window."""
        if self._now < self._timetable.closes or self._do(Close(window)) is not None:
            self._do(Pause(window))

    def _call(self) -> None:
        """Let whoever is free call, the longest free first."""
        if not any(self.queue.lines.values()):
            return
        free = [n for n, desk in self.queue.desks.items() if desk.mode is Mode.OPEN and desk.ticket is None]
        for window in sorted(free, key=lambda window: self._free_since[window]):
            if next_ticket(self.queue, window, self._now) is not None:
                self._do(CallNext(window))
