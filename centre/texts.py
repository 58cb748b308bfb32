# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Ukrainian that people read, on the ticket and on the screen; it knows words, not paper, pixels or settings."""

import itertools
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

YOUR_TICKET = "ВАШ ТАЛОН"
KEEP_TICKET = "Зберігайте талон до кінця обслуговування"
ALERT_KEEPS_TICKET = "У разі повітряної тривоги талон зберігається"

WEEKDAYS = ("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя")
MONTHS = (
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
)

_APOSTROPHES = str.maketrans(dict.fromkeys("'`´ʼʹ′‘", "’"))

_RUN = 3
"""From so many neighbouring windows on a list says «2–4» instead of «2, 3, 4»."""


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the form that goes with ``count``: 1 особа, 2 особи, 5 осіб, 11 осіб, 21 особа (CLDR plural rules, uk)."""
    if count % 100 in range(11, 15):
        return many
    if count % 10 == 1:
        return one
    return few if count % 10 in range(2, 5) else many


def people(count: int) -> str:
    """Return so many people in words: «5 осіб»."""
    return f"{count} {plural(count, 'особа', 'особи', 'осіб')}"


def ahead(count: int) -> str:
    """Return how many wait before the holder of a ticket: «Перед вами 5 осіб», «Перед вами нікого немає»."""
    return f"Перед вами {people(count) if count else 'нікого немає'}"


def windows(numbers: Iterable[int]) -> str:
    """Return where a service is served: «Вікно 3», «Вікна 1, 4–7»; empty when no window serves it."""
    shown = sorted(set(numbers))
    if not shown:
        return ""
    return f"{'Вікно' if len(shown) == 1 else 'Вікна'} {_listed(shown)}"


def shelter(place: str) -> str:
    """Return where to go in an air-raid alert; empty when the centre named no shelter."""
    return f"Укриття: {apostrophe(place)}" if place else ""


def phone(number: str) -> str:
    """Return the line with the centre's phone; empty when it has none."""
    return f"Телефон: {number}" if number else ""


def date_line(moment: datetime, time_zone: str) -> str:
    """Return the centre's calendar day at ``moment`` (aware): «неділя, 22 листопада 2026 р.»."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]} {local.year} р."


def clock(moment: datetime, time_zone: str) -> str:
    """Return the centre's wall clock at ``moment`` (aware): «10:05»."""
    return f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}"


def apostrophe(text: str) -> str:
    """Return the text with every kind of apostrophe that keyboards make as the one that is shown: ’ (U+2019)."""
    return text.translate(_APOSTROPHES)


def _listed(numbers: list[int]) -> str:
    """Return sorted numbers as a list in which long runs are ranges."""
    parts: list[str] = []
    for _, group in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else [str(number) for number in run]
    return ", ".join(parts)
