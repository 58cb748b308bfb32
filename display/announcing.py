# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall hears next, of calls and of alerts, one at a time; pure: it knows no words, no sound and no clock.

Calls are said once each in their order, then again where nobody waits. An alert cuts off all; while it keeps people
away, only windows that go on in a shelter are heard beside it. Why so: docs/decisions/026.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from centre.config import CentreFile, Language
from centre.config_displays import Voice
from centre.messages import Alert, Board
from centre.time import Now
from display.alert_turns import AlertTurns, Notice, Word
from display.call_queue import CallQueue, ShownOnly, Wanted, Why
from display.fresh import Fresh
from display.heard import Heard


class Saying(NamedTuple):
    """One thing to be said, in these languages, one after the other.

    ``time`` counts the sayings of this call from 1; ``waited_s`` is how long ago it was called.
    """

    what: Literal["call"] | Word
    languages: tuple[Language, ...]
    ticket: str = ""
    window: int = 0
    time: int = 1
    waited_s: float = 0.0
    alert: Alert | None = None
    resumes_at: datetime | None = None


class Announcing:
    """The announcements of one voice; ``centre`` is that of its zone. To be told of each turn of the loop."""

    def __init__(self, centre: CentreFile, voice: Voice) -> None:
        self._languages = centre.centre.languages
        self._goes_on = centre.alerts.goes_on
        self._calls, self._alerts, self._fresh = CallQueue(voice), AlertTurns(), Fresh()
        self._board: Board | None = None

    def hear(self, heard: Heard, now: Now) -> bool:
        """Take what was heard; return whether what is being said must be silenced at once."""
        self._fresh.hear(heard, now)
        board = heard.board
        if board is None or board is self._board:
            return False
        self._board = board
        self._calls.hear(board.calls, self._fresh.called_s, now.steady_s)
        cut = self._alerts.hear(board, now.steady_s) or self._is_forbidden(board)
        if cut:
            self._calls.cut_off(now.steady_s)
            self._alerts.cut_off()
        if _suspends(board):
            self._calls.keep(self._goes_on, now.steady_s)
        return cut

    def next(self, now_s: float) -> Saying | None:
        """Return what is to be said now, None while something is, or nothing is to be; ``ended`` must then be told."""
        if self._calls.being or self._alerts.being:
            return None
        if notice := self._alerts.next(now_s):
            return self._notice(notice, now_s)
        wanted = self._calls.next(now_s)
        return self._call(wanted, now_s) if wanted else None

    def ended(self, now_s: float, not_heard: Why | None = None) -> None:
        """Note that what was being said has been heard, or why not."""
        self._calls.ended(now_s, not_heard)
        self._alerts.ended(now_s)

    def shown_only(self) -> Sequence[ShownOnly]:
        """Return, once, the calls that nobody will hear."""
        passed, self._calls.passed = self._calls.passed, []
        return passed

    @property
    def shown_only_so_far(self) -> int:
        """Return how many calls nobody has heard since the start."""
        return self._calls.counted.total()

    def deadline_s(self) -> float | None:
        """Return from when on ``next`` has something to say, though nothing is heard; None while something is said."""
        return None if self._calls.being or self._alerts.being else self._alerts.deadline_s()

    def _is_forbidden(self, board: Board) -> bool:
        """Return whether a call is being said that may not be: of an alert that was over before it came here."""
        being = self._calls.being
        return being is not None and _suspends(board) and not self._goes_on(being.call.window)

    def _call(self, wanted: Wanted, now_s: float) -> Saying:
        """Return a call as it is said: while others wait whom nobody has named yet, in the first language only."""
        return Saying(
            "call",
            self._languages[:1] if self._calls.crowded else self._languages,
            ticket=wanted.call.ticket,
            window=wanted.call.window,
            time=wanted.said + 1,
            waited_s=now_s - wanted.called_s,
        )

    def _notice(self, notice: Notice, now_s: float) -> Saying:
        return Saying(
            notice.word,
            self._languages,
            time=notice.time,
            waited_s=now_s - notice.due_s,
            alert=notice.alert,
            resumes_at=notice.resumes_at,
        )


def _suspends(board: Board) -> bool:
    """Return whether windows call nobody: in an alert, and until the people are back."""
    return (board.alert is not None and board.alert.suspends) or board.resumes_at is not None
