# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An inbox that gives each unit its share of a turn: whoever floods it waits behind their own words, nobody else."""

from collections import Counter
from typing import Any

from centre.link_events import Received
from centre.service import Inbox

SHARE = 64
"""So much of one unit is taken in a turn: many times what a unit that is well says between two turns of the loop."""

MOST = 256
"""So much of one unit may wait. A unit that is well has a dozen questions open, and says them again each second."""


class FairInbox(Inbox):
    """An inbox for what many units say. All of one unit comes in its order; beyond its share it comes a turn later.

    Only what a unit says while MOST of it wait is dropped; who put it is told so.
    """

    def __init__(self, share: int = SHARE, most: int = MOST) -> None:
        super().__init__()
        self._share, self._most = share, most
        # Each is written by one thread only, that which puts and the loop's, so that neither waits for the other.
        self._came, self._taken = Counter[str](), Counter[str]()
        self._kept: list[Any] = []

    def put(self, item: object) -> bool:
        """Leave an item, if not too much of its sender waits; never blocks, never raises."""
        if unit := _unit(item):
            if self._came[unit] - self._taken[unit] >= self._most:
                return False
            self._came[unit] += 1
        return super().put(item)

    def take_all(self, timeout_s: float) -> list[Any]:
        """Wait as any inbox does, unless something is left of the last turn; return of each unit its share."""
        waiting = self._kept + super().take_all(0.0 if self._kept else timeout_s)
        items, self._kept, turn = [], [], Counter[str]()
        for item in waiting:
            unit = _unit(item)
            if unit and turn[unit] >= self._share:
                self._kept.append(item)
                continue
            turn[unit] += 1
            items.append(item)
        for unit, count in turn.items():
            self._taken[unit] += count
        return items


def _unit(item: object) -> str:
    """Return whose word an item is, "" if it is no unit's."""
    return item.levels.get("id", "") if isinstance(item, Received) else ""
