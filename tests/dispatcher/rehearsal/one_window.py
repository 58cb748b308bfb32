# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre of one window on a Monday, for days whose every second is known."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from centre.config import Centre, CentreFile, Service, Window
from centre.config_rules import Hours
from dispatcher.rehearsal.crowd import Citizen
from dispatcher.rehearsal.day import play
from dispatcher.rehearsal.record import Day
from dispatcher.rehearsal.timetable import working_days
from dispatcher.rules.queue import Queue

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = date(2026, 11, 23)

ONE_WINDOW = CentreFile(
    centre=Centre(name="ЦНАП"),
    services=(Service(id="passport", letter="А", name="Паспорт", usual_minutes=10),),
    windows=(Window(number=1, services=("passport",), lunch="12:00-13:00"),),
    hours=Hours(monday=("09:00-18:00",)),
)


def at(clock: str) -> datetime:
    """Return a time of the Monday, as 09:10 or 09:10:30."""
    return datetime.fromisoformat(f"{MONDAY} {clock}").replace(tzinfo=KYIV).astimezone(UTC)


def comes(clock: str, minutes: float, *, stays: bool = True) -> Citizen:
    """Return somebody who takes a ticket at a time and needs so many minutes."""
    return Citizen(at=at(clock), service="passport", needs_s=minutes * 60, stays=stays)


def played(centre: CentreFile, *people: Citizen) -> Day:
    """Return the Monday of these people."""
    queue = Queue.start(centre)
    return play(queue, next(working_days(queue.policy, MONDAY)), people)[0]


def ordinary_day() -> Day:
    """Return a day with somebody at the door, a no-show, a lunch, one too early, one too late, one left at closing."""
    return played(
        ONE_WINDOW,
        comes("08:30", 10),
        comes("08:50", 10),
        comes("09:05", 10, stays=False),
        comes("09:06", 4),
        comes("11:55", 15),
        comes("12:20", 5),
        comes("16:55", 180),
        comes("16:59", 10),
        comes("17:30", 10),
    )
