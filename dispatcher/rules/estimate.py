# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a newcomer will probably wait: a range of minutes, or nothing where nothing is known.

Calibrated on simulated days (tests/dispatcher/rehearsal): the real wait falls into the range for at least four of five.
"""

import math
from datetime import datetime

from dispatcher.rules.away import calling, done_at
from dispatcher.rules.durations import known
from dispatcher.rules.load import Load, booked, load
from dispatcher.rules.queue import Queue
from dispatcher.rules.suspension import is_suspended

STEP_MIN = 5
"""The range is printed in steps of so many minutes: a finer one would promise what nobody knows."""

MODEL_SPREAD = 0.2
"""What the reckoning cannot see, as a share of the work: the mean of 30 seen times is itself wrong by a tenth to a
seventh, some of those who wait have left, and priority comes later."""

DEVIATIONS = 1.5
"""Standard deviations to both sides: 87 % of a normal distribution. On simulated days, whose clerks never dawdle, nine
of ten ranges come true; the promise is four of five."""


def wait_min(queue: Queue, service: str, now: datetime, *, priority: bool = False) -> tuple[int, int] | None:
    """Return from and to, in minutes, None when no window is open or a time of service is unknown.

    A window whose clerk has lunch counts from the lunch's end on, one whose clerk will have it, until its beginning.
    Who is booked for the time until then goes before. In an alert, and until the people are back, nobody can tell.
    """
    windows = tuple(window for window in calling(queue, service, now) if not is_suspended(queue, window))
    work, one = load(queue, windows, now, priority=priority), known(queue, service)
    if not windows or work is None or one is None:
        return None
    open_windows = [window for window in queue.open_windows(service) if window in windows]
    free = sum(queue.at_window(window) is None for window in open_windows)
    if free and not work.waiting_s:
        return 0, STEP_MIN
    # Of those at the windows the newcomer waits for the first to go, not for all.
    first_s = 0.0 if free else work.present_s / max(work.busy, 1)
    work_s = work.waiting_s + first_s
    # Who is booked until then goes before, which lets others who are booked go before too: at least none of them comes
    # in time, at most all that one step of it brings.
    alone, coming = _reach_s(work_s, work.variance + one.variance), _booked(queue, windows, work_s, now)
    all_s = work_s + coming.waiting_s
    together = _reach_s(all_s, work.variance + coming.variance + one.variance)
    least = done_at(queue, windows, max(work_s - alone, 0.0), now) - now
    most = done_at(queue, windows, all_s + together, now) - now
    return _down(least.total_seconds()), _up(most.total_seconds())


def _booked(queue: Queue, windows: tuple[int, ...], work_s: float, now: datetime) -> Load:
    """Return the work of those whose time comes before the newcomer's turn as it was without them."""
    return booked(queue, windows, done_at(queue, windows, work_s, now), now)


def _reach_s(work_s: float, variance: float) -> float:
    """Return how far the work may lie from what is reckoned, to both sides."""
    return DEVIATIONS * math.hypot(math.sqrt(variance), MODEL_SPREAD * work_s)


def _down(seconds: float) -> int:
    return max(math.floor(seconds / 60 / STEP_MIN) * STEP_MIN, 0)


def _up(seconds: float) -> int:
    return max(math.ceil(seconds / 60 / STEP_MIN) * STEP_MIN, STEP_MIN)
