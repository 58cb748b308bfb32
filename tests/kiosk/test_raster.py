# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Rasters are held against those of a library that we did not write."""

from typing import Any

import pytest
from PIL import Image

from centre.config_kiosks import Printer
from kiosk import paper, raster
from kiosk.composing import load_composer
from kiosk.qr_code import WHITE
from tests.kiosk.tickets import booked, lines_of

PRINTER = Printer(connection="network", host="127.0.0.1")


@pytest.mark.parametrize("coarse", [False, True], ids=["fine", "coarse"])
@pytest.mark.parametrize("width", [384, 576])
def test_rasters_are_those_of_python_escpos(width: int, coarse: bool) -> None:  # noqa: FBT001 - pytest hands it over
    """A whole ticket, rule, number, text, code and white, is byte for byte what python-escpos makes of its pictures."""
    sheet = paper.lay_out(lines_of(booked()), width, coarse=coarse)
    ours, theirs = load_composer(PRINTER)(), load_composer(PRINTER)()
    raster.compose(ours, sheet)
    theirs.set(align="center")
    for strip in sheet.strips:
        picture(theirs, Image.new("1", (8, strip.gap_dots), WHITE), 1)
        picture(theirs, strip.picture, strip.scale)
    picture(theirs, Image.new("1", (8, sheet.rest_dots), WHITE), 1)
    assert ours.output == theirs.output


def picture(composer: Any, drawn: Image.Image, scale: int) -> None:
    """Let python-escpos compose a picture in bands, unless it has no rows."""
    full = scale == 1
    if drawn.height:
        composer.image(
            drawn, high_density_vertical=full, high_density_horizontal=full, fragment_height=raster.FRAGMENT_DOTS
        )


def test_a_text_is_drawn_once() -> None:
    """What stands on ticket after ticket keeps its picture; the number's is new."""
    windows = paper.Line("Вікна 1, 2")
    first, again = (paper.lay_out([windows, paper.Line(number)], 576).strips for number in ("А012", "А013"))
    assert first[0].picture is again[0].picture
    assert first[1].picture is not again[1].picture
