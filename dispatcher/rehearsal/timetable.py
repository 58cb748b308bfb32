# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When things happen on a simulated day: the centre's own hours, or usual ones for a centre that names none."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from centre.config_rules import Hours
from centre.errors import BadConfig
from dispatcher.rules import hours
from dispatcher.rules.hours import Span
from dispatcher.rules.policy import Policy

_NINE_TO_SIX = ("09:00-18:00",)
USUAL_HOURS = Hours(
    monday=_NINE_TO_SIX,
    tuesday=_NINE_TO_SIX,
    wednesday=_NINE_TO_SIX,
    thursday=_NINE_TO_SIX,
    friday=_NINE_TO_SIX,
)
"""An assumption, for a centre whose file has no [hours].

The rules then limit nothing, people come and clerks go all the same.
"""

SEARCHED_DAYS = 366
"""A centre that does not open within a year has no working day."""


class Timetable(NamedTuple):
    """The moments of one day, UTC; ``spans`` are the intervals in which the windows work, at least one."""

    day: date
    spans: tuple[Span, ...]
    tickets_from: datetime
    tickets_until: datetime

    @property
    def opens(self) -> datetime:
        """Return when the windows begin."""
        return self.spans[0].start

    @property
    def closes(self) -> datetime:
        """Return when the windows end."""
        return self.spans[-1].end

    def works(self, moment: datetime) -> bool:
        """Return whether the windows work at the moment."""
        return any(span.start <= moment < span.end for span in self.spans)


def working_days(policy: Policy, first: date) -> Iterator[Timetable]:
    """Yield the working days from ``first`` on; raise BadConfig where a year has none."""
    dated = policy if policy.hours is not None else replace(policy, hours=USUAL_HOURS)
    day = first
    while True:
        day = _next_working_day(dated, day)
        reception = hours.reception(dated, day)
        assert reception is not None  # noqa: S101  (a working day has a reception; it tells mypy so)
        yield Timetable(day, hours.spans(dated, day), reception.tickets_from, reception.tickets_until)
        day += timedelta(days=1)


def works_s(policy: Policy, timetable: Timetable, window: int) -> float:
    """Return how long a window is to work on the day; a centre without hours sends nobody to lunch by the clock."""
    work = timetable.spans if policy.hours is None else hours.at_work(policy, timetable.day, window)
    return hours.left(work, timetable.opens).total_seconds()


def _next_working_day(policy: Policy, first: date) -> date:
    for after in range(SEARCHED_DAYS):
        day = first + timedelta(days=after)
        if hours.spans(policy, day):
            return day
    raise BadConfig(f"hours: no working day within a year from {first}. Give at least one weekday its intervals.")
