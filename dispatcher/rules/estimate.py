# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a newcomer will probably wait: a range of minutes, or nothing where nothing is known.

Calibrated on simulated days (tests/dispatcher/rehearsal): the real wait falls into the range for at least four of five.
"""

import math
from datetime import datetime

from dispatcher.rules.durations import known
from dispatcher.rules.load import load
from dispatcher.rules.queue import Queue

STEP_MIN = 5
"""The range is printed in steps of so many minutes: a finer one would promise what nobody knows."""

MODEL_SPREAD = 0.3
"""What the reckoning cannot see (lunches, no-shows, priority that comes later), as a share of the wait."""

DEVIATIONS = 1.5
"""Standard deviations to both sides: 87 % of a normal distribution, so that 80 % are kept in a real one."""


def wait_min(queue: Queue, service: str, now: datetime, *, priority: bool = False) -> tuple[int, int] | None:
    """Return from and to, in minutes, None when no window is open or a time of service is unknown."""
    windows = queue.open_windows(service)
    work, one = load(queue, windows, now, priority=priority), known(queue, service)
    if not windows or work is None or one is None:
        return None
    if work.busy < len(windows) and not work.waiting_s:
        return 0, STEP_MIN
    first_s = work.present_s / len(windows) / len(windows) if work.busy == len(windows) else 0.0
    mean_s = work.waiting_s / len(windows) + first_s
    spread_s = math.sqrt(work.variance + one.variance) / len(windows)
    reach_s = DEVIATIONS * math.hypot(spread_s, MODEL_SPREAD * mean_s)
    return _down(mean_s - reach_s), _up(mean_s + reach_s)


def _down(seconds: float) -> int:
    return max(math.floor(seconds / 60 / STEP_MIN) * STEP_MIN, 0)


def _up(seconds: float) -> int:
    return max(math.ceil(seconds / 60 / STEP_MIN) * STEP_MIN, STEP_MIN)
