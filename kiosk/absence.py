# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When it is doubted that whoever has begun is still there, and when what they began is forgotten: pure.

Times are seconds of the steady clock.
"""

from kiosk.pages import Begun

FORGET_S = 20.0
"""What was begun is forgotten after so long without a press; each press prolongs it (WCAG 2.2.1: 20 s at least)."""

KEEP_S, DOUBT_S = 30.0, 20.0
"""Where a screen can ask: so long it is kept, then for so long more it asks whether anybody is there."""


class Absence:
    """How long nobody has pressed anything since something was begun."""

    def __init__(self) -> None:
        self._doubt_s: float | None = None
        self._forget_s: float | None = None

    def wait(self, begun: Begun, now_s: float, *, seen: bool) -> None:
        """Let the time begin anew, if anything is begun; what only tells is left without a question.

        ``seen``: there is a screen that can ask.
        """
        self.end()
        if begun == Begun():
            return
        if not seen:
            self._forget_s = now_s + FORGET_S
        elif begun == Begun(tells=True, told=begun.told):
            self._forget_s = now_s + KEEP_S
        else:
            self._doubt_s, self._forget_s = now_s + KEEP_S, now_s + KEEP_S + DOUBT_S

    def end(self) -> None:
        """Wait for nobody."""
        self._doubt_s = self._forget_s = None

    def forgets(self, now_s: float) -> bool:
        """Return whether what was begun is to be forgotten."""
        return self._forget_s is not None and now_s >= self._forget_s

    def doubts(self, now_s: float) -> bool:
        """Return whether it is to be asked now whether anybody is there; once only."""
        due = self._doubt_s is not None and now_s >= self._doubt_s
        if due:
            self._doubt_s = None
        return due

    def deadline_s(self) -> float | None:
        """Return when ``doubts`` or ``forgets`` may say so."""
        return self._forget_s if self._doubt_s is None else self._doubt_s
