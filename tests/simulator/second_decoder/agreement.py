# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where the simulated printer and the second decoder must agree: ends of commands, dots on paper, lines of text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PIL import Image, ImageChops

from simulator.paper import Cut, Paper
from tests.simulator.second_decoder.client import Receipt, SecondDecoder, Token

CUT = b"\x1dV\x00"
INVERT = b"\x1dB\x01"
MARK = b"\x1dv0\x00\x01\x00\x01\x00\xff"
"""A raster of eight dots in a row: where it stands tells how far the paper was fed."""

PRINT_CODE = b"\x1d(k\x03\x00\x31\x51"
"""GS ( k, function 181."""

RASTER_HEAD = 8
"""GS v 0 m xL xH yL yH."""

PRINTS_THE_LINE = ("LF", "ESC d", "ESC J", "GS v 0", "GS V", "GS ( k")


class Strip(NamedTuple):
    """What our paper says of a job: the tickets cut off and everything that was wrong."""

    pictures: tuple[Image.Image, ...]
    problems: tuple[str, ...]


def ours(job: bytes, width_dots: int = 576) -> Strip:
    """Return what the simulated printer makes of the job."""
    paper = Paper(width_dots)
    cuts = [happening for happening in paper.feed(job) if isinstance(happening, Cut)]
    problems = [problem for cut in cuts for problem in cut.problems]
    return Strip(tuple(cut.picture for cut in cuts), (*problems, *paper.problems))


def assert_same_ends(tokens: Iterable[Token], width_dots: int = 576) -> None:
    """Hold that our paper takes each token as one, neither a byte more nor less than the second decoder.

    A raster it takes head first, then row by row, as they come in.
    """
    paper = Paper(width_dots)
    for token in tokens:
        start, end = paper.place, paper.place + len(token.raw)
        said = f"{token.name}: {token.raw[:16].hex(' ')}"
        if token.name != "text":
            head = RASTER_HEAD if token.name == "GS v 0" else len(token.raw)
            paper.feed(token.raw[: head - 1])
            assert paper.place == start, f"our paper did not wait for the end of {said}"
            paper.feed(token.raw[head - 1 : -1])
            assert paper.place < end or not token.raw[head - 1 : -1], f"our paper ended too early in {said}"
            paper.feed(token.raw[max(head - 1, len(token.raw) - 1) :])
        else:
            paper.feed(token.raw)
        assert paper.place == end, f"our paper is not at the end of {said}"


def assert_same_dots(second: SecondDecoder, job: bytes, width_dots: int = 576) -> None:
    """Hold that both print the same black dots at the same places; letters count as black cells.

    Of a QR code (GS ( k) only its four sides are compared, as the printer may choose one of eight masks.
    The second decoder's picture ends with its last black row; below it ours must be white.
    """
    pieces = list(_black_cells(second.decode(job, width_dots).tokens))
    blocks = b"".join(pieces)
    theirs, printed = second.decode(blocks, width_dots).receipts, ours(blocks, width_dots).pictures
    assert len(theirs) == len(printed)
    codes = list(_codes(second, pieces, width_dots))
    for number, (one, receipt) in enumerate(zip(printed, theirs, strict=True)):
        other = receipt.picture
        assert one.width == other.width
        assert one.height >= other.height
        assert black_box(one.crop((0, other.height, *one.size))) is None
        mine = one.crop((0, 0, *other.size))
        for band in [code.band for code in codes if code.receipt == number]:
            assert black_box(mine.crop(band)) == black_box(other.crop(band))
            for picture in (mine, other):
                picture.paste(255, band)
        assert ImageChops.logical_xor(mine, other).getbbox() is None


class _Code(NamedTuple):
    """The rows of a receipt that a QR code takes."""

    receipt: int
    band: tuple[int, int, int, int]


def _codes(second: SecondDecoder, pieces: list[bytes], width_dots: int) -> Iterator[_Code]:
    """Yield where the second decoder prints QR codes: from the row of a mark before each to that of one behind it."""
    for index, piece in enumerate(pieces):
        if piece.startswith(PRINT_CODE):
            before, behind = (
                second.decode(b"".join(pieces[:end]) + MARK + CUT, width_dots).receipts for end in (index, index + 1)
            )
            top, bottom = before[-1].picture.height - 1, behind[-1].picture.height - 1
            yield _Code(len(before) - 1, (0, top, width_dots, bottom))


def _black_cells(tokens: Iterable[Token]) -> Iterator[bytes]:
    """Yield the job's tokens with a space printed white on black for each letter, and a mark before each cut.

    The two draw letters with different typefaces, but cells, sizes, lines and places are the printer's.
    """
    yield INVERT
    for token in tokens:
        if token.name == "GS V":
            yield MARK
        yield b" " * len(token.raw) if token.name == "text" else token.raw
        if token.name == "ESC @":
            yield INVERT


def black_box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what is black."""
    return ImageChops.invert(picture.convert("L")).getbbox()


def lines_of(tokens: Iterable[Token], width_dots: int = 576) -> list[str]:
    """Return the lines of text as our paper's code pages say them, without empty ones."""
    paper, lines = Paper(width_dots), [""]
    for token in tokens:
        if token.name == "text":
            lines[-1] += "".join(paper._head._character(byte) for byte in token.raw)
        elif token.name in PRINTS_THE_LINE:
            lines.append("")
        paper.feed(token.raw)
    return [line.rstrip() for line in lines if line.strip()]


def their_lines(receipt: Receipt) -> list[str]:
    """Return the lines of text of a receipt of the second decoder, without empty ones, rasters and QR codes."""
    text = re.sub(r"^\[(image|qr) .*?\]$", "", "\n".join(receipt.lines), flags=re.DOTALL | re.MULTILINE)
    return [line for line in text.split("\n") if line.strip()]
