# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The two nights on which the clocks are changed, lived through by a real dispatcher and a real kiosk."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from centre.facts import QueueFact
from tests.faults import remains
from tests.faults.clock_false import Clocks
from tests.faults.clock_judge import days
from tests.faults.clock_jumps import KYIV, played
from tests.faults.disk_hall import Hall, out_of
from tests.faults.experiment import Ground, Outcome

EARLY = timedelta(seconds=4)
"""So long before a moment the clocks are set, so that the services wake for it by themselves."""

AUTUMN = (
    datetime(2026, 10, 25, tzinfo=KYIV),
    datetime(2026, 10, 25, 3, tzinfo=KYIV, fold=1),
    datetime(2026, 10, 26, tzinfo=KYIV),
)
SPRING = (datetime(2027, 3, 28, tzinfo=KYIV), datetime(2027, 3, 28, 4, tzinfo=KYIV), datetime(2027, 3, 29, tzinfo=KYIV))
"""The midnight before a change, the change, and the midnight behind it."""

EVE = "2027-03-27"
"""Its last seconds may be over before anybody looks at the clock."""


def nights(ground: Ground) -> Outcome:
    """Come to each midnight, and to each change, some seconds early; take tickets behind it and call them.

    In a short round it is the one season or the other.
    """
    seasons = (AUTUMN, SPRING) if ground.long else (ground.chance.choice((AUTUMN, SPRING)),)

    def play(hall: Hall, clocks: Clocks) -> int:
        for midnight, change, next_midnight in seasons:
            _pass_midnight(hall, clocks, midnight)
            _pass_change(hall, clocks, change)
            _pass_midnight(hall, clocks, next_midnight)
        return 3 * len(seasons)

    eve = seasons[0][0] - timedelta(hours=1)
    outcome = played(ground, eve, play, "a night was passed")
    expected = [eve, *(night for midnight, _, behind in seasons for night in (midnight, behind))]
    days_expected = [moment.date().isoformat() for moment in expected]
    began = days(remains.facts(out_of(ground) / "state" / "dispatcher.db", QueueFact))
    began = [day for day in began if day != EVE or day == days_expected[0]]
    if began == days_expected:
        return outcome
    return replace(outcome, broken=(*outcome.broken, f"days began: {began}; expected: {days_expected}"))


def _pass_midnight(hall: Hall, clocks: Clocks, midnight: datetime) -> None:
    clocks.begin(_utc(midnight) - EARLY)
    day = midnight.date().isoformat()
    hall.keeper.wait(f"{day} begins", lambda _: any(fact["day"] == day for fact in hall.facts("day_started")))
    hall.press()
    hall.press()
    hall.open()
    hall.serve()


def _pass_change(hall: Hall, clocks: Clocks, change: datetime) -> None:
    """Take a ticket on either side of the change."""
    clocks.begin(_utc(change) - EARLY)
    hall.press()
    hall.keeper.wait("the change", lambda _: clocks.truth() >= _utc(change))
    hall.press()
    hall.serve()


def _utc(moment: datetime) -> datetime:
    """Return a moment of Kyiv's clock in UTC, so that seconds are counted as they pass."""
    return moment.astimezone(UTC)
