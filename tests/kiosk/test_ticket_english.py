# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A ticket in two languages, with an appointment and a wait."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from centre.config import CodePage
from centre.messages import TicketReply, Wait
from kiosk import paper, ticket
from tests.kiosk.tickets import BEGIN, CENTRE, FEED_AND_CUT, RASTER, assert_golden, pictures, press, reply, stacked

BILINGUAL = msgspec.structs.replace(
    CENTRE,
    centre=msgspec.structs.replace(CENTRE.centre, languages=("uk", "en"), name_en="Ganivka Service Centre"),
    services=(msgspec.structs.replace(CENTRE.services[0], name_en="Entry"),),
)


def booked() -> TicketReply:
    """Return the answer to somebody with an appointment, whose wait is known."""
    at = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
    return msgspec.structs.replace(
        reply(), due=datetime(2026, 11, 22, 8, 30, tzinfo=UTC), wait=Wait(from_min=25, to_min=40, at=at)
    )


def texts_in(lines: Sequence[paper.Line]) -> list[str]:
    """Return what lines say, their spaces as spaces."""
    return [line.text.replace("\xa0", " ") for line in lines if line.text]


def test_an_appointment_and_a_wait_are_printed() -> None:
    """A booked time stands under the number, the wait under the people ahead, and no line breaks inside of them."""
    lines = ticket.body(booked(), "Europe/Kyiv")
    assert texts_in(lines) == [
        "А012",
        "Ваш час: 10:30",
        "Перед вами 5 осіб",
        "Очікування ≈ 25–40 хв, станом на 10:05",
        "Вікна 1, 2",
        "неділя, 22 листопада 2026 р., 10:05",
    ]
    assert lines[3].text == "Очікування ≈\xa025–40\xa0хв, станом на\xa010:05"


def test_english_stands_below_each_sentence_and_smaller() -> None:
    """Where the centre speaks English, each Ukrainian sentence is followed by its English one in 24 dots."""
    lines = [
        *ticket.head(BILINGUAL.centre, BILINGUAL.services[0]),
        *ticket.body(booked(), "Europe/Kyiv", BILINGUAL.centre.languages),
        *ticket.tail(BILINGUAL.centre),
    ]
    assert texts_in([line for line in lines if line.cap_dots == ticket.ENGLISH_CAP_DOTS]) == [
        "Ganivka Service Centre",
        "YOUR TICKET",
        "Entry",
        "Your time: 10:30",
        "5 people are ahead of you",
        "Wait: ≈ 25–40 min, as of 10:05",
        "Windows 1, 2",
        "Sunday, 22 November 2026, 10:05",
        "Keep this ticket until you have been served",
        "In an air-raid alert your ticket stays valid",
        "Shelter: вул. Об’їзна, 7 (школа «Їжачок»)",
        "Phone: 0 800 123 456",
    ]
    assert texts_in([line for line in lines if line.cap_dots > ticket.ENGLISH_CAP_DOTS]) == texts_in([
        *ticket.head(CENTRE.centre, CENTRE.services[0]),
        *ticket.body(booked(), "Europe/Kyiv"),
        *ticket.tail(CENTRE.centre),
    ])  # fmt: skip


def test_a_name_without_english_stands_alone() -> None:
    """A centre or service that gave no English name has no empty line under its Ukrainian one."""
    centre = msgspec.structs.replace(CENTRE.centre, languages=("uk", "en"))
    assert texts_in(ticket.head(centre, CENTRE.services[0])) == [
        "Центр надання адміністративних послуг Ґанівської громади",
        "ВАШ ТАЛОН",
        "YOUR TICKET",
        "В’їзд і єдине вікно № 2",
    ]


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_bilingual_ticket(width: int, tmp_path: Path) -> None:
    """A ticket in two languages is, dot by dot, its golden picture."""
    made = press(width, centre=BILINGUAL)
    data = made.head("entry").data + made.body(booked()).data + made.tail.data
    picture = stacked(list(pictures(data.removeprefix(BEGIN).removesuffix(FEED_AND_CUT))))
    assert_golden(picture, tmp_path / f"ticket-en-{width}.png")


def in_alert() -> TicketReply:
    """Return the answer to somebody who took a ticket while an alert lasted."""
    return msgspec.structs.replace(reply(), after_alert=True)


def test_a_ticket_of_an_alert_says_when_it_is_good() -> None:
    """Directly under the number, in strong letters, and in English; with an appointment above its time."""
    alert = ticket.body(in_alert(), "Europe/Kyiv", BILINGUAL.centre.languages)
    assert texts_in(alert)[:4] == [
        "А012",
        "Дійсний після відбою тривоги",
        "Valid after the all-clear",
        "Перед вами 5 осіб",
    ]
    assert alert[1].cap_dots == ticket.STRONG_CAP_DOTS
    both = texts_in(ticket.body(msgspec.structs.replace(booked(), after_alert=True), "Europe/Kyiv"))
    assert both[:3] == ["А012", "Дійсний після відбою тривоги", "Ваш час: 10:30"]


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_ticket_of_an_alert(width: int, tmp_path: Path) -> None:
    """What is good after the all-clear only is, dot by dot, its golden picture."""
    made = press(width)
    data = made.head("entry").data + made.body(in_alert()).data + made.tail.data
    picture = stacked(list(pictures(data.removeprefix(BEGIN).removesuffix(FEED_AND_CUT))))
    assert_golden(picture, tmp_path / f"ticket-alert-{width}.png")


@pytest.mark.parametrize(("name", "about"), [("cp1251", b"~"), ("cp1125", b"~")])
def test_text_tickets_say_english_in_single_letters(name: Literal["cp1251", "cp1125"], about: bytes) -> None:
    """In text English is as high as font A, and the wait is text too, though code pages lack its sign."""
    data = press(576, CodePage(name=name, number=73), BILINGUAL).body(booked()).data
    waiting = "25–40 хв, станом на\n10:05\n".replace("–", "-" if name == "cp1125" else "–").encode(name)
    assert about + b" " + waiting.replace(b"\n", b" ").rstrip() in data.replace(b"\n", b" ")
    assert b"\x1d!\x005 people are ahead of you\n" in data
    assert RASTER not in data
