# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the hall hears of an air-raid alert, of a warning, of the all-clear, and how often; pure, it knows no words."""

from datetime import datetime
from typing import Literal, NamedTuple

from centre.facts_base import AlertLevel
from centre.messages import Alert, Board

TIMES = 3
"""How often an alert is said: whoever was in another room, or did not believe it, hears it again."""

PAUSE_S = 12.0
"""From the end of one saying to the next: people get up, and the staff must be understood who lead them."""

GRAVITY: dict[AlertLevel, int] = {"yellow": 1, "unknown": 2, "red": 2}
"""An alert that gets graver is said anew. Where nobody has named a level the worst is meant."""

Word = Literal["alert", "warning", "all_clear"]


class Notice(NamedTuple):
    """What is to be said from ``due_s`` on, ``left`` times, now for the ``time``-th.

    ``alert`` is that of an alert, ``resumes_at`` that of the all-clear.
    """

    word: Word
    due_s: float
    left: int
    alert: Alert | None = None
    resumes_at: datetime | None = None
    time: int = 1


class AlertTurns:
    """What of alerts is to be said; seconds are the steady clock's.

    An alert that is in force when this voice begins to hear is said however old it is: nobody is harmed by hearing it
    twice. An all-clear is said only by a voice that has told of the alert.
    """

    def __init__(self) -> None:
        self._alert: Alert | None = None
        self._due: Notice | None = None
        self.being: Notice | None = None

    def hear(self, board: Board, now_s: float) -> bool:
        """Take a board; return whether what is being said, be it a call, must be cut off now."""
        before, self._alert = self._alert, board.alert
        notice = self._notice(before, board, now_s)
        if notice is None:
            self._correct(board.alert)
            return False
        self._due = notice
        return notice.word == "alert" or self.being is not None

    def next(self, now_s: float) -> Notice | None:
        """Return what is to be said now; ``ended`` must then be told."""
        if self._due and self._due.due_s <= now_s:
            self.being, self._due = self._due, None
            return self.being
        return None

    def ended(self, now_s: float) -> None:
        """Note that what was being said is over, heard or not: without a sound card it is tried again at its time."""
        notice, self.being = self.being, None
        if notice and notice.left > 1:
            self._due = notice._replace(due_s=now_s + PAUSE_S, left=notice.left - 1, time=notice.time + 1)

    def cut_off(self) -> None:
        """Note that it was cut off: something newer is to be said."""
        self.being = None

    def deadline_s(self) -> float | None:
        """Return from when on ``next`` has something to say."""
        return self._due.due_s if self._due else None

    def _correct(self, alert: Alert | None) -> None:
        """Let what is still to be said of an alert be said as it is now: one that has eased is not called graver."""
        if alert is not None:
            self._due = self._due and self._due._replace(alert=alert)
            self.being = self.being and self.being._replace(alert=alert)

    @staticmethod
    def _notice(before: Alert | None, board: Board, now_s: float) -> Notice | None:
        if board.alert is None:
            return Notice("all_clear", now_s, 1, resumes_at=board.resumes_at) if before else None
        changed = before is None or before.suspends != board.alert.suspends
        if not changed and before and GRAVITY[board.alert.level] <= GRAVITY[before.level]:
            return None
        if board.alert.suspends:
            return Notice("alert", now_s, TIMES, alert=board.alert)
        return Notice("warning", now_s, 1, alert=board.alert)
