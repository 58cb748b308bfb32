# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the kiosk's screen says, how large and how clear, in one language and in two; and pictures found good."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre import catalogue
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.picture import Picture
from kiosk.face import draw
from kiosk.face_specimens import with_screen
from kiosk.pages import Page
from tests.display.looking import faults
from tests.drawn import Opener, assert_golden, needs_the_same_letters
from tests.kiosk.faces import BOTH, GREAT, LARGE, NINE, SCREENS, SMALL, TALL, UKRAINIAN, pages, touched

GOLDEN = Path(__file__).parent / "golden"
ASK = "Зверніться, будь ласка, до адміністратора."


def shown(centre: CentreFile, screen: KioskScreen, page: Page) -> Picture:
    """Return the page in all languages of the centre."""
    return draw(centre, screen, page._replace(languages=centre.centre.languages)).picture


def said(seen: Picture) -> str:
    """Return all the words, as they are read."""
    return " ".join(text.text for text in seen.texts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page("menu"), "Щоб узяти талон, натисніть кнопку потрібної послуги."),
        (Page("coming"), "Зачекайте: талон друкується."),
        (Page("not_printing"), f"Термінал не друкує талонів. {ASK}"),
        (Page("promised"), "Ваш талон ще не надруковано. Зверніться до адміністратора."),
        (Page("none_given"), f"Зараз талонів не видаємо. {ASK}"),
        (Page("battery_low"), "Батарея майже розряджена: скоро вимкнемося. Талони зберігаються."),
        (Page("closed", reason="internet"), f"Зараз талонів не видаємо: немає інтернету. {ASK}"),
        (
            Page("closed", reason="not_yet", opens_at=NINE),
            "Прийом з 09:00. Візьміть, будь ласка, талон ближче до цього часу.",
        ),
        (Page("closed", reason="not_yet"), "Прийом ще не почався. Візьміть, будь ласка, талон пізніше."),
        (
            Page("closed", reason="over"),
            "Прийом на сьогодні завершено. Приходьте, будь ласка, в інший робочий день.",
        ),
        (
            Page("closed", reason="full", booked=True),
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
    assert said(shown(UKRAINIAN, SMALL, page)) == words


def test_a_large_screen_promises_the_ticket_that_waits_for_paper() -> None:
    """Who has pressed reads that the ticket will come, and everybody whom to ask."""
    assert said(shown(UKRAINIAN, LARGE, Page("promised"))) == (
        f"Термінал не друкує талонів. {ASK} "
        "Якщо ви вже натиснули кнопку, ваш талон буде надруковано, щойно термінал запрацює."
    )


@pytest.mark.parametrize("size", SCREENS)
def test_ukrainian_comes_first_and_says_no_less(size: str) -> None:
    """English stands below all the Ukrainian; a place that has no translation may stand once."""
    for one in pages(BOTH, SCREENS[size], "uk", touch=False):
        lines = [text.text for text in draw(BOTH, SCREENS[size], one.page).picture.texts]
        latin = [bool(re.search("[A-Za-z]", line)) for line in lines]
        first = latin.index(True) if True in latin else len(lines)
        assert first > 0, one.name
        untranslated = {word for line in lines[first:] for word in re.findall("[А-Яа-яІіЇїЄєҐґ]+", line)}
        assert untranslated <= set(re.findall(r"\w+", BOTH.centre.shelter)), one.name


@pytest.mark.parametrize("screen", [SMALL, LARGE], ids=["small", "large"])
def test_seven_inches_have_room_for_both_languages(screen: KioskScreen) -> None:
    """From 7 inches on every page speaks English too, be it shorter."""
    lacking = [
        one.name
        for one in pages(BOTH, screen, "uk", touch=False)
        if not re.search("[A-Za-z]{3}", said(draw(BOTH, screen, one.page).picture))
    ]
    assert lacking == []


def test_a_screen_that_is_too_narrow_for_the_administrator_names_the_staff() -> None:
    """No word is cut or set smaller where another word will do."""
    assert said(shown(UKRAINIAN, TALL, Page("closed", reason="power"))) == (
        "Талонів зараз немає. Зверніться до працівника центру."
    )


def test_a_screen_that_is_too_small_for_any_words_sets_them_smaller() -> None:
    """The way to a shelter is never left out, be its name as long as it may."""
    place = "підземний паркінг торгового центру «Україна», вхід з вулиці Соборної, 12"
    centre = replace(UKRAINIAN, centre=replace(UKRAINIAN.centre, shelter=place))
    screen = KioskScreen(diagonal_inches=5)
    seen = shown(centre, screen, Page("alert"))
    assert said(seen).endswith("вхід з вулиці Соборної, 12.")
    assert faults(seen) == []


def test_english_leads_to_the_shelter_by_its_english_name() -> None:
    """The Ukrainian name stands in the Ukrainian sentence only."""
    named = replace(BOTH, centre=replace(BOTH.centre, shelter_en="school basement"))
    told = said(shown(named, LARGE, Page("alert")))
    assert "Go to the shelter: school basement." in told
    assert told.count("підвал") == 1


@needs_the_same_letters
@pytest.mark.parametrize(
    ("name", "centre", "screen", "page"),
    [
        ("ready-en", BOTH, SMALL, Page("menu")),
        ("coming", UKRAINIAN, SMALL, Page("coming")),
        ("not-printing-en", BOTH, SMALL, Page("not_printing")),
        ("not-printing-tall", UKRAINIAN, TALL, Page("not_printing")),
        ("promised-large-en", BOTH, LARGE, Page("promised")),
        ("alert-en", BOTH, SMALL, Page("alert")),
        ("closed", UKRAINIAN, SMALL, Page("closed", reason="internet")),
        ("alert-yellow", UKRAINIAN, SMALL, Page("alert", level="yellow")),
    ],
)
def test_the_citizen_sees_the_golden_shown(
    name: str, centre: CentreFile, screen: KioskScreen, page: Page, open_screen: Opener, tmp_path: Path
) -> None:
    """Each picture is the one that was looked at and found good, to the last pixel."""
    assert_golden(open_screen(screen), shown(centre, screen, page), GOLDEN / f"face-{name}.png", tmp_path)


@needs_the_same_letters
@pytest.mark.parametrize(
    ("size", "name"),
    [
        ("small", "menu-focus"),
        ("small", "menu-some-closed"),
        ("small", "menu-priority"),
        ("small", "code-half"),
        ("small", "take"),
        ("small", "closed-full-booked"),
        ("large", "purposes-documents"),
        ("upright", "still-wait-21"),
    ],
)
def test_the_citizen_touches_the_golden_picture(size: str, name: str, open_screen: Opener, tmp_path: Path) -> None:
    """As above, on a screen that is touched, of the large centre."""
    centre, screen = with_screen(GREAT, SCREENS[size], touch=True), touched(SCREENS[size])
    (one,) = (one for one in pages(GREAT, screen, "uk", touch=True) if one.name == name)
    picture = draw(centre, screen, one.page, one.pressed).picture
    assert_golden(open_screen(screen), picture, GOLDEN / f"face-touch-{size}-{name}.png", tmp_path)


def test_the_hall_and_the_kiosk_say_the_same_of_a_printer() -> None:
    """Both ask the catalogue for one text."""
    text = "The ticket machine is not printing tickets. Please ask the administrator."
    assert said(shown(UKRAINIAN, LARGE, Page("not_printing"))) == catalogue.say(text, "uk").replace("\xa0", " ")
