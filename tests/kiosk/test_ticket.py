# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, the bytes that say it, and the picture they make."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageChops

from centre.config import Centre, CentreFile, CodePage
from kiosk import paper, ticket
from kiosk.ticket_press import encodable
from tests.kiosk.tickets import (
    BEGIN,
    CENTRE,
    FEED_AND_CUT,
    RASTER,
    assert_golden,
    pictures,
    press,
    reply,
    same,
    stacked,
)

CAPITALS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
LETTERS = CAPITALS + CAPITALS.lower()


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_ticket(width: int, tmp_path: Path) -> None:
    """Head, body and tail decode, dot by dot, to the golden picture of the whole ticket."""
    made = press(width)
    head, body, tail = made.head("entry").data, made.body(reply()).data, made.tail.data
    assert head.startswith(BEGIN)
    assert tail.endswith(FEED_AND_CUT)
    data = head.removeprefix(BEGIN) + body + tail.removesuffix(FEED_AND_CUT)
    assert_golden(stacked(list(pictures(data))), tmp_path / f"ticket-{width}.png")


@pytest.mark.parametrize("width", [384, 576])
def test_each_part_is_its_lines_drawn(width: int) -> None:
    """The body's bytes are the body's lines and nothing else, in bands that cheap printers can buffer."""
    strips = list(pictures(press(width).body(reply()).data))
    assert same(stacked(strips), paper.draw(ticket.body(reply(), "Europe/Kyiv"), width))
    assert max(strip.height for strip in strips) <= 255


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("number", ["А012", "ЖК1001", "ЩЮ99999"])
def test_the_number_is_high_and_fits(number: str, width: int) -> None:
    """Every number is at least 20 mm (160 dots) high, and its dots end before the paper does."""
    line = next(line for line in ticket.body(reply(number), "Europe/Kyiv") if line.text == number)
    _, top, _, bottom = ink(line, width)
    assert bottom - top >= 160
    assert paper.draw([line], width).width == width
    assert line.cap_dots == ticket.NUMBER_CAP_DOTS


def ink(line: paper.Line, width: int) -> tuple[int, int, int, int]:
    """Return where a drawn line is black."""
    box = ImageChops.invert(paper.draw([line], width)).getbbox()
    assert box
    return box


def test_all_text_is_large_enough() -> None:
    """No text of a ticket has capitals lower than 28 dots, as drawn."""
    lines = [
        *ticket.head(CENTRE.centre, CENTRE.services[0]),
        *ticket.body(reply(), "Europe/Kyiv"),
        *ticket.tail(CENTRE.centre),
    ]
    for line in lines:
        if not line.rule:
            _, top, _, bottom = ink(line._replace(text="Н"), 576)
            assert bottom - top >= 28


@pytest.mark.parametrize("width", [384, 576])
def test_long_words_are_narrowed_not_cut(width: int) -> None:
    """A word wider than the paper keeps its first and its last letter on it, and the paper its white margin."""
    left, _, right, _ = ink(paper.Line("Електропостачальнотранспортувальний"), width)
    assert paper.MARGIN_DOTS <= left <= paper.MARGIN_DOTS + 4
    assert width - paper.MARGIN_DOTS - 4 <= right <= width - paper.MARGIN_DOTS


def test_every_letter_is_drawn_as_itself() -> None:
    """Each Ukrainian letter and sign has its own picture: none is the font's empty box."""
    drawn = {sign: paper.draw([paper.Line(sign)], 384).tobytes() for sign in LETTERS + "’№«»—" + "\ufffe"}
    assert len(set(drawn.values())) == len(drawn)


def test_lines_are_even_and_keep_what_belongs_together() -> None:
    """Text is broken into evenly long lines, and a number is not parted from its noun."""
    assert paper.wrap("аа бб вв гг дд", len, 12) == ["аа бб вв", "гг дд"]
    (line,) = [line for line in ticket.body(reply(), "Europe/Kyiv") if "листопада" in line.text]
    assert paper.wrap(line.text, len, 14) == ["неділя,", "22\xa0листопада", "2026\xa0р., 10:05"]


def test_a_service_of_another_centre_toml_still_gets_its_ticket() -> None:
    """A ticket whose service this kiosk does not know begins like any other, without the name."""
    made = press(384)
    lines = ticket.head(CENTRE.centre, None)
    data = made.head("unheard-of").data.removeprefix(BEGIN)
    assert same(stacked(list(pictures(data))), paper.draw(lines, 384))
    assert [line.text for line in lines] == [CENTRE.centre.name, "", "ВАШ ТАЛОН"]


def test_a_ticket_says_all_it_must() -> None:
    """Centre, service, number, people ahead, windows, when, keep it, the alert, the shelter and the phone."""
    lines = [
        *ticket.head(CENTRE.centre, CENTRE.services[0]),
        *ticket.body(reply(), "Europe/Kyiv"),
        *ticket.tail(CENTRE.centre),
    ]
    assert [line.text.replace("\xa0", " ") for line in lines if line.text] == [
        "Центр надання адміністративних послуг Ґанівської громади",
        "ВАШ ТАЛОН",
        "В’їзд і єдине вікно № 2",
        "А012",
        "Перед вами 5 осіб",
        "Вікна 1, 2",
        "неділя, 22 листопада 2026 р., 10:05",
        "Зберігайте талон до кінця обслуговування",
        "У разі повітряної тривоги талон зберігається",
        "Укриття: вул. Об’їзна, 7 (школа «Їжачок»)",
        "Телефон: 0 800 123 456",
    ]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (CodePage(name="cp1251", number=73), "В’їзд і єдине вікно № 2"),
        (CodePage(name="cp1125", number=44), "В'їзд і єдине вікно № 2"),
    ],
)
def test_text_tickets_are_exact_bytes(page: CodePage, said: str) -> None:
    """A text ticket: reset, no Kanji, the configured page by its number, centred, bold, large; nothing is «?»."""
    made = press(576, page)
    style = b"\x1bt" + bytes([page.number]) + b"\x1bE\x01\x1ba\x01"
    assert made.head("entry").data == BEGIN + style + b"".join([
        b"\x1d!\x11" + "Центр надання\nадміністративних послуг\nҐанівської громади\n".encode(page.name),
        b"\x1d!\x00\n\x1d!\x00" + b"-" * 48 + b"\n",
        b"\x1d!\x00\n\x1d!\x11" + "ВАШ ТАЛОН\n".encode(page.name),
        b"\x1d!\x11" + f"{said}\n".encode(page.name),
    ])  # fmt: skip
    assert made.body(reply()).data == style + b"".join([
        b"\x1d!\x77" + "А012\n".encode(page.name),
        b"\x1d!\x11" + "Перед вами 5 осіб\n".encode(page.name),
        b"\x1d!\x11" + "Вікна 1, 2\n".encode(page.name),
        b"\x1d!\x00\n\x1d!\x11" + "неділя, 22 листопада\n2026 р., 10:05\n".encode(page.name),
    ])  # fmt: skip
    assert made.tail.data.endswith("Телефон: 0 800 123 456\n".encode(page.name) + FEED_AND_CUT)
    assert b"?" not in made.head("entry").data + made.body(reply()).data + made.tail.data


@pytest.mark.parametrize(
    ("page", "text", "said"),
    [
        ("cp1251", LETTERS + "’№«»—…", LETTERS + "’№«»—…"),
        ("cp1125", LETTERS + "’№«»—…", LETTERS + '\'№""-...'),
        ("cp1251", "₴", None),
        ("cp1125", "Café", None),
    ],
)
def test_nothing_is_approximated_silently(page: str, text: str, said: str | None) -> None:
    """All of Ukrainian is said by both pages; typography they lack is ASCII; for the rest there is no text."""
    assert encodable(text, page) == said


def test_what_a_page_cannot_say_is_drawn() -> None:
    """A paragraph with a foreign letter is printed as a picture among the lines of text."""
    centre = CentreFile(
        centre=Centre(name="ЦНАП", shelter="Café «Затишок»"), services=CENTRE.services, windows=CENTRE.windows
    )
    data = press(384, CodePage(name="cp1251", number=46), centre).tail.data
    picture = data[data.index(RASTER) :].removesuffix(FEED_AND_CUT)
    (line,) = [line for line in ticket.tail(centre.centre) if "Café" in line.text]
    assert same(stacked(list(pictures(picture))), paper.draw([line], 384))
    assert b"?" not in data.replace(picture, b"")


@pytest.mark.parametrize(("number", "scale"), [("А012", 0x77), ("ЖК1001", 0x47), ("ЖК99999", 0x37)])
def test_the_text_number_fits_58_mm(number: str, scale: int) -> None:
    """In text the number is eight times higher, and as wide as its letters leave room for."""
    data = press(384, CodePage(name="cp1251", number=46)).body(reply(number)).data
    assert b"\x1d!" + bytes([scale]) + f"{number}\n".encode("cp1251") in data


def test_loading_the_composer_leaves_no_trace(tmp_path: Path) -> None:
    """python-escpos is brought in without a folder left behind, a word printed or our logging changed."""
    script = (
        "import logging; from centre.config import Printer; from kiosk.printer import load_composer\n"
        "logging.basicConfig(level=logging.INFO); kept = list(logging.root.handlers)\n"
        "made = load_composer(Printer(connection='usb', device='/dev/usb/lp0'))()\n"
        "from PIL import Image; made.image(Image.new('1', (576, 8)), fragment_height=255)\n"
        "assert (logging.root.level, logging.root.handlers) == (logging.INFO, kept)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True, capture_output=True
    )
    assert (list(tmp_path.iterdir()), done.stdout, done.stderr) == ([], b"", b"")
