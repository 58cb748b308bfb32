# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a person meant by a contact that chatters, is held, or sticks: pure; times are seconds of the steady clock.

A lock-out, not a filter: the first closing counts at once, so a press costs no waiting; what follows it too soon does
not count. Chatter of cheap buttons ends within 20 ms.
"""

import math

RELEASE_S = 0.05
"""A contact is open again only when it has been open this long; a shorter opening is chatter."""


class Contact:
    """One push button, from its edges; ``closed`` is its state when the service starts."""

    def __init__(self, *, lockout_s: float, stuck_after_s: float, closed: bool, now_s: float) -> None:
        self._lockout_s, self._stuck_after_s = lockout_s, stuck_after_s
        self._closed_since_s = now_s if closed else None
        self._opened_s = None if closed else -math.inf
        self._pressed_s = -math.inf
        self.stuck = False

    def edge(self, *, closed: bool, now_s: float) -> bool:
        """Take an edge; return True when it is a press that somebody meant."""
        if not closed:
            self._opened_s = now_s
            return False
        meant, was_open = self.counts(now_s), self._settle(now_s)
        self._opened_s = None
        if was_open:
            self._closed_since_s = now_s
        if meant:
            self._pressed_s = now_s
        return meant

    def counts(self, now_s: float) -> bool:
        """Return whether closing at this moment would be a press that somebody meant."""
        return self._settle(now_s) and now_s >= self._pressed_s + self._lockout_s

    def changed(self, now_s: float) -> bool:
        """Return True when the contact has become stuck, or free again, since the last question."""
        self._settle(now_s)
        stuck = self._closed_since_s is not None and now_s >= self._closed_since_s + self._stuck_after_s
        changed, self.stuck = stuck != self.stuck, stuck
        return changed

    def deadline_s(self) -> float | None:
        """Return when to ask ``changed`` again, None if only an edge can change anything."""
        if self._closed_since_s is None:
            return None
        if self._opened_s is not None:
            return self._opened_s + RELEASE_S
        return None if self.stuck else self._closed_since_s + self._stuck_after_s

    def _settle(self, now_s: float) -> bool:
        """Return whether the contact has been open long enough to count as released."""
        released = self._opened_s is not None and now_s >= self._opened_s + RELEASE_S
        if released:
            self._closed_since_s = None
        return released
