# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The moment a loop acts in: wall clock for people, steady clock for deadlines; below the loop nobody reads a clock."""

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec

from centre.clock_proof import is_proven


class Now(msgspec.Struct, frozen=True):
    """One reading of both clocks.

    ``utc`` says *when* and is stored and shown; a Pi without a clock battery may set it forwards or back at any time.
    ``steady_s`` counts seconds from an arbitrary start, never jumps, and is the only base of a deadline.
    ``proven``: the kernel or a battery clock vouches for ``utc``.
    """

    utc: datetime
    steady_s: float
    proven: bool = True


def read_clocks() -> Now:
    """Read both clocks; only a service's loop calls this."""
    utc, steady_s = datetime.now(UTC), time.monotonic()
    return Now(utc=utc, steady_s=steady_s, proven=is_proven(utc, steady_s))


def earliest(moments_s: Iterable[float | None]) -> float | None:
    """Return the first of some deadlines, those that are not set left out; None when none is."""
    return min((moment_s for moment_s in moments_s if moment_s is not None), default=None)


def day_of(moment: datetime, time_zone: str) -> date:
    """Return the day of service that ``moment`` falls on: the centre's calendar day, DST or not."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
