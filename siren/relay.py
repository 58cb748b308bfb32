# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a contact of another device says once it rests: pure; times are seconds of the steady clock.

A lock-out as for push buttons would be wrong here: a relay that follows a wailing siren opens and closes while the
alarm is on. So an alarm counts when it has rested shortly, its end when it has rested long.
"""

ALARM_S = 0.2
"""How long a contact rests until its alarm counts: longer than any chatter, and nobody has gone anywhere meanwhile."""

CALM_S = 5.0
"""How long until calm counts, at the start too: longer than the pauses of a siren, and than a flicker of the mains."""


class Relay:
    """One contact, from its edges; ``alarm`` is what holds: an alarm of the start at once, a calm once it has rested.

    Until then it is None: a siren that wails may be in a pause. ``at_s`` is when the contact was looked at.
    """

    def __init__(self, *, alarm: bool, at_s: float) -> None:
        self.alarm = True if alarm else None
        self._seen, self._since_s = alarm, at_s

    def edge(self, *, alarm: bool, at_s: float) -> None:
        """Take an edge."""
        self.settle(at_s)
        if alarm != self._seen:
            self._seen, self._since_s = alarm, at_s

    def settle(self, now_s: float) -> None:
        """Let what has rested long enough hold."""
        if (due_s := self.deadline_s()) is not None and now_s >= due_s:
            self.alarm = self._seen

    def deadline_s(self) -> float | None:
        """Return when to ask ``settle``, None if only an edge can change anything."""
        if self._seen == self.alarm:
            return None
        return self._since_s + (ALARM_S if self._seen else CALM_S)
