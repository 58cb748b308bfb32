# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is done with the journal in a quiet minute: old days go, and days that no start has read are looked through."""

import logging
from datetime import date

from centre.errors import Unavailable
from centre.journal import Journal
from dispatcher.pruning import Pruning

log = logging.getLogger(__name__)

QUIET_S = 60.0
"""Nobody has asked for so long: a day of a large centre takes a card most of a second, and a press would wait."""

LINES_A_TURN = 2000
"""So many lines are read in one turn, less than a tenth of a second of a card; a quiet turn comes every 5 s."""


class QuietMinutes:
    """Begins when nobody has asked for QUIET_S, and stops at once when somebody does; used by the loop only."""

    def __init__(self, journal: Journal, pruning: Pruning) -> None:
        self._journal, self._pruning = journal, pruning
        self._busy_s: float | None = None
        self._read_to: int | None = 0

    def due(self, today: date | None, now_s: float, *, busy: bool) -> None:
        """Do the next piece if it is quiet; called at every turn. Raise JournalDamaged as ``Journal.replay`` does."""
        if busy or self._busy_s is None:
            self._busy_s = now_s
        if now_s < self._busy_s + QUIET_S:
            return
        self._pruning.due(today)
        if self._read_to is not None:
            self._read_to = self._read_on(self._read_to)

    def _read_on(self, after: int) -> int | None:
        try:
            last = self._journal.inspect(after, LINES_A_TURN)
        except Unavailable as fault:
            if self._journal.spoiled:
                raise
            # A page of long ago that the card does not give out is no reason to send today's citizens away.
            log.error("%s", fault)  # noqa: TRY400  (an expected fault has no trace)
            return None
        if last is None:
            log.info("the whole journal has been read again and is sound")
        return last
