# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of tickets in docs/: every kind, every paper and way, and not a dot older than the code."""

from pathlib import Path

import pytest
from PIL import Image

from centre.config import CentreFile
from centre.errors import Unavailable
from kiosk import specimens
from simulator import ticket_page
from tests.kiosk.tickets import same

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def made(small_centre: CentreFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the page anew, as `make docs` does; return its folder."""
    folder = tmp_path_factory.mktemp("page")
    specimens.write(small_centre, folder / "escpos")
    ticket_page.main(folder / "escpos", folder / "docs")
    return folder / "docs"


def test_the_page_in_docs_is_what_the_code_prints(made: Path) -> None:
    """Page and pictures are those of this commit; if they differ, look at them and run `make docs`."""
    assert (DOCS / "tickets.md").read_text() == (made / "tickets.md").read_text()
    ours, theirs = (sorted((folder / "pictures/tickets").glob("*.png")) for folder in (made, DOCS))
    assert [png.name for png in ours] == [png.name for png in theirs]
    for one, other in zip(ours, theirs, strict=True):
        with Image.open(one) as new, Image.open(other) as old:
            assert same(new.convert("1"), old.convert("1")), one.name


def test_every_kind_is_shown_on_both_papers_in_every_way() -> None:
    """The page's titles are the kinds that there are."""
    names = [kind.name for kind in specimens.kinds("passport")]
    assert names == list(ticket_page.TITLES)
    assert len(names) == len(set(names)) == 14
    assert list(specimens.WAYS) == list(ticket_page.WAYS)


def test_half_a_ticket_is_no_picture(tmp_path: Path, small_centre: CentreFile) -> None:
    """Bytes that make no whole paper, or that a printer complains of, are named."""
    (usual, *_) = specimens.kinds("passport")
    whole = specimens.made(small_centre, usual, 384, "raster")
    path = tmp_path / "usual-384-raster.escpos"
    path.write_bytes(whole[:-3])
    with pytest.raises(Unavailable) as half:
        ticket_page.printed(path)
    assert str(half.value) == (
        "usual-384-raster.escpos is not one whole paper: nothing is cut off. Make it anew: make docs"
    )
    path.write_bytes(b"\x1bt\xff" + whole)
    with pytest.raises(Unavailable, match="ESC t 255"):
        ticket_page.printed(path)
