# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the mains is gone, services that need it close, and they come back by themselves."""

from datetime import date, timedelta

from centre.config import Service
from centre.config_alarms import Siren
from centre.facts_alarms import PowerHeard
from centre.facts_day import DayStarted, ResourceLost, ResourceReturned
from dispatcher.rules.commands import Outage
from dispatcher.rules.commands_alarms import HearPower, Resume
from dispatcher.rules.reception import closed_reason
from dispatcher.views import board
from tests.dispatcher.rules.hall import Hall

SERVICES = (
    Service(id="property", letter="А", name="Нерухомість"),
    Service(id="passport", letter="Б", name="Паспорт", needs=("power",)),
)


def hall_with_battery() -> Hall:
    """Return a hall whose passports need the mains, on its first day."""
    batteries = tuple(Siren(id=name, source="ups", mains_lost_pin=4) for name in ("ups", "hall", "office"))
    hall = Hall(services=SERVICES, sirens=batteries)
    hall.tick()
    return hall


def test_services_that_need_power_close_and_come_back_by_themselves() -> None:
    """Property goes on from the battery; nobody presses a key for any of it."""
    hall = hall_with_battery()
    assert hall.do(HearPower("ups", mains=False, battery_low=False)) == (
        PowerHeard(at=hall.now, source="ups", mains=False, battery_low=False),
        ResourceLost(at=hall.now, resource="power"),
    )
    assert [closed_reason(hall.queue, s.id, hall.now) for s in SERVICES] == [None, "power"]
    assert hall.do(HearPower("ups", mains=True, battery_low=False))[1:] == (
        ResourceReturned(at=hall.now, resource="power"),
    )
    assert closed_reason(hall.queue, "passport", hall.now) is None


def test_what_the_contacts_say_twice_is_no_fact() -> None:
    """They repeat themselves at each connection."""
    hall = hall_with_battery()
    hall.do(HearPower("ups", mains=False, battery_low=False))
    assert hall.do(HearPower("ups", mains=False, battery_low=False)) == ()


def test_power_is_back_when_every_battery_says_so() -> None:
    """Two batteries: one of them on the mains is not enough."""
    hall = hall_with_battery()
    for source in ("hall", "office"):
        hall.do(HearPower(source, mains=False, battery_low=False))
    assert len(hall.do(HearPower("hall", mains=True, battery_low=False))) == 1
    assert hall.do(HearPower("office", mains=True, battery_low=False))[1:] == (
        ResourceReturned(at=hall.now, resource="power"),
    )


def test_what_a_clerk_reported_stays_until_somebody_ends_it() -> None:
    """A blown fuse that the battery does not see: its contacts saying that all is well change nothing."""
    hall = hall_with_battery()
    hall.do(Outage("power", lost=True))
    assert hall.do(HearPower("ups", mains=True, battery_low=False)) == (
        PowerHeard(at=hall.now, source="ups", mains=True, battery_low=False),
    )
    assert closed_reason(hall.queue, "passport", hall.now) == "power"


def test_the_hall_is_told_how_the_power_is() -> None:
    """From the battery, nearly empty, and back; a low battery on the mains is being charged."""
    hall = hall_with_battery()
    said = []
    for mains, low in ((False, False), (False, True), (True, True), (True, False)):
        hall.do(HearPower("ups", mains=mains, battery_low=low))
        said.append(board(hall.queue, 1, hall.now).power)
    assert said == ["battery", "battery_low", "mains", "mains"]


def test_who_was_shut_down_for_an_empty_battery_does_not_shut_down_again_at_the_start() -> None:
    """The contacts have not spoken yet: what they said before the end counts no more."""
    hall = hall_with_battery()
    hall.do(HearPower("ups", mains=False, battery_low=True))
    assert hall.do(Resume()) == (PowerHeard(at=hall.now, source="ups", mains=False, battery_low=False),)
    assert board(hall.queue, 1, hall.now).power == "battery"


def test_a_blackout_outlives_midnight() -> None:
    """The new day begins on the battery, and power comes back in it by itself."""
    hall = hall_with_battery()
    hall.do(HearPower("ups", mains=False, battery_low=False))
    assert hall.tick(24 * 3600) == (
        DayStarted(at=hall.now, day=date(2026, 11, 24)),
        ResourceLost(at=hall.now, resource="power"),
        PowerHeard(at=hall.now, source="ups", mains=False, battery_low=False),
    )
    assert hall.do(HearPower("ups", mains=True, battery_low=False))[1:] == (
        ResourceReturned(at=hall.now, resource="power"),
    )


def test_a_start_on_a_new_day_forgets_the_empty_battery_too() -> None:
    """Shut down in the evening, on again in the morning: nothing of it is said again."""
    hall = hall_with_battery()
    hall.do(HearPower("ups", mains=False, battery_low=True))
    hall.now += timedelta(days=1)
    hall.do(Resume())
    hall.tick()
    assert hall.queue.day == date(2026, 11, 24)
    assert board(hall.queue, 1, hall.now).power == "battery"


def test_a_battery_that_the_file_has_no_more_is_forgotten_at_the_start() -> None:
    """Replaced by one of another name while the mains was out: nobody would ever say that it is back."""
    hall = hall_with_battery()
    hall.do(HearPower("old", mains=False, battery_low=False))
    assert hall.do(Resume()) == (
        PowerHeard(at=hall.now, source="old", mains=True, battery_low=False),
        ResourceReturned(at=hall.now, resource="power"),
    )


def test_a_generator_that_a_clerk_reports_outlasts_the_blackout() -> None:
    """Power is back by hand; that the battery runs low meanwhile closes nothing again."""
    hall = hall_with_battery()
    hall.do(HearPower("ups", mains=False, battery_low=False))
    hall.do(Outage("power", lost=False))
    assert len(hall.do(HearPower("ups", mains=False, battery_low=True))) == 1
    assert closed_reason(hall.queue, "passport", hall.now) is None
