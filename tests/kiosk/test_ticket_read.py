# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tickets read back by programs that know nothing of us: Debian's tesseract-ocr and zbar-tools."""

import difflib
import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PIL import Image

from centre.config import CentreFile
from centre.config_kiosks import CodePage
from simulator.reading import is_copy, read_ticket_number
from tests.kiosk.tickets import BILINGUAL, CENTRE, booked, lines_of, on_paper, press, reply, texts_of

CP1251, CP1125 = CodePage(name="cp1251", number=46), CodePage(name="cp1125", number=44)
KINDS: dict[str, tuple[int, CodePage | None, dict[str, Any]]] = {
    "58 mm": (384, None, {}),
    "80 mm": (576, None, {}),
    "58 mm, coarse": (384, None, {"connection": "serial", "device": "/dev/ttyS0"}),
    "80 mm, coarse": (576, None, {"connection": "serial", "device": "/dev/ttyS0"}),
    "58 mm, cp1251": (384, CP1251, {}),
    "80 mm, cp1125": (576, CP1125, {}),
    "80 mm, cp1251, code drawn by us": (576, CP1251, {"qr": "picture"}),
}

LOOKALIKES = str.maketrans(
    {"Ґ": "Г", "ґ": "г", "Ї": "І", "№": "N", "’": "'", "≈": "", "~": "", "–": "-", "«": "", "»": ""}
)
"""What a reader of pictures may take for one another; they are told apart dot by dot in test_ticket.py."""


def run(*command: str) -> str:
    """Return what a program of a Debian package says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ocr(png: Path, languages: str, mode: int) -> str:
    """Return the text that tesseract finds at the printer's 203 dpi."""
    return run("tesseract", str(png), "-", "-l", languages, "--psm", str(mode), "--dpi", "203")


def bare(text: str) -> str:
    """Return a text without spaces and without what readers mix up."""
    return "".join(text.translate(LOOKALIKES).split())


@pytest.fixture(params=KINDS)
def seen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    """Return a ticket's picture as the simulated printer leaves it, and where its number begins."""
    width, page, keys = KINDS[request.param]
    made = press(width, page, **keys)
    on_paper(made, booked(), width).save(tmp_path / "ticket.png")
    return tmp_path / "ticket.png", made.head("entry").paper_dots


def test_a_phone_reads_the_whole_ticket(seen: tuple[Path, int]) -> None:
    """The QR code holds all that the letters say, to the letter, and no address: nothing is fetched."""
    code = lines_of(booked())[-1].text
    assert run("zbarimg", "-q", "--raw", str(seen[0])) == f"{code}\n"
    assert "://" not in code


def test_a_phone_reads_both_languages(tmp_path: Path) -> None:
    """The longest ticket, on the narrowest paper: its code still fits and is read."""
    on_paper(press(384, centre=BILINGUAL), booked(), 384).save(tmp_path / "ticket.png")
    read = run("zbarimg", "-q", "--raw", str(tmp_path / "ticket.png"))
    assert read == f"{lines_of(booked(), BILINGUAL)[-1].text}\n"
    assert "5 people are ahead of you\n" in read


@pytest.mark.parametrize(("letters", "shelter", "languages"), [(25, 25, 2), (110, 5, 1), (120, 120, 0)])
def test_a_code_too_wide_for_the_paper_says_less(letters: int, shelter: int, languages: int, tmp_path: Path) -> None:
    """With the longest names that centre.toml allows, on 58 mm: both languages, Ukrainian alone, or no code at all."""
    long = "Ї" * letters
    named = structs.replace(BILINGUAL.centre, name=long, name_en="N" * letters, shelter="Ї" * shelter)
    service = structs.replace(BILINGUAL.services[0], name=long, name_en="S" * letters)
    centre = structs.replace(BILINGUAL, centre=named, services=(service,))
    on_paper(press(384, centre=centre), booked(), 384).save(tmp_path / "ticket.png")
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", str(tmp_path / "ticket.png")], capture_output=True, text=True, check=False
    )
    assert ("Перед вами 5 осіб" in read.stdout) + ("5 people are ahead of you" in read.stdout) == languages


def test_an_eye_reads_every_line(seen: tuple[Path, int], request: pytest.FixtureRequest) -> None:
    """What tesseract reads in Ukrainian is what the lines say; it misses a sign here and there, and no line."""
    png, _ = seen
    with Image.open(png) as whole:
        height = whole.height - 340
        whole.crop((0, 0, whole.width, height)).save(png.with_name("letters.png"))
    read = bare(ocr(png.with_name("letters.png"), "ukr", 6))
    lines = [bare(text) for text in texts_of(lines_of(booked())) if text != "А012"]
    drawn = request.node.callspec.params["seen"].endswith(("mm", "coarse"))
    assert likeness(read, "".join(lines)) > (0.97 if drawn else 0.9)
    for line in lines:
        assert best_likeness(line, read) > 0.75, (line, read)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def best_likeness(line: str, text: str) -> float:
    """Return how like a line the part of the text is that is most like it."""
    return max(likeness(line, text[start : start + len(line)]) for start in range(max(1, len(text) - len(line) + 1)))


@pytest.mark.parametrize("number", ["А012", "М105", "П999", "А508"])
def test_an_eye_reads_the_number(number: str, tmp_path: Path) -> None:
    """The number alone, as far away as makes it as high as a line of print."""
    made = press(384)
    head_dots = made.head("entry").paper_dots
    paper = on_paper(made, reply(number), 384).crop((0, head_dots, 384, head_dots + 230))
    small = Image.new("L", (200, 120), 255)
    small.paste(paper.convert("L").resize((96, 57)), (52, 30))
    small.save(tmp_path / "number.png")
    assert bare(ocr(tmp_path / "number.png", "ukr", 7)) == number


@pytest.mark.parametrize("centre", [CENTRE, BILINGUAL], ids=["one language", "two"])
@pytest.mark.parametrize("copy", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_the_simulator_knows_a_copy_by_its_dots(*, kind: str, copy: bool, centre: CentreFile, tmp_path: Path) -> None:
    """The verdicts on pictures, which know nothing of the kiosk, see what its citizen sees."""
    width, page, keys = KINDS[kind]
    made = press(width, page, centre, **{**keys, "qr": "none"})
    on_paper(made, reply(), width, copy=copy).save(tmp_path / "ticket.png")
    assert read_ticket_number(tmp_path / "ticket.png") == "А012"
    assert is_copy(tmp_path / "ticket.png") == copy


def test_the_reader_can_fail(tmp_path: Path) -> None:
    """A ticket whose letters lack their lower half is no longer read: the tests above prove something."""
    picture = on_paper(press(576), booked(), 576)
    for top in range(0, picture.height, 12):
        picture.paste(255, (0, top, 576, top + 7))
    picture.save(tmp_path / "torn.png")
    read = bare(ocr(tmp_path / "torn.png", "ukr", 6))
    assert likeness(read, bare("".join(texts_of(lines_of(booked()))))) < 0.5
    assert CENTRE.centre.name not in read
