# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the dispatcher's journal is pruned: in a quiet minute, a day at a time; what remains is ``retention.py``'s."""

import logging
from datetime import date
from itertools import takewhile

from centre.errors import Unavailable
from centre.journal import Journal
from dispatcher.retention import first_kept, fold

log = logging.getLogger(__name__)


class Pruning:
    """Days that have been kept long enough go after a start, and after the start of each day; used by the loop only."""

    def __init__(self, journal: Journal, retain_days: int, time_zone: str) -> None:
        self._journal, self._retain_days, self._time_zone = journal, retain_days, time_zone
        self._wanted = True

    def want(self) -> None:
        """Look for days to prune: another one has begun."""
        self._wanted = True

    def due(self, today: date | None) -> None:
        """Prune one day if one is over; called at every turn of a quiet hall. ``today`` None: the clock is doubted."""
        if today is None or not self._wanted:
            return
        try:
            self._wanted = self._prune(today)
        except Unavailable as fault:
            log.error("%s", fault)  # noqa: TRY400  (an expected fault has no trace)
            self._wanted = False

    def _prune(self, today: date) -> bool:
        """Turn the oldest day into counts if it is over; return whether it was."""
        oldest = [(line.number, line.fact.day) for line in self._journal.oldest("day_started", 2)]
        kept = first_kept(oldest, today, self._retain_days)
        if kept is None:
            return False
        lines = list(takewhile(lambda line: line.number < kept, self._journal.from_the_first()))
        self._journal.prune((line.number for line in lines), fold((line.fact for line in lines), self._time_zone))
        log.info("%s has been kept for %d days: its counts remain", oldest[0][1], self._retain_days)
        return True
