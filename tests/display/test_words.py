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


@pytest.mark.parametrize(
    ("ill", "kiosks", "ukrainian", "english"),
    [
        (
            *(1, 1),
            "Термінал не друкує талонів. Зверніться, будь ласка, до адміністратора.",
            "The ticket machine is not printing tickets. Please ask the administrator.",
        ),
        (
            *(2, 2),
            "Термінали не друкують талонів. Зверніться, будь ласка, до адміністратора.",
            "The ticket machines are not printing tickets. Please ask the administrator.",
        ),
        (
            *(1, 2),
            "Один із терміналів не друкує талонів. Візьміть, будь ласка, талон в іншому.",
            "One of the ticket machines is not printing tickets. Please take a ticket at another one.",
        ),
        (
            *(2, 3),
            "Деякі термінали не друкують талонів. Візьміть, будь ласка, талон в іншому.",
            "Some of the ticket machines are not printing tickets. Please take a ticket at another one.",
        ),
    ],
)
def test_kiosks_that_print_nothing_are_told_in_both_languages(
    ill: int, kiosks: int, ukrainian: str, english: str
) -> None:
    """What to do, in no technical word; no line of the Ukrainian ends with a preposition or with «будь»."""
    said = words.kiosks_ill(ill, kiosks)
    assert (said.replace("\N{NO-BREAK SPACE}", " "), words.kiosks_ill(ill, kiosks, "en")) == (ukrainian, english)
    assert said.count("\N{NO-BREAK SPACE}") == 2


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
