# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command that draws every page: which pages there are, and what it says when it cannot."""

from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from kiosk.face_specimens import main, write
from kiosk.pages import Kind
from tests.kiosk.faces import EXAMPLES, GREAT, LITTLE, SCREENS, SMALL, pages


@pytest.mark.parametrize("touch", [True, False])
def test_every_kind_of_page_has_a_specimen(*, touch: bool) -> None:
    """Also each with its own name, in both languages where one can be chosen."""
    names = [one.name for one in pages(GREAT, SMALL, "uk", touch=touch)]
    assert len(names) == len(set(names))
    assert {one.page.kind for one in pages(GREAT, SMALL, "uk", touch=touch)} == set(get_args(Kind))
    assert {one.page.languages for one in pages(LITTLE, SMALL, "en", touch=True)} == {("en",), ("uk", "en")}


def test_a_kiosk_whose_buttons_have_no_spheres_and_digits_has_no_such_pages() -> None:
    """Nobody would ever see them."""
    kinds = {one.page.kind for one in pages(LITTLE, SMALL, "uk", touch=False)}
    assert kinds == set(get_args(Kind)) - {"purposes", "code"}


def test_the_command_writes_pictures_of_the_size_of_the_screen(tmp_path: Path) -> None:
    """Touched and with buttons, in Ukrainian and where it can be chosen in English."""
    written = write(LITTLE, tmp_path, {"small": SCREENS["small"]})
    assert {path.name.rsplit("small-")[0] + path.name.split("-")[2] for path in written} == {
        "touch-uk", "touch-en", "buttons-uk",
    }  # fmt: skip
    with Image.open(written[0]) as drawn:
        assert drawn.size == (800, 480)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As every command tells it."""
    assert main(str(tmp_path / "none.toml"), str(tmp_path)) == 2
    assert "none.toml" in capsys.readouterr().err
    assert (EXAMPLES / "small.toml").is_file()
