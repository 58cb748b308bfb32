# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated printer reads our tickets as emupos does, a printer that nobody of Cherha wrote.

What it cannot check, and why:

- The shapes of letters: it has no glyphs for PC1125 and WPC1251, so letters are compared as text and as black cells.
- The n of GS V A and GS V B: it reads the byte but does not feed, as its picture ends with the last black row. Epson on
  GS V: "Feeds paper to (cutting position + n x vertical motion unit) and executes a full cut". test_paper counts them.
- What the pages say: it decodes by Python's codecs, as our paper does, and is told which number is which page.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from centre.config import CentreFile
from centre.config_kiosks import CodePage
from centre.messages import Refusal
from kiosk.notice import Notice
from simulator.paper import CODE_PAGES
from tests.kiosk.tickets import CENTRE, press, reply, whole
from tests.simulator.second_decoder.agreement import (
    CUT,
    assert_same_dots,
    assert_same_ends,
    lines_of,
    ours,
    their_lines,
)
from tests.simulator.second_decoder.client import EPSON_PAGES, Missing, SecondDecoder

BILINGUAL = msgspec.structs.replace(
    CENTRE,
    centre=msgspec.structs.replace(CENTRE.centre, languages=("uk", "en"), name_en="Ganivka Service Centre"),
    services=(msgspec.structs.replace(CENTRE.services[0], name_en="Entry"),),
)
FOREIGN = msgspec.structs.replace(CENTRE, centre=msgspec.structs.replace(CENTRE.centre, shelter="Café «Затишок»"))
"""A name that no Ukrainian code page can say stands as a raster among the text."""

PAGES = {
    "raster": None,
    "cp1251": CodePage(name="cp1251", number=46),
    "cp1125": CodePage(name="cp1125", number=44),
}
Made = Callable[[int, CodePage | None], bytes]


def ticket_of(centre: CentreFile, number: str = "А012") -> Made:
    """Return a maker of whole tickets of a centre."""

    def made(width: int, page: CodePage | None) -> bytes:
        ready = press(width, page, centre)
        return whole(ready, reply(number))

    return made


def notice(width: int, page: CodePage | None) -> bytes:
    """Return the slip of a refusal in two languages."""
    refusal = Refusal(reason="unknown_code", text="For the technician.")
    return press(width, page, BILINGUAL).notice(Notice(refusal, datetime(2026, 11, 22, 8, 5, tzinfo=UTC))).data


MAKERS: dict[str, Made] = {
    "ukrainian": ticket_of(CENTRE),
    "long number": ticket_of(CENTRE, "ЩЮ99999"),
    "two languages": ticket_of(BILINGUAL),
    "foreign name": ticket_of(FOREIGN),
    "notice": notice,
}
whole_tickets = pytest.mark.parametrize(("made", "page", "width"), list(product(MAKERS, PAGES, [384, 576])))


def raster(mode: int, bytes_a_row: int, rows: int, dots: bytes = b"\xa5") -> bytes:
    """Return a GS v 0 whose rows all say ``dots``."""
    return b"\x1dv0" + bytes((mode, bytes_a_row, 0, rows, 0)) + dots * (bytes_a_row * rows // len(dots))


COMMANDS = {
    "LF": b"\n",
    "ESC @": b"\x1b@",
    **{f"ESC a {n}": b"\x1ba" + bytes((n,)) for n in (0, 1, 2, 48, 49, 50)},
    **{f"ESC E {n}": b"\x1bE" + bytes((n,)) for n in (0, 1)},
    **{f"ESC t {n}": b"\x1bt" + bytes((n,)) for n in CODE_PAGES},
    **{f"ESC J {n}": b"\x1bJ" + bytes((n,)) for n in (0, 7, 64, 255)},
    **{f"ESC d {n}": b"\x1bd" + bytes((n,)) for n in (0, 1, 6)},
    "ESC 2": b"\x1b2",
    **{f"ESC 3 {n}": b"\x1b3" + bytes((n,)) for n in (0, 10, 60)},
    **{f"GS ! {n}": b"\x1d!" + bytes((n,)) for n in (0x00, 0x01, 0x10, 0x11, 0x37, 0x77)},
    **{f"ESC M {n}": b"\x1bM" + bytes((n,)) for n in (0, 1)},
    **{f"ESC - {n}": b"\x1b-" + bytes((n,)) for n in (0, 1, 2)},
    **{f"GS v 0 {mode}": raster(mode, 3, 5) for mode in (0, 1, 2, 3, 48, 49, 50, 51)},
    "GS v 0 as wide as the paper": raster(0, 72, 2),
    "GS v 0 with commands in its dots": raster(0, 4, 3, b"\x1b@\x1dV"),
    "GS v 0 of zeros": raster(3, 2, 9, b"\x00"),
    "GS v 0 of more than 255 rows": b"\x1dv0\x00\x01\x00\x01\x01" + b"\x81" * 257,
    **{f"GS V {n}": b"\x1dV" + bytes((n,)) for n in (0, 1, 48, 49)},
    **{f"GS V {m} {n}": b"\x1dV" + m.encode() + bytes((n,)) for m in "AB" for n in (0, 32, 255)},
    "FS .": b"\x1c.",
    **{f"DLE EOT {n}": b"\x10\x04" + bytes((n,)) for n in (1, 2, 3, 4)},
    **{f"GS r {n}": b"\x1dr" + bytes((n,)) for n in (1, 2, 49)},
}
"""Each command that a ticket, or the kiosk's writer around it, may send; GS ( k is in test_second_decoder_qr."""


@whole_tickets
def test_every_byte_of_a_ticket_is_of_the_same_command(made: str, page: str, width: int, second: SecondDecoder) -> None:
    """Both take the same bytes for the same commands, to the last one, and neither finds anything wrong."""
    job = MAKERS[made](width, PAGES[page])
    understood = second.decode(job, width)
    assert b"".join(token.raw for token in understood.tokens) == job
    assert {"unknown", "unfinished"}.isdisjoint(token.name for token in understood.tokens)
    assert understood.complaints == ()
    assert [receipt.ended_by for receipt in understood.receipts] == ["cut"]
    assert_same_ends(understood.tokens, width)
    assert ours(job, width).problems == ()


@whole_tickets
def test_a_ticket_has_the_same_dots(made: str, page: str, width: int, second: SecondDecoder) -> None:
    """Rasters, cells of text and feeds stand where the second decoder puts them, dot for dot."""
    assert_same_dots(second, MAKERS[made](width, PAGES[page]), width)


@whole_tickets
def test_a_ticket_says_the_same_text(made: str, page: str, width: int, second: SecondDecoder) -> None:
    """Text is the same, line for line, by Epson's names of the pages that are numbered 44 and 46."""
    understood = second.decode(MAKERS[made](width, PAGES[page]), width)
    (receipt,) = understood.receipts
    lines = their_lines(receipt)
    assert bool(lines) == (PAGES[page] is not None)
    assert lines_of(understood.tokens, width) == lines


def test_a_page_lasts_until_the_reset(second: SecondDecoder) -> None:
    """One byte is three letters: by page 46, by page 44, and after ESC @ by the page of power-on."""
    job = b"\x1bt\x2e\xaf\n\x1bt\x2c\xaf\n\x1b@\xaf\n" + CUT
    understood = second.decode(job)
    assert their_lines(understood.receipts[0]) == ["Ї", "п", "»"]
    assert lines_of(understood.tokens) == ["Ї", "п", "»"]


def test_pages_are_numbered_as_epson_does() -> None:
    """The simulated printer knows the pages that the second decoder is told, and no others."""
    assert CODE_PAGES.keys() == EPSON_PAGES.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_the_same_bytes(name: str, second: SecondDecoder) -> None:
    """Both read a command to the same byte, whatever follows it, and know it."""
    command = COMMANDS[name]
    for follows in (b"A", b"\x1b@", b"\n"):
        understood = second.decode(command + follows)
        assert name.startswith(understood.tokens[0].name)
        assert [token.raw for token in understood.tokens] == [command, follows]
        assert understood.complaints == ()
        assert_same_ends(understood.tokens)
    assert ours(command).problems == ()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_the_same(name: str, second: SecondDecoder) -> None:
    """A command has the same effect on the text and the raster after it."""
    assert_same_dots(second, b"abc\n" + COMMANDS[name] + b"abc\nabc\n" + raster(0, 2, 2) + CUT)


@settings(deadline=None)
@example(names=["text", "ESC a 1", "text"])
@example(names=["GS ! 17", "ESC - 1", "text"])
@example(names=["ESC M 1", "ESC a 1", "text"])
@given(names=st.lists(st.sampled_from([*COMMANDS, "text", "a full line"]), max_size=12))
def test_commands_in_any_order_do_the_same(names: list[str], second: SecondDecoder) -> None:
    """Commands in any order, in the middle of lines too, print the same dots; chance seldom finds the examples."""
    more = {"text": b"abc", "a full line": b"x" * 50}
    assert_same_dots(second, b"".join({**COMMANDS, **more}[name] for name in names) + b"\n" + raster(3, 1, 1) + CUT)


def test_questions_are_answered_by_both_at_their_end(second: SecondDecoder) -> None:
    """DLE EOT and GS r, which print nothing, are one answered byte each."""
    questions = [command for name, command in COMMANDS.items() if name.startswith(("DLE EOT", "GS r"))]
    assert [len(answer) for answer in second.decode(b"".join(questions)).replies] == [1] * len(questions)


def test_without_the_second_decoder_a_sentence_says_what_to_run(tmp_path: Path) -> None:
    """Nothing is skipped: the reader is told the command that installs it."""
    with pytest.raises(Missing) as missing, SecondDecoder.running(tmp_path):
        pass
    assert str(missing.value) == f"The second decoder is not installed in {tmp_path}. Run: simulator/setup.sh test"
