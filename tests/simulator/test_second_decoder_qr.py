# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""GS ( k, the printer's own QR code, is read by our paper as by the second decoder.

The dots inside of the symbol are not compared, as which of the eight masks is taken is the printer's choice; what they
say is read by zbarimg. The second decoder reads the model (function 165) but always prints model 2.
"""

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from tests.simulator.second_decoder.agreement import CUT, assert_same_dots, assert_same_ends, ours
from tests.simulator.second_decoder.client import SecondDecoder

DATA = b"https://centre.example/t/7f3a"


def code(function: int, arguments: bytes) -> bytes:
    """Return GS ( k pL pH cn fn arguments of a QR code (cn 49)."""
    told = bytes((49, function)) + arguments
    return b"\x1d(k" + len(told).to_bytes(2, "little") + told


FUNCTIONS = {
    "165, the model": code(65, b"\x32\x00"),
    "167, the size of a module": code(67, b"\x06"),
    "169, the correction": code(69, b"\x31"),
    "180, the data": code(80, b"0" + DATA),
    "180, data with commands in it": code(80, b"0\x1b@\x1dV\x00\n"),
    "180, data of more than 255 bytes": code(80, b"0" + b"7" * 300),
    "181, print": code(81, b"0"),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_the_same_bytes(name: str, second: SecondDecoder) -> None:
    """Both read a function to the same byte, by pL and pH, and know it."""
    understood = second.decode(FUNCTIONS[name] + b"A")
    assert [(token.name, token.raw) for token in understood.tokens] == [("GS ( k", FUNCTIONS[name]), ("text", b"A")]
    assert understood.complaints == ()
    assert_same_ends(understood.tokens)


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("align", [0, 1, 2])
@pytest.mark.parametrize("module_dots", [3, 6])
@pytest.mark.parametrize("correction", [48, 49, 50, 51])
def test_a_code_stands_at_the_same_place(
    width: int, align: int, module_dots: int, correction: int, second: SecondDecoder
) -> None:
    """The symbol has the second decoder's place and size, no quiet zone of its own, and the same data.

    The manuals of function 181: "User must secure the quiet zone (left, right, upward, and downward space areas)".
    """
    job = b"\x1b@\x1ba" + bytes((align,)) + b"above\n" + code(65, b"\x32\x00") + code(67, bytes((module_dots,)))
    job += code(69, bytes((correction,))) + code(80, b"0" + DATA) + code(81, b"0") + b"below\n" + CUT
    (receipt,) = second.decode(job, width).receipts
    assert receipt.lines == ("above", f"[qr {DATA.decode()}]", "below")
    assert_same_dots(second, job, width)
    assert ours(job, width).problems == ()


def read_code(picture: Image.Image, path: Path) -> bytes:
    """Return what zbarimg (Debian's zbar-tools) reads in a picture, given the white around that a reader needs."""
    ImageOps.expand(picture.convert("L"), 48, 255).save(path)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", str(path)], capture_output=True, check=True)
    return read.stdout.rstrip(b"\n")


@pytest.mark.parametrize("correction", [48, 49, 50, 51])
def test_a_code_says_its_data(correction: int, second: SecondDecoder, tmp_path: Path) -> None:
    """A third reader reads the data, and nothing more, in our paper's picture as in the second decoder's."""
    job = code(67, b"\x04") + code(69, bytes((correction,))) + code(80, b"0" + DATA) + code(81, b"0") + CUT
    assert read_code(second.decode(job).receipts[0].picture, tmp_path / "theirs.png") == DATA
    assert read_code(ours(job).pictures[0], tmp_path / "ours.png") == DATA


def test_the_data_is_printed_twice_and_forgotten_by_a_reset(second: SecondDecoder) -> None:
    """Function 181 prints what is stored as often as it is asked to, but nothing after ESC @."""
    stored = b"A\n" + code(67, b"\x04") + code(80, b"0" + DATA)
    assert_same_dots(second, stored + code(81, b"0") + b"B\n" + code(81, b"0") + b"C\n" + CUT)
    assert_same_dots(second, stored + b"\x1b@" + code(81, b"0") + b"C\n" + CUT)
