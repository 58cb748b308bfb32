# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Simulated days over the clock: how many wait at each time, and how long, hour by hour; nothing is drawn here."""

import statistics
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from dispatcher.rehearsal.figures import Days, visits_of

STEP_MIN = 5


def waiting(days: Days, zone: str) -> Mapping[float, float]:
    """Return how many wait on an average day, by the hour of the centre's wall clock, every five minutes."""
    starts = [day.timetable.tickets_from for day in days]
    first, last = min(_hour(at, zone) for at in starts), max(_hour(day.timetable.closes, zone) for day in days)
    changes = sorted(
        change
        for day in days
        for visit in day.visits
        for change in (
            (_hour(visit.issued_at, zone), 1),
            (_hour(visit.called_at or day.timetable.closes, zone), -1),
        )
    )
    counts: dict[float, float] = {}
    people = passed = 0
    for step in range(round((last - first) * 60 / STEP_MIN) + 1):
        hour = first + step * STEP_MIN / 60
        while passed < len(changes) and changes[passed][0] <= hour:
            people += changes[passed][1]
            passed += 1
        counts[hour] = people / len(days)
    return counts


def median_waits(days: Days, zone: str) -> Mapping[int, float]:
    """Return the median minutes of those who took their ticket within each hour."""
    waits: defaultdict[int, list[float]] = defaultdict(list)
    for visit in visits_of(days):
        if visit.waited_min is not None:
            waits[int(_hour(visit.issued_at, zone))].append(visit.waited_min)
    return {hour: statistics.median(waits[hour]) for hour in sorted(waits)}


def _hour(moment: datetime, zone: str) -> float:
    local = moment.astimezone(ZoneInfo(zone))
    return local.hour + local.minute / 60 + local.second / 3600
