# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whom a link does not listen to for a while, as they say more than can be read: pure, but for the inbox it fills.

The broker keeps one queue for a connection, of 1000 messages, and drops what is newer, whoever said it. Only a
subscription less keeps a flood out of it (docs/decisions/041).
"""

import logging
import math

from centre.link_events import Received
from centre.service import Inbox

log = logging.getLogger(__name__)

DEAF_S = 10.0
"""So long nobody listens to who says too much, and again while that goes on; others lose a moment each time."""

QUIET_S = 1.0
"""So long after the last word of a flood the broker has room again for what it may have dropped."""

STATES, STATES_EACH_S = 64, 0.25
"""What one unit may say of itself at once, and how often on: even a printer with a loose cable says less."""

TOO_MUCH = "%s: more is said there than can be read; for %g s nobody listens. See to that unit, or switch it off"


class Floods:
    """Used by one link, in its network thread only; times are of the steady clock."""

    def __init__(self, inbox: Inbox, deaf_s: float = DEAF_S) -> None:
        self._inbox, self._deaf_s = inbox, deaf_s
        self._until_s: dict[str, float] = {}
        self._to_leave: list[str] = []
        self._ask_at_s = math.inf
        self._states: dict[str, tuple[float, float]] = {}

    def begin(self) -> None:
        """Listen to everybody, on a new connection."""
        self._until_s.clear()
        self._to_leave.clear()
        self._ask_at_s = math.inf
        self._spare()

    def deaf_to(self, topic: str) -> bool:
        """Return whether nobody listens there now."""
        return topic in self._until_s

    def ignores(self, topic: str, now_s: float) -> bool:
        """Return whether what has been said there is not to be looked at."""
        if topic not in self._until_s:
            return False
        self._ask_at_s = min(now_s + QUIET_S, self._until_s[topic])
        return True

    def hear(self, topic: str, said: Received, now_s: float, *, owed: bool = False) -> None:
        """Leave in the inbox what is said; if it is too much, nothing more of its topic.

        ``owed``: too many answers to whoever says it are still on their way.
        """
        flood = owed or (said.row == "state" and self._too_many(topic, now_s))
        if flood or not self._inbox.put(said):
            log.warning(TOO_MUCH, topic, self._deaf_s)
            self._until_s[topic] = now_s + self._deaf_s
            self._to_leave.append(topic)
            self._ask_at_s = now_s + QUIET_S

    def to_leave(self) -> list[str]:
        """Return the topics that are to be left since this was asked last."""
        leaving, self._to_leave = self._to_leave, []
        return leaving

    def over(self, now_s: float) -> set[str]:
        """Return, once, the topics whose time is over: they are to be listened to again."""
        over = {topic for topic, until_s in self._until_s.items() if until_s <= now_s}
        for topic in over:
            del self._until_s[topic]
        return over

    def asks_anew(self, now_s: float) -> bool:
        """Return, once, that a flood has been read to its end: whoever asks so asks all for their states."""
        if self._ask_at_s > now_s:
            return False
        self._ask_at_s = math.inf
        self._spare()
        return True

    def to_do_in_s(self, now_s: float) -> float:
        """Return in how many seconds something of this is due; infinite while nobody says too much."""
        return max(min([self._ask_at_s, *self._until_s.values()]) - now_s, 0.0)

    def _spare(self) -> None:
        """Let nobody be charged for the state that the broker now gives out again, whoever the reason is."""
        self._states = {topic: (left + 1, at_s) for topic, (left, at_s) in self._states.items()}

    def _too_many(self, topic: str, now_s: float) -> bool:
        """Count what a unit says of itself; return whether that is more than any unit that is well would."""
        left, at_s = self._states.get(topic, (STATES, now_s))
        left = min(left + (now_s - at_s) * STATES_EACH_S, STATES)
        self._states[topic] = max(left - 1, 0), now_s
        return left < 1
