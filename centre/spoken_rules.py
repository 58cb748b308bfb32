# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How numbers are read aloud beside the words they belong to: each rule is a pattern and what is said for it; pure."""

import re
from collections.abc import Callable, Mapping, Sequence

from centre.config import Language
from centre.numerals import Case, english_ordinal, form, number, ordinal

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_LISTED = r"\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*"
_MONTHS_UK = "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"


def windows(listed: str, language: Language) -> str:
    """Return a list of windows, as «1, 4–7», in words that need no case: «один, з номера чотири по номер сім»."""
    run = "з номера {} по номер {}" if language == "uk" else "{} to {}"
    said = []
    for part in listed.split(", "):
        ends = [number(int(end), language) for end in part.split("–")]
        said.append(ends[0] if len(ends) == 1 else run.format(*ends))
    return ", ".join(said)


def _numbered(found: re.Match[str]) -> str:
    """Return Ukrainian windows with «номер» before them, unless the list begins with a run, which has its own."""
    said = windows(found[2], "uk")
    return f"{found[1]} {said}" if said.startswith("з номера ") else f"{found[1]} номер {said}"


_FLOOR: Mapping[str, Case] = {"поверсі": "locative", "поверху": "genitive"}


def _floor(found: re.Match[str]) -> str:
    """Return a floor as people say it, however it is written: «3 поверх», «на 2-му поверсі», «2-й пов.»."""
    return f"{ordinal(int(found[1]), 'masculine', _FLOOR.get(found[2], 'nominative'))} {found[2]}"


def minutes(from_min: int, to_min: int, language: Language) -> str:
    """Return a range of minutes: «від двадцяти п'яти до сорока хвилин»; from 0 only its end: «до сорока хвилин»."""
    if language == "en":
        until = f"{number(to_min, 'en')} {'minute' if to_min == 1 else 'minutes'}"
        return f"{number(from_min, 'en')} to {until}" if from_min else f"up to {until}"
    until = f"до {_genitive(to_min)} {form(to_min, 'хвилини', 'хвилин', 'хвилин')}"
    return f"від {_genitive(from_min)} {until}" if from_min else until


def about(count: int, language: Language) -> str:
    """Return one estimate of minutes: «приблизно двадцять одна хвилина»."""
    if language == "en":
        return f"about {number(count, 'en')} {'minute' if count == 1 else 'minutes'}"
    return f"приблизно {number(count, 'uk', 'feminine')} {form(count, 'хвилина', 'хвилини', 'хвилин')}"


def _genitive(count: int) -> str:
    return number(count, "uk", "feminine", "genitive")


def _rule(pattern: str, said: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), said


RULES: Mapping[Language, Sequence[Rule]] = {
    "uk": (
        _rule(rf"\b([Вв]ікн[оа]) ({_LISTED})", _numbered),
        _rule(r"\b(\d\d?)(?:-(?:й|го|му|м))? (поверх|поверсі|поверху|пов\.)(?!\w)", _floor),
        _rule(r"\b(\d\d?)-й\b", lambda found: ordinal(int(found[1]), "masculine")),
        _rule(r"№ ?(\d+)", lambda found: f"номер {number(int(found[1]), 'uk')}"),
        _rule(
            rf"\b(\d\d?) ({_MONTHS_UK})\b",
            lambda found: f"{ordinal(int(found[1]), 'neuter')} {found[2]}",
        ),
        _rule(
            r"\b20(\d\d) р(?:\.|оку)",
            lambda found: f"дві тисячі {ordinal(int(found[1]), 'masculine', 'genitive')} року",
        ),
        _rule(r"≈ ?(\d+)–(\d+) хв\b", lambda found: f"приблизно {minutes(int(found[1]), int(found[2]), 'uk')}"),
        _rule(r"≈ ?(\d+) хв\b", lambda found: about(int(found[1]), "uk")),
        _rule(r"\bдо (\d+) хв\b", lambda found: minutes(0, int(found[1]), "uk")),
        _rule(r"\b(\d+)–(\d+)\b", lambda found: f"{number(int(found[1]), 'uk')}, {number(int(found[2]), 'uk')}"),
        _rule(
            r"\b(\d+)(?= (?:особ|людин|хвилин|годин|послуг|сторін))",
            lambda found: number(int(found[1]), "uk", "feminine"),
        ),
        _rule(r"\bіз (\d+)\b", lambda found: f"із {number(int(found[1]), 'uk', 'masculine', 'genitive')}"),
        _rule(r"\b(\d+)(?= (?:місц|вікн))", lambda found: number(int(found[1]), "uk", "neuter")),
    ),
    "en": (
        _rule(rf"\b([Ww]indows?) ({_LISTED})", lambda found: f"{found[1]} number {windows(found[2], 'en')}"),
        _rule(r"(?:№|\b[Nn]o\.) ?(\d+)", lambda found: f"number {number(int(found[1]), 'en')}"),
        _rule(rf"\b(\d\d?) ({_MONTHS_EN})\b", lambda found: f"the {english_ordinal(int(found[1]))} of {found[2]}"),
        _rule(r"≈ ?(\d+)–(\d+) min\b", lambda found: f"about {minutes(int(found[1]), int(found[2]), 'en')}"),
        _rule(r"≈ ?(\d+) min\b", lambda found: about(int(found[1]), "en")),
        _rule(r"\bup to (\d+) min\b", lambda found: minutes(0, int(found[1]), "en")),
        _rule(r"\b(\d+)–(\d+)\b", lambda found: f"{number(int(found[1]), 'en')} to {number(int(found[2]), 'en')}"),
    ),
}
"""The first that fits takes the number; what none takes is counted as it is, masculine."""
