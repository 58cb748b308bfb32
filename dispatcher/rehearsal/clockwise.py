# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Simulated days over the clock: how many wait at each time, and how long, hour by hour; nothing is drawn here."""

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from dispatcher.rehearsal.figures import Days, visits_of
from dispatcher.rehearsal.record import Day

STEP_S = 300


def waiting(days: Days, zone: str) -> Mapping[float, float]:
    """Return how many wait on an average day, by the hour of the centre's wall clock, every five minutes."""
    first_s = min(_second(day.timetable.tickets_from, zone) for day in days)
    last_s = max(_second(day.timetable.closes, zone) for day in days)
    changes = sorted(change for day in days for change in _changes(day, zone))
    people, passed, counts = 0, 0, dict[float, float]()
    for second in range(first_s, last_s + 1, STEP_S):
        while passed < len(changes) and changes[passed][0] <= second:
            people += changes[passed][1]
            passed += 1
        counts[second / 3600] = people / len(days)
    return counts


def _changes(day: Day, zone: str) -> Iterator[tuple[int, int]]:
    """Yield when somebody more waits, and when somebody less: who is never called goes home at closing."""
    for visit in day.visits:
        yield _second(visit.issued_at, zone), 1
        yield _second(visit.called_at or day.timetable.closes, zone), -1


def median_waits(days: Days, zone: str) -> Mapping[int, float]:
    """Return the median minutes of those who took their ticket within each hour."""
    waits: defaultdict[int, list[float]] = defaultdict(list)
    for visit in visits_of(days):
        if visit.waited_min is not None:
            waits[_second(visit.issued_at, zone) // 3600].append(visit.waited_min)
    return {hour: statistics.median(waits[hour]) for hour in sorted(waits)}


def _second(moment: datetime, zone: str) -> int:
    """Return the second of the day on the wall clock."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.hour * 3600 + local.minute * 60 + local.second
