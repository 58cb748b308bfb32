# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of the hall screen in docs/: both tables as the code has them now; its pictures are the golden ones."""

from pathlib import Path

import pytest
from PIL import Image

from centre.errors import Unavailable
from display.specimen_pictures import SIZES
from display.specimens import CONTRASTS_TABLE, SIZES_TABLE, pictures, tables
from simulator import hall_page
from simulator.hall_states import STATES
from tests.display.halls import SMALL

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_docs_is_what_the_code_makes() -> None:
    """Millimetres and contrasts are those of this commit; if they differ, look at them and run `make docs`."""
    made = tables(SMALL, (seen for size in SIZES for seen in pictures(SMALL, size)))
    assert (DOCS / "hall.md").read_text() == hall_page.page(made[SIZES_TABLE], made[CONTRASTS_TABLE])


def test_every_picture_and_both_tables_go_to_the_page(tmp_path: Path) -> None:
    """Each size of each state, in few colours and without loss."""
    specimens, docs = tmp_path / "specimens", tmp_path / "docs"
    specimens.mkdir()
    for name in (f"{state}-{size}" for state in STATES for size in SIZES):
        Image.new("RGB", (8, 5), (10, 24, 40)).save(specimens / f"{name}.png")
    for name in (SIZES_TABLE, CONTRASTS_TABLE):
        (specimens / name).write_text(f"what {name} says\n")
    hall_page.main(specimens, docs)
    page = (docs / "hall.md").read_text()
    for name in (SIZES_TABLE, CONTRASTS_TABLE):
        assert f"what {name} says" in page
    for picture in (f"pictures/hall/{state}-{size}.webp" for state in STATES for size in SIZES):
        assert picture in page
        with Image.open(docs / picture) as shown:
            assert shown.convert("RGB").getpixel((7, 4)) == (10, 24, 40)


def test_a_picture_that_lacks_is_named(tmp_path: Path) -> None:
    """Half a page is worse than an old one."""
    with pytest.raises(Unavailable, match=r"start-720p\.png is not there\. Make all anew: make docs"):
        hall_page.main(tmp_path, tmp_path)
