# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The numbers of simulated days, pooled; how they are printed or drawn is not its matter."""

import statistics
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from centre.messages import ClosedReason
from dispatcher.rehearsal.record import Day, Visit

Days = Sequence[Day]


class Waits(NamedTuple):
    """Of the tickets of some services, minutes from the ticket to the first call; counts are of an average day.

    ``tenth``: nine of ten waited no longer. ``served`` and ``kept`` are shares: of the tickets those served, of the
    printed ranges those that came true. None where there is nothing to count.
    """

    tickets: float
    median: float | None
    mean: float | None
    tenth: float | None
    longest: float | None
    served: float | None
    kept: float | None
    turned_away: float


def waits(days: Days, services: Collection[str]) -> Waits:
    """Return the numbers of the services together, over all the days."""
    visits = [visit for visit in visits_of(days) if visit.service in services]
    minutes = sorted(visit.waited_min for visit in visits if visit.waited_min is not None)
    return Waits(
        tickets=len(visits) / len(days),
        median=statistics.median(minutes) if minutes else None,
        mean=statistics.fmean(minutes) if minutes else None,
        tenth=percentile(minutes, 90) if minutes else None,
        longest=minutes[-1] if minutes else None,
        served=_share([visit.outcome == "served" for visit in visits]),
        kept=_share([visit.kept_promise for visit in visits if visit.kept_promise is not None]),
        turned_away=sum(turned_away(days, services).values()),
    )


def visits_of(days: Days) -> Iterator[Visit]:
    """Yield every ticket of the days."""
    for day in days:
        yield from day.visits


def turned_away(days: Days, services: Collection[str]) -> dict[ClosedReason, float]:
    """Return how many got no ticket on an average day, by the reason."""
    reasons: Counter[ClosedReason] = Counter()
    for day in days:
        for (service, reason), number in day.refused.items():
            reasons[reason] += number if service in services else 0
    return {reason: number / len(days) for reason, number in reasons.items() if number}


def left_over(days: Days, services: Collection[str]) -> float:
    """Return how many still waited at closing on an average day."""
    return sum(visit.outcome == "left" and visit.service in services for visit in visits_of(days)) / len(days)


def loads(days: Days) -> dict[int, float]:
    """Return the share of its working time in which each window had somebody; over 1 where a lunch was eaten up."""
    return {
        window: sum(day.busy_s[window] for day in days) / sum(day.works_s[window] for day in days)
        for window, works_s in days[0].works_s.items()
        if works_s
    }


def percentile(ordered: Sequence[float], percent: int) -> float:
    """Return the nearest-rank percentile of numbers in their order, at least one."""
    return ordered[max(-(-len(ordered) * percent // 100) - 1, 0)]


def _share(outcomes: Sequence[bool | None]) -> float | None:
    return sum(map(bool, outcomes)) / len(outcomes) if outcomes else None
