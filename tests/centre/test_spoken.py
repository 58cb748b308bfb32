# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is read aloud of what paper and screen say: by tables, in both languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre import texts, texts_alarms
from centre.config import Language
from centre.spoken import Sentence, aloud, phone, sentences, ticket
from centre.spoken_words import LETTERS

KYIV = "Europe/Kyiv"
AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "ukrainian", "english"),
    [
        ("А012", "А, нуль, один, два", "ah, zero, one, two"),
        ("Ж801", "Же, вісім, нуль, один", "zheh, eight, zero, one"),
        ("ПС1029", "Пе, Ес, один, нуль, два, дев'ять", "peh, ess, one, zero, two, nine"),
    ],
)
def test_a_ticket_is_said_letter_by_letter_and_digit_by_digit(number: str, ukrainian: str, english: str) -> None:
    """An engine left alone says «А нуль дванадцять»; both languages name the letter as the hall calls it."""
    assert ticket(number, "uk") == aloud(number, "uk") == ukrainian
    assert ticket(number, "en") == aloud(number, "en") == english


def test_every_letter_has_a_name_of_its_own() -> None:
    """All 33, no two alike in either language."""
    for language in LETTERS:
        assert "".join(LETTERS[language]) == "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
        assert len(set(LETTERS[language].values())) == 33


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10:05", "десята година п'ять хвилин"),
        ("10:00", "десята година"),
        ("00:01", "нульова година одна хвилина"),
        ("23:42", "двадцять третя година сорок дві хвилини"),
        ("станом на 10:21", "станом на десяту годину двадцять одну хвилину"),
        ("станом на 13:02", "станом на тринадцяту годину дві хвилини"),
        ("прийом з 9:00", "прийом з дев'ятої години"),
        ("Триває з 03:31", "Триває з третьої години тридцяти однієї хвилини"),
        ("о 10:30", "о десятій годині тридцять хвилин"),
        ("о 11:00", "об одинадцятій годині"),
        ("об 11:15", "об одинадцятій годині п'ятнадцять хвилин"),
        ("Ваш час: 14:12", "Ваш час: чотирнадцята година дванадцять хвилин"),
    ],
)
def test_a_time_stands_in_the_case_of_its_preposition(written: str, said: str) -> None:
    """The hour is declined, whatever word the catalogue has put before it; without one it is the nominative."""
    assert aloud(written, "uk") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10:05", "ten oh five"),
        ("10:00", "ten o'clock"),
        ("as of 16:30", "as of sixteen thirty"),
        ("from 16:00", "from sixteen hundred"),
        ("00:05", "zero oh five"),
        ("at 00:00", "at midnight"),
        ("at 12:00", "at twelve o'clock"),
    ],
)
def test_an_english_time_is_that_of_the_clock_on_the_wall(written: str, said: str) -> None:
    """In 24 hours, as paper and screen show it."""
    assert aloud(written, "en") == said


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("23.11.2026", "uk", "двадцять третє листопада дві тисячі двадцять шостого року"),
        ("01.05.2033", "uk", "перше травня дві тисячі тридцять третього року"),
        ("23.11.2026", "en", "the twenty-third of November, two thousand and twenty-six"),
        ("неділя, 22 листопада 2026 р.", "uk", "неділя, двадцять друге листопада дві тисячі двадцять шостого року"),
        ("Sunday 22 November 2026", "en", "Sunday the twenty-second of November two thousand and twenty-six"),
    ],
)
def test_a_date_is_said_as_a_day(written: str, language: Language, said: str) -> None:
    """In digits or with the month's name."""
    assert aloud(written, language) == said


@pytest.mark.parametrize(
    ("count", "ukrainian", "english"),
    [
        (0, "Перед вами нікого немає", "Nobody is ahead of you"),
        (1, "Перед вами одна особа", "one person is ahead of you"),
        (2, "Перед вами дві особи", "two people are ahead of you"),
        (5, "Перед вами п'ять осіб", "five people are ahead of you"),
        (11, "Перед вами одинадцять осіб", "eleven people are ahead of you"),
        (21, "Перед вами двадцять одна особа", "twenty-one people are ahead of you"),
        (112, "Перед вами сто дванадцять осіб", "one hundred and twelve people are ahead of you"),
    ],
)
def test_people_are_counted_in_their_gender(count: int, ukrainian: str, english: str) -> None:
    """An engine says «двадцять один особа»."""
    assert aloud(texts.ahead(count), "uk") == ukrainian
    assert aloud(texts.ahead(count, "en"), "en") == english


@pytest.mark.parametrize(
    ("from_min", "to_min", "ukrainian", "english"),
    [
        (25, 40, "приблизно від двадцяти п'яти до сорока хвилин", "about twenty-five to forty minutes"),
        (1, 21, "приблизно від однієї до двадцяти однієї хвилини", "about one to twenty-one minutes"),
        (0, 10, "до десяти хвилин", "up to ten minutes"),
        (0, 1, "до однієї хвилини", "up to one minute"),
        (22, 22, "приблизно двадцять дві хвилини", "about twenty-two minutes"),
        (1, 1, "приблизно одна хвилина", "about one minute"),
    ],
)
def test_a_wait_is_a_range_with_its_moment(from_min: int, to_min: int, ukrainian: str, english: str) -> None:
    """Both ends in the genitive, and the moment at which it looked so."""
    at = "станом на десяту годину п'ять хвилин"
    assert aloud(texts.wait(from_min, to_min, AT, KYIV), "uk") == f"Очікування {ukrainian}, {at}"
    assert aloud(texts.wait(from_min, to_min, AT, KYIV, "en"), "en") == f"Wait: {english}, as of ten oh five"


@pytest.mark.parametrize(
    ("numbers", "ukrainian", "english"),
    [
        ([3], "Вікно номер три", "Window number three"),
        ([1, 2, 3], "Вікна з номера один по номер три", "Windows number one to three"),
        ([1, 2, 3, 9], "Вікна з номера один по номер три, дев'ять", "Windows number one to three, nine"),
        ([1, 4], "Вікна номер один, чотири", "Windows number one, four"),
        ([1, 4, 5, 6, 21], "Вікна номер один, з номера чотири по номер шість, двадцять один",
         "Windows number one, four to six, twenty-one"),
    ],
)  # fmt: skip
def test_windows_are_numbered_so_that_nothing_is_declined(numbers: list[int], ukrainian: str, english: str) -> None:
    """After «номер» a numeral stays as it is."""
    assert aloud(texts.windows(numbers), "uk") == ukrainian
    assert aloud(texts.windows(numbers, "en"), "en") == english


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0 800 000 000", "нуль, вісім нуль нуль, нуль нуль нуль, нуль нуль нуль"),
        ("+38 (044) 123-45-67", "плюс три вісім, нуль чотири чотири, один два три, чотири п'ять, шість сім"),
        ("380441234567", "три вісім нуль чотири чотири один два три чотири п'ять шість сім"),
    ],
)
def test_a_phone_is_said_digit_by_digit(written: str, said: str) -> None:
    """In the groups in which it is written, alone or within a text."""
    assert phone(written, "uk") == said
    assert aloud(f"Телефон: {written}", "uk") == f"Телефон: {said}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("вул. Садова, 5-А", "вулиця Садова, п'ять-А"),
        ("м. Київ, просп. Науки, 12", "місто Київ, проспект Науки, дванадцять"),
        ("№ 7", "номер сім"),
        ("3-й поверх, ліворуч", "третій поверх, ліворуч"),
        ("3 поверх", "третій поверх"),
        ("на 2-му поверсі", "на другому поверсі"),
        ("сходи з 1-го поверху", "сходи з першого поверху"),
        ("каб. 12, 2-й пов.", "кабінет дванадцять, другий поверх"),
        ("2-й під’їзд", "другий під'їзд"),
        ("1 із 5", "один із п'яти"),
        ("Зв’язку немає", "Зв'язку немає"),
        ("обʼєкт", "об'єкт"),
        ("«Дія.Центр»", "Дія.Центр"),
        ("ЦНАП міста", "цнап міста"),
        ("ПОВІТРЯНА ТРИВОГА", "повітряна тривога"),
        ("паспорт — за 20 днів", "паспорт, за двадцять днів"),
        ("код 5513", "код п'ять тисяч п'ятсот тринадцять"),
        ("код 0042", "код нуль нуль чотири два"),
        ("№ 12345", "номер один два три чотири п'ять"),
        ("30.02.2026", "тридцять.нуль два.дві тисячі двадцять шість"),
        ("25:61", "двадцять п'ять:шістдесят один"),
    ],
)
def test_signs_and_short_forms_become_words(written: str, said: str) -> None:
    """What an engine would leave out, spell or break on; capitals are shouting on a screen only."""
    assert aloud(written, "uk") == said


def test_a_text_is_said_sentence_by_sentence() -> None:
    """So that the first is heard while the next is made; a short form is no end."""
    said = sentences("Зачекайте, будь ласка. Талон друкується! вул. Садова", "uk")
    assert [one.text for one in said] == ["Зачекайте, будь ласка.", "Талон друкується!", "вулиця Садова"]


def test_what_has_no_english_is_said_in_ukrainian() -> None:
    """An English voice cannot read Cyrillic; a ticket's number is no such text, as its letters have English names."""
    assert sentences(texts.shelter("підвал школи", "en"), "en") == (
        Sentence("Shelter:", "en"),
        Sentence("підвал школи", "uk"),
    )
    assert sentences("English", "uk") == (Sentence("English", "en"),)
    assert sentences("Your number: А012", "en") == (Sentence("Your number: ah, zero, one, two", "en"),)


def test_nothing_is_said_of_nothing() -> None:
    """A text that is empty, or signs only, is no sentence."""
    assert sentences("", "uk") == sentences(" — \n", "en") == ()


SIGNS = "АЬЫЭё1230 .,:;/–—-№≈«»()’+'\n%хв м.вул°"


@given(st.text(SIGNS) | st.text(), st.sampled_from(["uk", "en"]))
def test_whatever_a_centre_calls_itself_can_be_said(text: str, language: Language) -> None:
    """No text raises, none leaves an ordinary digit, and none is lost but signs: names in centre.toml are free."""
    said = " ".join(one.text for one in sentences(text, language))
    assert not any(sign in "0123456789№≈" for sign in said)
    assert any(sign.isalpha() for sign in said) or not any(sign.isalnum() and sign.isascii() for sign in text)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_no_public_text_leaves_a_digit_to_the_engine(language: Language) -> None:
    """Whatever centre/texts*.py say, with every kind of value in it, becomes letters and pauses alone."""
    shown = [
        texts.windows([1, 2, 3, 17], language),
        texts.appointment(AT, KYIV, language),
        texts.moment(AT, KYIV),
        texts.date_line(AT, KYIV, language),
        texts.phone("(044) 123-45-67", language),
        texts_alarms.lasts(AT, KYIV, language),
        texts_alarms.resumes(AT, KYIV, language),
        texts_alarms.in_shelter([4, 5], language),
    ]
    for text in shown:
        said = " ".join(one.text for one in sentences(text, language))
        assert not any(sign.isdigit() or sign in "№≈–’" for sign in said), said
