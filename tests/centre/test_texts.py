# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What people read, in Ukrainian and in English."""

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from centre import texts
from centre.config_words import Purpose

KYIV = "Europe/Kyiv"
MORNING = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
WEEKDAYS = "понеділок вівторок середа четвер п’ятниця субота неділя"


@pytest.mark.parametrize(
    ("counts", "form"),
    [
        ((1, 21, 101, 121), "особа"),
        ((2, 3, 4, 22, 34, 102), "особи"),
        ((5, 10, 11, 12, 13, 14, 15, 20, 25, 111, 112), "осіб"),
    ],
)
def test_a_number_takes_its_plural(counts: tuple[int, ...], form: str) -> None:
    """1, 2–4 and 5 people are said in three forms, and 11–14 go with 5."""
    assert [texts.ahead(count) for count in counts] == [f"Перед вами {count} {form}" for count in counts]


def test_nobody_ahead_is_said_in_words() -> None:
    """The first in the queue reads a sentence, not a zero."""
    assert [texts.ahead(0), texts.ahead(1)] == ["Перед вами нікого немає", "Перед вами 1 особа"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((), ""),
        ((3,), "Вікно 3"),
        ((2, 1), "Вікна 1, 2"),
        ((1, 2, 3, 4, 7, 9, 10), "Вікна 1–4, 7, 9, 10"),
    ],
)
def test_windows_are_listed(numbers: tuple[int, ...], said: str) -> None:
    """One window is named, several are listed in order, a long run is a range, none is nothing."""
    assert texts.windows(numbers) == said


@pytest.mark.parametrize(
    ("moment", "day", "clock"),
    [
        (datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "неділя, 22 листопада 2026 р.", "10:05"),
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), "неділя, 29 березня 2026 р.", "00:30"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "неділя, 29 березня 2026 р.", "04:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "неділя, 25 жовтня 2026 р.", "03:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "неділя, 25 жовтня 2026 р.", "03:30"),
        (datetime(2026, 7, 31, 21, 0, tzinfo=UTC), "субота, 1 серпня 2026 р.", "00:00"),
    ],
)
def test_date_and_clock_are_the_centres(moment: datetime, day: str, clock: str) -> None:
    """Date and time are Kyiv's, summer or winter and on both days that change between them."""
    assert (texts.date_line(moment, KYIV), texts.clock(moment, KYIV)) == (day, clock)
    assert texts.moment(moment, KYIV) == f"{moment.astimezone(ZoneInfo(KYIV)):%d.%m.%Y}, {clock}"


def test_every_month_and_weekday_has_its_name() -> None:
    """The twelve months are in the genitive, the seven days in lower case, and Friday has the apostrophe we show."""
    months = [texts.day(datetime(2026, month, 1, 9, tzinfo=UTC), KYIV, "d MMMM") for month in range(1, 13)]
    assert months == [f"1 {month}" for month in MONTHS.split()]
    week = [texts.day(datetime(2026, 11, 16 + day, 9, tzinfo=UTC), KYIV, "EEEE") for day in range(7)]
    assert week == WEEKDAYS.split()


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "`", "´"])
def test_apostrophes_become_one(sign: str) -> None:
    """Whatever apostrophe a keyboard made is shown as U+2019."""
    assert texts.apostrophe(f"об{sign}єкт") == "об\N{RIGHT SINGLE QUOTATION MARK}єкт"


def test_what_the_centre_did_not_name_is_left_out() -> None:
    """Without a shelter or a phone there is no empty «Укриття:»."""
    assert (texts.shelter(""), texts.phone("")) == ("", "")
    assert texts.shelter("школа, вул. Об'їзна") == "Укриття: школа, вул. Об’їзна"
    assert texts.phone("0 800 123 456") == "Телефон: 0 800 123 456"
    assert texts.shelter("школа", "uk", "en") == "Укриття / Shelter: школа"
    assert texts.phone("102", "uk", "en") == "Телефон / Phone: 102"


@pytest.mark.parametrize(
    ("minutes", "ukrainian", "english"),
    [
        ((25, 40), "Очікування ≈ 25–40 хв, станом на 10:05", "Wait: ≈ 25–40 min, as of 10:05"),
        ((0, 10), "Очікування до 10 хв, станом на 10:05", "Wait: up to 10 min, as of 10:05"),
        ((15, 15), "Очікування ≈ 15 хв, станом на 10:05", "Wait: ≈ 15 min, as of 10:05"),
    ],
)
def test_a_wait_is_a_range_and_says_when_it_was_made(minutes: tuple[int, int], ukrainian: str, english: str) -> None:
    """The wait is from and to, or up to, always with the centre's clock at which it looked so."""
    assert texts.wait(*minutes, MORNING, KYIV) == ukrainian
    assert texts.wait(*minutes, MORNING, KYIV, "en") == english


def test_an_appointment_has_its_time() -> None:
    """Whoever has an appointment reads its time on the centre's clock."""
    assert texts.appointment(MORNING, KYIV) == "Ваш час: 10:05"
    assert texts.appointment(MORNING, KYIV, "en") == "Your time: 10:05"


@pytest.mark.parametrize(
    ("purpose", "ukrainian", "english"),
    [
        ("consult", "Консультація", "Consultation"),
        ("submit", "Подати заяву", "Submit an application"),
        ("collect", "Отримати документ", "Collect a document"),
    ],
)
def test_every_purpose_has_its_words(purpose: Purpose, ukrainian: str, english: str) -> None:
    """The second level of the menu says what one comes for."""
    assert (texts.purpose(purpose), texts.purpose(purpose, "en")) == (ukrainian, english)


def test_the_words_for_all_purposes_are_there() -> None:
    """No purpose that centre.toml may name is without its words."""
    assert len({texts.purpose(purpose) for purpose in get_args(Purpose)}) == len(get_args(Purpose))


def test_jumping_numbers_are_explained_without_naming_anybody() -> None:
    """One sentence says why numbers jump, and neither whose right it is to be first nor why."""
    assert texts.why_numbers_jump() == (
        "Номери можуть викликати не підряд: послуги різні, є запис на час і першочергове обслуговування."
    )
    assert texts.why_numbers_jump("en") == (
        "Numbers may be called out of turn: services differ, and there are appointments and priority."
    )
    assert texts.why_numbers_jump(passed=False) == "Номери можуть викликати не підряд: вікна надають різні послуги."


def test_a_ticket_is_said_in_english() -> None:
    """Each text of a ticket has its English, with English plurals and dates."""
    assert [
        texts.copy("en"),
        *(texts.ahead(count, "en") for count in (0, 1, 2)),
        texts.windows((3,), "en"),
        texts.windows((1, 2, 3, 7), "en"),
        texts.date_line(MORNING, KYIV, "en"),
        texts.alert_keeps_ticket("en"),
        texts.shelter("вул. Садова, 7", "en"),
        texts.phone("0 800 123 456", "en"),
    ] == [
        "COPY",
        "Nobody is ahead of you",
        "1 person is ahead of you",
        "2 people are ahead of you",
        "Window 3",
        "Windows 1–3, 7",
        "Sunday, 22 November 2026",
        "In an air-raid alert your ticket stays valid",
        "Shelter: вул. Садова, 7",
        "Phone: 0 800 123 456",
    ]
