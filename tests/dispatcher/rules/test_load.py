# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How much work stands before some windows: exact small cases."""

from centre.config import Service
from centre.config_rules import Calls
from dispatcher.rules.commands import Call, CallNext, Pause, Serve
from dispatcher.rules.load import Load, load
from tests.dispatcher.rules.hall import Hall

SERVICES = (
    Service(id="property", letter="А", name="Нерухомість", usual_minutes=10),
    Service(id="passport", letter="Б", name="Паспорт", usual_minutes=20),
    Service(id="land", letter="В", name="Земля"),
)
PATIENT = Calls(arrival_after_s=3600)


def hall_with(*waiting: str, priority: bool = False) -> Hall:
    """Return a hall with all windows open, of which 1 and 3 share passport, and these in line."""
    hall = Hall(services=SERVICES, calls=PATIENT)
    hall.open(1, 2, 3)
    for service in waiting:
        hall.issue(service, priority=priority)
    return hall


def test_no_windows_have_no_work() -> None:
    """Whoever waits, waits for others."""
    hall = hall_with("property", "land")
    assert load(hall.queue, (), hall.now) == Load(0, 0, 0, 0)


def test_each_who_waits_is_one_mean_time() -> None:
    """And one variance; three of ten minutes at the one window that serves property alone."""
    hall = hall_with("property", "property", "property")
    assert load(hall.queue, (1, 2), hall.now) == Load(1800, 3 * 360**2, 0, 0)


def test_of_who_could_go_elsewhere_a_share_counts() -> None:
    """Passport is served at window 3 too: half of its two tickets is taken to come to window 1."""
    hall = hall_with("passport", "passport", "property")
    work = load(hall.queue, (1,), hall.now)
    assert work is not None
    assert work.waiting_s == 2 * 1200 / 2 + 600 / 2


def test_a_window_that_rests_takes_no_share_unless_it_is_asked_for() -> None:
    """While window 2 is paused all of property is window 1's."""
    hall = hall_with("property")
    hall.do(Pause(2))
    asked = [load(hall.queue, windows, hall.now) for windows in ((1,), (1, 2))]
    assert [work and work.waiting_s for work in asked] == [600, 600]


def test_one_unknown_time_makes_the_whole_unknown() -> None:
    """Of land nobody knows how long it takes; while nobody waits for it, that does no harm."""
    hall = hall_with("passport")
    assert load(hall.queue, (3,), hall.now) is not None
    hall.issue("land")
    assert load(hall.queue, (3,), hall.now) is None


def test_before_a_newcomer_with_priority_only_who_has_it_counts() -> None:
    """Two with it, one without."""
    hall = hall_with("property", "property", priority=True)
    hall.issue("property")
    first, last = (load(hall.queue, (1, 2), hall.now, priority=wish) for wish in (True, False))
    assert first is not None
    assert last is not None
    assert (first.waiting_s, last.waiting_s) == (1200, 1800)


def test_who_is_at_a_window_needs_the_rest_of_the_mean_but_a_third_of_it_at_least() -> None:
    """Ten minutes: after four, six are left; after twenty, three and a third; a clock set back adds nothing."""
    hall = hall_with("property")
    hall.do(CallNext(2))
    hall.do(Serve(2), after_s=240)
    assert load(hall.queue, (2,), hall.now) == Load(0, 0, 360, 1)
    hall.tick(960)
    assert load(hall.queue, (2,), hall.now) == Load(0, 0, 200, 1)
    hall.tick(-7200)
    assert load(hall.queue, (2,), hall.now) == Load(0, 0, 600, 1)


def test_a_window_is_busy_with_an_unknown_service_too() -> None:
    """It is taken to be over at any moment, but nobody else is there."""
    hall = hall_with("land")
    hall.do(Call(3, "В001"))
    assert load(hall.queue, (3,), hall.now) == Load(0, 0, 0, 1)
