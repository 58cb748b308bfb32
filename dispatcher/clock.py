# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""By which moment the rules go: the wall clock's while it is trusted, else one that no boot in 1970 can set back. Pure.

What the doubt changes in the queue is ``rules/clock.py``'s matter; docs/decisions/015 says why.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from centre.clock_proof import BUILT
from centre.messages import Problem
from centre.time import Now

JUMP_S = 60.0
"""Where wall clock and steady clock part by more between two readings, somebody has set the wall clock."""

BELIEVABLE = timedelta(days=100)
"""An unproven wall clock that is farther ahead of the journal is not believed: no centre stands still for so long."""

NOT_TRUSTED = Problem(
    code="clock_not_trusted",
    text="Nothing proves this clock. Until it is proven numbers go on, no midnight ends the day and the hours close "
    "nothing. Connect the network, or see what it says and vouch for it: cherha clock, then cherha clock --trust.",
)


class Reading(NamedTuple):
    """What the rules go by; ``wall`` is what the clock says, ``leapt``: more or less passed than the steady time."""

    now: Now
    wall: datetime
    trusted: bool
    leapt: bool


class Clock:
    """The dispatcher's trust in the wall clock; ``newest`` is the moment of the journal's last line.

    Trusted is a clock that is proven, or was proven or vouched for and has not jumped since: the kernel withdraws its
    word when the network is gone for some hours, and the clock is as good as before.
    """

    def __init__(self, newest: datetime | None) -> None:
        self._goes_by, self._is_known = newest or BUILT, newest is not None
        self._written = newest or BUILT
        self._before: Now | None = None
        self._trusted = False

    def read(self, now: Now) -> Reading:
        """Take a reading of both clocks; called at every turn of the loop, so that a jump is seen."""
        before = self._before or now
        passed = timedelta(seconds=now.steady_s - before.steady_s)
        jumped = _apart(now.utc, before.utc + passed)
        self._trusted = now.proven or (self._trusted and not jumped)
        expected = self._goes_by + passed
        utc = now.utc if self._trusted else self._credible(now.utc, expected)
        self._before, self._goes_by, self._is_known = now, utc, True
        return Reading(replace(now, utc=utc), now.utc, self._trusted, _apart(utc, expected))

    def written(self, at: datetime) -> None:
        """Hear the moment of the journal's newest line: no doubted moment comes before it, and a start knows it too."""
        self._written = at

    def trust(self) -> None:
        """Take the head's word for what was read last; it holds until the next start or jump."""
        self._trusted = True

    def _credible(self, wall: datetime, expected: datetime) -> datetime:
        """Return the wall clock if it could be right, else what must have passed at least; never less than that.

        A trusted clock that went back may have left lines behind that are later than what has passed since.
        """
        expected = max(expected, self._written)
        far = self._is_known and wall - expected > BELIEVABLE
        return expected if far else max(wall, expected)


def _apart(one: datetime, other: datetime) -> bool:
    return abs((one - other).total_seconds()) > JUMP_S
