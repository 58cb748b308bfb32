# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The waiting range on the ticket keeps its promise: held against simulated days that it was not tuned on.

Each run plays four days of the small or of the medium centre, or one of the large one; with three variabilities that
is 27 days and some 10,000 ranges: more would take a minute. The promise is for all tickets of a run, not each service.
MODEL_SPREAD and DEVIATIONS were chosen with other seeds, in March.
"""

import statistics
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

import pytest

from centre.config import CentreFile
from dispatcher.rehearsal.crowd import Habits, crowd
from dispatcher.rehearsal.day import play
from dispatcher.rehearsal.record import Visit
from dispatcher.rehearsal.timetable import working_days
from dispatcher.rules.queue import Queue
from tests.dispatcher.rehearsal import centres

PROMISED = 0.8
"""Issue 3: the real wait falls into the printed range for at least four of five."""

WIDEST = 1.25
"""The median range is no wider than so many times the mean wait: from 0 to 10 hours would always be right."""

SHORT_MIN = 10
"""From this wait on a range is worth reading: those who do not wait make the promise too easy to keep."""


def rehearsed(centre: CentreFile, habits: Habits, days: int, seed: int) -> Sequence[Visit]:
    """Return the visits that had a range and a call, of days that follow each other."""
    queue, visits = Queue.start(centre), list[Visit]()
    for number, timetable in enumerate(islice(working_days(queue.policy, date(2026, 10, 19)), days)):
        people = crowd(centre, timetable, habits, seed=seed + number)
        day, queue = play(queue, timetable, people)
        visits += [visit for visit in day.visits if visit.kept_promise is not None]
    return visits


@pytest.mark.parametrize("variability", [0.4, 0.6, 0.8])
@pytest.mark.parametrize(
    ("centre", "days"),
    [(centres.small, 4), (centres.medium, 4), (centres.large, 1)],
    ids=["small", "medium", "large"],
)
def test_the_wait_falls_into_the_range(centre: Callable[[], CentreFile], days: int, variability: float) -> None:
    """Four of five waits are in the printed range, also of those who waited long; and the range is worth printing."""
    visits = rehearsed(centre(), Habits(variability=variability), days, seed=70_000 + round(variability * 1000))
    waits = [visit.waited_min or 0.0 for visit in visits]
    long = [visit for visit in visits if (visit.waited_min or 0.0) > SHORT_MIN]
    assert len(long) > 100
    assert _kept(visits) >= PROMISED
    assert _kept(long) >= PROMISED
    assert statistics.median(_width(visit) for visit in visits) <= WIDEST * statistics.fmean(waits)


@pytest.mark.parametrize("centre", [centres.small, centres.medium], ids=["small", "medium"])
def test_who_walks_in_among_the_booked_is_told_the_truth(centre: Callable[[], CentreFile]) -> None:
    """Where a third of the day is booked, those without an appointment still find their wait in the range."""
    visits = rehearsed(centre(), Habits(booked_share=1 / 3), days=5, seed=71_000)
    long = [visit for visit in visits if (visit.waited_min or 0.0) > SHORT_MIN]
    assert len(long) > 100
    assert not any(visit.booked for visit in visits)
    assert _kept(visits) >= PROMISED
    assert _kept(long) >= PROMISED


def _kept(visits: Sequence[Visit]) -> float:
    return sum(visit.kept_promise is True for visit in visits) / len(visits)


def _width(visit: Visit) -> int:
    assert visit.wait_min is not None
    return visit.wait_min[1] - visit.wait_min[0]
