# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the kiosk's journal forgets what is over: once a day; kiosk/memory.py says which lines those are."""

from datetime import timedelta

from centre.journal_writer import JournalWriter
from centre.time import Now
from kiosk.memory import over

TIDY_FIRST_S = 600.0
"""How long after a start old lines may be deleted: the start has more urgent things to write."""

DAY_S = timedelta(days=1).total_seconds()


class Tidying:
    """Orders old lines to be deleted in the journal's own thread; used by the kiosk's loop only."""

    def __init__(self, writer: JournalWriter, retain_days: int, now: Now) -> None:
        self._writer, self._retain_days = writer, retain_days
        self._next_s = now.steady_s + TIDY_FIRST_S

    def due(self, now: Now) -> None:
        """Once a day, by a clock that is proven, let the journal forget what has been over for ``retain_days``."""
        if now.proven and now.steady_s >= self._next_s:
            self._next_s = now.steady_s + DAY_S
            self._writer.prune(lambda journal: over(journal.from_the_first(), now.utc, self._retain_days))
