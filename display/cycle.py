# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which calls stand in the rows when more were called than have room: the newest stay, the rest take turns.

Who is at the window already takes no turn: nobody has to find their number any more, and a round without them is
shorter for those who still have to come. Time is an argument: the second of a steady clock.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from centre.messages import Call
from display.fresh import Key, key

PAGE_S = 6.0
"""How long a page stays: whoever looks up reads three numbers of four characters and finds their own in three seconds
at leisure, and has them twice."""

ROUND_S = 30.0
"""The longest round while it can be helped: then as few rows turn as make it so short; one row always stays."""


class Page(NamedTuple):
    """The calls in their rows, from the top; of ``pages`` this is page ``number``, and the last ``turning`` rows turn.

    Where nothing turns, there is one page.
    """

    calls: tuple[Call, ...]
    number: int = 1
    pages: int = 1
    turning: int = 0


def turning_rows(coming: int, room: int) -> int:
    """Return how many of the rows turn when so many are to come: none if all have room."""
    if coming <= room:
        return 0
    enough = (c for c in range(1, room) if math.ceil((coming - room + c) / c) * PAGE_S <= ROUND_S)
    return next(enough, max(room - 1, 1))


class Cycle:
    """Who took turns when. Nobody who is to come is unseen for longer than one round, whoever is called meanwhile.

    For that a page is no section of a list, which shifts with each call, but those who were unseen the longest; and
    whoever was never seen comes at once, unless somebody else has just come so. Only on a screen of one row, which the
    newest call takes at once, do the others wait up to two rounds, and without end where calls come faster than pages.
    """

    def __init__(self) -> None:
        self._seen_s: dict[Key, float] = {}
        self._page: tuple[Key, ...] = ()
        self._first = False
        self._turns, self._turned_s = 0, 0.0

    def page(self, calls: Sequence[Call], room: int, now_s: float) -> Page:
        """Return what stands in ``room`` rows at this second; to be called at each turn of the loop."""
        newest = sorted(calls, key=lambda call: (call.called_at, call.window), reverse=True)
        coming = [call for call in newest if not call.serving]
        turning = turning_rows(len(coming), room)
        if turning:
            page = self._turned(coming, room, turning, now_s)
        else:
            self._page, kept = (), sorted(newest, key=lambda call: call.serving)[:room]
            page = Page(tuple(call for call in newest if call in kept))
        known = {key(call): self._seen_s[key(call)] for call in coming if key(call) in self._seen_s}
        self._seen_s = known | dict.fromkeys(map(key, page.calls), now_s)
        return page

    def deadline_s(self) -> float | None:
        """Return when the page is to be turned, None while nothing turns."""
        return self._turned_s + PAGE_S if self._page else None

    def _turned(self, coming: Sequence[Call], room: int, turning: int, now_s: float) -> Page:
        stay, rest = coming[: room - turning], coming[room - turning :]
        if not self._page:
            self._turns, self._turned_s = 0, now_s
        elif now_s >= self._turned_s + PAGE_S or self._is_cut(rest, newest=not stay):
            self._seen_s |= dict.fromkeys(self._page, now_s)
            self._page, self._turns, self._turned_s = (), self._turns + 1, now_s
        shown = sorted(rest, key=self._waits_less)[:turning]
        if not self._page:
            self._first = any(key(call) not in self._seen_s for call in shown)
        self._page = tuple(map(key, shown))
        pages = math.ceil(len(rest) / turning)
        return Page((*stay, *(call for call in rest if call in shown)), self._turns % pages + 1, pages, turning)

    def _is_cut(self, rest: Sequence[Call], *, newest: bool) -> bool:
        """Return whether the page makes room before its time; the ``newest`` of all may be among the rest."""
        unseen = [key(call) not in self._seen_s for call in rest]
        return (newest and unseen[0]) or (any(unseen) and not self._first)

    def _waits_less(self, call: Call) -> tuple[bool, float]:
        """Return what puts those first who stand on the page, then those unseen the longest."""
        return key(call) not in self._page, self._seen_s.get(key(call), -math.inf)
