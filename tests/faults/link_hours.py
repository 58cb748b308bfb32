# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Working days on bad links, in simulated time: the real dispatcher and kiosks on real journals, wires of chance."""

import logging
import random
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from centre.english import counted
from centre.messages import Board
from kiosk.facts import IssuedAlone
from simulator.demo import small_centre
from tests.dispatcher.rig import DispatcherRig, at_once
from tests.fakes import HandClock, Said
from tests.faults.experiment import Ground, Outcome
from tests.faults.ledger import Ledger, judge
from tests.faults.link_end import End
from tests.faults.link_judge import ghosts
from tests.faults.link_wire import heard

DAYS, LONG_DAYS = (1, 4), (120, 8)
"""How many, and the hours of each."""

KIOSKS = {"kiosk-hall": "300-499", "kiosk-yard": "500-699", "kiosk-bare": ""}
"""Their blocks; the last has none."""

CALL_S = (20.0, 90.0)
"""From, to, in seconds, between calls."""

SETTLED_S = 600.0


class Day:
    """One working day of a dispatcher and its kiosks."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.clock, self.chance = HandClock(), chance
        centre = at_once(small_centre())
        mute = tuple(button for button in centre.kiosks[0].buttons if button.service)
        kiosks = (replace(centre.kiosks[0], id=n, buttons=mute, alone_numbers=b) for n, b in KIOSKS.items())
        centre = replace(centre, kiosks=tuple(kiosks))
        (folder / "dispatcher").mkdir(parents=True)
        self.dispatcher = DispatcherRig(centre, folder / "dispatcher", self.clock)
        self.ends = {name: End(centre, name, folder / name, self.clock, chance) for name in KIOSKS}
        self.replies: list[dict[str, Any]] = []
        self._call_s = 0.0
        self._newest: Said = next(s for s in reversed(self.dispatcher.link.said) if isinstance(s.message, Board))
        for desk in ("desk-1", "desk-2"):
            self.dispatcher.key("open", desk)

    def play(self, hours: int) -> Ledger:
        """Play it, mend all, serve everybody, and return what is left."""
        over_s = self.clock.now.steady_s + 3600.0 * hours
        while self.clock.now.steady_s < over_s:
            self._step(over_s)
        for end in self.ends.values():
            end.press_s = end.turn_s = float("inf")
            end.mend(self.clock.now.steady_s, self._board())
        settled_s = self.clock.now.steady_s + SETTLED_S
        while self.clock.now.steady_s < settled_s:
            self._step(settled_s)
        while any(self._call(desk) for desk in ("desk-1", "desk-2")):
            pass
        return self._left()

    def close(self) -> None:
        """Let go of the journals."""
        self.dispatcher.cut()
        for end in self.ends.values():
            end.rig.cut()

    def _step(self, until_s: float) -> None:
        moments = [until_s, self._call_s, self.dispatcher.service.deadline_s()]
        moments += [end.next_s() for end in self.ends.values()]
        wait_s = min(moment for moment in moments if moment is not None) - self.clock.now.steady_s
        now_s = self.clock.pass_s(max(wait_s, 0.001)).steady_s
        for end in self.ends.values():
            for said in end.turn(now_s, self._board()):
                self.dispatcher.handle(heard(said))
        if now_s >= self._call_s:
            self._call_s = now_s + self.chance.uniform(*CALL_S)
            self._call(self.chance.choice(("desk-1", "desk-2")))
        self.dispatcher.handle()
        self._carry(now_s)

    def _carry(self, now_s: float) -> None:
        told, self.dispatcher.link.said = self.dispatcher.link.said, []
        boards = [said for said in told if isinstance(said.message, Board)]
        self._newest = boards[-1] if boards else self._newest
        for name, end in self.ends.items():
            for said in (*(one for one in told if one.topic.endswith(f"/{name}/reply")), *boards[-1:]):
                end.wire.say(said, now_s, to_kiosk=True)
            for said in end.said():
                end.wire.say(said, now_s, to_kiosk=False)

    def _call(self, desk: str) -> str | None:
        window = self.dispatcher.service._queue.at_window(int(desk[-1]))
        answer = self.dispatcher.key("call_next", desk, ticket=window.number if window else None)
        called: str | None = getattr(answer, "ticket", None)  # it is refused when nobody waits
        return called

    def _board(self) -> Said:
        return self._newest

    def _left(self) -> Ledger:
        papers = sum((end.papers for end in self.ends.values()), Counter[str]())
        facts = {name: [line.fact for line in end.rig.journal.replay()] for name, end in self.ends.items()}
        return Ledger(self.dispatcher.written(), facts, papers, Counter(), self.replies, [], served=True)


def play(ground: Ground) -> Outcome:
    """Play days, each from the chance, and judge each; what its services would log is no news here."""
    logging.disable(logging.ERROR)
    try:
        return _days(ground)
    finally:
        logging.disable(logging.NOTSET)


def _days(ground: Ground) -> Outcome:
    alone, presses, broken, lost, twice = 0, 0, [], 0, 0
    days, hours = LONG_DAYS if ground.long else DAYS
    for number in range(days):
        day = Day(ground.runtime / f"day-{number}", ground.chance)
        left = day.play(hours)
        day.close()
        found = judge(left)
        lost, twice = lost + len(found.lost), twice + len(found.twice)
        broken += [f"day {number}: {sentence}" for sentence in (*found.broken, *ghosts(left))]
        alone += sum(isinstance(fact, IssuedAlone) for facts in left.kiosks.values() for fact in facts)
        presses += left.papers.total()
    return Outcome(
        tried=presses, lost=lost, duplicated=twice, seed=ground.seed, broken=tuple(broken),
        seen=f"{counted(days, 'day')} of {counted(hours, 'simulated hour')}, {counted(presses, 'paper')},"
        f" {alone} of them with numbers given alone.",
    )  # fmt: skip
