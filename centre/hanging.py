# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tells a thread that hangs from one that has not had its turn yet: after a stop of the whole process both are late."""

import logging

log = logging.getLogger(__name__)


class Hang:
    """Believes that a thread hangs when it is late at two askings in a row, and has not moved between them.

    A process that was stopped for a while (SIGSTOP, a frozen or paused machine) finds each of its threads late, and its
    loop may ask before they have run. ``apart_s`` is how long two askings must lie apart by the steady clock: so long
    a thread that is well has had to move. ``sentence`` is what is said in the log, once.
    """

    def __init__(self, sentence: str, apart_s: float) -> None:
        self._sentence, self._apart_s = sentence, apart_s
        self._seen: tuple[object, float] | None = None
        self._said = False

    def believed(self, sign: object, now_s: float, *, late: bool) -> bool:
        """Take what an asking sees, ``sign`` being what changes when the thread moves; return whether it hangs."""
        if not late:
            self._seen = None
            return False
        if self._seen is None or self._seen[0] != sign:
            self._seen = sign, now_s
        if now_s < self._seen[1] + self._apart_s:
            return False
        if not self._said:
            self._said = True
            log.error("%s", self._sentence)
        return True
