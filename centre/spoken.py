# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Texts as they are read aloud: what paper and screen say in digits and signs, in words; pure, it knows no engine.

What is left to an engine it reads wrongly: «А012» as twelve, «№» not at all, a phone as a million. All that a text
for people may hold is put into words here, so that the printed text stays the only one.
"""

import re
from typing import NamedTuple

from centre import spoken_words
from centre.config import Language
from centre.numerals import HIGHEST, number
from centre.spoken_clock import DATE, TIME, clock_in, date_in
from centre.spoken_rules import RULES

_APOSTROPHES = str.maketrans(dict.fromkeys("’`´ʼʹ′‘", "'") | {"\N{NO-BREAK SPACE}": " "})
_TICKET = re.compile(r"\b([А-ЯҐЄІЇ]{1,2})(\d{3,})\b")
_COUNTS = re.compile(r"\+?\d(?:[\d ()-]*\d)?")
_PHONE_DIGITS = 7
"""From so many digits on, in one or in groups, a number is a phone's or a code, not a count."""

_CYRILLIC = re.compile(r"[А-яҐґЄєІіЇї]")
_LATIN = re.compile(r"[A-Za-z]")
_PARTS = re.compile(r"(?<=[:;])\s+|\n+")
_ENDS = re.compile(r"(?<=[.!?])\s+")
_SHOUTED = re.compile(r"\b[^\W\d_]{4,}\b")
_DROPPED = re.compile(r"[«»“”„\"()]")
_PAUSES = re.compile(r"\s+[–—/]\s+|…|\s+\((?=[^\W\d_])")


class Sentence(NamedTuple):
    """What an engine says in one breath: words only, and in whose tongue."""

    text: str
    language: Language


def sentences(text: str, language: Language) -> tuple[Sentence, ...]:
    """Return a text as the sentences an engine says; what an English text leaves in Ukrainian is said in Ukrainian."""
    return tuple(
        Sentence(one, tongue)
        for part in _parts(_plain(text), language)
        for tongue in (_tongue(part, language),)
        for one in _ENDS.split(aloud(part, tongue))
        if any(sign.isalpha() for sign in one)
    )


def aloud(text: str, language: Language) -> str:
    """Return a text in words: its times, dates, ticket numbers, windows, phones, ranges, numbers and short forms."""
    text = _plain(text)
    text = DATE.sub(lambda found: date_in(found, language), text)
    text = TIME[language].sub(lambda found: clock_in(found, language), text)
    text = _TICKET.sub(lambda found: ticket(found[0], language), text)
    for pattern, said in RULES[language]:
        text = pattern.sub(said, text)
    for pattern, word in spoken_words.SHORT[language]:
        text = pattern.sub(word, text)
    text = _COUNTS.sub(lambda found: _count(found[0], language), text)
    text = _SHOUTED.sub(lambda found: found[0].lower() if found[0].isupper() else found[0], text)
    return " ".join(_DROPPED.sub("", _PAUSES.sub(", ", text)).split())


def ticket(written: str, language: Language) -> str:
    """Return a ticket's number letter by letter and digit by digit: «А, нуль, один, два».

    English names the Ukrainian letters as the hall calls them, because by that call its holder is to know it.
    """
    names = spoken_words.LETTERS[language]
    return ", ".join(number(int(sign), language) if sign.isdigit() else names.get(sign, sign) for sign in written)


def phone(written: str, language: Language) -> str:
    """Return a phone's number digit by digit, in the groups in which it is written."""
    plus = "плюс" if language == "uk" else "plus"
    groups = re.findall(r"[\d+]+", written)
    return ", ".join(" ".join(plus if sign == "+" else number(int(sign), language) for sign in one) for one in groups)


def _plain(text: str) -> str:
    return text.translate(_APOSTROPHES)


def _parts(text: str, language: Language) -> list[str]:
    """Return the text in parts of which each is in one tongue: only an English text may hold two."""
    mixed = language == "en" and _tongue(text, language) != language
    return _PARTS.split(text) if mixed else text.split("\n")


def _tongue(part: str, language: Language) -> Language:
    """Return whose letters the part has, for an engine cannot read the other's: «English» on a Ukrainian page."""
    if _CYRILLIC.search(_TICKET.sub("", part)):
        return "uk"
    return "en" if _LATIN.search(part) else language


def _count(written: str, language: Language) -> str:
    """Return a number, or what stands in groups of digits, in words."""
    if sum(sign.isdigit() for sign in written) >= _PHONE_DIGITS:
        return phone(written, language)
    return re.sub(r"\d+", lambda found: _whole(found[0], language), written)


def _whole(digits: str, language: Language) -> str:
    if len(digits) > 1 and (digits[0] == "0" or int(digits) > HIGHEST):
        return phone(digits, language)
    return number(int(digits), language)
