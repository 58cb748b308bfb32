# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who comes to a centre under load, what they press, and which clerk calls them."""

import random
from collections import Counter
from pathlib import Path

import pytest

from centre import config
from centre.centre_file import load
from centre.config import CentreFile
from simulator.crowd import BUSIEST, Citizens, Hall, Pace, clerks, ways

LARGE = Path(config.__file__).parent / "examples" / "large.toml"


@pytest.fixture(scope="module")
def large_centre() -> CentreFile:
    """Return the large example."""
    return load(LARGE)


def test_a_pace_is_multiplied_in_both() -> None:
    """Ten times the busiest ten minutes is ten times the tickets and ten times the calls."""
    assert BUSIEST.times(10) == Pace(tickets_per_minute=120.0, calls_per_minute=80.0)


def test_each_service_of_a_large_centre_is_had_at_some_kiosk(large_centre: CentreFile) -> None:
    """Buttons alone lead to every service, by one press or by two."""
    found = [way for kiosk in large_centre.kiosks for way in ways(large_centre.services, kiosk)]
    assert {way.service for way in found} == {service.id for service in large_centre.services}


def test_a_way_is_the_presses_that_a_kiosk_has_buttons_for(large_centre: CentreFile) -> None:
    """A sphere's service takes two presses where the kiosk has its sphere, and one where it has its own button."""
    entrance, _, low = (ways(large_centre.services, kiosk) for kiosk in large_centre.kiosks)
    presses = {(way.kiosk, way.service): way.presses for way in (*entrance, *low)}
    assert presses["kiosk-entrance", "property-ready"] == ("estate", "collect")
    assert presses["kiosk-entrance", "driving"] == ("driving",)
    assert presses["kiosk-low", "passport"] == ("passport",)
    assert ("kiosk-low", "land") not in presses


def test_citizens_want_what_a_likely_day_brings(large_centre: CentreFile) -> None:
    """A service of 200 visits a day is wanted more often than one of 65, and none that no window of these serves."""
    kiosks = [kiosk.id for kiosk in large_centre.kiosks]
    citizens = Citizens(large_centre, kiosks, large_centre.desks, random.Random(7))  # noqa: S311  (a seed)
    wanted = Counter(way.service for _ in range(2000) if (way := citizens.next(kiosks)))
    assert wanted["benefits"] > wanted["legal"] > 0
    drivers = [desk for desk in large_centre.desks if desk.window in range(45, 51)]
    alone = Citizens(large_centre, kiosks, drivers, random.Random(7))  # noqa: S311  (a seed)
    drivers_only = Counter(way.service for _ in range(50) if (way := alone.next(kiosks)))
    assert drivers_only.keys() == {"driving"}


def test_nobody_comes_to_kiosks_that_are_all_taken(large_centre: CentreFile) -> None:
    """Without a free kiosk there is no way to a ticket."""
    citizens = Citizens(large_centre, ["kiosk-social"], large_centre.desks, random.Random(7))  # noqa: S311  (a seed)
    assert citizens.next([]) is None
    way = citizens.next(["kiosk-social"])
    assert way is not None
    assert way.kiosk == "kiosk-social"


def test_who_came_first_is_called_first_by_a_window_of_theirs(large_centre: CentreFile) -> None:
    """Desk 45 serves drivers only, so it calls the driver, and the passport waits for desk 1."""
    hall = Hall(large_centre, large_centre.desks)
    hall.came("passport", from_s=1.0)
    hall.came("driving", from_s=2.0)
    assert hall.call(["desk-45"], now_s=1.5) is None, "the driver is not there yet"
    assert hall.call(["desk-45", "desk-01"], now_s=2.0) == "desk-01"
    assert hall.call(["desk-45", "desk-01"], now_s=2.0) == "desk-45"
    assert hall.call(["desk-45", "desk-01"], now_s=2.0) is None
    assert len(hall) == 0


@pytest.mark.parametrize(("window", "plays"), [(1, True), (59, False), (60, False)])
def test_a_box_without_recall_is_not_played(large_centre: CentreFile, window: int, *, plays: bool) -> None:
    """Its *next* calls again whom it called, until somebody comes: no clerk in a hurry gets on with it."""
    assert (window in {desk.window for desk in clerks(large_centre.desks)}) is plays
