# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Ukrainian that people read."""

from datetime import UTC, datetime

import pytest

from centre import texts

KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("counts", "form"),
    [
        ((1, 21, 101, 121), "особа"),
        ((2, 3, 4, 22, 34, 102), "особи"),
        ((0, 5, 10, 11, 12, 13, 14, 15, 20, 25, 111, 112), "осіб"),
    ],
)
def test_a_number_takes_its_plural(counts: tuple[int, ...], form: str) -> None:
    """1, 2–4 and 5 people are said in three forms, and 11–14 go with 5."""
    assert [texts.people(count) for count in counts] == [f"{count} {form}" for count in counts]


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


def test_every_month_and_weekday_has_its_name() -> None:
    """The year has twelve months, the week seven days, and Friday its apostrophe."""
    assert (len(texts.MONTHS), len(texts.WEEKDAYS), texts.WEEKDAYS[4]) == (12, 7, "п’ятниця")


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "`", "´"])
def test_apostrophes_become_one(sign: str) -> None:
    """Whatever apostrophe a keyboard made is shown as U+2019."""
    assert texts.apostrophe(f"об{sign}єкт") == "об\N{RIGHT SINGLE QUOTATION MARK}єкт"


def test_what_the_centre_did_not_name_is_left_out() -> None:
    """Without a shelter or a phone there is no empty «Укриття:»."""
    assert (texts.shelter(""), texts.phone("")) == ("", "")
    assert texts.shelter("школа, вул. Об'їзна") == "Укриття: школа, вул. Об’їзна"
    assert texts.phone("0 800 123 456") == "Телефон: 0 800 123 456"
