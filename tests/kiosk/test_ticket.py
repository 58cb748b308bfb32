# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, the bytes that say it, and the picture they make."""

from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace
from PIL import ImageChops

from kiosk import paper, ticket
from kiosk.facts import OwnTicket
from kiosk.raster import FRAGMENT_DOTS
from tests.kiosk.tickets import (
    BEGIN,
    CENTRE,
    FEED_AND_CUT,
    RASTER,
    assert_golden,
    booked,
    lines_of,
    on_paper,
    press,
    printed,
    reply,
    same,
    texts_of,
    whole,
)

CAPITALS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
LETTERS = CAPITALS + CAPITALS.lower()


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_ticket(width: int, tmp_path: Path) -> None:
    """From the reset to the cut, what comes out of a printer is, dot by dot, the lines drawn and the golden picture."""
    data = whole(press(width), booked())
    assert data.startswith(BEGIN)
    assert data.endswith(FEED_AND_CUT)
    seen = on_paper(press(width), booked(), width)
    assert same(seen, paper.draw(lines_of(booked()), width))
    assert_golden(seen, tmp_path / f"ticket-{width}.png")


@pytest.mark.parametrize("width", [384, 576])
def test_a_copy_says_so_above_its_number(width: int, tmp_path: Path) -> None:
    """A ticket that may have come out before has «КОПІЯ» over the number, in the code too, and else is the same."""
    assert_golden(on_paper(press(width), reply(), width, copy=True), tmp_path / f"ticket-copy-{width}.png")
    first, again = texts_of(lines_of(reply())), texts_of(lines_of(reply(), copy=True))
    assert [text for text in again if text not in first] == ["КОПІЯ"]
    assert again[again.index("КОПІЯ") + 1] == "А012"
    assert lines_of(reply(), copy=True)[-1].text.startswith("КОПІЯ\nА012\n")


@pytest.mark.parametrize("width", [384, 576])
def test_the_body_is_its_lines_alone(width: int) -> None:
    """What is made after the press is what only the answer says, in bands that cheap printers can buffer."""
    data = press(width).body(booked()).data
    assert same(printed(data, width), paper.draw(ticket.body(booked(), "Europe/Kyiv", ("uk",)), width))
    starts = [place for place in range(len(data)) if data.startswith(RASTER, place)]
    assert max(int.from_bytes(data[at + 6 : at + 8], "little") for at in starts) <= FRAGMENT_DOTS


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("number", ["А012", "ЖК1001", "ЩЮ99999"])
def test_the_number_is_high_and_fits(number: str, width: int) -> None:
    """Every number is at least 20 mm (160 dots) high, and its dots end before the paper does."""
    line = next(line for line in lines_of(reply(number)) if line.text == number)
    left, top, right, bottom = ink(line, width)
    assert bottom - top >= 160
    assert paper.MARGIN_DOTS <= left < right <= width - paper.MARGIN_DOTS


def ink(line: paper.Line, width: int) -> tuple[int, int, int, int]:
    """Return where a drawn line is black."""
    box = ImageChops.invert(paper.draw([line], width)).getbbox()
    assert box
    return box


@pytest.mark.parametrize("coarse", [False, True], ids=["fine", "coarse"])
def test_all_text_is_large_enough(coarse: bool) -> None:  # noqa: FBT001 - pytest hands it over
    """No text of a ticket has capitals lower than 40 dots (4.9 mm), as drawn, also in a quarter of the dots."""
    for line in lines_of(replace(booked(), after_alert=True), copy=True):
        if not (line.rule or line.code):
            _, top, _, bottom = ink(line._replace(text="Н", coarse=coarse or line.coarse), 576)
            assert bottom - top >= 40, line.text


@pytest.mark.parametrize("width", [384, 576])
def test_long_words_are_narrowed_not_cut(width: int) -> None:
    """A word wider than the paper keeps its first and its last letter on it, and the paper its white margin."""
    left, _, right, _ = ink(paper.Line("Електропостачальнотранспортувальний"), width)
    assert paper.MARGIN_DOTS <= left <= paper.MARGIN_DOTS + 4
    assert width - paper.MARGIN_DOTS - 4 <= right <= width - paper.MARGIN_DOTS


def test_every_letter_is_drawn_as_itself() -> None:
    """Each Ukrainian letter and sign has its own picture: none is the font's empty box."""
    drawn = {sign: paper.draw([paper.Line(sign)], 384).tobytes() for sign in LETTERS + "’№«»—≈–" + "\ufffe"}
    assert len(set(drawn.values())) == len(drawn)


def test_lines_are_even_and_keep_what_belongs_together() -> None:
    """Text is broken into evenly long lines, and a number is not parted from its noun."""
    assert paper.wrap("аа бб вв гг дд", len, 12) == ["аа бб вв", "гг дд"]
    (line,) = [line for line in lines_of(booked()) if line.text.startswith("Очікування")]
    assert line.text == "Очікування ≈\xa025–40\xa0хв, станом на\xa010:05"


def test_white_costs_little() -> None:
    """A quarter of a ticket is white between its lines; it takes one byte a row, whatever the paper's width."""
    made = paper.lay_out([paper.Line("А"), paper.Line("А", gap_dots=200)], 576)
    line = press(576)._part([paper.Line("А"), paper.Line("А", gap_dots=200)]).data
    black = sum(strip.picture.width // 8 * strip.picture.height for strip in made.strips)
    white = sum(strip.gap_dots for strip in made.strips) + made.rest_dots
    assert white > 200
    assert black + white < len(line) < black + white + 100


def test_a_service_of_another_centre_toml_still_gets_its_ticket() -> None:
    """A ticket whose service this kiosk does not know begins like any other, without the name."""
    data = press(384).head("unheard-of").data
    assert same(printed(data, 384), paper.draw(ticket.head(CENTRE.centre, None, ("uk",)), 384))
    assert texts_of(lines_of(replace(reply(), service="unheard-of")))[:2] == [CENTRE.centre.name, "А012"]


def test_a_ticket_says_all_it_must() -> None:
    """Centre, service, number, people ahead, the wait and its moment, windows, when, the alert, shelter and phone."""
    said = [
        "Центр надання адміністративних послуг Ґанівської громади",
        "В’їзд і єдине вікно № 2",
        "А012",
        "Ваш час: 10:30",
        "Перед вами 5 осіб",
        "Очікування ≈ 25–40 хв, станом на 10:05",
        "Вікна 1, 2",
        "22.11.2026, 10:05",
        "У разі тривоги талон зберігається",
        "Укриття: вул. Об’їзна, 7 (школа «Їжачок»)",
        "Телефон: 0 800 123 456",
    ]
    assert texts_of(lines_of(booked())) == said
    assert sorted(lines_of(booked())[-1].text.split("\n")) == sorted(said), "the code says what the letters say"


def test_priority_is_nobodys_business() -> None:
    """The dispatcher's answer does not say it, and a kiosk alone, which knows it, prints the same bytes."""
    made, keys = press(384), structs.asdict(reply())
    tickets = [whole(made, OwnTicket(**{**keys, "priority": priority})) for priority in (False, True)]
    assert tickets[0] == tickets[1]
    assert "priority" not in keys
