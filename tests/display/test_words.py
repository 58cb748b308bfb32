# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the hall screen, in Ukrainian and in English."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from centre.config import Language
from display import words

KYIV = "Europe/Kyiv"
NOW = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "ukrainian", "english"),
    [
        (words.ticket, "Талон", "Ticket"),
        (words.window, "Вікно", "Window"),
        (words.waiting, "Чекають у черзі", "Waiting"),
        (words.nobody_called, "Очікуйте на виклик", "Please wait to be called"),
        (words.connecting, "Зачекайте, з’єднуємося з\xa0центром…", "Please wait, connecting to the centre…"),
        (words.maybe_stale, "Дані можуть бути застарілими.", "This may be out of date."),
        (words.no_reception, "Зараз прийому немає", "No reception now"),
        (
            words.reception_over,
            "Прийом завершено. Усіх, хто має талон, буде обслуговано.",
            "Reception is over. Everyone who holds a ticket will be served.",
        ),
    ],
)
def test_the_screen_says_it_in_both_languages(word: Callable[[Language], str], ukrainian: str, english: str) -> None:
    """What stands on the screen is Ukrainian, with its English second."""
    assert (word("uk"), word("en")) == (ukrainian, english)


def test_what_has_a_time_says_it() -> None:
    """The day and which call it is are said in both languages."""
    assert [words.date(NOW, KYIV), words.times_called(2)] == ["п’ятниця, 20 листопада", "2-й виклик"]
    assert [words.date(NOW, KYIV, "en"), words.times_called(2, "en")] == ["Friday, 20 November", "Call no. 2"]


def test_a_lost_centre_is_dated_when_it_was_not_today() -> None:
    """Since when there is no connection is a time today, a day and a time before."""
    later = NOW + timedelta(hours=20)
    assert words.no_connection(NOW, NOW, KYIV) == "Немає зв’язку з\N{NO-BREAK SPACE}10:42."
    assert words.no_connection(NOW, later, KYIV) == "Немає зв’язку з\N{NO-BREAK SPACE}20 листопада, 10:42."
    assert words.no_connection(NOW, NOW, KYIV, "en") == "No connection since 10:42."
    assert words.no_connection(NOW, later, KYIV, "en") == "No connection since 20 November, 10:42."
