# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The paper: commands of python-escpos and of a kiosk become the dots they stand for; the rest is a problem."""

import pytest
from escpos.printer import Dummy
from PIL import Image, ImageChops

from simulator.paper import Cut, Paper, SensorAsked

CUT = b"\x1dV\x00"


def picture_of(data: bytes, width: int = 576) -> Image.Image:
    """Return the one ticket that the bytes make, without any problem."""
    (cut,) = Paper(width).feed(data)
    assert isinstance(cut, Cut)
    assert cut.problems == ()
    return cut.picture


def problems_of(data: bytes) -> tuple[str, ...]:
    """Return the problems of the one ticket that the bytes make."""
    (cut,) = Paper(576).feed(data + b"\n" + CUT)
    assert isinstance(cut, Cut)
    return cut.problems


def black_box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what is black."""
    return ImageChops.invert(picture.convert("L")).getbbox()


def raster(width_bytes: int, rows: int, mode: int = 0) -> bytes:
    """Return a black raster."""
    header = b"\x1dv0" + bytes((mode,)) + width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
    return header + b"\xff" * (width_bytes * rows)


def test_a_raster_prints_its_own_dots() -> None:
    """What python-escpos sends of an image comes out of the printer dot for dot."""
    drawn = Image.radial_gradient("L").convert("1")
    printer = Dummy()
    printer.image(drawn)
    printer.cut(feed=False)
    paper = picture_of(printer.output)
    assert ImageChops.difference(paper.crop((0, 0, 256, 256)).convert("L"), drawn.convert("L")).getbbox() is None
    assert paper.size == (576, 256)


@pytest.mark.parametrize(("mode", "size"), [(0, (8, 3)), (1, (16, 3)), (2, (8, 6)), (3, (16, 6))])
def test_a_raster_is_doubled_as_asked(mode: int, size: tuple[int, int]) -> None:
    """The mode of GS v 0 doubles width, height or both."""
    assert black_box(picture_of(raster(1, 3, mode) + CUT)) == (0, 0, *size)


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("mode", [0, 1, 2, 3, 48, 49, 50, 51])
def test_a_raster_as_wide_as_the_paper_keeps_every_dot(width: int, mode: int) -> None:
    """On each paper, in each mode, by number or by digit, each dot becomes its one, two or four."""
    wide, high = 1 + (mode & 1), 1 + (mode >> 1 & 1)
    row_bytes, rows = width // 8 // wide, 5
    dots = bytes(n * 37 & 0xFF for n in range(row_bytes * rows))
    drawn = Image.frombytes("1", (width // wide, rows), dots).resize((width, rows * high), Image.Resampling.NEAREST)
    header = b"\x1dv0" + bytes((mode, row_bytes, 0, rows, 0))
    assert picture_of(header + dots + CUT, width).tobytes() == ImageChops.invert(drawn).tobytes()


@pytest.mark.parametrize(("width", "lefts"), [(384, (0, 188, 376)), (576, (0, 284, 568))])
def test_the_middle_is_that_of_the_paper(width: int, lefts: tuple[int, ...]) -> None:
    """ESC a counts from the width of the paper that is in the printer."""
    boxes = [black_box(picture_of(b"\x1ba" + bytes((n,)) + raster(1, 2) + CUT, width)) for n in range(3)]
    assert boxes == [(left, 0, left + 8, 2) for left in lefts]


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("times", range(1, 9))
def test_a_character_grows_one_to_eight_times(width: int, times: int) -> None:
    """GS ! makes each dot of a character a square of that many dots, on each paper, and the line as high."""
    small = picture_of("\u2588\u2593A".encode("cp437") + b"\n" + CUT, width)
    large = picture_of(b"\x1d!" + bytes((0x11 * (times - 1),)) + "\u2588\u2593A".encode("cp437") + b"\n" + CUT, width)
    cells = small.crop((0, 0, 36, 24)).resize((36 * times, 24 * times), Image.Resampling.NEAREST)
    assert large.height == max(24 * times, 30)
    assert large.crop((0, 0, 36 * times, 24 * times)).tobytes() == cells.tobytes()


def test_a_full_line_is_that_of_the_paper() -> None:
    """32 characters of font A, or 4 that are eight times as wide, fill a line of 58 mm paper."""
    assert [picture_of(b"A" * n + b"\n" + CUT, 384).height for n in (32, 33)] == [30, 60]
    assert [picture_of(b"\x1d!\x70" + b"A" * n + b"\n" + CUT, 384).height for n in (4, 5)] == [30, 60]


@pytest.mark.parametrize(("align", "left"), [(0, 0), (1, 284), (2, 568), (50, 568)])
def test_a_raster_is_aligned(align: int, left: int) -> None:
    """ESC a moves a raster as it moves text, by number or by digit."""
    assert black_box(picture_of(b"\x1ba" + bytes((align,)) + raster(1, 2) + CUT)) == (left, 0, left + 8, 2)


def test_bytes_may_come_one_by_one() -> None:
    """However the stream is cut, the ticket is the same."""
    data = b"\x1b@\x1bt\x2e\x1d!\x11" + "Їжак\n".encode("cp1251") + raster(9, 40) + b"\x1dVB\x20"
    paper = Paper(576)
    (cut,) = [happening for byte in data for happening in paper.feed(bytes((byte,)))]
    assert isinstance(cut, Cut)
    assert cut.picture.tobytes() == picture_of(data).tobytes()
    assert (cut.first, cut.end) == (0, len(data))


def test_a_line_has_its_cells() -> None:
    """A character of font A takes 12 by 24 dots times GS !, and the paper goes on by the height or by the spacing."""
    small, large = picture_of(b"\xdb\n" + CUT), picture_of(b"\x1d!\x52\xdb\n" + CUT)
    assert (small.height, large.height) == (30, 72)
    left, top, right, bottom = black_box(large) or (0, 0, 0, 0)
    assert right - left == 6 * 12
    assert 3 * 20 <= bottom - top <= 3 * 24


@pytest.mark.parametrize(
    ("command", "height"),
    [(b"\x1bd\x03", 90), (b"\x1bJ\x07", 7), (b"\x1b3\x64\x1bd\x02", 200), (b"\x1b3\x10\x1b2\n", 30)],
)
def test_the_paper_is_fed(command: bytes, height: int) -> None:
    """ESC d feeds lines of the spacing (ESC 3, ESC 2), ESC J dots."""
    assert picture_of(command + CUT).height == height


def test_both_cuts_are_cuts() -> None:
    """GS V m cuts at once, GS V B n after feeding n dots."""
    assert picture_of(raster(1, 50) + b"\x1dV\x01").height == 50
    assert picture_of(raster(1, 50) + b"\x1dVB\x20").height == 82
    assert picture_of(raster(1, 50) + b"\x1dVA\x00").height == 50


@pytest.mark.parametrize(("number", "codec"), [(46, "cp1251"), (44, "cp1125")])
def test_ukrainian_is_the_same_on_each_code_page(number: int, codec: str) -> None:
    """The letters і ї є ґ № look alike, whichever page they came by."""
    text = "Щастя, їжак, єнот, ґава, Київ № 5\n"
    printed = picture_of(b"\x1b@\x1c.\x1bt" + bytes((number,)) + text.encode(codec) + CUT)
    other = Paper(576, {0: codec}).feed(text.encode(codec) + CUT)[0]
    assert isinstance(other, Cut)
    assert printed.tobytes() == other.picture.tobytes()


def test_power_on_settings_come_back() -> None:
    """ESC @ ends bold, size, alignment and code page."""
    dressed = b"\x1bE\x01\x1d!\x11\x1ba\x02\x1bt\x2e\x1d!\x11\x1b-\x02\x1dB\x01\x1bM\x01\x1b@A\n"
    assert picture_of(dressed + CUT).tobytes() == picture_of(b"A\n" + CUT).tobytes()


def test_sets_of_python_escpos_are_understood() -> None:
    """Whatever python-escpos 3.1 sends to dress a text is no problem."""
    printer = Dummy()
    printer.hw("INIT")
    printer.set_with_default()
    printer.set(align="center", bold=True, underline=1, invert=True, smooth=True, flip=False, density=4, font="b")
    printer.set(custom_size=True, width=4, height=8)
    printer.line_spacing(60)
    printer.magic.force_encoding("CP1125")
    printer.textln("Черга")
    printer.print_and_feed(2)
    printer.cut()
    assert picture_of(printer.output).width == 576


def test_a_sensor_question_waits_its_turn() -> None:
    """GS r is reached after what stands before it, and is no byte of the next ticket."""
    paper = Paper(576)
    happened = paper.feed(b"\x10\x04\x01" + raster(1, 8) + CUT + b"\x1dr\x01\x1dr\x02" + raster(1, 8) + CUT)
    assert [type(one) for one in happened] == [Cut, SensorAsked, SensorAsked, Cut]
    first, _, asked, second = happened
    assert isinstance(first, Cut)
    assert isinstance(second, Cut)
    assert asked == SensorAsked(2)
    assert (first.first, first.end, second.first, second.end) == (3, 22, 28, 47)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x1b*", "ESC '*' (1b 2a): a command this printer does not know"),
        (b"\x10\x05", "DLE '\\x05' (10 05): a command this printer does not know"),
        (b"\x1bt\x63", "ESC t 99: this printer counts its code pages 0, 44, 46"),
        (b"\x1bt\x2e\x98", "0x98: no character of cp1251"),
        (b"\x07", "0x07: no character of cp437"),
        (b"\x1ba\x07", "ESC a 7: 0, 1 or 2 was expected"),
        (b"A\x1ba\x01", "ESC a 1 in the middle of a line: a printer ignores it there"),
        (b"\x1b{\x01", "ESC { 1: one of 0 was expected"),
        (b"\x1dr\x09", "GS r 9: one of 1, 2, 49, 50 was expected"),
        (raster(73, 1), "GS v 0: a raster 584 dots wide on paper of 576"),
        (b"A" + raster(1, 1), "GS v 0 in the middle of a line: a printer ignores it there"),
        (b"A\x1dV\x00", "GS V in the middle of a line: a printer ignores it there"),
        (b"\x1d(L\x00\x00", "GS '(' (1d 28): a command this printer does not know"),
        (b"\x1dV\x09", "GS V 9: one of 0, 1, 48, 49, 65, 66 was expected"),
    ],
)
def test_garbage_is_a_problem(data: bytes, problem: str) -> None:
    """What the printer does not know, or cannot do, is told with its bytes."""
    happened = Paper(576).feed(data + b"\n" + CUT)
    assert next(one.problems for one in happened if isinstance(one, Cut)) == (problem,)


def test_a_wrong_code_page_is_seen() -> None:
    """Cyrillic sent by a page that was not chosen is another picture."""
    text = "Талон\n".encode("cp1251")
    assert picture_of(text + CUT).tobytes() != picture_of(b"\x1bt\x2e" + text + CUT).tobytes()


def test_what_hangs_out_is_torn_off() -> None:
    """An unfinished ticket is a strip of the rows that came; an unfinished row and command are forgotten."""
    paper = Paper(576)
    assert paper.feed(raster(8, 100)[:-12]) == []
    strip = paper.tear()
    assert strip is not None
    assert black_box(strip) == (0, 0, 64, 98)
    assert paper.tear() is None
    (cut,) = paper.feed(raster(1, 3) + CUT)
    assert isinstance(cut, Cut)
    assert cut.picture.size == (576, 3)
    assert cut.first == len(raster(8, 100)) - 12


def test_a_full_line_wraps() -> None:
    """The 49th character of font A stands on the next line of 80 mm paper."""
    assert picture_of(b"A" * 49 + b"\n" + CUT).height == 60
    assert problems_of(b"A" * 49) == ()
