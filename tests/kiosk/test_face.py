# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the kiosk's screen says, how large and how clear, in one language and in two; and pictures found good."""

import math
import re
from pathlib import Path

import pytest

from centre import catalogue
from centre.config import Centre, KioskScreen
from centre.picture import Picture
from kiosk.face import _ways, picture
from kiosk.pages import Page
from tests.display.looking import contrast, faults
from tests.drawn import Opener, assert_golden, needs_the_same_letters
from tests.kiosk.faces import BOTH, CENTRES, LARGE, NINE, PAGES, SCREENS, SMALL, TALL, UKRAINIAN

GOLDEN = Path(__file__).parent / "golden"
ASK = "Зверніться, будь ласка, до адміністратора."


def said(shown: Picture) -> str:
    """Return all the words, as they are read."""
    return " ".join(text.text for text in shown.texts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("language", CENTRES)
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_page_is_legible_from_600_mm(page: Page, language: str, size: str) -> None:
    """Capitals are 7.3 mm and more (0.7 degrees), every text has 7:1, none is cut, nothing runs into anything."""
    screen = SCREENS[size]
    shown = picture(CENTRES[language], screen, page)
    mm = screen.diagonal_inches * 25.4 / math.hypot(screen.width_px, screen.height_px)
    assert min(text.cap for text in shown.texts) * mm >= 7.3
    assert min(contrast(text.colour, text.background) for text in shown.texts) >= 7
    assert {text.background for text in shown.texts} == {shown.background}
    assert faults(shown) == []
    assert "…" not in said(shown)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page("ready"), "Щоб узяти талон, натисніть кнопку потрібної послуги."),
        (Page("coming"), "Зачекайте: талон друкується."),
        (Page("not_printing"), f"Термінал не друкує талонів. {ASK}"),
        (Page("promised"), "Ваш талон ще не надруковано. Зверніться до адміністратора."),
        (Page("none_given"), f"Зараз талонів не видаємо. {ASK}"),
        (Page("battery_low"), "Батарея майже розряджена: скоро вимкнемося. Талони зберігаються."),
        (Page("closed", "internet"), f"Зараз талонів не видаємо: немає інтернету. {ASK}"),
        (Page("closed", "not_yet", NINE), "Прийом з 09:00. Візьміть, будь ласка, талон ближче до цього часу."),
        (Page("closed", "not_yet"), "Прийом ще не почався. Візьміть, будь ласка, талон пізніше."),
        (
            Page("closed", "over"),
            "Прийом на сьогодні завершено. Приходьте, будь ласка, в інший робочий день.",
        ),
        (
            Page("closed", "full", booked=True),
            "Вільних талонів зараз немає. Якщо ви записані на прийом, введіть код.",
        ),
        (
            Page("alert"),
            (
                "ПОВІТРЯНА ТРИВОГА Пройдіть в укриття: підвал школи № 1, вхід з двору. "
                "Талон візьміть, будь ласка, після відбою."
            ),
        ),
    ],
)
def test_seven_inches_tell_a_citizen_what_to_do(page: Page, words: str) -> None:
    """Each page is a sentence or two of plain Ukrainian, and nothing technical."""
    assert said(picture(UKRAINIAN, SMALL, page)) == words


def test_a_large_screen_promises_the_ticket_that_waits_for_paper() -> None:
    """Who has pressed reads that the ticket will come, and everybody whom to ask."""
    assert said(picture(UKRAINIAN, LARGE, Page("promised"))) == (
        f"Термінал не друкує талонів. {ASK} "
        "Якщо ви вже натиснули кнопку, ваш талон буде надруковано, щойно термінал запрацює."
    )


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_ukrainian_comes_first_and_says_no_less(page: Page, size: str) -> None:
    """English stands below all the Ukrainian; a place that has no translation may stand once."""
    lines = [text.text for text in picture(BOTH, SCREENS[size], page).texts]
    latin = [bool(re.search("[A-Za-z]", line)) for line in lines]
    first = latin.index(True) if True in latin else len(lines)
    assert first > 0
    untranslated = {word for line in lines[first:] for word in re.findall("[А-Яа-яІіЇїЄєҐґ]+", line)}
    assert untranslated <= set(re.findall(r"\w+", BOTH.shelter))


def test_the_second_language_gets_shorter_first() -> None:
    """Ukrainian never says less than English (law 2704-VIII, article 27), and in the end stands alone."""
    assert list(_ways([[["весь"], ["стислий"]], [["whole"], ["short"]]])) == [
        [["весь"], ["whole"]],
        [["весь"], ["short"]],
        [["стислий"], ["short"]],
        [["весь"]],
        [["стислий"]],
    ]


@pytest.mark.parametrize("screen", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_seven_inches_have_room_for_both_languages(page: Page, screen: KioskScreen) -> None:
    """From 7 inches on every page speaks English too, be it shorter."""
    assert re.search("[A-Za-z]{3}", said(picture(BOTH, screen, page)))


def test_a_screen_that_is_too_narrow_for_the_administrator_names_the_staff() -> None:
    """No word is cut or set smaller where another word will do."""
    assert said(picture(UKRAINIAN, TALL, Page("closed", "power"))) == (
        "Талонів зараз немає. Зверніться до працівника центру."
    )


def test_a_screen_that_is_too_small_for_any_words_sets_them_smaller() -> None:
    """The way to a shelter is never left out, be its name as long as it may."""
    centre = Centre(name="ЦНАП", shelter="підземний паркінг торгового центру «Україна», вхід з вулиці Соборної, 12")
    screen = KioskScreen(diagonal_inches=5)
    shown = picture(centre, screen, Page("alert"))
    assert said(shown).endswith("вхід з вулиці Соборної, 12.")
    assert faults(shown) == []


@needs_the_same_letters
@pytest.mark.parametrize(
    ("name", "centre", "screen", "page"),
    [
        ("ready-en", BOTH, SMALL, Page("ready")),
        ("coming", UKRAINIAN, SMALL, Page("coming")),
        ("not-printing-en", BOTH, SMALL, Page("not_printing")),
        ("not-printing-tall", UKRAINIAN, TALL, Page("not_printing")),
        ("promised-large-en", BOTH, LARGE, Page("promised")),
        ("alert-en", BOTH, SMALL, Page("alert")),
        ("closed", UKRAINIAN, SMALL, Page("closed", "internet")),
    ],
)
def test_the_citizen_sees_the_golden_picture(
    name: str, centre: Centre, screen: KioskScreen, page: Page, open_screen: Opener, tmp_path: Path
) -> None:
    """Each picture is the one that was looked at and found good, to the last pixel."""
    assert_golden(open_screen(screen), picture(centre, screen, page), GOLDEN / f"face-{name}.png", tmp_path)


def test_the_hall_and_the_kiosk_say_the_same_of_a_printer() -> None:
    """Both ask the catalogue for one text."""
    text = "The ticket machine is not printing tickets. Please ask the administrator."
    assert said(picture(UKRAINIAN, LARGE, Page("not_printing"))) == catalogue.say(text, "uk").replace("\xa0", " ")
