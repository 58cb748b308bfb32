# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What people read of alerts and of the battery, in Ukrainian and in English."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from centre import texts_alarms
from centre.config import Language

KYIV = "Europe/Kyiv"
Say = Callable[[Language], str]


def at(hour: int, minute: int = 5) -> datetime:
    """Return an hour of Kyiv's winter."""
    return datetime(2026, 11, 22, hour - 2, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("say", "ukrainian", "english"),
    [
        (texts_alarms.alert, "ПОВІТРЯНА ТРИВОГА", "AIR-RAID ALERT"),
        (
            texts_alarms.tickets_kept,
            "Талони зберігаються, черга продовжиться з того самого місця.",
            "Tickets are kept, the queue will go on from the same place.",
        ),
        (texts_alarms.reception_goes_on, "Прийом триває.", "Reception goes on."),
        (texts_alarms.all_clear, "Відбій тривоги.", "All-clear."),
        (
            texts_alarms.called_first,
            "Тих, кого вже викликали, запросимо першими.",
            "Those already called will be called first.",
        ),
        (
            texts_alarms.unheard,
            "Сигналів тривоги не отримуємо: прислухайтеся до сирени.",
            "We receive no alert signals: listen for the siren.",
        ),
        (texts_alarms.on_battery, "Працюємо від батареї.", "We are running on battery."),
        (
            texts_alarms.battery_low,
            "Батарея майже розряджена: скоро вимкнемося. Талони зберігаються.",
            "The battery is almost empty: we shall switch off soon. Tickets are kept.",
        ),
        (texts_alarms.after_alert, "Дійсний після відбою тривоги", "Valid after the all-clear"),
    ],
)
def test_it_is_said_in_both_languages(say: Say, ukrainian: str, english: str) -> None:
    """Ukrainian first, with its English."""
    assert (say("uk").replace("\xa0", " "), say("en")) == (ukrainian, english)


def test_each_level_is_named_in_words() -> None:
    """As the feeds name them since September 2026: nobody has to see the colour."""
    assert [texts_alarms.threat(level) for level in ("red", "yellow")] == [
        "Ракетна загроза (червоний рівень)",
        "Дронова загроза (жовтий рівень)",
    ]
    assert [texts_alarms.warning(level) for level in ("red", "yellow")] == [
        "Повітряна тривога: ракетна загроза (червоний рівень)",
        "Повітряна тривога: дронова загроза (жовтий рівень)",
    ]
    assert (texts_alarms.threat("unknown"), texts_alarms.warning("unknown")) == ("", "Повітряна тривога")
    assert texts_alarms.threat("yellow", "en") == "Drone threat (yellow level)"
    assert texts_alarms.warning("red", "en") == "Air-raid alert: missile threat (red level)"


def test_the_way_to_the_shelter_has_the_centres_words() -> None:
    """With one kind of apostrophe; without a shelter people go to the nearest."""
    assert texts_alarms.go_to_shelter("школа, вул. Об'їзна") == "Пройдіть в\xa0укриття: школа, вул. Об’їзна"
    assert texts_alarms.go_to_shelter("школа", "en") == "Go to the shelter: школа"
    assert texts_alarms.go_to_shelter("") == "Пройдіть до\xa0найближчого укриття"
    assert texts_alarms.go_to_shelter("", "en") == "Go to the nearest shelter"


@pytest.mark.parametrize(
    ("windows", "ukrainian", "english"),
    [
        ((), "Прийом триває: центр працює в укритті.", "Reception goes on: the centre is in a shelter."),
        ((7,), "Прийом триває в укритті: вікно 7.", "Reception goes on in the shelter: window 7."),
        ((9, 3, 4, 5), "Прийом триває в укритті: вікна 3–5, 9.", "Reception goes on in the shelter: windows 3–5, 9."),
    ],
)
def test_where_the_reception_goes_on_is_said(windows: tuple[int, ...], ukrainian: str, english: str) -> None:
    """At one window, at several, or where everybody is."""
    assert texts_alarms.in_shelter(windows).replace("\xa0", " ") == ukrainian
    assert texts_alarms.in_shelter(windows, "en") == english


@pytest.mark.parametrize(("hour", "said"), [(10, "о 10:05"), (11, "об 11:05"), (12, "о 12:05"), (21, "о 21:05")])
def test_the_hour_of_going_on_is_said_as_people_say_it(hour: int, said: str) -> None:
    """«О десятій», but «об одинадцятій»; on the centre's clock."""
    assert texts_alarms.resumes(at(hour), KYIV).replace("\xa0", " ") == f"Черга продовжиться {said}."
    assert texts_alarms.resumes(at(hour), KYIV, "en") == f"The queue will go on at {hour}:05."


def test_since_when_an_alert_lasts_is_said() -> None:
    """On the centre's clock."""
    assert texts_alarms.lasts(at(10), KYIV) == "Триває з\xa010:05"
    assert texts_alarms.lasts(at(10), KYIV, "en") == "Since 10:05"
