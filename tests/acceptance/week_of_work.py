# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre that works through a week of alerts: people come, walk, are served and go to the shelter; rules are real.

It goes from moment to moment: the next citizen, the next word of the feed, the next end of a walk or of a service, and
what the rules themselves wait for. While the windows are suspended nobody walks and nobody is served.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from centre.config import Service, Window
from centre.config_desks import Desk, Key
from centre.config_rules import Hours
from centre.facts import CallResumed, QueueFact
from centre.facts_base import Threat
from dispatcher.rules.choice import ready_for
from dispatcher.rules.commands import CallNext, CarryOver, Command, Finish, IssueTicket, Open, Refused, Serve
from dispatcher.rules.commands_alarms import HearSource
from dispatcher.rules.states import Mode
from dispatcher.rules.suspension import is_suspended
from dispatcher.rules.timers import next_moment
from tests.acceptance.clockwork import KYIV, in_kyiv
from tests.dispatcher.rules.alarm_hall import alarm_hall

WALK_S = 100
"""From the last chair, with a stick; twenty seconds less than a call lasts."""

FEW = 5
"""In an alert one of so many comes."""

OPENS, LAST_COMER, GOING_HOME = 8, 16, 17
DAY = ("08:00-17:00",)
HOURS = Hours(
    monday=DAY, tuesday=DAY, wednesday=DAY, thursday=DAY, friday=DAY, saturday=DAY, limit_by_capacity=False,
    reception_ends_min=0,
)  # fmt: skip
SERVICES = (
    Service(id="passport", letter="А", name="Паспорт", usual_minutes=8),
    Service(id="land", letter="К", name="Земля", usual_minutes=14),
)
WINDOWS = tuple(Window(number=n, services=("passport", "land") if n < 3 else ("land",)) for n in (1, 2, 3))
DESKS = tuple(
    Desk(id=f"desk-{n}", window=n, keys=(Key(action="next", pin=4), Key(action="serve", pin=5))) for n in (1, 2, 3)
)
TAKES_S = {"passport": 480, "land": 840}
"""How long each service takes to the second, so that a statistic is either right or wrong."""


class Word(NamedTuple):
    """What the siren says, and when."""

    at: datetime
    says: Any
    levels: Iterable[Any]


class Busy(NamedTuple):
    """Somebody at a window: on the way or being served, for so many seconds more."""

    ticket: str
    served: bool
    left_s: float


class Week:
    """``facts`` is all that has happened; ``play`` makes it happen."""

    def __init__(self, days: list[date], words: Iterable[Word]) -> None:
        self.hall = alarm_hall(
            services=SERVICES, windows=WINDOWS, desks=DESKS, hours=HOURS, alerts={"tickets": "marked"}
        )
        self.facts: list[QueueFact] = []
        self.busy: dict[int, Busy] = {}
        self._words = sorted(words, key=lambda word: word.at)
        self._comers = [comer for day in days for comer in comers(day)]
        self._turns = [in_kyiv(day, hour) for day in days for hour in (OPENS, GOING_HOME)]
        self.hall.now = min(self._words[0].at, self._comers[0][0])

    def play(self, end: datetime) -> None:
        """Go from moment to moment until the end."""
        while (moment := self._next(end)) < end:
            self._pass(moment)
            self._hear_and_let_in(moment)
            self._work()

    def _next(self, end: datetime) -> datetime:
        moments = [
            end,
            *(word.at for word in self._words[:1]),
            *(comer[0] for comer in self._comers[:1]),
            *self._turns[:1],
        ]
        if not self.suspended:
            moments += [self.hall.now + timedelta(seconds=max(busy.left_s, 0)) for busy in self.busy.values()]
        due = next_moment(self.hall.queue, self.hall.now)
        return min(moments if due is None else [*moments, due])

    @property
    def suspended(self) -> bool:
        """Return whether everybody is in the shelter, or on the way back."""
        return is_suspended(self.hall.queue)

    def _pass(self, moment: datetime) -> None:
        """Let time pass, which is nobody's in an alert, and happen what is due."""
        passed_s = (moment - self.hall.now).total_seconds()
        gone_s = 0.0 if self.suspended else passed_s
        self.busy = {n: busy._replace(left_s=busy.left_s - gone_s) for n, busy in self.busy.items()}
        happened = self.hall.tick(passed_s)
        for call in happened:
            if isinstance(call, CallResumed):
                self.busy[call.window] = Busy(call.ticket, served=False, left_s=WALK_S)
        self.facts += happened

    def _hear_and_let_in(self, moment: datetime) -> None:
        while self._words and self._words[0].at <= moment:
            word = self._words.pop(0)
            self._do(HearSource("feed", word.says, tuple(Threat(level=level) for level in word.levels)))
        while self._comers and self._comers[0][0] <= moment:
            at, service, number = self._comers.pop(0)
            if not (self.hall.queue.alarm.alert and number % FEW):
                self._do(IssueTicket(service, "hall", f"hall/{at.isoformat()}"))
        if self._turns and self._turns[0] <= moment:
            self._turn(self._turns.pop(0))

    def _turn(self, moment: datetime) -> None:
        """Open all windows; in the evening the head keeps who is left, unless an alert does so by itself."""
        if moment.astimezone(KYIV).hour == OPENS:
            for window in self.hall.queue.windows:
                self._do(Open(window))
        elif not self.suspended:
            self._do(CarryOver())

    def _work(self) -> None:
        """Let the clerks go on."""
        if self.suspended:
            return
        for window in self.hall.queue.windows:
            self._work_at(window)

    def _work_at(self, window: int) -> None:
        here = self.busy.get(window)
        if here is None:
            self._call(window)
        elif here.left_s <= 0 and here.served:
            del self.busy[window]
            self._call(window)
        elif here.left_s <= 0:
            self._do(Serve(window))
            service = self.hall.queue.tickets[here.ticket].service
            self.busy[window] = Busy(here.ticket, served=True, left_s=TAKES_S[service])

    def _call(self, window: int) -> None:
        """Finish, and call the next unless it is time to go home."""
        queue, now = self.hall.queue, self.hall.now
        open_now = queue.desk(window).mode is Mode.OPEN and now.astimezone(KYIV).hour < GOING_HOME
        if open_now and (queue.at_window(window) or ready_for(queue, window, now)):
            self._do(CallNext(window))
        elif queue.at_window(window):
            self._do(Finish(window))
        if called := self.hall.queue.at_window(window):
            self.busy[window] = Busy(called.number, served=False, left_s=WALK_S)

    def _do(self, command: Command) -> None:
        """Do it; nobody here may be refused."""
        try:
            facts = self.hall.do(command, after_s=0)
        except Refused as refused:
            raise AssertionError(f"{self.hall.now}: {command}: {refused.text}") from refused
        self.facts += facts

    def again(self) -> int:
        """Return how many calls an alert had interrupted."""
        return sum(isinstance(fact, CallResumed) for fact in self.facts)


def comers(day: date) -> Iterator[tuple[datetime, str, int]]:
    """Yield who comes on a day, each with a count: every six minutes and seven seconds, every third for land."""
    at, number = in_kyiv(day, OPENS), 0
    while at < in_kyiv(day, LAST_COMER):
        yield at, "land" if number % 3 == 0 else "passport", number
        at, number = at + timedelta(minutes=6, seconds=7), number + 1
