# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tickets in a printer's own letters: exact bytes, nothing approximated, and large enough."""

from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops

from centre.config import Centre, CentreFile
from centre.config_kiosks import CodePage
from kiosk import paper, qr_code
from kiosk.code_page import encodable
from tests.kiosk.test_ticket import LETTERS
from tests.kiosk.tickets import (
    BEGIN,
    BILINGUAL,
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
    whole,
)

CENTRED = b"\x1ba\x01"
PAGE = CodePage(name="cp1251", number=46)


@pytest.mark.parametrize(
    ("page", "service", "shelter"),
    [
        (CodePage(name="cp1251", number=73), "В’їзд і єдине вікно № 2", "вул. Об’їзна, 7\n(школа «Їжачок»)"),
        (CodePage(name="cp1125", number=44), "В'їзд і єдине вікно № 2", 'вул. Об\'їзна, 7\n(школа "Їжачок")'),
    ],
)
def test_text_tickets_are_exact_bytes(page: CodePage, service: str, shelter: str) -> None:
    """Reset, no Kanji, the configured page by its number, centred, bold, large; only the number is a picture."""
    made = press(576, page)
    style = b"\x1bt" + bytes([page.number]) + b"\x1bE\x01\x1ba\x01"
    assert made.head("entry").data == BEGIN + style + b"".join([
        b"\x1d!\x12" + "Центр надання\nадміністративних послуг\nҐанівської громади\n".encode(page.name),
        b"\x1d!\x00\n\x1d!\x00" + b"-" * 48 + b"\n",
        b"\x1d!\x00\n\x1d!\x12" + f"{service}\n".encode(page.name),
    ])  # fmt: skip
    assert made.body(reply()).data.endswith(b"".join([
        b"\x1d!\x00\n\x1d!\x12" + "Перед вами 5 осіб\n".encode(page.name),
        b"\x1d!\x00\n\x1d!\x12" + "Вікна 1, 2\n".encode(page.name),
        b"\x1d!\x00\n\x1d!\x12" + "22.11.2026, 10:05\n".encode(page.name),
    ]))  # fmt: skip
    assert f"{shelter}\n".encode(page.name) in made.tail().data
    assert "Телефон: 0 800 123 456\n".encode(page.name) in made.tail().data
    assert made.end(reply()).data.endswith(FEED_AND_CUT)


@pytest.mark.parametrize(
    ("page", "text", "said"),
    [
        ("cp1251", LETTERS + "’№«»—…", LETTERS + "’№«»—…"),
        ("cp1125", LETTERS + "’№«»—…", LETTERS + '\'№""-...'),
        ("cp1251", "≈ 25–40", "~ 25–40"),
        ("cp1251", "₴", None),
        ("cp1125", "Café", None),
    ],
)
def test_nothing_is_approximated_silently(page: str, text: str, said: str | None) -> None:
    """All of Ukrainian is said by both pages; typography they lack is ASCII; for the rest there is no text."""
    assert encodable(text, page) == said


def test_what_a_page_cannot_say_is_drawn() -> None:
    """A paragraph with a foreign letter is printed as a coarse picture among the lines of text."""
    centre = CentreFile(
        centre=Centre(name="ЦНАП", shelter="Café «Затишок»"), services=CENTRE.services, windows=CENTRE.windows
    )
    data = press(384, PAGE, centre).tail().data
    (line,) = [line for line in lines_of(reply(), centre) if "Café" in line.text and not line.code]
    assert same(printed(CENTRED + data[data.index(RASTER) :], 384), paper.draw([line], 384, coarse=True))
    assert b"?" not in data[: data.index(RASTER)]


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("number", ["А012", "ЖК1001", "ЩЮ99999"])
def test_the_number_is_as_high_as_on_a_picture(number: str, width: int) -> None:
    """No printer's letter is 20 mm high, so the number is a picture here too, in a quarter of the dots."""
    data = press(width, PAGE).body(reply(number)).data
    number_dots = paper.draw([paper.Line(number, 168, coarse=True)], width)
    box = ImageChops.invert(number_dots).getbbox()
    assert box
    assert box[3] - box[1] >= 160
    seen = printed(data, width).crop((0, 0, width, number_dots.height))
    assert same(seen, number_dots)
    assert len(data) < 4000, "two seconds at 19,200 baud"


@pytest.mark.parametrize("width", [384, 576])
def test_text_is_large_enough(width: int) -> None:
    """As the simulated printer draws its font A, whose capitals are lower than any real one's, they have 40 dots."""
    seen = printed(press(width, PAGE)._part([paper.Line("Н")]).data, width)
    box = ImageChops.invert(seen).getbbox()
    assert box
    assert box[3] - box[1] >= 40


@pytest.mark.parametrize("width", [384, 576])
def test_the_paper_is_the_golden_picture(width: int, tmp_path: Path) -> None:
    """A text ticket with an appointment and a wait, as it lies in the hand."""
    assert_golden(on_paper(press(width, PAGE), booked(), width), tmp_path / f"ticket-text-{width}.png")


@pytest.mark.parametrize("name", ["cp1251", "cp1125"])
def test_english_is_text_too(name: Literal["cp1251", "cp1125"]) -> None:
    """Both languages are large, and the wait is text too, though code pages lack its sign."""
    data = press(576, CodePage(name=name, number=44 if name == "cp1125" else 46), BILINGUAL).body(booked()).data
    waiting = "~ 25–40 хв, станом на 10:05".replace("–", "-" if name == "cp1125" else "–").encode(name)
    assert waiting in data.replace(b"\n", b" ")
    assert b"\x1d!\x12" + b"5 people are\nahead of you\n" in data


def inked(picture: Image.Image) -> tuple[int, int]:
    """Return how wide and high the ink of a picture is."""
    box = ImageChops.invert(picture).getbbox()
    assert box
    return box[2] - box[0], box[3] - box[1]


def test_the_printer_draws_the_code_or_we_do_or_nobody() -> None:
    """GS ( k is a few bytes; for a printer that does not know it there is a picture, and there may be none at all."""
    own, drawn, none = (press(384, PAGE, qr=who).end(reply()).data for who in ("printer", "picture", "none"))
    text = lines_of(reply())[-1].text
    assert text.encode() in own
    assert own == press(384, PAGE).end(reply()).data
    assert len(own) < 700
    assert text.encode() not in drawn
    assert inked(printed(drawn, 384)) == inked(printed(own, 384)), "as large as ours"
    assert none == FEED_AND_CUT
    assert qr_code.draw(text, 184).width <= 184
    assert whole(press(384, qr="none"), reply()).endswith(FEED_AND_CUT)


def test_a_picture_may_have_the_printers_own_code_too() -> None:
    """What centre.toml says counts, whatever else is a picture."""
    text = lines_of(reply())[-1].text
    own = press(576, qr="printer").end(reply()).data
    assert text.encode() in own
    assert inked(printed(own, 576)) == inked(printed(press(576).end(reply()).data, 576))


def test_the_printers_own_code_is_corrected_no_better_than_there_is_room() -> None:
    """On 58 mm a long ticket in two languages has room for the weaker correction alone, as our own picture of it."""
    own, ours = (press(384, PAGE, BILINGUAL, qr=who).end(booked()).data for who in ("printer", "picture"))
    assert b"\x1d(k\x03\x001E0" in own, "L, by the printer's count"
    assert inked(printed(own, 384)) == inked(printed(ours, 384))
