# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A week of alerts around one raion, made up after the real ones, in the form of Vadimkin's data set.

``source`` names the level, which that data set does not have: *official red*. The week has what was seen in the real
data: a row with swapped columns, overlapping alerts of oblast and hromada, one of 17 hours, four in one working day.
"""

import csv
import functools
from datetime import UTC, datetime
from typing import NamedTuple

from simulator.feed_words import Alert, Mode
from tests.siren.told import DATA

BEGIN, END = datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)

REGIONS = {"Вінницька область": "4", "Вінницький район": "36", "Жмеринський район": "37"}
HROMADAS = {"Агрономічна територіальна громада": "155"}

OUTAGES: tuple[tuple[datetime, datetime, Mode], ...] = (
    (datetime(2026, 11, 16, 9, 50, tzinfo=UTC), datetime(2026, 11, 16, 9, 52, tzinfo=UTC), "unauthorised"),
    (datetime(2026, 11, 19, 12, 0, tzinfo=UTC), datetime(2026, 11, 19, 12, 30, tzinfo=UTC), "too_many"),
    (datetime(2026, 11, 21, 7, 40, tzinfo=UTC), datetime(2026, 11, 21, 8, 20, tzinfo=UTC), "broken"),
    (datetime(2026, 11, 22, 3, 0, tzinfo=UTC), datetime(2026, 11, 22, 3, 10, tzinfo=UTC), "empty"),
    (datetime(2026, 11, 22, 22, 0, tzinfo=UTC), datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "invalid"),
)
"""When the feed fails, and how: twice within an alert, once over its end."""


class Row(NamedTuple):
    """One alert of the data set: the number of its smallest region, its level, from and to."""

    region: str
    level: str
    started_at: datetime
    finished_at: datetime


@functools.cache
def rows() -> tuple[Row, ...]:
    """Return the rows that are in order; one whose columns are swapped names no region that there is, and is left."""
    read = []
    with (DATA / "week.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {"oblast": row["oblast"], "raion": row["raion"], "hromada": row["hromada"]}
            region = (REGIONS | HROMADAS).get(names[row["level"]])
            if region is None or REGIONS.get(row["oblast"]) != "4":
                continue
            level = row["source"].split()[1].capitalize()
            started_at, finished_at = (datetime.fromisoformat(row[at]) for at in ("started_at", "finished_at"))
            read.append(Row(region, level, started_at, finished_at))
    return tuple(read)


def in_force(utc: datetime) -> list[Alert]:
    """Return the alerts that are in force."""
    return [Alert(row.region, row.started_at, row.level) for row in rows() if row.started_at <= utc < row.finished_at]


def mode_at(utc: datetime) -> Mode:
    """Return how the feed behaves."""
    return next((mode for begin, end, mode in OUTAGES if begin <= utc < end), "ok")
