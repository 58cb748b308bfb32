# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Presses that come faster than people can, by a playing child or a loose wire: pure; times are of the steady clock.

A lock-out makes one press one ticket; it does not keep a roll of paper from a button that is hammered for minutes.
"""

from centre.messages import Problem

EACH_S = 4.0
"""People come to a button at most so fast, one after another: paper comes out, is taken, the next one steps up."""

CALM_S = 3.0
"""What was asked for in haste rests until nobody has asked for so long: somebody may stand there, and wonder."""


RESTING_EACH_S = 30.0
"""While it rests one press is granted so often: who presses a dark button may be a crowd of real people, and if it is a
child or a wire, a roll lasts for the day."""


class _Asked:
    """How often one thing may still be asked for, when it was last, and whether it rests."""

    def __init__(self, most: float) -> None:
        self._most = self._left = most
        self._filled_s = self.last_s = 0.0
        self.rests = False

    def lets(self, now_s: float) -> bool:
        self.due(now_s)
        self._fill(now_s)
        self.last_s = now_s
        granted = self._left >= 1
        self._left -= granted
        self.rests = self.rests or not granted
        return granted

    def due(self, now_s: float) -> None:
        """End the rest after calm: whoever comes then is a person, and one at least is granted."""
        if self.rests and now_s >= self.last_s + CALM_S:
            self._fill(now_s)
            self._left, self.rests = max(self._left, 1.0), False

    def _fill(self, now_s: float) -> None:
        each_s = RESTING_EACH_S if self.rests else EACH_S
        self._left = min(self._left + max(now_s - self._filled_s, 0.0) / each_s, self._most)
        self._filled_s = now_s


class Haste:
    """Counts for each thing that can be asked for; ``most`` in haste are granted, 0: all, whatever their haste."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._asked: dict[str, _Asked] = {}

    def lets(self, what: str, now_s: float) -> bool:
        """Take a press for it; return whether it is to be granted."""
        return not self._most or self._asked.setdefault(what, _Asked(self._most)).lets(now_s)

    def rests(self, what: str) -> bool:
        """Return whether it was asked for in haste, and nobody has been calm since."""
        return what in self._asked and self._asked[what].rests

    def due(self, now_s: float) -> None:
        """Let what nobody has asked for in the meantime be had again."""
        for asked in self._asked.values():
            asked.due(now_s)

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return min((asked.last_s + CALM_S for asked in self._asked.values() if asked.rests), default=None)

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician what rests."""
        return tuple(
            Problem(
                code="pressed_in_haste",
                text=f"'{what}' is pressed again and again, faster than people can take their tickets. It is ignored"
                f" until nobody presses it for {CALM_S:g} s, but for one press each {RESTING_EACH_S:g} s; if nobody is"
                " there, look for a loose wire.",
            )
            for what, asked in self._asked.items()
            if asked.rests
        )
