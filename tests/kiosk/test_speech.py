# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is heard holds all that is read: every line of every kind of ticket, of every example's centre."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centre import config, texts
from centre.centre_file import load
from centre.config import CentreFile, Language
from centre.config_kiosks import KioskScreen
from centre.messages import Refusal, TicketReply
from centre.spoken import aloud
from kiosk import ticket
from kiosk.face_specimens import specimens, with_screen
from kiosk.facts import OwnTicket
from kiosk.listening import Say
from kiosk.pages import Choice, Page
from kiosk.specimens import Kind, kinds
from kiosk.speech import Speech

EXAMPLES = Path(config.__file__).parent / "examples"
CENTRES = {name: load(EXAMPLES / f"{name}.toml") for name in ("small", "large")}
LANGUAGES: tuple[tuple[Language, ...], ...] = (("uk",), ("en",), ("uk", "en"))

FACTS: dict[Language, dict[str, str]] = {
    "uk": {
        "А012": "Талон А, нуль, один, два.",
        "А013": "Талон А, нуль, один, три.",
        "А801": "Талон А, вісім, нуль, один.",
        "windows": "Вікно номер один.",
        "ahead": "Перед вами п'ять осіб.",
        "wait": "приблизно від двадцяти п'яти до сорока хвилин, станом на десяту годину п'ять хвилин.",
        "issued": "Видано: двадцять третє листопада дві тисячі двадцять шостого року, десята година п'ять хвилин.",
        "due": "Ваш час: десята година тридцять хвилин.",
        "after_alert": "Дійсний після відбою тривоги.",
        "alone": "Талон видано без зв'язку із системою черги; ваше місце визначить час видачі.",
        "copy": "копія.",
        "alert": "У разі тривоги талон зберігається.",
    },
    "en": {
        "А012": "Ticket ah, zero, one, two.",
        "А013": "Ticket ah, zero, one, three.",
        "А801": "Ticket ah, eight, zero, one.",
        "windows": "Window number one.",
        "ahead": "five people are ahead of you.",
        "wait": "Wait: about twenty-five to forty minutes, as of ten oh five.",
        "issued": "Issued: the twenty-third of November, two thousand and twenty-six, ten oh five.",
        "due": "Your time: ten thirty.",
        "after_alert": "Valid after the all-clear.",
        "alone": "Given without connection to the centre; your place is by the time of this ticket.",
        "copy": "copy.",
        "alert": "In an air-raid alert your ticket stays valid.",
    },
}
"""What the specimens say, in the words in which it must be heard."""


def tickets(centre: CentreFile) -> Iterator[tuple[Kind, TicketReply]]:
    """Yield every kind of ticket that a kiosk gives, for each service of the centre."""
    for service in centre.services:
        for kind in kinds(service.id):
            if isinstance(kind.said, TicketReply):
                yield kind, kind.said


def heard(centre: CentreFile, page: Page, focus: str = "") -> str:
    """Return all that is heard when a page appears."""
    return " ".join(one.text for one in Speech(centre, centre.kiosks[0]).sentences([Say("page")], page, focus))


def facts(kind: Kind, reply: TicketReply) -> Iterator[str]:
    """Yield which facts stand on a ticket."""
    yield from (reply.ticket, "windows", "issued", "alert")
    yield from ("copy",) if kind.copy else ()
    if isinstance(reply, OwnTicket):
        yield "alone"
        return
    yield from ("ahead", "wait")
    yield from ("due",) if reply.due else ()
    yield from ("after_alert",) if reply.after_alert else ()


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("name", CENTRES)
def test_every_fact_of_a_ticket_is_heard(name: str, languages: tuple[Language, ...]) -> None:
    """Number, windows, ahead, range and moment, date and time, due time, alert, offline and copy words: all of them."""
    centre = CENTRES[name]
    seen = set[str]()
    for kind, reply in tickets(centre):
        said = heard(centre, Page("take", languages, ticket=reply, copy=kind.copy))
        for language in languages:
            for fact in facts(kind, reply):
                seen.add(fact)
                assert FACTS[language][fact] in said, f"{kind.name}: {fact} is not heard in {said!r}"
    assert seen == FACTS["uk"].keys()


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("name", CENTRES)
def test_every_line_of_the_paper_is_heard(name: str, languages: tuple[Language, ...]) -> None:
    """Head, body and tail as they are printed, shelter, phone and the centre's name with them, read aloud."""
    centre = CENTRES[name]
    for kind, reply in tickets(centre):
        said = heard(centre, Page("take", languages, ticket=reply, copy=kind.copy))
        service = next(one for one in centre.services if one.id == reply.service)
        for language in languages:
            lines = (
                *ticket.head(centre.centre, service, (language,)),
                *ticket.body(reply, centre.centre.time_zone, (language,), copy=kind.copy),
                *ticket.tail(centre.centre, (language,)),
            )
            for line in filter(None, (line.text for line in lines)):
                for part in line.split(": "):  # a label is English, what it labels may be Ukrainian
                    tongue: Language = "uk" if any("а" <= sign.lower() <= "ї" for sign in part) else language
                    words = aloud(part, language if part == reply.ticket else tongue)
                    assert words in said, f"{kind.name}: {words!r} is not heard in {said!r}"


def test_why_somebody_has_priority_is_never_said() -> None:
    """The label, and that it is chosen: no page says more, and a ticket says nothing of it at all."""
    for centre in CENTRES.values():
        for kind, reply in tickets(centre):
            said = heard(centre, Page("take", ("uk", "en"), ticket=reply, copy=kind.copy))
            assert "ріоритет" not in said
            assert "riority" not in said


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("touch", [True, False], ids=["touch", "buttons"])
@pytest.mark.parametrize("name", CENTRES)
def test_every_page_is_heard_and_leaves_the_engine_nothing(name: str, touch: bool, language: Language) -> None:  # noqa: FBT001
    """Each specimen of a page of the screen is heard in its languages, in words only: no digit, no sign."""
    centre = with_screen(CENTRES[name], KioskScreen(), touch=touch)
    kiosk = centre.kiosks[0]
    speech = Speech(centre, kiosk)
    for page in (specimen.page for specimen in specimens(centre, kiosk, language)):
        said = speech.sentences([Say("page"), *(Say("choice", c.name) for c in page.choices)], page, "")
        assert said, page
        assert {one.language for one in said} >= set(page.languages)
        text = " ".join(one.text for one in said)
        assert not [sign for sign in text if sign.isdigit() or sign in "№≈–’«»"], text
        for choice in page.choices:
            assert speech.sentences([Say("choice", choice.name)], page, ""), choice


def test_a_closed_choice_says_why() -> None:
    """Never colour or silence alone: what cannot be had is named with its reason."""
    centre = CENTRES["small"]
    page = Page("menu", choices=(Choice("passport", "service", "passport", closed="registry"),))
    said = Speech(centre, centre.kiosks[0]).sentences([Say("choice", "passport")], page, "passport")
    assert said[0].text == "Паспорт."
    assert "реєстр" in said[1].text


def test_the_digits_of_a_code_are_not_said_back() -> None:
    """A code is its citizen's, and the hall hears: how many digits are keyed in, never which."""
    page = Page("code", digits="55", digits_of=4)
    assert heard(CENTRES["small"], page) == "Введіть код запису. Введено цифр: два із чотирьох."


def test_where_all_speak_every_language_one_follows_the_other_whole() -> None:
    """A page of two languages is heard in Ukrainian to its end, then in English, each by its own voice."""
    centre = CENTRES["small"]
    said = Speech(centre, centre.kiosks[0]).sentences([Say("page")], Page("coming", ("uk", "en")), "")
    assert [one.language for one in said] == ["uk", "en"]
    assert texts.apostrophe(said[0].text) == "Зачекайте: талон друкується."


def test_a_refusal_says_what_the_slip_would_say() -> None:
    """Who listens needs no paper to learn why there is no ticket."""
    page = Page("told", told=Refusal(reason="unknown_code", text=""))
    assert heard(CENTRES["small"], page).startswith("На сьогодні запису з таким кодом немає.")
