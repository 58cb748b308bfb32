# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The small screen of a kiosk, as a citizen sees it: real processes, a simulated printer, frames to the pixel."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.screen import Screen
from kiosk.face import draw
from kiosk.pages import Kind, Page
from simulator.timeline import Entry
from simulator.town import Town
from tests.drawn import pixels

EFFECT_S = 60.0
KIOSK = "kiosk-hall"
SIZE = KioskScreen()


@pytest.fixture
def faced_town(movable_centre: CentreFile, tmp_path: Path, runtime: Path) -> Iterator[Town]:
    """Return the small centre, running, its kiosk with a screen."""
    centre = replace(movable_centre, kiosks=(replace(movable_centre.kiosks[0], screen=SIZE),))
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port) as running:
        yield running


@pytest.fixture
def drawn(movable_centre: CentreFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Kind, Image.Image]:
    """Return pages as they are drawn anew, here."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    with closing(Screen(SIZE, "the test")) as screen:

        def drawn_anew(kind: Kind) -> Image.Image:
            screen.show(draw(movable_centre, SIZE, Page(kind, movable_centre.centre.languages)).picture)
            return pixels(screen, tmp_path)

        return {kind: drawn_anew(kind) for kind in ("menu", "coming", "not_printing", "promised")}


def frames(entries: list[Entry]) -> list[str]:
    """Return the kiosk's frames, the newest last."""
    return [entry["png"] for entry in entries if entry["what"] == "frame" and entry["unit"] == KIOSK]


def shows(frame: Path, page: Image.Image) -> bool:
    """Return whether a frame is this page, to the pixel."""
    with Image.open(frame) as seen:
        return ImageChops.difference(seen.convert("RGB"), page).getbbox() is None


def test_the_kiosk_tells_of_its_printer_where_the_citizen_stands(
    faced_town: Town, tmp_path: Path, drawn: dict[Kind, Image.Image]
) -> None:
    """The menu; the press that finds no paper, whose ticket is promised; a new roll, the ticket, and the menu again."""
    town, out = faced_town, tmp_path / "out"

    def seen(kind: Kind) -> bool:
        return town.wait_for(lambda entries: shows(out / frames(entries)[-1], drawn[kind]), EFFECT_S)

    assert town.wait_for(lambda entries: bool(frames(entries)), EFFECT_S)
    assert seen("menu")
    town.printers[KIOSK].set(paper_out=True)
    town.press(KIOSK, "passport")
    assert seen("promised")
    town.printers[KIOSK].mend()
    assert town.wait_for(lambda entries: any(entry["what"] == "ticket" for entry in entries), EFFECT_S)
    assert seen("menu")
    assert {Path(png).parent.as_posix() for png in frames(town.timeline.entries)} == {f"screens/{KIOSK}"}
