# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What people read on the ticket and on the screen, in their language; it knows words, not paper or pixels.

A text whose ``language`` is not named is Ukrainian. Why there is no ticket stands in ``centre/texts_closed.py``.
"""

import itertools
from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from centre import catalogue
from centre.config import Centre, Language
from centre.config_words import Purpose

_APOSTROPHES = str.maketrans(dict.fromkeys("'`´ʼʹ′‘", "’"))

_RUN = 3
"""From so many neighbouring windows on a list says «2–4» instead of «2, 3, 4»."""


def copy(language: Language = "uk") -> str:
    """Return what stands over a ticket that was printed again."""
    return catalogue.say("COPY", language)


def alert_keeps_ticket(language: Language = "uk") -> str:
    """Return what an air-raid alert means for a ticket."""
    return catalogue.say("In an air-raid alert your ticket stays valid", language)


def ahead(count: int, language: Language = "uk") -> str:
    """Return how many wait before the holder of a ticket: «Перед вами 5 осіб», «Перед вами нікого немає»."""
    if not count:
        return catalogue.say("Nobody is ahead of you", language)
    return catalogue.counted("{number} person is ahead of you", "{number} people are ahead of you", count, language)


def wait(from_min: int, to_min: int, made_at: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return the probable wait as it looked at ``made_at`` (aware): «Очікування ≈ 25–40 хв, станом на 10:05».

    From 0 it is «Очікування до 10 хв, …», since nobody can rely on the beginning; ``from_min`` is not above ``to_min``.
    """
    at = clock(made_at, time_zone)
    if not from_min:
        return catalogue.say("Wait: up to {to_min} min, as of {at}", language, to_min=to_min, at=at)
    if from_min == to_min:
        return catalogue.say("Wait: ≈ {to_min} min, as of {at}", language, to_min=to_min, at=at)
    return catalogue.say(
        "Wait: ≈ {from_min}–{to_min} min, as of {at}", language, from_min=from_min, to_min=to_min, at=at
    )


def given_alone(language: Language = "uk") -> str:
    """Return what stands on a ticket that a kiosk gave by itself, in place of who is ahead."""
    return catalogue.say("Given without connection to the centre; your place is by the time of this ticket", language)


def appointment(due: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return the time of an appointment (aware): «Ваш час: 10:30»."""
    return catalogue.say("Your time: {at}", language, at=clock(due, time_zone))


def windows(numbers: Iterable[int], language: Language = "uk") -> str:
    """Return where a service is served: «Вікно 3», «Вікна 1, 4–7»; empty when no window serves it."""
    shown = sorted(set(numbers))
    if not shown:
        return ""
    if len(shown) == 1:
        return catalogue.say("Window {number}", language, number=shown[0])
    return catalogue.say("Windows {numbers}", language, numbers=listed(shown))


def purpose(purpose: Purpose, language: Language = "uk") -> str:
    """Return what a citizen comes for: «Консультація»."""
    return {
        "consult": catalogue.say("Consultation", language),
        "submit": catalogue.say("Submit an application", language),
        "collect": catalogue.say("Collect a document", language),
    }[purpose]


def why_numbers_jump(language: Language = "uk", *, passed: bool = True) -> str:
    """Return in one sentence why numbers are not called in their order; who has priority and why is nobody's matter.

    ``passed``: the centre has appointments or priority, so that somebody may be called before others.
    """
    if not passed:
        return catalogue.say("Numbers may be called out of turn: windows serve different services.", language)
    return catalogue.say(
        "Numbers may be called out of turn: services differ, and there are appointments and priority.", language
    )


def shelter_name(centre: Centre, language: Language) -> str:
    """Return what the centre calls its shelter in a language; without an English name the Ukrainian one stands."""
    return (centre.shelter_en if language == "en" else "") or centre.shelter


def shelter(place: str, *languages: Language) -> str:
    """Return where to go in an air-raid alert: «Укриття: …», «Укриття / Shelter: …»; empty without a shelter."""
    return _labelled(lambda language: catalogue.say("Shelter", language), apostrophe(place), languages)


def phone(number: str, *languages: Language) -> str:
    """Return the line with the centre's phone: «Телефон: …», «Телефон / Phone: …»; empty when it has none."""
    return _labelled(lambda language: catalogue.say("Phone", language), number, languages)


def _labelled(label: Callable[[Language], str], value: str, languages: tuple[Language, ...]) -> str:
    labels = " / ".join(map(label, languages or ("uk",)))
    return f"{labels}: {value}" if value else ""


def day(moment: datetime, time_zone: str, pattern: str, language: Language = "uk") -> str:
    """Return the centre's calendar day at ``moment`` (aware) by a pattern of :func:`catalogue.calendar`."""
    return apostrophe(catalogue.calendar(moment.astimezone(ZoneInfo(time_zone)).date(), pattern, language))


def date_line(moment: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return the centre's calendar day at ``moment`` (aware): «неділя, 22 листопада 2026 р.»."""
    return day(moment, time_zone, "full", language)


def moment(at: datetime, time_zone: str) -> str:
    """Return the centre's day and wall clock at a moment (aware), the same in all languages: «22.11.2026, 10:05»."""
    return f"{at.astimezone(ZoneInfo(time_zone)):%d.%m.%Y, %H:%M}"


def clock(moment: datetime, time_zone: str) -> str:
    """Return the centre's wall clock at ``moment`` (aware), the same in all languages: «10:05»."""
    return f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}"


def apostrophe(text: str) -> str:
    """Return the text with every kind of apostrophe that keyboards make as the one that is shown: ’ (U+2019)."""
    return text.translate(_APOSTROPHES)


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as a list in which long runs are ranges: «1, 4–7»."""
    parts: list[str] = []
    for _, group in itertools.groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else [str(number) for number in run]
    return ", ".join(parts)
