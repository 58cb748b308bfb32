# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A ticket in two languages, and the ticket of an alert."""

from pathlib import Path

import msgspec
import pytest

from centre.messages import TicketReply
from kiosk import ticket
from kiosk.paper import TEXT_CAP_DOTS
from tests.kiosk.tickets import BILINGUAL, CENTRE, assert_golden, booked, lines_of, on_paper, press, reply, texts_of


def test_english_stands_below_each_sentence_and_is_as_large() -> None:
    """Where the centre speaks English, each Ukrainian sentence is followed by its English one; digits stand once."""
    lines = lines_of(booked(), BILINGUAL)
    assert texts_of(lines) == [
        "Центр надання адміністративних послуг Ґанівської громади",
        "Ganivka Service Centre",
        "В’їзд і єдине вікно № 2",
        "Entry",
        "А012",
        "Ваш час: 10:30",
        "Your time: 10:30",
        "Перед вами 5 осіб",
        "5 people are ahead of you",
        "Очікування ≈ 25–40 хв, станом на 10:05",
        "Wait: ≈ 25–40 min, as of 10:05",
        "Вікна 1, 2",
        "Windows 1, 2",
        "22.11.2026, 10:05",
        "У разі тривоги талон зберігається",
        "In an air-raid alert your ticket stays valid",
        "Укриття / Shelter: вул. Об’їзна, 7 (школа «Їжачок»)",
        "Телефон / Phone: 0 800 123 456",
    ]
    assert min(line.cap_dots for line in lines) == TEXT_CAP_DOTS


def test_a_shelter_with_an_english_name_is_said_in_each_language() -> None:
    """Then each line has the label of its language; in English alone it is the English name alone."""
    centre = msgspec.structs.replace(BILINGUAL.centre, shelter_en="Sadova St 7 (school)")
    assert texts_of(ticket.tail(centre, ("uk", "en")))[2:4] == [
        "Укриття: вул. Об’їзна, 7 (школа «Їжачок»)",
        "Shelter: Sadova St 7 (school)",
    ]
    assert texts_of(ticket.tail(centre, ("en",)))[1] == "Shelter: Sadova St 7 (school)"
    assert texts_of(ticket.tail(centre, ("uk",)))[1] == "Укриття: вул. Об’їзна, 7 (школа «Їжачок»)"


def test_lines_of_the_other_language_break_no_number_from_its_noun() -> None:
    """As in Ukrainian."""
    (line,) = [line for line in lines_of(booked(), BILINGUAL) if line.text.startswith("Wait")]
    assert line.text == "Wait: ≈\xa025–40\xa0min, as of\xa010:05"


def test_a_name_without_english_stands_alone() -> None:
    """A centre or service that gave no English name has no empty line under its Ukrainian one."""
    centre = msgspec.structs.replace(CENTRE.centre, languages=("uk", "en"))
    assert texts_of(ticket.head(centre, CENTRE.services[0], centre.languages)) == [
        "Центр надання адміністративних послуг Ґанівської громади",
        "В’їзд і єдине вікно № 2",
    ]


def test_a_ticket_may_speak_one_language_alone() -> None:
    """In English only, names that have no English stay Ukrainian rather than be left out."""
    lines = (*ticket.head(CENTRE.centre, CENTRE.services[0], ("en",)), *ticket.body(reply(), "Europe/Kyiv", ("en",)))
    assert texts_of(lines) == [
        CENTRE.centre.name,
        "В’їзд і єдине вікно № 2",
        "А012",
        "5 people are ahead of you",
        "Windows 1, 2",
        "22.11.2026, 10:05",
    ]


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_bilingual_ticket(width: int, tmp_path: Path) -> None:
    """A ticket in two languages is, dot by dot, its golden picture."""
    assert_golden(on_paper(press(width, centre=BILINGUAL), booked(), width), tmp_path / f"ticket-en-{width}.png")


def in_alert() -> TicketReply:
    """Return the answer to somebody who took a ticket while an alert lasted."""
    return msgspec.structs.replace(reply(), after_alert=True)


def test_a_ticket_of_an_alert_says_when_it_is_good() -> None:
    """Directly under the number, and in English; with an appointment above its time."""
    alert = texts_of(ticket.body(in_alert(), "Europe/Kyiv", BILINGUAL.centre.languages))
    assert alert[:4] == ["А012", "Дійсний після відбою тривоги", "Valid after the all-clear", "Перед вами 5 осіб"]
    both = texts_of(ticket.body(msgspec.structs.replace(booked(), after_alert=True), "Europe/Kyiv", ("uk",)))
    assert both[:3] == ["А012", "Дійсний після відбою тривоги", "Ваш час: 10:30"]


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_ticket_of_an_alert(width: int, tmp_path: Path) -> None:
    """What is good after the all-clear only is, dot by dot, its golden picture."""
    assert_golden(on_paper(press(width), in_alert(), width), tmp_path / f"ticket-alert-{width}.png")
