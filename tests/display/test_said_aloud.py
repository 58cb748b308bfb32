# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words and the sound of everything the hall hears, in both languages; and how loud it is at which hour."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Alerts
from centre.config_displays import Quieter, Voice
from centre.facts_base import AlertLevel
from centre.messages import Alert
from centre.sound import Sound
from display.announcing import Saying
from display.chime import attention, chime
from display.loudness import decibels, volume
from display.said_aloud import utterances
from tests.display.ear import BOTH, NOON, SMALL_CENTRE

KYIV = "Europe/Kyiv"
CALL = Saying("call", ("uk",), ticket="А012", window=3)
SHELTER = Alerts(mode="continue_in_shelter", shelter_windows=(5, 6))


def words(saying: Saying, centre: CentreFile = SMALL_CENTRE) -> list[str]:
    """Return what is said, a sound by its name."""
    names = {chime(): "chime", attention(): "attention"}
    return [names[one] if isinstance(one, Sound) else one.text for one in utterances(saying, centre)]


def alert(level: AlertLevel = "red") -> Alert:
    """Return an alert."""
    return Alert(level=level, since=NOON, suspends=True)


def test_a_call_is_a_chime_and_one_sentence_a_language() -> None:
    """Sign by sign, the window's number uninflected; English names the letters as the hall calls them."""
    assert words(CALL) == ["chime", "Талон А, нуль, один, два. Вікно номер три."]
    both = CALL._replace(languages=("uk", "en"))
    assert words(both)[1:] == [
        "Талон А, нуль, один, два. Вікно номер три.",
        "Ticket ah, zero, one, two. Window number three.",
    ]


def test_an_alert_says_what_where_to_and_what_becomes_of_the_tickets() -> None:
    """All in Ukrainian first; the name of a place stays Ukrainian in English."""
    assert words(Saying("alert", ("uk", "en"), alert=alert()), BOTH) == [
        "attention",
        "Увага!",
        "Повітряна тривога.",
        "Ракетна загроза, червоний рівень.",
        "Пройдіть в укриття: підвал школи, вхід із двору.",
        "Талони зберігаються, черга продовжиться з того самого місця.",
        "Attention!",
        "Air-raid alert.",
        "Missile threat, red level.",
        "Go to the shelter:",
        "підвал школи, вхід із двору.",
        "Tickets are kept, the queue will go on from the same place.",
    ]


def test_the_english_name_of_the_shelter_is_said_in_english() -> None:
    """In one sentence and by one voice; Ukrainian keeps its own name."""
    named = replace(BOTH, centre=replace(BOTH.centre, shelter_en="school basement"))
    said = words(Saying("alert", ("uk", "en"), alert=alert()), named)
    assert said[4] == "Пройдіть в укриття: підвал школи, вхід із двору."
    assert said[-2] == "Go to the shelter: school basement."


def test_an_alert_of_which_no_level_is_known_names_none() -> None:
    """A siren on the roof, a switch; and a centre without a shelter sends people to the nearest."""
    homeless = replace(SMALL_CENTRE, centre=replace(SMALL_CENTRE.centre, shelter=""))
    assert words(Saying("alert", ("uk",), alert=alert("unknown")), homeless) == [
        "attention",
        "Увага!",
        "Повітряна тривога.",
        "Пройдіть до найближчого укриття.",
        "Талони зберігаються, черга продовжиться з того самого місця.",
    ]


def test_an_alert_says_which_windows_go_on_in_the_shelter() -> None:
    """Whoever waits for one of these goes there and loses no place either."""
    assert words(Saying("alert", ("uk",), alert=alert("yellow")), replace(SMALL_CENTRE, alerts=SHELTER))[3:] == [
        "Дронова загроза, жовтий рівень.",
        "Пройдіть в укриття: підвал школи, вхід із двору.",
        "Прийом триває в укритті: вікна номер п'ять, шість.",
    ]


@pytest.mark.parametrize(
    ("alerts", "stays"),
    [
        (Alerts(yellow="warn"), "Прийом триває."),
        (Alerts(mode="continue_in_shelter"), "Прийом триває: центр працює в укритті."),
    ],
)
def test_a_warning_says_that_the_reception_goes_on(alerts: Alerts, stays: str) -> None:
    """And where: a centre that is a shelter itself says so."""
    warning = Saying("warning", ("uk",), alert=alert("yellow"))
    assert words(warning, replace(SMALL_CENTRE, alerts=alerts)) == [
        "attention",
        "Увага!",
        "Повітряна тривога: дронова загроза, жовтий рівень.",
        stays,
    ]


def test_the_all_clear_says_when_the_queue_goes_on() -> None:
    """By the centre's clock; and nothing of it where the windows never stopped."""
    clear = Saying("all_clear", ("uk",), resumes_at=datetime(2026, 11, 23, 8, 5, tzinfo=UTC))
    assert words(clear) == ["chime", "Відбій тривоги.", "Черга продовжиться о десятій годині п'ять хвилин."]
    assert words(clear._replace(resumes_at=None)) == ["chime", "Відбій тривоги."]


QUIETER = Voice(volume=80, quieter=(Quieter(hours="13:00-14:00", volume=40), Quieter(hours="20:00-24:00", volume=0)))


@pytest.mark.parametrize(
    ("utc", "percent"),
    [
        (datetime(2026, 11, 23, 10, 59, 59, tzinfo=UTC), 80),
        (datetime(2026, 11, 23, 11, 0, tzinfo=UTC), 40),
        (datetime(2026, 11, 23, 11, 59, 59, tzinfo=UTC), 40),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), 80),
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), 80),
        (datetime(2026, 3, 28, 11, 30, tzinfo=UTC), 40),
        (datetime(2026, 3, 29, 10, 30, tzinfo=UTC), 40),
        (datetime(2026, 3, 29, 11, 30, tzinfo=UTC), 80),
        (datetime(2026, 10, 25, 11, 30, tzinfo=UTC), 40),
    ],
)
def test_the_volume_goes_by_the_centres_wall_clock(utc: datetime, percent: int) -> None:
    """From the first minute to the last, in winter and in summer, on both days of the change too."""
    assert volume(QUIETER, utc, KYIV) == percent


@pytest.mark.parametrize(("percent", "expected"), [(100, 0.0), (50, -6.02), (25, -12.04), (1, -40.0)])
def test_percent_of_the_amplitude_become_decibels(percent: int, expected: float) -> None:
    """Half the amplitude is 6 dB less."""
    assert decibels(CALL, Voice(volume=percent), NOON, KYIV) == pytest.approx(expected, abs=0.01)


def test_what_is_said_of_an_alert_is_as_loud_as_ever() -> None:
    """Also in hours of silence: it is about lives; a call is not said then."""
    night = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert decibels(CALL, QUIETER, night, KYIV) is None
    for what in ("alert", "warning", "all_clear"):
        assert decibels(Saying(what, ("uk",)), QUIETER, night, KYIV) == pytest.approx(-1.94, abs=0.01)


@given(st.integers(1, 100), st.datetimes(timezones=st.just(UTC)))
def test_a_volume_is_never_over_the_loudest(percent: int, utc: datetime) -> None:
    """Whatever the hour, nothing is amplified: it would be distorted."""
    loud = decibels(CALL, Voice(volume=percent), utc, KYIV)
    assert loud is not None
    assert loud <= 0.0
