# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The typefaces: found where systems keep it, and as high as we say."""

from pathlib import Path

import pytest
from PIL import ImageFont

from centre.errors import Unavailable
from centre.typeface import PAPER, SCREEN, Typeface


def test_the_typeface_is_found_in_the_first_folder_that_has_it(tmp_path: Path) -> None:
    """Systems keep it in different places; the others are not looked at."""
    folders = tuple(str(tmp_path / name) for name in ("empty", "has", "too"))
    for folder in folders[1:]:
        Path(folder).mkdir()
        (Path(folder) / SCREEN.file).touch()
    assert SCREEN.installed(folders) == tmp_path / "has" / "DejaVuSans-Bold.ttf"


def test_a_missing_typeface_says_what_to_install() -> None:
    """Without it nothing is drawn in another: the sentence names the places and the package."""
    with pytest.raises(Unavailable) as missing:
        SCREEN.installed(("/nowhere", "/neither"))
    assert str(missing.value) == (
        "DejaVuSans-Bold.ttf was not found in /nowhere, /neither. Install the package fonts-dejavu-core."
    )


@pytest.mark.parametrize("face", [SCREEN, PAPER])
def test_a_capital_is_as_high_as_we_say(face: Typeface) -> None:
    """The height that the layouts compute with is that of the installed typeface."""
    em = ImageFont.truetype(face.installed(), face.em)
    _, top, _, bottom = em.getbbox("Н", anchor="ls")
    assert (bottom - top, face.capital) == (face.cap, face.cap / face.em)
