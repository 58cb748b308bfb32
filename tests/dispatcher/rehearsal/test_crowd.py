# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who comes: as many as the file says, in its proportions, early in the morning most of all; the same for a seed."""

import statistics
from collections import Counter
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from centre.config import Centre, CentreFile, Service, Window
from centre.config_words import Purpose
from dispatcher.rehearsal.crowd import Citizen, Habits, crowd, visits
from dispatcher.rehearsal.timetable import Timetable, working_days
from dispatcher.rules.policy import Policy
from tests.dispatcher.rehearsal import centres


def monday(centre: CentreFile) -> Timetable:
    """Return the hours of a Monday."""
    return next(working_days(Policy.of(centre), date(2026, 11, 23)))


def people(centre: CentreFile, habits: Habits | None = None, seed: int = 3) -> tuple[Citizen, ...]:
    """Return who comes on a Monday."""
    return crowd(centre, monday(centre), habits or Habits(), seed)


def test_a_seed_gives_the_same_people_and_another_gives_others() -> None:
    """So that a report can be repeated to the digit, and days differ."""
    assert people(centres.small()) == people(centres.small())
    assert people(centres.small()) != people(centres.small(), seed=4)


def test_a_window_more_changes_nobody() -> None:
    """Two variants are compared on the same people."""
    centre = centres.small()
    more = replace(centre, windows=(*centre.windows, Window(number=9, services=("passport",))))
    assert people(centre) == people(more)


def test_as_many_come_as_the_file_says() -> None:
    """2,000 to the large centre, each service near its visits_per_day, in the order of their coming."""
    came = people(centres.large())
    assert len(came) == 2000
    counts = Counter(citizen.service for citizen in came)
    expected = dict(zip(centres.SERVICES, centres.LARGE_VISITS, strict=True))
    assert {s: n for s, n in counts.items() if abs(n - expected[s]) > 4 * expected[s] ** 0.5} == {}
    assert [c.at for c in came] == sorted(c.at for c in came)


def test_a_crowd_stands_at_the_door_and_the_morning_has_a_peak() -> None:
    """About 120 of 2,000 press in the first ten minutes, and most of the others before the middle of the day."""
    centre = centres.large()
    hours = monday(centre)
    came = [citizen.at for citizen in people(centre)]
    first = sum(at < hours.tickets_from + timedelta(minutes=10) for at in came)
    assert min(came) >= hours.tickets_from
    assert max(came) < hours.tickets_until
    assert 90 <= first <= 150
    assert sum(at < hours.opens + (hours.tickets_until - hours.opens) / 2 for at in came) > 1200


def test_times_have_the_mean_and_spread_that_were_asked_for() -> None:
    """Lognormal around usual_minutes."""
    one = replace(centres.small(), services=centres.services({"passport": 5000}))
    for variability in (0.4, 0.8):
        times = [c.needs_s for c in people(one, Habits(variability=variability))]
        assert statistics.fmean(times) == pytest.approx(12 * 60, rel=0.05)
        assert statistics.stdev(times) / statistics.fmean(times) == pytest.approx(variability, rel=0.1)


def test_some_have_priority_and_some_do_not_stay() -> None:
    """A share of each, by default one of twenty."""
    came = people(centres.large())
    assert 60 < sum(citizen.priority for citizen in came) < 140
    assert 60 < sum(not citizen.stays for citizen in came) < 140


def test_where_the_file_is_silent_thirty_come_to_each_window() -> None:
    """Evenly to all services, and ``tickets`` sets another sum in the same proportions."""
    services = tuple(replace(service, visits_per_day=None) for service in centres.small().services)
    centre = replace(centres.small(), services=services)
    assert set(visits(centre, Habits()).values()) == {3 * 30 / 4}
    assert set(visits(centre, Habits(tickets=200)).values()) == {50.0}
    assert visits(centres.small(), Habits(tickets=170))["passport"] == 64


@pytest.mark.parametrize(("windows", "share"), [(2, 0.4), (10, 0.215)])
def test_some_of_a_sphere_only_ask(windows: int, share: float) -> None:
    """40 of 100 in a small centre, 21.5 in a city's, where the file names no numbers of visits."""
    purposes: tuple[Purpose, ...] = ("consult", "submit", "collect")
    services = tuple(Service(id=p, letter="А", name="Паспорт", sphere="documents", purpose=p) for p in purposes)
    numbers = range(1, windows + 1)
    centre = CentreFile(
        centre=Centre(name="ЦНАП"),
        services=services,
        windows=tuple(Window(number=number, services=purposes) for number in numbers),
    )
    expected = visits(centre, Habits())
    assert expected["consult"] / sum(expected.values()) == pytest.approx(share)
    assert expected["submit"] == expected["collect"]
    assert sum(expected.values()) == pytest.approx(30 * windows)
