# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The reader: numbers on paper and on screens come back from their pixels, and what is no number comes back as none."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from simulator.paper import Cut, Paper
from simulator.reading import check_installed, is_copy, read_calls, read_ticket_number

LETTERS = "АБВГДЕЖИКЛМНПРСТУФХЦШЮЯ"
NIGHT, AMBER, WHITE = (10, 24, 40), (255, 210, 74), (255, 255, 255)


def font(size: int, name: str = "DejaVuSans-Bold") -> ImageFont.FreeTypeFont:
    """Return a typeface."""
    return ImageFont.truetype(f"{name}.ttf", size)


def drawn_ticket(number: str, squeeze: float = 1.0) -> Image.Image:
    """Return a ticket with a large number between small texts, as a printer's dots."""
    picture = Image.new("L", (1400, 420), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((700, 180), number, font=font(200), anchor="mm")
    picture = picture.resize((round(1400 * squeeze), 420))
    draw = ImageDraw.Draw(picture)
    draw.text((10, 10), "ЦНАП «Їжак», талон Б777", font=font(24))
    draw.text((10, 330), "Перед вами: 5 осіб, вікна 1, 2", font=font(30))
    return picture.point([255 * (n > 127) for n in range(256)]).convert("1")


def drawn_board(rows: list[tuple[str, int]]) -> Image.Image:
    """Return a hall screen: the newest call dark on amber, the others white on blue, a clock and the waiting beside."""
    picture = Image.new("RGB", (1920, 1080), NIGHT)
    draw = ImageDraw.Draw(picture)
    draw.text((40, 30), "Талон", fill=WHITE, font=font(48, "DejaVuSans"))
    draw.text((1360, 30), "Вікно", fill=WHITE, font=font(48, "DejaVuSans"), anchor="ra")
    draw.text((1450, 40), "12:45", fill=WHITE, font=font(110))
    draw.text((1450, 400), "Паспорт: чекають 12", fill=WHITE, font=font(40, "DejaVuSans"))
    for place, (ticket, window) in enumerate(rows):
        top = 140 + 230 * place
        if place == 0:
            draw.rectangle((20, top, 1400, top + 210), fill=AMBER)
        ink = NIGHT if place == 0 else WHITE
        draw.text((60, top + 105), ticket, fill=ink, font=font(170), anchor="lm")
        draw.text((1360, top + 105), str(window), fill=ink, font=font(170), anchor="rm")
        draw.polygon([(1000, top + 90), (1000, top + 130), (1040, top + 110)], fill=ink)
    return picture


def saved(picture: Image.Image, folder: Path) -> Path:
    """Return where the picture is now."""
    picture.save(folder / "picture.png")
    return folder / "picture.png"


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("squeeze", [1.0, 0.6])
def test_a_drawn_number_is_read(letter: str, squeeze: float, tmp_path: Path) -> None:
    """Each letter with each digit, stretched or not, is read as what it is."""
    for digits in ("036", "124", "579", "888"):
        assert read_ticket_number(saved(drawn_ticket(letter + digits, squeeze), tmp_path)) == letter + digits


@pytest.mark.parametrize("number", ["АБ012", "ОО000", "О0000", "ЧЩ4444", "ҐЇ777", "ЄІ111", "Й01234", "Ж565"])
def test_long_and_rare_numbers_are_read(number: str, tmp_path: Path) -> None:
    """Two letters, more digits, letters with accents and those that look like digits are read."""
    assert read_ticket_number(saved(drawn_ticket(number, 0.9), tmp_path)) == number


@pytest.mark.parametrize("times", [4, 5, 6, 8])
@pytest.mark.parametrize("bold", [0, 1])
def test_a_printers_own_characters_are_read(times: int, bold: int, tmp_path: Path) -> None:
    """A number in the printer's own characters, multiplied, is read off the paper."""
    size = b"\x1d!" + bytes(((times - 1) * 17,)) + b"\x1bE" + bytes((bold,))
    for place, letter in enumerate(LETTERS):
        number = f"{letter}{place * 43 % 1000:03d}"
        data = b"\x1b@\x1bt\x2e\x1ba\x01" + "ВАШ ТАЛОН\n".encode("cp1251") + size + f"{number}\n".encode("cp1251")
        (cut,) = Paper(384 if times == 4 else 576).feed(data + b"\x1dVB\x40")
        assert isinstance(cut, Cut)
        assert read_ticket_number(saved(cut.picture, tmp_path)) == number


@pytest.mark.parametrize("text", ["", "ТАЛОН", "12345", "А12", "АБВ01", "А01234567", "А0-12"])
def test_what_is_no_number_is_none(text: str, tmp_path: Path) -> None:
    """A tallest line that is no ticket number is read as none, however near it comes."""
    picture = Image.new("L", (1400, 300), 255)
    ImageDraw.Draw(picture).text((700, 150), text, font=font(150), anchor="mm")
    assert read_ticket_number(saved(picture, tmp_path)) is None


@pytest.mark.parametrize("text", ["А●●●", "А■■■", "●012", "А◆◆◆"])
def test_what_is_no_character_is_none(text: str, tmp_path: Path) -> None:
    """A mark that is like no letter and no digit makes the number unreadable; the likest one is not taken for it."""
    picture = Image.new("L", (1400, 300), 255)
    ImageDraw.Draw(picture).text((700, 150), text, font=font(150), anchor="mm")
    assert read_ticket_number(saved(picture, tmp_path)) is None


def test_a_smeared_number_is_none(tmp_path: Path) -> None:
    """A head that lost its rows prints what nobody can read, and nobody guesses."""
    picture = drawn_ticket("А012")
    picture.paste(0, (0, 150, 1400, 180))
    assert read_ticket_number(saved(picture, tmp_path)) is None


def test_code_page_garbage_is_none(tmp_path: Path) -> None:
    """A number sent by the wrong code page is not the number that was meant."""
    (cut,) = Paper(576).feed(b"\x1b@\x1bt\x2c\x1d!\x55" + "Д012\n".encode("cp1251") + b"\x1dVB\x40")
    assert isinstance(cut, Cut)
    assert read_ticket_number(saved(cut.picture, tmp_path)) != "Д012"


def over_a_number(*texts: str, below: str = "") -> Image.Image:
    """Return a ticket whose number stands under these lines and over another."""
    picture = Image.new("1", (576, 800), 1)
    draw = ImageDraw.Draw(picture)
    for place, text in enumerate(texts):
        draw.text((288, 40 + 90 * place), text, font=font(60), anchor="mm")
    draw.text((288, 500), "А012", font=font(200), anchor="mm")
    draw.text((288, 700), below, font=font(60), anchor="mm")
    return picture


@pytest.mark.parametrize("texts", [("КОПІЯ",), ("ЦНАП", "КОПІЯ"), ("КОПІЯ", "COPY")])
def test_a_copy_says_so_over_its_number(texts: tuple[str, ...], tmp_path: Path) -> None:
    """Alone in its line, whatever stands above it, and in two languages."""
    assert is_copy(saved(over_a_number(*texts), tmp_path))


@pytest.mark.parametrize(
    "texts", [(), ("КОПИЯ",), ("КОПІЯ ПАСПОРТА",), ("КОПІЯ", "ЗА ПАСПОРТОМ", "ВІКНО"), ("КОПІ",), ("КОПІЇ",)]
)
def test_what_says_something_else_is_no_copy(texts: tuple[str, ...], tmp_path: Path) -> None:
    """A service may be about copies; that is in a longer line, or further above."""
    assert not is_copy(saved(over_a_number(*texts, below="КОПІЯ"), tmp_path))


def test_a_paper_without_a_number_is_no_copy(tmp_path: Path) -> None:
    """Torn off above its number, nobody can have it called."""
    assert not is_copy(saved(over_a_number("КОПІЯ").crop((0, 0, 576, 300)), tmp_path))


def test_calls_are_read_from_the_top(tmp_path: Path) -> None:
    """Each row's ticket and window are read, whatever their colours; headings, clock and waiting lines are not."""
    rows = [("А012", 3), ("Ш104", 12), ("Б888", 7), ("З300", 41)]
    assert read_calls(saved(drawn_board(rows), tmp_path)) == rows


@pytest.mark.parametrize("place", range(0, len(LETTERS), 4))
def test_every_letter_is_read_in_every_row(place: int, tmp_path: Path) -> None:
    """All letters and windows are read light on dark and dark on light."""
    rows = [
        (f"{letter}{(place + n) * 97 % 1000:03d}", place * 4 + n + 1) for n, letter in enumerate(LETTERS[place:][:4])
    ]
    assert read_calls(saved(drawn_board(rows), tmp_path)) == rows
    assert read_calls(saved(drawn_board(rows[::-1]), tmp_path)) == rows[::-1]


def test_an_empty_board_has_no_calls(tmp_path: Path) -> None:
    """Headings and a clock alone are no call."""
    assert read_calls(saved(drawn_board([]), tmp_path)) == []


def test_the_typefaces_are_there() -> None:
    """With fonts-dejavu-core installed there is nothing to complain about."""
    check_installed()
