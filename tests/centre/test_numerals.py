# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Numbers in words, held against a table that num2words 0.5.14 made, and against grammar where it has no neuter."""

import pytest

from centre.numerals import Case, Gender, english_ordinal, form, number, ordinal


def table(listed: str) -> list[str]:
    """Return the words of a list."""
    return listed.split(", ")


UKRAINIAN = table(
    "нуль, один, два, три, чотири, п'ять, шість, сім, вісім, дев'ять, десять, одинадцять, дванадцять, "
    "тринадцять, чотирнадцять, п'ятнадцять, шістнадцять, сімнадцять, вісімнадцять, дев'ятнадцять, двадцять, "
    "двадцять один, двадцять два, двадцять три, двадцять чотири, двадцять п'ять, двадцять шість, двадцять сім, "
    "двадцять вісім, двадцять дев'ять, тридцять, тридцять один, тридцять два, тридцять три, тридцять чотири, "
    "тридцять п'ять, тридцять шість, тридцять сім, тридцять вісім, тридцять дев'ять, сорок, сорок один, "
    "сорок два, сорок три, сорок чотири, сорок п'ять, сорок шість, сорок сім, сорок вісім, сорок дев'ять, "
    "п'ятдесят, п'ятдесят один, п'ятдесят два, п'ятдесят три, п'ятдесят чотири, п'ятдесят п'ять, "
    "п'ятдесят шість, п'ятдесят сім, п'ятдесят вісім, п'ятдесят дев'ять, шістдесят, шістдесят один, "
    "шістдесят два, шістдесят три, шістдесят чотири, шістдесят п'ять, шістдесят шість, шістдесят сім, "
    "шістдесят вісім, шістдесят дев'ять, сімдесят, сімдесят один, сімдесят два, сімдесят три, сімдесят чотири, "
    "сімдесят п'ять, сімдесят шість, сімдесят сім, сімдесят вісім, сімдесят дев'ять, вісімдесят, "
    "вісімдесят один, вісімдесят два, вісімдесят три, вісімдесят чотири, вісімдесят п'ять, вісімдесят шість, "
    "вісімдесят сім, вісімдесят вісім, вісімдесят дев'ять, дев'яносто, дев'яносто один, дев'яносто два, "
    "дев'яносто три, дев'яносто чотири, дев'яносто п'ять, дев'яносто шість, дев'яносто сім, дев'яносто вісім, "
    "дев'яносто дев'ять, сто, сто один, сто два, сто три, сто чотири, сто п'ять, сто шість, сто сім, сто вісім, "
    "сто дев'ять, сто десять, сто одинадцять, сто дванадцять, сто тринадцять, сто чотирнадцять, сто п'ятнадцять, "
    "сто шістнадцять, сто сімнадцять, сто вісімнадцять, сто дев'ятнадцять, сто двадцять, сто двадцять один"
)

ENGLISH = table(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, "
    "fifteen, sixteen, seventeen, eighteen, nineteen, twenty, twenty-one, twenty-two, twenty-three, twenty-four, "
    "twenty-five, twenty-six, twenty-seven, twenty-eight, twenty-nine, thirty, thirty-one, thirty-two, "
    "thirty-three, thirty-four, thirty-five, thirty-six, thirty-seven, thirty-eight, thirty-nine, forty, "
    "forty-one, forty-two, forty-three, forty-four, forty-five, forty-six, forty-seven, forty-eight, forty-nine, "
    "fifty, fifty-one, fifty-two, fifty-three, fifty-four, fifty-five, fifty-six, fifty-seven, fifty-eight, "
    "fifty-nine, sixty, sixty-one, sixty-two, sixty-three, sixty-four, sixty-five, sixty-six, sixty-seven, "
    "sixty-eight, sixty-nine, seventy, seventy-one, seventy-two, seventy-three, seventy-four, seventy-five, "
    "seventy-six, seventy-seven, seventy-eight, seventy-nine, eighty, eighty-one, eighty-two, eighty-three, "
    "eighty-four, eighty-five, eighty-six, eighty-seven, eighty-eight, eighty-nine, ninety, ninety-one, "
    "ninety-two, ninety-three, ninety-four, ninety-five, ninety-six, ninety-seven, ninety-eight, ninety-nine, "
    "one hundred, one hundred and one, one hundred and two, one hundred and three, one hundred and four, "
    "one hundred and five, one hundred and six, one hundred and seven, one hundred and eight, "
    "one hundred and nine, one hundred and ten, one hundred and eleven, one hundred and twelve, "
    "one hundred and thirteen, one hundred and fourteen, one hundred and fifteen, one hundred and sixteen, "
    "one hundred and seventeen, one hundred and eighteen, one hundred and nineteen, one hundred and twenty, "
    "one hundred and twenty-one"
)


def test_every_number_up_to_121_is_said_as_it_is_counted() -> None:
    """From 0 to 121, so with every unit, every ten and the first hundred."""
    assert [number(value, "uk") for value in range(122)] == UKRAINIAN
    assert [number(value, "en") for value in range(122)] == ENGLISH


@pytest.mark.parametrize(
    ("gender", "one", "two"), [("feminine", "одна", "дві"), ("neuter", "одне", "два"), ("masculine", "один", "два")]
)
def test_only_one_and_two_have_a_gender(gender: Gender, one: str, two: str) -> None:
    """«Двадцять одна особа», «двадцять одне вікно»: the last word alone changes, and never in 11 and 12."""
    for value, counted in enumerate(UKRAINIAN):
        words = counted.split(" ")
        words[-1] = {"один": one, "два": two}.get(words[-1], words[-1])
        assert number(value, "uk", gender) == " ".join(words)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (200, "двісті"),
        (342, "триста сорок дві"),
        (1000, "одна тисяча"),
        (1001, "одна тисяча одна"),
        (2026, "дві тисячі двадцять шість"),
        (5012, "п'ять тисяч дванадцять"),
        (9999, "дев'ять тисяч дев'ятсот дев'яносто дев'ять"),
    ],
)
def test_a_thousand_is_feminine_whatever_is_counted(value: int, said: str) -> None:
    """Hundreds and thousands before what is feminine."""
    assert number(value, "uk", "feminine") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1, "однієї"),
        (2, "двох"),
        (21, "двадцяти однієї"),
        (40, "сорока"),
        (95, "дев'яноста п'яти"),
        (100, "ста"),
        (230, "двохсот тридцяти"),
        (600, "шестисот"),
        (1000, "однієї тисячі"),
        (2000, "двох тисяч"),
    ],
)
def test_a_range_needs_the_genitive(value: int, said: str) -> None:
    """«Від двадцяти однієї до сорока хвилин»: each part of the number has its own form."""
    assert number(value, "uk", "feminine", "genitive") == said


@pytest.mark.parametrize(
    ("value", "gender", "case", "said"),
    [
        (0, "feminine", "nominative", "нульова"),
        (3, "feminine", "nominative", "третя"),
        (3, "feminine", "genitive", "третьої"),
        (3, "feminine", "accusative", "третю"),
        (3, "feminine", "locative", "третій"),
        (11, "feminine", "locative", "одинадцятій"),
        (20, "feminine", "nominative", "двадцята"),
        (23, "feminine", "genitive", "двадцять третьої"),
        (1, "neuter", "nominative", "перше"),
        (7, "neuter", "nominative", "сьоме"),
        (23, "neuter", "nominative", "двадцять третє"),
        (30, "neuter", "nominative", "тридцяте"),
        (31, "neuter", "nominative", "тридцять перше"),
        (26, "masculine", "genitive", "двадцять шостого"),
        (33, "masculine", "genitive", "тридцять третього"),
        (40, "masculine", "genitive", "сорокового"),
        (50, "masculine", "genitive", "п'ятдесятого"),
        (90, "masculine", "genitive", "дев'яностого"),
    ],
)
def test_hours_days_and_years_are_ordinals(value: int, gender: Gender, case: Case, said: str) -> None:
    """The hour is feminine, the day neuter, the year stands in the genitive; third alone is soft."""
    assert ordinal(value, gender, case) == said


@pytest.mark.parametrize(
    ("value", "noun"),
    [(0, "осіб"), (1, "особа"), (2, "особи"), (4, "особи"), (5, "осіб"), (11, "осіб"), (14, "осіб"), (21, "особа"),
     (22, "особи"), (100, "осіб"), (101, "особа"), (111, "осіб"), (112, "осіб"), (122, "особи")],
)  # fmt: skip
def test_a_noun_goes_with_its_number(value: int, noun: str) -> None:
    """The plural forms of Unicode's CLDR."""
    assert form(value, "особа", "особи", "осіб") == noun


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"), (12, "twelfth"),
     (20, "twentieth"), (21, "twenty-first"), (30, "thirtieth"), (31, "thirty-first"), (14, "fourteenth")],
)  # fmt: skip
def test_an_english_day_is_an_ordinal(value: int, said: str) -> None:
    """The irregular ones, and one that is regular."""
    assert english_ordinal(value) == said


def test_english_hundreds_have_an_and() -> None:
    """As the British say them."""
    assert number(2026, "en") == "two thousand and twenty-six"
    assert number(2342, "en") == "two thousand three hundred and forty-two"


def test_what_no_table_holds_is_said_by_its_digits() -> None:
    """A number that is too long for words is still said, never an error."""
    assert number(10_203, "uk") == "один нуль два нуль три"
    assert number(10_203, "en") == "one zero two zero three"
