# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The picture: it is drawn, in Ukrainian, and says plainly why it cannot be."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from centre.errors import Unavailable
from dispatcher.rehearsal.plot import draw
from dispatcher.rehearsal.record import Day
from tests.dispatcher.rehearsal.one_window import ordinary_day

ZONE = "Europe/Kyiv"


@pytest.mark.parametrize("then", [None, [ordinary_day()]], ids=["one", "two"])
def test_a_picture_is_drawn(tmp_path: Path, then: list[Day] | None) -> None:
    """A PNG large enough to print; a letter that the typeface lacks would be a warning, and so an error here."""
    draw([ordinary_day()], then, title="ЦНАП", zone=ZONE, file=tmp_path / "day.png")
    with Image.open(tmp_path / "day.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (1210, 880))
        assert len(picture.convert("RGB").getcolors(maxcolors=1 << 20) or ()) > 10


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The sentence says what to do."""
    with pytest.raises(Unavailable) as wrong:
        draw([ordinary_day()], None, title="ЦНАП", zone=ZONE, file=tmp_path / "no" / "day.png")
    assert str(wrong.value) == (
        f"--plot {tmp_path}/no/day.png: No such file or directory. Name a file that can be written."
    )


def test_without_matplotlib_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card does not have it, and does not need it for anything else."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(Unavailable) as wrong:
        draw([ordinary_day()], None, title="ЦНАП", zone=ZONE, file=tmp_path / "day.png")
    assert str(wrong.value) == "--plot needs matplotlib, which is not here. Install it: pip install matplotlib"
