# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The test page as bytes and as the paper that they make: nothing but what a printer knows, and a page that tells."""

from typing import Any

import pytest

from centre.config_kiosks import CodePage, Printer
from kiosk.composing import load_composer
from kiosk.trial_page import LETTERS, lines, page, ruler, signs
from simulator.paper import Cut, Paper

NETWORK: dict[str, Any] = {"connection": "network", "host": "192.168.10.50"}
SERIAL: dict[str, Any] = {"connection": "serial", "device": "/dev/ttyAMA0"}
CP1251, CP1125 = CodePage(name="cp1251", number=46), CodePage(name="cp1125", number=44)


def made(**keys: Any) -> tuple[Printer, bytes, int]:
    """Return a printer, its page, and the dots of paper that this takes."""
    printer = Printer(**keys)
    part = page(printer, load_composer(printer), "kiosk-hall")
    return printer, part.data, part.paper_dots


@pytest.mark.parametrize(
    "keys",
    [
        NETWORK,
        NETWORK | {"width_dots": 384},
        NETWORK | {"qr": "none"},
        SERIAL,
        SERIAL | {"code_page": CP1251},
        SERIAL | {"code_page": CP1251, "width_dots": 384},
        SERIAL | {"code_page": CP1125},
    ],
)
def test_a_printer_knows_every_byte_of_it(keys: dict[str, Any]) -> None:
    """One paper, cut, without a problem; and no longer than it is waited for."""
    printer, data, paper_dots = made(**keys)
    (cut,) = [happened for happened in Paper(printer.width_dots).feed(data) if isinstance(happened, Cut)]
    assert cut.problems == ()
    assert cut.picture.height <= paper_dots


def test_the_alphabet_is_whole() -> None:
    """33 letters, large and small, the digits and the signs that a ticket may have."""
    assert sorted(LETTERS.replace(" ", "")) == sorted("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ")
    said = "".join(line.text for line in lines("kiosk-hall"))
    assert set(f"{LETTERS}{LETTERS.lower()}0123456789’«»№—₴") <= set(said)


def test_each_row_of_the_code_page_is_sent_as_its_own_bytes() -> None:
    """Three columns a sign on 80 mm, behind the number of centre.toml; a picture of the same row follows."""
    _, data, _ = made(**SERIAL, code_page=CP1251)
    row = b"".join(bytes((byte,)) + b"  " for byte in range(0xC0, 0xD0)).rstrip() + b"\n"
    assert b"\x1bt\x2e" in data
    assert row in data
    assert data[data.index(row) + len(row) :].startswith(b"\x1ba\x01\x1dv0")


def test_a_wrong_number_of_the_code_page_is_seen() -> None:
    """The same bytes on a printer whose page 46 is another: the paper differs in the printer's rows."""
    printer, data, _ = made(**SERIAL, code_page=CP1251)
    papers = [Paper(printer.width_dots, {0: "cp437", 46: name}).feed(data) for name in ("cp1251", "cp1125")]
    right, wrong = (next(h.picture for h in happened if isinstance(h, Cut)) for happened in papers)
    assert right.tobytes() != wrong.tobytes()


def test_the_table_has_every_letter_of_the_language() -> None:
    """Rows without any letter, as those of frames, are left out."""
    for code_page, letters in ((CP1251, LETTERS), (CP1125, LETTERS)):
        table = "".join(signs(code_page))
        assert set(f"{letters}{letters.lower()}") <= set(table)
    assert len(list(signs(CP1125))) == 5


@pytest.mark.parametrize("width", [384, 576])
def test_the_ruler_goes_from_edge_to_edge(width: int) -> None:
    """A tick at each millimetre's first dot, the first and the last dot black."""
    drawn = ruler(width)
    row = [drawn.getpixel((x, 0)) for x in range(width)]
    assert [x for x in range(width) if row[x] == 0 and (x == 0 or row[x - 1])] == [*range(0, width, 8), width - 2]
    assert row[-1] == 0
