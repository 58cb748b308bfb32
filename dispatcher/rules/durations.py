# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a service keeps a window: from the newest calls of it, or from centre.toml; nothing is made from nothing."""

import functools
import statistics
from collections.abc import Sequence
from typing import NamedTuple

from dispatcher.rules.queue import Queue

ENOUGH = 5
"""So many seen times of a service tell more than what centre.toml says is usual."""

REMEMBERED = 30
LONGEST_S = 3 * 3600
"""A longer one is a clerk who forgot to finish, or a clock that jumped ahead: it is not remembered."""

USUAL_SPREAD = 0.6
"""Standard deviation of a time at a window as a share of its mean, while too few were seen to tell."""


class Duration(NamedTuple):
    """Mean and variance of the time at a window, in seconds and their squares."""

    mean_s: float
    variance: float


def known(queue: Queue, service: str) -> Duration | None:
    """Return how long the service takes, None when nothing is known of it."""
    seen = queue.durations.get(service, ())
    if len(seen) >= ENOUGH:
        return _measured(seen)
    usual = queue.services[service].usual_minutes if service in queue.services else None
    if usual is None:
        return None
    return Duration(usual * 60, (USUAL_SPREAD * usual * 60) ** 2)


@functools.lru_cache(maxsize=256)
def _measured(seen: tuple[int, ...]) -> Duration:
    """Remember: it is asked for each line at each press, and changes with each citizen only."""
    mean_s = statistics.fmean(seen)
    return Duration(mean_s, statistics.pvariance(seen, mean_s))


def remembered(seen: Sequence[int], seconds: float) -> tuple[int, ...]:
    """Return the newest times, this one the last unless it is past belief."""
    return (*seen, *((max(round(seconds), 1),) if seconds <= LONGEST_S else ()))[-REMEMBERED:]
