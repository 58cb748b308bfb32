# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Numbers as words, Ukrainian in the genders and cases that announcements need, and English; pure.

An engine reads «21 особа» as «двадцять один особа». Apostrophes are U+0027, the one that engines know.
"""

from typing import Literal

from centre.config import Language

Gender = Literal["masculine", "feminine", "neuter"]
Case = Literal["nominative", "genitive", "accusative", "locative"]


def _words(listed: str) -> list[str]:
    return listed.split(" ")


HIGHEST = 9999

_TEENS = 20
_FORTIETH = 40  # сороковий: the one round ordinal up to 90 that is not made of its number

_NOMINATIVE = _words(
    "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
    "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять"
)
_GENITIVE = _words(
    "нуля одного двох трьох чотирьох п'яти шести семи восьми дев'яти десяти одинадцяти дванадцяти тринадцяти "
    "чотирнадцяти п'ятнадцяти шістнадцяти сімнадцяти вісімнадцяти дев'ятнадцяти"
)
_TENS = _words("двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто")
_TENS_GENITIVE = _words("двадцяти тридцяти сорока п'ятдесяти шістдесяти сімдесяти вісімдесяти дев'яноста")
_HUNDREDS = _words("сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот")
_HUNDREDS_GENITIVE = _words("ста двохсот трьохсот чотирьохсот п'ятисот шестисот семисот восьмисот дев'ятисот")

_GENDERED = {
    ("feminine", "nominative"): {1: "одна", 2: "дві"},
    ("feminine", "accusative"): {1: "одну", 2: "дві"},
    ("feminine", "genitive"): {1: "однієї"},
    ("neuter", "nominative"): {1: "одне"},
    ("neuter", "accusative"): {1: "одне"},
}

_STEMS = _words(
    "нульов перш друг трет четверт п'ят шост сьом восьм дев'ят десят одинадцят дванадцят тринадцят чотирнадцят "
    "п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят"
)
_ENDINGS: dict[tuple[Gender, Case], str] = {
    ("feminine", "nominative"): "а",
    ("feminine", "genitive"): "ої",
    ("feminine", "accusative"): "у",
    ("feminine", "locative"): "ій",
    ("neuter", "nominative"): "е",
    ("masculine", "nominative"): "ий",
    ("masculine", "genitive"): "ого",
    ("masculine", "locative"): "ому",
}
_SOFT = {"а": "я", "ої": "ьої", "у": "ю", "ій": "ій", "е": "є", "ий": "ій", "ого": "ього", "ому": "ьому"}
"""What the endings are after the one soft stem, третій."""

_ENGLISH = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ENGLISH_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ENGLISH_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip


def number(
    value: int,
    language: Language,
    gender: Gender = "masculine",
    case: Literal["nominative", "genitive", "accusative"] = "nominative",
) -> str:
    """Return a whole number in words: «двадцять одна», "twenty-one"; what is above HIGHEST is said by its digits."""
    if value > HIGHEST:
        return " ".join(number(int(digit), language) for digit in str(value))
    if language == "en":
        return _english(value)
    thousands, rest = divmod(value, 1000)
    words = []
    if thousands:
        words = [_below_1000(thousands, "feminine", case), form(thousands, *_thousand(case))]
    if rest or not thousands:
        words.append(_below_1000(rest, gender, case))
    return " ".join(words)


def form(value: int, one: str, few: str, many: str) -> str:
    """Return the form of a Ukrainian noun that goes with a number in the nominative: особа, особи, осіб."""
    if value % 10 == 1 and value % 100 != 11:  # noqa: PLR2004  (the rule of Unicode's CLDR)
        return one
    return few if value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14) else many


def ordinal(value: int, gender: Gender, case: Case = "nominative") -> str:
    """Return a Ukrainian ordinal from 0 to 99: «двадцять третє», «десятої»; not every gender has every case here."""
    tens, unit = divmod(value, 10)
    if value < _TEENS:
        return _declined(_STEMS[value], gender, case)
    if unit:
        return f"{_TENS[tens - 2]} {_declined(_STEMS[unit], gender, case)}"
    stem = "сороков" if value == _FORTIETH else _TENS[tens - 2].removesuffix("о").removesuffix("ь")
    return _declined(stem, gender, case)


def english_ordinal(value: int) -> str:
    """Return an English ordinal from 1 to 31: "twenty-third"."""
    before, hyphen, last = _english(value).rpartition("-")
    return before + hyphen + _ENGLISH_ORDINALS.get(last, f"{last}th")


def _below_1000(value: int, gender: Gender, case: str) -> str:
    units, tens, hundreds = (
        (_GENITIVE, _TENS_GENITIVE, _HUNDREDS_GENITIVE) if case == "genitive" else (_NOMINATIVE, _TENS, _HUNDREDS)
    )
    words = [hundreds[value // 100 - 1]] if value >= 100 else []  # noqa: PLR2004  (a hundred)
    rest = value % 100
    if rest >= _TEENS:
        words.append(tens[rest // 10 - 2])
        rest %= 10
    if rest or not words:
        words.append(_GENDERED.get((gender, case), {}).get(rest, units[rest]))
    return " ".join(words)


def _thousand(case: str) -> tuple[str, str, str]:
    if case == "genitive":
        return "тисячі", "тисяч", "тисяч"
    return ("тисячу" if case == "accusative" else "тисяча"), "тисячі", "тисяч"


def _declined(stem: str, gender: Gender, case: Case) -> str:
    ending = _ENDINGS[gender, case]
    return stem + (_SOFT[ending] if stem == "трет" else ending)


def _english(value: int) -> str:
    if value < _TEENS:
        return _ENGLISH[value]
    if value < 100:  # noqa: PLR2004  (a hundred)
        tens, unit = divmod(value, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[unit]}" if unit else "")
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")  # noqa: PLR2004  (a thousand)
    count, rest = divmod(value, size)
    joint = " and " if rest < 100 else " "  # noqa: PLR2004  (a hundred)
    return f"{_english(count)} {name}" + (joint + _english(rest) if rest else "")
