# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Times and dates as they are read aloud, in the case that the word before them asks for; pure.

Times are the 24 hours that paper and screen show.
"""

import re
from collections.abc import Mapping
from datetime import date

from centre import catalogue
from centre.config import Language
from centre.numerals import Case, english_ordinal, form, number, ordinal

DATE = re.compile(r"\b([0-2]\d|3[01])\.(0\d|1[0-2])\.(20\d\d)\b")

_CLOCK = r"\b([01]?\d|2[0-3]):([0-5]\d)\b"
TIME: Mapping[Language, re.Pattern[str]] = {
    "uk": re.compile(rf"(?:\b(об|о|з|із|від|до|після|на) )?{_CLOCK}", re.IGNORECASE),
    "en": re.compile(rf"(\b\B)?{_CLOCK}"),
}
"""A time, after the Ukrainian preposition that governs it, if there is one."""

_CASES: Mapping[str, Case] = {
    "о": "locative",
    "об": "locative",
    "на": "accusative",
    **dict.fromkeys(("з", "із", "від", "до", "після"), "genitive"),
}
_HOUR: Mapping[Case, str] = {"nominative": "година", "genitive": "години", "accusative": "годину", "locative": "годині"}

_ELEVEN = 11  # of all hours only «одинадцята» begins with a vowel
_NOON = 12


def date_in(found: re.Match[str], language: Language) -> str:
    """Return what DATE has found in words; a day that no calendar has stays as it was written."""
    try:
        return day(date(int(found[3]), int(found[2]), int(found[1])), language)
    except ValueError:
        return found[0]


def clock_in(found: re.Match[str], language: Language) -> str:
    """Return what TIME has found in words, its preposition before it: «о десятій годині п'ять хвилин»."""
    before, hour, minute = found[1], int(found[2]), int(found[3])
    if language == "en":
        return clock(hour, minute, "en")
    said = clock(hour, minute, "uk", _CASES[before.lower()] if before else "nominative")
    if before and before.lower() in ("о", "об"):
        before = "об" if hour == _ELEVEN else "о"
    return f"{before} {said}" if before else said


def clock(hour: int, minute: int, language: Language, case: Case = "nominative") -> str:
    """Return a time in words: «десята година п'ять хвилин», "ten oh five".

    Only the genitive has minutes of its own; in the others they stand as counted.
    """
    if language == "en":
        return _english_clock(hour, minute)
    said = f"{ordinal(hour, 'feminine', case)} {_HOUR[case]}"
    return f"{said} {_minutes(minute, case)}" if minute else said


def day(day: date, language: Language) -> str:
    """Return a date in words: «двадцять третє листопада дві тисячі двадцять шостого року»; years from 2001 to 2099."""
    if language == "en":
        month, year = catalogue.calendar(day, "MMMM", "en"), number(day.year, "en")
        return f"the {english_ordinal(day.day)} of {month}, {year}"
    month = catalogue.calendar(day, "d MMMM", "uk").split(" ")[1]
    year = f"дві тисячі {ordinal(day.year % 100, 'masculine', 'genitive')} року"
    return f"{ordinal(day.day, 'neuter')} {month} {year}"


def _minutes(minute: int, case: Case) -> str:
    if case == "genitive":
        return f"{number(minute, 'uk', 'feminine', 'genitive')} {form(minute, 'хвилини', 'хвилин', 'хвилин')}"
    if case == "accusative":
        return f"{number(minute, 'uk', 'feminine', 'accusative')} {form(minute, 'хвилину', 'хвилини', 'хвилин')}"
    return f"{number(minute, 'uk', 'feminine')} {form(minute, 'хвилина', 'хвилини', 'хвилин')}"


def _english_clock(hour: int, minute: int) -> str:
    said = number(hour, "en")
    if minute:
        return f"{said} oh {number(minute, 'en')}" if minute < 10 else f"{said} {number(minute, 'en')}"  # noqa: PLR2004
    if not hour:
        return "midnight"
    return f"{said} o'clock" if hour <= _NOON else f"{said} hundred"
