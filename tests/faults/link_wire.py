# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wire between one kiosk and the dispatcher, in simulated time: what a broken link does to messages of QoS 1.

In order while a connection holds. What is under way when it breaks arrives late or never, and maybe twice; for whoever
comes back soon the broker has kept what was said to them. It knows no queue and reads no clock.
"""

import heapq
import itertools
import random
from typing import NamedTuple

from centre.link import Received
from centre.messages import encode, read_topic
from tests.fakes import Said

SESSION_S = 15.0
"""centre/link.py: so long the broker keeps what is said to a unit that is away."""

QUICK_S = 0.005


class Trouble(NamedTuple):
    """What a link has: whether anything passes, how late, how soon the kiosk notices, and what comes of the rest.

    ``kept``: the chance that a message which was under way when nothing passed comes after all; ``twice``: that one
    comes twice.
    """

    name: str
    passes: bool = False
    delay_s: float = QUICK_S
    notices_s: tuple[float, float] = (2.5, 3.5)
    kept: float = 0.5
    twice: float = 0.0


GOOD = Trouble("good", passes=True)
TROUBLES = (
    Trouble("pulled", notices_s=(0.0, 3.0)),
    Trouble("silent"),
    Trouble("hung", notices_s=(5.0, 10.0), kept=1.0),
    Trouble("late", passes=True, delay_s=2.0),
    Trouble("twice", passes=True, twice=0.5),
    Trouble("later", passes=True, delay_s=8.0, twice=0.1),
)


class Coming(NamedTuple):
    """A message that arrives at ``at_s``."""

    at_s: float
    order: int
    to_kiosk: bool
    said: Said


class Wire:
    """Takes what either end says, and hands out what has arrived."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._order = chance, itertools.count()
        self._coming: list[Coming] = []
        self._stuck: list[tuple[bool, Said]] = []
        self._newest_s = {True: 0.0, False: 0.0}
        self.trouble = GOOD
        self.down_s: float | None = None
        self.notice_s: float | None = None

    def hurt(self, trouble: Trouble, now_s: float) -> None:
        """Let a trouble begin; ``notice_s`` is when the kiosk will know, if it must."""
        self.trouble = trouble
        self.notice_s = None if trouble.passes else now_s + self._chance.uniform(*trouble.notices_s)

    def notice(self, now_s: float) -> None:
        """Note that the kiosk knows: its connection has ended."""
        self.notice_s, self.down_s = None, now_s

    def mend(self, now_s: float) -> bool:
        """Let all pass again; return whether there is a new connection."""
        stuck, self._stuck = self._stuck, []
        old, again = self.trouble, self.down_s is not None
        self.trouble, self.notice_s = GOOD, None
        for to_kiosk, said in stuck:
            soon = not again or (to_kiosk and now_s - (self.down_s or now_s) < SESSION_S)
            if soon or (not to_kiosk and self._chance.random() < old.kept):
                self._send(to_kiosk, said, now_s)
        self.down_s = None
        return again

    def say(self, said: Said, now_s: float, *, to_kiosk: bool) -> None:
        """Take a message of one end to the other."""
        if not self.trouble.passes:
            self._stuck.append((to_kiosk, said))
            return
        self._send(to_kiosk, said, now_s)
        if self._chance.random() < self.trouble.twice:
            self._send(to_kiosk, said, now_s)

    def next_s(self) -> float | None:
        """Return when something happens here."""
        moments = [one for one in (self.notice_s, self._coming[0].at_s if self._coming else None) if one is not None]
        return min(moments, default=None)

    def arrived(self, now_s: float) -> list[Coming]:
        """Hand out what has arrived, in its order."""
        found = []
        while self._coming and self._coming[0].at_s <= now_s:
            found.append(heapq.heappop(self._coming))
        return found

    def _send(self, to_kiosk: bool, said: Said, now_s: float) -> None:  # noqa: FBT001
        at_s = max(now_s + self.trouble.delay_s, self._newest_s[to_kiosk])
        self._newest_s[to_kiosk] = at_s
        heapq.heappush(self._coming, Coming(at_s, next(self._order), to_kiosk, said))


def heard(said: Said) -> Received:
    """Return a message as it comes off the wire."""
    row, levels = read_topic(said.topic)
    return Received(row, levels, encode(said.message), retained=said.retain)
