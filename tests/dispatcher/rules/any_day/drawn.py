# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hypothesis draws from, and how often which."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies

from centre.facts_alarms import Saying
from centre.facts_base import AlertLevel, Threat
from dispatcher.rules import commands

Key = Callable[[int], commands.Command]
KEYS: tuple[Key, ...] = (
    *([commands.CallNext] * 5),
    *(commands.Recall, commands.Serve, commands.NoShow, commands.NoShow, commands.Finish),
    *(commands.Open, commands.Pause, commands.Open, commands.Close, commands.Open),
)
IN_ALERT: tuple[Key, ...] = (
    *(commands.CallNext, commands.CallNext, commands.Serve, commands.Serve, commands.Recall, commands.NoShow),
    *([functools.partial(commands.Postpone, minutes=1)] * 2),
)
CODES = ("1111", "2222", "3333", "4444")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
JUMPS = (*([MINUTE, 3 * MINUTE, 6 * MINUTE, 20 * MINUTE] * 3), HOUR, 3 * HOUR, -HOUR, DAY, -DAY)
AGES = (0.0, 5.0, 40.0, 240.0, 1200.0, 10_800.0, 86_400.0, 1e9)
EVES = (datetime(2026, 3, 28, 6, 50, tzinfo=UTC), datetime(2026, 10, 24, 5, 50, tzinfo=UTC))
"""The mornings before the two nights on which the clocks are changed."""

SOURCES = ("feed", "roof")
LEVELS: tuple[tuple[AlertLevel, ...], ...] = (
    *(("red",), ("yellow",), ("yellow", "red")),
    *(("unknown",), ("yellow", "unknown"), ()),
)

services = strategies.sampled_from(["advice", "passport", "property", "land"] * 3 + ["no-such-service"])
windows = strategies.sampled_from([1, 1, 2, 2, 3, 4] * 3 + [9])
choices = strategies.integers(0, 999)
presses_of_some = strategies.lists(strategies.tuples(services, strategies.booleans()), max_size=4)
come: strategies.SearchStrategy[list[Key]] = strategies.sampled_from(
    [[], [commands.CallNext], [commands.CallNext, commands.Serve]]
)
in_alert: strategies.SearchStrategy[list[Key]] = strategies.lists(strategies.sampled_from(IN_ALERT), max_size=3)
threats = strategies.sampled_from([tuple(Threat(level=level) for level in levels) for levels in LEVELS])
saying: strategies.SearchStrategy[Saying] = strategies.sampled_from(["raise", "clear", "lost"])
passes = strategies.sampled_from([timedelta(), timedelta(), MINUTE, 12 * MINUTE, HOUR, 9 * HOUR, -HOUR])
