# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher's disk: what is written to it, whether it refuses, and what is said of it then; it decides nothing.

A dispatcher that can write nothing can promise nothing, so it says that it is *offline*: kiosks give numbers of their
own, screens say since when the board is old, and desks that nothing is called. It comes back by itself.
"""

import logging

from centre.errors import Unavailable
from centre.journal import Journal
from centre.kiosks import JOURNAL_FAILED
from centre.messages import DeviceState, Problem
from centre.time import Now
from centre.unit import VERSION
from dispatcher.batch import Batch

log = logging.getLogger(__name__)

WRITE_AGAIN_S = 1.0
"""How soon a disk that has refused is tried again, also when there is nothing to write: nobody else would ask.

One that refuses for less is no news for the hall: somebody has copied the journal."""


class Disk:
    """The journal's disk as the loop meets it; ``refuses``: what was written last was refused."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._fault: Unavailable | None = None
        self._since_s, self._now_s = 0.0, 0.0

    @property
    def refuses(self) -> bool:
        """Return whether the disk refuses, as far as is known."""
        return self._fault is not None

    def write(self, batch: Batch, now: Now) -> None:
        """Write the batch, or, if it has nothing, find out whether a disk that has refused still does.

        Raise Unavailable if it does; nothing of the batch is then written.
        """
        self._now_s = now.steady_s
        try:
            if batch.changes:
                self._journal.append(batch.lines, batch.words())
            elif self._fault:
                self._journal.probe()
        except Unavailable as fault:
            self._note(fault)
            raise
        if self._fault:
            log.info("the journal is written again")
        self._fault = None

    def state(self) -> DeviceState | None:
        """Return what is to be said of a dispatcher whose disk has refused for a while; None if it does not."""
        if self._fault is None or self._now_s < self._since_s + WRITE_AGAIN_S:
            return None
        problem = Problem(code=JOURNAL_FAILED, text=str(self._fault))
        return DeviceState(state="offline", version=VERSION, problems=(problem,))

    def _note(self, fault: Unavailable) -> None:
        if self._fault is None:
            self._since_s = self._now_s
        if str(fault) != str(self._fault):
            log.error("%s", fault)
        self._fault = fault
