# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal behind a worker thread, for a loop that must not wait for the card; it knows neither facts nor their use.

An SD card may take 50 ms for a commit, and now and then a second. The dispatcher waits for it, because its answer is a
promise; a kiosk goes on, and waits only where something irreversible follows.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from centre.errors import Unavailable
from centre.journal import Journal, Line
from centre.service import Inbox, start_worker

log = logging.getLogger(__name__)

GATHER_S = 0.02
"""How long a line that nobody waits for waits for company: half the commits, so half the wear of the card.

A cut in this time, or in that of the commit behind it, costs a line that was never promised."""

TRY_AGAIN_S = 1.0
"""How soon a disk that has refused is tried again."""


class JournalTold:
    """Report: the disk has begun to refuse, or takes again what is written; ``JournalWriter.fault`` says which."""


class Permit:
    """The journal's word that something has been written, awaited by another thread."""

    def __init__(self) -> None:
        self._decided = threading.Event()
        self._granted = False

    def decide(self, *, granted: bool) -> None:
        """Let who waits go on; without a grant, by an error."""
        self._granted = granted
        self._decided.set()

    def wait(self) -> None:
        """Return when what the permit stands for survives a power cut; raise Unavailable if it was not written."""
        self._decided.wait()
        if not self._granted:
            raise Unavailable("The journal has not taken what must be written first; nothing was begun.")


Choice = Callable[[Journal], Iterable[int]]
"""Looks for the lines that may go, in the journal's thread."""


class _Order(NamedTuple):
    lines: Sequence[Line]
    permit: Permit | None
    prune: Choice | None = None


class JournalWriter:
    """Appends in the order of ``write``, what comes within GATHER_S in one commit.

    A disk that refuses is tried again, for as long as it takes: lines stay in their order, but those for which somebody
    waits are refused, and gone. ``fault`` says meanwhile what is wrong; whoever reads it must begin nothing new, as its
    lines would be in memory only.

    From the first ``write`` to ``close`` no other thread may use the journal. Once it has died every permit is refused,
    also those still to come, so that nobody waits for a thread that is no more.
    """

    def __init__(self, journal: Journal, inbox: Inbox) -> None:
        self._journal, self._inbox = journal, inbox
        self._kept: list[Line] = []
        self.fault: Unavailable | None = None
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._ended = False
        self._thread = start_worker("journal", self._work, inbox)

    def write(self, lines: Sequence[Line], permit: Permit | None = None) -> None:
        """Leave lines to be written; returns at once. ``permit`` is granted when they are on the disk."""
        self._orders.put(_Order(lines, permit))
        if self._ended:
            self._refuse_all()

    def prune(self, choose: Choice) -> None:
        """Delete the lines that ``choose`` finds, in a commit of its own; returns at once.

        A disk that refuses this is only logged: the lines go another day.
        """
        self._orders.put(_Order((), None, choose))

    def alive(self) -> bool:
        """Return whether the thread lives."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Write what waits, if the disk takes it, then end the thread."""
        self._orders.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            while True:
                waiting = self._gather()
                self._commit([order for order in waiting if order is not None])
                if None in waiting:
                    return
        finally:
            self._ended = True
            self._refuse_all()

    def _refuse_all(self) -> None:
        """Let those go, empty-handed, whose lines nobody will write any more."""
        with suppress(queue.Empty):
            while True:
                order = self._orders.get_nowait()
                if order is not None and order.permit is not None:
                    order.permit.decide(granted=False)

    def _first(self) -> list[_Order | None]:
        """Return the first order of a commit; while the disk refuses do not wait for it for ever."""
        try:
            return [self._orders.get(timeout=TRY_AGAIN_S if self.fault else None)]
        except queue.Empty:
            return []

    def _gather(self) -> list[_Order | None]:
        """Return what is to be one commit: at once if somebody waits for it or the end is here, else a moment later."""
        waiting = self._first()
        until_s = time.monotonic() + GATHER_S
        with suppress(queue.Empty):
            while True:
                hurry = any(order is None or order.permit is not None for order in waiting)
                left_s = 0.0 if hurry else max(0.0, until_s - time.monotonic())
                waiting.append(self._orders.get(timeout=left_s))
        return waiting

    def _commit(self, orders: Sequence[_Order]) -> None:
        written = False
        try:
            written = self._append([*self._kept, *(line for order in orders for line in order.lines)])
        finally:
            for order in orders:
                if order.permit is not None:
                    order.permit.decide(granted=written)
        self._kept = [] if written else [*self._kept, *_not_awaited(orders)]
        for order in orders:
            if order.prune is not None:
                self._prune(order.prune)

    def _append(self, lines: Sequence[Line]) -> bool:
        """Return whether the disk has taken the lines; tell the loop when that is news."""
        before = self.fault
        try:
            if lines:
                self._journal.append(lines)
            elif before:
                self._journal.probe()
        except Unavailable as fault:
            self.fault = fault
        else:
            self.fault = None
        if str(before) != str(self.fault):
            log.log(logging.ERROR if self.fault else logging.INFO, "%s", self.fault or "the journal is written again")
            self._inbox.put(JournalTold())
        return self.fault is None

    def _prune(self, choose: Choice) -> None:
        try:
            if numbers := list(choose(self._journal)):
                self._journal.prune(numbers)
        except Unavailable as fault:
            log.error("%s", fault)  # noqa: TRY400  (an expected fault has no trace)


def _not_awaited(orders: Sequence[_Order]) -> list[Line]:
    """Return the lines that nobody waits for; who did was told that nothing was begun, so it must not stand there."""
    return [line for order in orders if order.permit is None for line in order.lines]
