# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The verdict of the blackout's story: numbers that do not go on, contacts that said otherwise, an unclean end."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from centre.config import CentreFile
from centre.facts import TicketTakenOver
from centre.facts_alarms import PowerHeard
from centre.facts_day import ResourceLost, ResourceReturned
from simulator.blackout_verdict import POWER, _ends, _numbers, _power
from simulator.played import Played

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

OUTAGE = (ResourceLost(at=AT, resource="power"), ResourceReturned(at=AT, resource="power"))


def told(centre: CentreFile, *facts: Any, numbers: tuple[str, ...] = (), ends: tuple[int, ...] = ()) -> Played:
    """Return a story with such facts, papers, and codes of the processes that were shut down."""
    entries = [{"what": "stopped", "unit": f"unit-{place}", "code": code} for place, code in enumerate(ends)]
    return Played(Path(), entries, centre, facts, numbers, [], {})


def contacts(*said: tuple[bool, bool]) -> list[PowerHeard]:
    """Return what the contacts of the battery said: mains, and battery low."""
    return [PowerHeard(at=AT, source="battery", mains=mains, battery_low=low) for mains, low in said]


def taken_over(ticket: str) -> TicketTakenOver:
    """Return that a kiosk handed a ticket over that it had given alone."""
    return TicketTakenOver(
        at=AT, ticket=ticket, service="benefits", kiosk="kiosk-hall", request="kiosk-hall/1", day=date(2026, 11, 23),
        issued_at=AT,
    )  # fmt: skip


def test_the_power_as_the_contacts_said_it(small_centre: CentreFile) -> None:
    """With one outage and its end; a battery that is still low after the cold start is found, and one that stays."""
    assert list(_power(told(small_centre, *contacts(*POWER), *OUTAGE))) == []
    without = [*POWER[:3], POWER[4]]
    [fault] = _power(told(small_centre, *contacts(*without), *OUTAGE))
    assert fault.startswith("the contacts said")
    assert list(_power(told(small_centre, *contacts(*POWER), *OUTAGE[:1]))) == [
        "services that need the mains: ['ResourceLost'], expected one outage and its end"
    ]


def test_the_numbers_go_on(small_centre: CentreFile) -> None:
    """Those of the centre one after another, those of the kiosk's own handed over in their order."""
    numbers = ("П001", "П801", "М801", "П002")
    good = told(small_centre, taken_over("П801"), taken_over("М801"), numbers=numbers)
    assert list(_numbers(good)) == []
    assert list(_numbers(good._replace(facts=good.facts[:1]))) == [
        "given alone: ['П801', 'М801']; handed over: ['П801']"
    ]
    assert list(_numbers(good._replace(numbers=("П001", "П801", "М801", "П001")))) == [
        "the numbers of П do not go on one after another: ['П001', 'П001']"
    ]


def test_a_process_that_ends_badly_is_named(small_centre: CentreFile) -> None:
    """And a story in which nothing was shut down was none."""
    assert list(_ends(told(small_centre, ends=(0, 0)))) == []
    assert list(_ends(told(small_centre, ends=(0, -9)))) == ["unit-1 ended with code -9"]
    assert list(_ends(told(small_centre))) == ["nothing was shut down"]
