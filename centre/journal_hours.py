# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What remains of a day whose lines are gone: counts of each service and hour, and nothing of anybody. Pure.

No ticket, no code, no window (it would be its clerk), no priority: in a quiet hour a count of one would be a person.
Citizens' words stand in the hour in which some of them were counted together; docs/decisions/020.
They stay for ever: 47 bytes each, so that eighteen services in ten hours a day are 3 MB a year.
"""

import msgspec

CREATE = """
CREATE TABLE hours (
    day TEXT NOT NULL, hour INTEGER NOT NULL, service TEXT NOT NULL,
    issued INTEGER NOT NULL, called INTEGER NOT NULL, served INTEGER NOT NULL, no_shows INTEGER NOT NULL,
    waits INTEGER NOT NULL, waiting_s INTEGER NOT NULL, servings INTEGER NOT NULL, serving_s INTEGER NOT NULL,
    alert_s INTEGER NOT NULL, power_s INTEGER NOT NULL,
    PRIMARY KEY (day, hour, service)
) STRICT, WITHOUT ROWID
"""
"""As it was before there were words."""

WORDS = ("excellent", "good", "acceptable", "terrible")

ADD_WORDS = "; ".join(f"ALTER TABLE hours ADD COLUMN {word} INTEGER NOT NULL DEFAULT 0" for word in WORDS)


class Hour(msgspec.Struct, kw_only=True):
    """One service in one hour of the centre's wall clock; the hour that comes twice in October counts as one.

    ``waits`` and ``servings`` count what ``waiting_s`` and ``serving_s`` add up, in whole seconds; ``alert_s`` and
    ``power_s`` are what the same waits and servings lost to alerts and to power, and are in neither sum. The four
    words are those of ``centre.facts_day.ServiceRated``; the service "" has nothing else.
    """

    day: str
    hour: int
    service: str
    issued: int = 0
    called: int = 0
    served: int = 0
    no_shows: int = 0
    waits: int = 0
    waiting_s: int = 0
    servings: int = 0
    serving_s: int = 0
    alert_s: int = 0
    power_s: int = 0
    excellent: int = 0
    good: int = 0
    acceptable: int = 0
    terrible: int = 0


COLUMNS = Hour.__struct_fields__
_COUNTS = COLUMNS[3:]

ADD = (  # our own names; the values are bound
    f"INSERT INTO hours ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
    f" ON CONFLICT (day, hour, service) DO UPDATE SET {', '.join(f'{c} = {c} + excluded.{c}' for c in _COUNTS)}"
)
"""A clock that was wrong may bring one hour twice, in two days of service."""

SELECT = f"SELECT {', '.join(COLUMNS)} FROM hours ORDER BY day, hour, service"  # noqa: S608  (our own names)
