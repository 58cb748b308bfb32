# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's own QR codes: what ``GS ( k`` prints, keeps and refuses."""

import pytest
from escpos.printer import Dummy
from PIL import Image, ImageChops

from simulator.paper import Cut, Paper

CUT = b"\x1dV\x00"
LINK = "https://example.com/q/7f3a"


def order(number: int, parameters: bytes) -> bytes:
    """Return one function of ``GS ( k`` for QR codes."""
    return b"\x1d(k" + (2 + len(parameters)).to_bytes(2, "little") + bytes((49, number)) + parameters


def symbol(data: bytes = b"A-042", dots: int = 3) -> bytes:
    """Return what stores and prints a symbol."""
    return order(67, bytes((dots,))) + order(80, b"0" + data) + order(81, b"0")


def cut_of(data: bytes, width: int = 576) -> Cut:
    """Return the one ticket that the bytes make."""
    (cut,) = Paper(width).feed(data + CUT)
    assert isinstance(cut, Cut)
    return cut


def black_box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what is black."""
    return ImageChops.invert(picture.convert("L")).getbbox()


@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize("width", [384, 576])
def test_the_printers_own_symbol_is_that_which_python_escpos_draws(width: int, level: int) -> None:
    """What python-escpos sends for the printer to draw gives the modules that it draws itself as a picture."""
    native, drawn = Dummy(), Dummy()
    native.qr(LINK, ec=level, size=4, native=True)
    drawn.qr(LINK, ec=level, size=4)
    printed, expected = cut_of(native.output, width), cut_of(drawn.output, width)
    assert printed.problems == expected.problems == ()
    box = black_box(expected.picture)
    assert box is not None
    assert printed.picture.crop((0, 0, box[2] - box[0], box[3] - box[1])).tobytes() == (
        expected.picture.crop(box).tobytes()
    )
    assert printed.picture.height == box[3] - box[1]


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("align", [0, 1, 2])
def test_a_symbol_is_aligned_like_a_raster(width: int, align: int) -> None:
    """ESC a moves the 21 modules of a small symbol as it moves a picture."""
    left = (0, (width - 105) // 2, width - 105)[align]
    assert black_box(cut_of(b"\x1ba" + bytes((align,)) + symbol(dots=5), width).picture) == (left, 0, left + 105, 105)


def test_what_follows_stands_below() -> None:
    """The paper moves on by the symbol's own height, and the data may be printed again."""
    cut = cut_of(symbol() + order(81, b"0") + b"A\n")
    assert cut.problems == ()
    assert cut.picture.height == 63 + 63 + 30
    first, second = (cut.picture.crop((0, top, 63, top + 63)) for top in (0, 63))
    assert first.tobytes() == second.tobytes()


def test_bytes_may_come_one_by_one() -> None:
    """However the stream is cut, also inside the length, the ticket is the same."""
    data = symbol(bytes(range(1, 256)) * 2) + CUT
    paper = Paper(576)
    (cut,) = [happening for byte in data for happening in paper.feed(bytes((byte,)))]
    assert isinstance(cut, Cut)
    assert cut.problems == ()
    assert cut.picture.tobytes() == cut_of(data[: -len(CUT)]).picture.tobytes()


@pytest.mark.parametrize("forgetting", [b"\x1b@", b""])
def test_power_on_settings_come_back(forgetting: bytes) -> None:
    """ESC @, and lost power, leave modules of 3 dots, level L and nothing stored."""
    paper = Paper(576)
    paper.feed(order(67, b"\x09") + order(69, b"3") + order(80, b"0old") + forgetting)
    if not forgetting:
        paper.forget_settings()
    (empty, fresh) = paper.feed(order(81, b"0") + CUT + order(80, b"0" + LINK.encode()) + order(81, b"0") + CUT)
    assert isinstance(empty, Cut)
    assert isinstance(fresh, Cut)
    assert empty.problems == ("GS ( k print: nothing is stored",)
    expected = cut_of(order(69, b"0") + symbol(LINK.encode()))
    assert fresh.picture.tobytes() == expected.picture.tobytes()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (order(65, b"1\x00"), "model [49, 0]: [50, 0], model 2, was expected"),
        (order(65, b"2"), "model [50]: [50, 0], model 2, was expected"),
        (order(67, b"\x00"), "module size [0]: 1 to 16 was expected"),
        (order(67, b"\x11"), "module size [17]: 1 to 16 was expected"),
        (order(67, b""), "module size []: 1 to 16 was expected"),
        (order(69, b"4"), "error correction [52]: 48 to 51 was expected"),
        (order(69, b"01"), "error correction [48, 49]: 48 to 51 was expected"),
        (order(80, b"0"), "store [48] and 0 bytes: [48] and some were expected"),
        (order(80, b"1A"), "store [49] and 1 bytes: [48] and some were expected"),
        (order(81, b"0"), "print: nothing is stored"),
        (symbol() + order(81, b"1"), "print [49]: [48] was expected"),
        (order(82, b"0"), "31 52: QR codes (49) with one of 65, 67, 69, 80, 81 was expected"),
        (b"\x1d(k\x03\x000C\x03", "30 43: QR codes (49) with one of 65, 67, 69, 80, 81 was expected"),
        (b"\x1d(k\x00\x00", "nothing: QR codes (49) with one of 65, 67, 69, 80, 81 was expected"),
        (symbol(bytes(3000)), "print: 3000 bytes are too many for a QR code"),
        (symbol(bytes(200), dots=11), "print: a symbol 583 dots wide on paper of 576"),
        (b"A" + symbol(), "in the middle of a line: a printer ignores it there"),
    ],
)
def test_what_a_printer_refuses_is_a_problem(data: bytes, problem: str) -> None:
    """A function or parameter that Epson's reference or this printer does not have is told, and its bytes skipped."""
    assert cut_of(data).problems == (f"GS ( k {problem}",)


def test_a_refused_value_changes_nothing() -> None:
    """The symbol comes out as if the wrong settings had not been sent."""
    wrong = order(65, b"1\x00") + order(67, b"\x11") + order(69, b"4") + order(80, b"0")
    stored = order(67, b"\x05") + order(69, b"2") + order(80, b"0A-042")
    printed = cut_of(stored + wrong + order(81, b"0")).picture
    assert printed.tobytes() == cut_of(stored + order(81, b"0")).picture.tobytes()
