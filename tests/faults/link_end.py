# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk at its end of a wire of chance, in simulated time: its citizens, its printer, its link's troubles."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from centre.config import CentreFile
from centre.link import LinkDown, LinkUp
from tests.fakes import HandClock, Said
from tests.faults.link_wire import TROUBLES, Wire, heard
from tests.kiosk.rig import KioskRig

PAPER_S = 3.0
PRESS_S, GOOD_S, HURT_S = (20.0, 240.0), (30.0, 1800.0), (2.0, 7200.0)
"""From, to, in seconds: between presses of a kiosk, how long a link is good, and how long it is not."""


class End:
    """A kiosk at its end of a wire."""

    def __init__(self, centre: CentreFile, name: str, folder: Path, clock: HandClock, chance: random.Random) -> None:
        folder.mkdir(parents=True)
        first = next(kiosk for kiosk in centre.kiosks if kiosk.id == name)
        rest = tuple(kiosk for kiosk in centre.kiosks if kiosk.id != name)
        self.rig = KioskRig(replace(centre, kiosks=(first, *rest)), folder, clock)
        self.wire, self.chance = Wire(chance), chance
        self.papers: Counter[str] = Counter()
        self._printing: list[tuple[float, Any]] = []
        self._ordered = self._checked = 0
        self.press_s = self.turn_s = 0.0
        self.hurt = False

    def next_s(self) -> float:
        """Return when something happens at this end."""
        moments = [self.press_s, self.turn_s, self.rig.service.deadline_s(), self.wire.next_s()]
        moments += [at_s for at_s, _ in self._printing]
        return min(moment for moment in moments if moment is not None)

    def turn(self, now_s: float, board: Said) -> list[Said]:
        """Let happen what is due; return what the dispatcher hears now."""
        if self.wire.notice_s is not None and now_s >= self.wire.notice_s:
            self.wire.notice(now_s)
            self.rig.link.up = False
            self.rig.handle(LinkDown("silence"))
        if now_s >= self.turn_s:
            self._change(now_s, board)
        if now_s >= self.press_s:
            self.press_s = now_s + self.chance.uniform(*PRESS_S)
            self.rig.press_at(self.chance.choice(self.rig.kiosk.buttons).name, now_s)
        arrived = self.wire.arrived(now_s)
        for one in arrived:
            if one.to_kiosk and self.rig.link.up:
                self.rig.handle(heard(one.said))
        self._print(now_s)
        self.rig.handle()
        return [one.said for one in arrived if not one.to_kiosk]

    def mend(self, now_s: float, board: Said) -> None:
        """Let all pass again, and the broker say what is retained."""
        if self.wire.mend(now_s):
            self.rig.link.up = True
            self.rig.handle(LinkUp())
            self.rig.dispatcher_is("ready")
            self.rig.handle(heard(board))

    def said(self) -> list[Said]:
        """Return what the kiosk has said since."""
        said, self.rig.link.said = self.rig.link.said, []
        return said

    def _change(self, now_s: float, board: Said) -> None:
        self.hurt = not self.hurt
        if self.hurt:
            self.wire.hurt(self.chance.choice(TROUBLES), now_s)
            shortest_s, longest_s = HURT_S
            self.turn_s = now_s + shortest_s * (longest_s / shortest_s) ** self.chance.random()
        else:
            self.mend(now_s, board)
            self.turn_s = now_s + self.chance.uniform(*GOOD_S)

    def _print(self, now_s: float) -> None:
        jobs = self.rig.printer.jobs
        if self.rig.printer.checks > self._checked:
            self._checked = self.rig.printer.checks
            self.rig.handle(self.rig.printer.says())
        self._printing += [(now_s + PAPER_S, job) for job in jobs[self._ordered :]]
        self._ordered = len(jobs)
        done = [job for at_s, job in self._printing if at_s <= now_s]
        self._printing = [(at_s, job) for at_s, job in self._printing if at_s > now_s]
        for job in done:
            self.papers[job.ticket] += 1
            self.rig.handle(self.rig.printer.ended(job))
