# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Contacts on pins: the state at the start is told at once, chatter is not told, both wirings work."""

import pytest

from centre.messages import AlertRequest, PowerRequest
from siren.relay import ALARM_S, CALM_S
from tests.siren.rig import SirenRig, battery_rig, contact_rig, edge


def power(rig: SirenRig) -> list[tuple[bool, bool]]:
    """Return what was told of the power since the last call."""
    return [(told.mains, told.battery_low) for told in rig.confirm() if isinstance(told, PowerRequest)]


@pytest.mark.parametrize(("closed", "when_open"), [(("alert",), False), ((), True)])
def test_an_alarm_at_the_start_is_told_at_once(closed: tuple[str, ...], when_open: bool) -> None:  # noqa: FBT001
    """A Pi that comes back in the middle of an alarm; a relay that opens at the alarm fails to the safe side."""
    rig = contact_rig(*closed, when_open=when_open)
    rig.begin()
    assert set(rig.says()) == {"raise"}


@pytest.mark.parametrize(("closed", "when_open"), [((), False), (("alert",), True)])
def test_a_calm_at_the_start_must_rest_first(closed: tuple[str, ...], when_open: bool) -> None:  # noqa: FBT001
    """A Pi that comes back in a pause of a siren that wails says no word before it knows."""
    rig = contact_rig(*closed, when_open=when_open)
    rig.begin()
    rig.wait(CALM_S - 0.1)
    assert rig.says() == []
    rig.wait(0.1)
    assert rig.says() == ["clear"]


def test_a_siren_that_wails_at_the_start_is_never_calm() -> None:
    """The start fell into its pause."""
    rig = contact_rig()
    rig.begin()
    rig.wait(CALM_S - 1)
    edge(rig, "alert", closed=True)
    rig.wait(ALARM_S)
    assert rig.says() == ["raise"]


def test_a_siren_that_sounds_is_an_alert_of_unknown_level() -> None:
    """A contact says no more than on and off; its chatter, and the wailing, are one alert."""
    rig = contact_rig()
    rig.begin()
    rig.wait(CALM_S)
    rig.confirm()
    for closed in (True, False, True):
        edge(rig, "alert", closed=closed)
        rig.wait(0.01)
    rig.wait(ALARM_S)
    (told,) = rig.confirm()
    assert isinstance(told, AlertRequest)
    assert [(threat.level, threat.reason) for threat in told.threats] == [("unknown", "Сирена")]
    edge(rig, "alert", closed=False)
    rig.wait(CALM_S - 1)
    assert rig.says() == []
    rig.wait(1)
    assert rig.says() == ["clear"]


def test_mains_and_battery_are_told_together() -> None:
    """Each change is the whole truth of the power."""
    rig = battery_rig()
    rig.begin()
    assert power(rig) == []
    rig.wait(CALM_S)
    assert set(power(rig)) == {(True, False)}
    edge(rig, "mains_lost", closed=True)
    rig.wait(1)
    assert power(rig) == [(False, False)]
    edge(rig, "battery_low", closed=True)
    rig.wait(1)
    assert power(rig) == [(False, True)]
    edge(rig, "mains_lost", closed=False)
    edge(rig, "battery_low", closed=False)
    rig.wait(CALM_S)
    assert power(rig) == [(True, False)]


def test_a_battery_without_the_second_contact_is_never_low() -> None:
    """Many have the first only."""
    rig = battery_rig("mains_lost", low_pin=None)
    rig.begin()
    assert set(power(rig)) == {(False, False)}


def test_a_flicker_of_the_mains_changes_nothing() -> None:
    """Services would close and open again while the lamp blinks once."""
    rig = battery_rig()
    rig.begin()
    rig.wait(CALM_S)
    rig.confirm()
    edge(rig, "mains_lost", closed=True)
    rig.wait(0.1)
    edge(rig, "mains_lost", closed=False)
    rig.wait(60)
    assert rig.asked() == []
