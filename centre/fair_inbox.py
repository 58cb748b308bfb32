# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An inbox that gives each unit its share of a turn: whoever floods it waits behind their own words, nobody else."""

import logging
from collections import Counter
from typing import Any

from centre.link_events import Received
from centre.service import Inbox

log = logging.getLogger(__name__)

SHARE = 64
"""So much of one unit is taken in a turn: many times what a unit that is well says between two turns of the loop."""

MOST = 4096
"""So much of one unit may wait, some megabytes. A unit that is well has a dozen questions open, and asks again."""

TOO_MUCH = "'%s' says more than can be read: of %d words that wait the newest are dropped"


class FairInbox(Inbox):
    """An inbox for what many units say. All of one unit comes in its order; beyond its share it comes a turn later.

    Only what a unit says while MOST of it wait is dropped, with one line in the log until it is quiet again.
    """

    def __init__(self, share: int = SHARE, most: int = MOST) -> None:
        super().__init__()
        self._share, self._most = share, most
        # Each is written by one thread only, that which puts and the loop's, so that neither waits for the other.
        self._came, self._taken = Counter[str](), Counter[str]()
        self._told: set[str] = set()
        self._kept: list[Any] = []

    def put(self, item: object) -> None:
        """Leave an item, if not too much of its sender waits; never blocks, never raises."""
        if unit := _unit(item):
            if self._came[unit] - self._taken[unit] >= self._most:
                self._drop(unit)
                return
            self._came[unit] += 1
        super().put(item)

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
        self._account(turn)
        return items

    def _account(self, turn: Counter[str]) -> None:
        for unit, count in turn.items():
            self._taken[unit] += count
        self._told = {unit for unit in self._told if self._came[unit] - self._taken[unit] >= self._share}

    def _drop(self, unit: str) -> None:
        if unit not in self._told:
            self._told = self._told | {unit}
            log.warning(TOO_MUCH, unit, self._most)


def _unit(item: object) -> str:
    """Return whose word an item is, "" if it is no unit's."""
    return item.levels.get("id", "") if isinstance(item, Received) else ""
