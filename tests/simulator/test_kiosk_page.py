# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of the kiosk's screen in docs/: every page of it, and not a pixel older than the code."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from centre.errors import Unavailable
from kiosk import face_specimens
from simulator import kiosk_page
from tests.drawn import needs_the_same_letters
from tests.kiosk.faces import GREAT, SMALL

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw every page of the small screen anew; return their folder."""
    folder = tmp_path_factory.mktemp("faces")
    face_specimens.write(GREAT, folder, {"small": SMALL})
    return folder


@needs_the_same_letters
def test_the_page_in_docs_is_what_the_code_draws(specimens: Path, tmp_path: Path) -> None:
    """Page and pictures are those of this commit; if they differ, look at them and run `make docs`."""
    kiosk_page.main(specimens, tmp_path)
    assert (DOCS / "kiosk.md").read_text() == (tmp_path / "kiosk.md").read_text()
    ours, theirs = (sorted((folder / "pictures/kiosk").glob("*.png")) for folder in (tmp_path, DOCS))
    assert [png.name for png in ours] == [png.name for png in theirs]
    for one, other in zip(ours, theirs, strict=True):
        with Image.open(one) as new, Image.open(other) as old:
            assert ImageChops.difference(new.convert("RGB"), old.convert("RGB")).getbbox() is None, one.name


def test_every_kind_of_page_is_shown(specimens: Path) -> None:
    """Each kind and each reason has its row; other numbers of people ahead, and other spheres, look alike."""
    drawn = {path.stem.removeprefix("touch-small-uk-") for path in specimens.glob("touch-small-uk-*.png")}
    alike = {"still-wait-1", "still-wait-2", "still-wait-5", "still-wait-21", "menu-3", "menu-most-closed"}
    told = {f"told-{reason}" for reason in face_specimens.REASONS if reason != "registry"}
    spheres = {f"purposes-{sphere.id}{more}" for sphere in GREAT.spheres[1:] for more in ("", "-closed")}
    assert drawn - alike - told - spheres - {"closed-not_yet"} == set(kiosk_page.TITLES)


def test_a_picture_that_lacks_is_named(tmp_path: Path) -> None:
    """Half a page is worse than an old one."""
    with pytest.raises(Unavailable, match=r"touch-small-uk-menu\.png is not there\. Make all anew: make docs"):
        kiosk_page.main(tmp_path, tmp_path)
