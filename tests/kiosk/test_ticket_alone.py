# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, and on a slip, of a kiosk that nobody tells who waits in the hall."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from centre.config_kiosks import CodePage
from kiosk import notice, paper, ticket
from kiosk.facts import OwnTicket
from kiosk.ticket import Languages
from tests.kiosk.tickets import BILINGUAL, CENTRE, assert_golden, on_paper, press, reply, texts_of

SENTENCE = "Талон видано без зв’язку із системою черги; ваше місце визначить час видачі"


def own(*, timed: bool = True) -> OwnTicket:
    """Return what a kiosk gives by itself on a Sunday morning."""
    words = msgspec.structs.asdict(reply("А801"))
    return OwnTicket(**{**words, "ahead": 0, "timed": timed})


def body(given: OwnTicket, languages: Languages = ("uk",)) -> list[str]:
    """Return the body's paragraphs."""
    return texts_of(ticket.body(given, "Europe/Kyiv", languages))


def test_it_says_what_the_kiosk_knows_and_no_more() -> None:
    """The number, where to go, how the place is found and when it was given: not that nobody is ahead."""
    assert body(own()) == ["А801", "Вікна 1, 2", SENTENCE, "22.11.2026, 10:05"]


def test_english_stands_below() -> None:
    """Each sentence."""
    assert body(own(), ("uk", "en")) == [
        "А801",
        "Вікна 1, 2",
        "Windows 1, 2",
        SENTENCE,
        "Given without connection to the centre; your place is by the time of this ticket",
        "22.11.2026, 10:05",
    ]


def test_a_time_that_nobody_believes_is_not_printed() -> None:
    """Better none than the first of January 1970."""
    assert body(own(timed=False)) == ["А801", "Вікна 1, 2", SENTENCE]


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_ticket_of_a_kiosk_alone(width: int, tmp_path: Path) -> None:
    """Head, body, tail and code are, dot by dot, the golden picture; the number is as high as ever."""
    assert_golden(on_paper(press(width, centre=BILINGUAL), own(), width), tmp_path / f"ticket-alone-{width}.png")


@pytest.mark.parametrize("name", ["cp1251", "cp1125"])
def test_it_can_be_text_too(name: Literal["cp1251", "cp1125"]) -> None:
    """A slow serial printer says the sentence in letters, with what its code page has of the typography."""
    said = press(576, CodePage(name=name, number=73)).body(own()).data.decode(name, "replace")
    assert "Талон видано" in said


def test_a_code_that_cannot_be_checked_sends_to_the_administrator() -> None:
    """The slip says why."""
    lines = notice.lines(notice.Notice(None, datetime(2026, 11, 22, 8, 5, tzinfo=UTC)), CENTRE.centre, ("uk",))
    assert texts_of(lines)[1] == (
        "Немає зв’язку із системою черги, тому знайти ваш запис зараз не можна. Зверніться, будь ласка, до"
        " адміністратора."
    )
    assert paper.draw(lines, 384).width == 384
