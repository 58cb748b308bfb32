# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real SDL on its offscreen driver: pictures to the pixel, and letters as wide and high as the layout believes."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pygame
import pytest
from PIL import Image, ImageChops

from centre.config import Display
from centre.errors import DeviceFault, Unavailable
from display import glyphs
from display.board import picture
from display.picture import Arrow, Box, Picture, Rect, Text
from display.screen import KEPT_TEXTS, Screen
from tests.display.alarms import alarmed, boards

Opener = Callable[[Display], Screen]

GOLDEN = Path(__file__).parent / "golden"
DRAWN_WITH = "2.5.8"
"""The pygame-ce of constraints.txt, which carries the FreeType that drew the golden pictures."""

CAPS = (8, 9, 10, 11, 13, 17, 23, 31, 46, 83, 124, 197, 400)
WORDS = (
    "ЩЖЮШ№МФЦД",
    "Ґанок їжака є в Україні № А-042 ’ «»",
    "АБ12345",
    "10:42",
    "Реєстрація місця проживання",
    "Wäffle quick (jump) — 100%…",
)


def pixels(screen: Screen, folder: Path) -> Image.Image:
    """Return what is on the screen."""
    screen.save(folder / "shown.png")
    with Image.open(folder / "shown.png") as shown:
        return shown.convert("RGB")


def lines(*texts: Text) -> Picture:
    """Return a picture of these texts alone."""
    return Picture(1280, 720, "night", texts)


def looked_at(hall: Any, name: str) -> tuple[Display, Picture]:
    """Return a screen and what it shows: ``tall`` stands upright, the last two are 43 inches of 1080p."""
    centres = {
        "spheres": hall.spheres(),
        "english": hall.english(hall.spheres(6), "Brovary Administrative Service Centre"),
    }
    screens = {"tall": (720, 1280), "spheres": (1920, 1080), "english": (1920, 1080)}
    centre, display = centres.get(name, hall.centre(6)), hall.display(*screens.get(name, (1280, 720)))
    board, nobody = hall.board(centre, times=2), hall.board(centre, 0)
    not_yet = hall.closed(
        nobody, {line.service: "not_yet" for line in nobody.services}, empty=("s1", "s2", "s3", "s4", "s5")
    )
    full = {"s4-consult": "full", "s4-submit": "full", "s4-collect": "full"}
    shown = {
        "connecting": None,
        "closed": hall.closed(board, {"s2": "registry", "s4": "full"}, empty=("s4",)),
        "opening": msgspec.structs.replace(not_yet, opens_at=hall.now + timedelta(minutes=18)),
        "spheres": hall.closed(board, {"s2-submit": "registry", **full}),
    }.get(name, board)
    lost = hall.now - timedelta(minutes=5) if name == "lost" else None
    return display, picture(centre, display, shown, lost, hall.now)


def alarms(hall: Any, name: str) -> tuple[Display, Picture]:
    """Return a screen and what it shows of an alert or the battery, on 43 inches of 1080p but for ``alert-tall``."""
    centre = alarmed(hall.english(hall.centre(6)) if name == "alert-english" else hall.centre(6))
    centre = alarmed(centre, windows=(1, 6, 11)) if name == "alert-shelter" else centre
    board = hall.board(centre)
    of = {"alert-yellow": "yellow", "alert-warning": "warning"}.get(name, "red" if "alert" in name else name)
    display = hall.display(*((720, 1280) if name == "alert-tall" else (1920, 1080)))
    return display, picture(centre, display, boards(board)[of], None, hall.now)


USUAL = ("morning", "lost", "connecting", "tall", "closed", "opening", "spheres", "english")
ALARMS = (
    *("alert-red", "alert-yellow", "alert-english", "alert-tall", "alert-shelter", "alert-warning"),
    *("resuming", "battery", "battery-low", "unheard"),
)


@pytest.mark.skipif(pygame.version.ver != DRAWN_WITH, reason=f"the golden pictures are of pygame-ce {DRAWN_WITH}")
@pytest.mark.parametrize("name", [*USUAL, *ALARMS])
def test_the_hall_sees_the_golden_picture(hall: Any, open_screen: Opener, tmp_path: Path, name: str) -> None:
    """Each picture is the one that was looked at and found good, to the last pixel."""
    display, shown = (looked_at if name in USUAL else alarms)(hall, name)
    screen = open_screen(display)
    screen.show(shown)
    drawn = pixels(screen, tmp_path)
    with Image.open(GOLDEN / f"{name}.png") as golden:
        assert ImageChops.difference(drawn, golden.convert("RGB")).getbbox() is None, tmp_path / "shown.png"


def test_an_equal_picture_makes_no_frame(hall: Any, open_screen: Opener) -> None:
    """The same picture again costs nothing: no frame, no milliseconds."""
    screen = open_screen(hall.display())
    first = screen.show(lines(Text("А017", 10, 50, 40, "snow", "night")))
    again = screen.show(lines(Text("А017", 10, 50, 40, "snow", "night")))
    assert first is not None
    assert first > 0
    assert again is None


@pytest.mark.parametrize("words", WORDS)
def test_a_text_stays_in_its_area(hall: Any, open_screen: Opener, words: str) -> None:
    """No pixel of a drawn line, its ground included, is outside the area that the layout gave it, at any size."""
    screen = open_screen(hall.display())
    for cap in (*range(8, 40), *CAPS):
        text = Text(words, 0, 1000, cap, "snow", "night")
        font = screen._font(cap)
        drawn = font.render(words, True, "white", "black")  # noqa: FBT003  (pygame takes it by position only)
        top = text.top + cap - font.get_ascent()
        assert drawn.get_width() <= text.area.width
        assert text.area.top <= top
        assert top + drawn.get_height() <= text.area.bottom


def test_a_capital_is_as_high_as_asked(hall: Any, open_screen: Opener, tmp_path: Path) -> None:
    """A capital is never lower than the layout asked, for the 0.7 degrees hang on it, and at most a pixel higher."""
    screen = open_screen(hall.display())
    for cap in CAPS:
        screen.show(lines(Text("Н", 100, 100, cap, "snow", "night")))
        _, top, _, bottom = _changed(pixels(screen, tmp_path))
        assert cap <= bottom - top <= cap + 1
        assert bottom == 100 + cap


def test_the_layout_and_the_typeface_agree_on_sizes(hall: Any, open_screen: Opener) -> None:
    """The size computed without a font is the one measured in the font."""
    screen = open_screen(hall.display())
    assert [glyphs.font_size(cap) for cap in range(8, 400)] == [screen.font_size(cap) for cap in range(8, 400)]


def test_boxes_and_arrows_fill_their_areas(hall: Any, open_screen: Opener, tmp_path: Path) -> None:
    """A box and an arrow touch all four sides of their areas, and nothing beyond."""
    screen = open_screen(hall.display())
    area = Rect(100, 200, 61, 40)
    for element in (Box(area, "amber"), Arrow(area, "amber")):
        screen.show(Picture(1280, 720, "night", (element,)))
        assert _changed(pixels(screen, tmp_path)) == (100, 200, 161, 240)


def test_only_the_last_texts_are_kept(hall: Any, open_screen: Opener) -> None:
    """A year of tickets does not fill the memory; what is still used stays."""
    screen = open_screen(hall.display())
    clock = Text("10:42", 10, 300, 20, "snow", "night")
    tickets = [Text(f"А{number:03}", 10, 50, 20, "snow", "night") for number in range(KEPT_TEXTS + 10)]
    screen.show(lines(clock, *tickets[:200], clock, *tickets[200:]))
    kept = [key[0] for key in screen._rendered]
    assert len(kept) == KEPT_TEXTS
    assert "10:42" in kept
    assert "А000" not in kept


def test_a_closed_window_is_told(hall: Any, open_screen: Opener) -> None:
    """A desktop's close button makes pump return False; an uncovered window is only shown again."""
    screen = open_screen(hall.display())
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    assert screen.pump()
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert not screen.pump()


def test_offscreen_is_no_desktop(hall: Any, open_screen: Opener) -> None:
    """Nobody closes an offscreen window, so nobody has to look; and SDL leaves the signals to the loop."""
    assert not open_screen(hall.display()).desktop
    assert os.environ["SDL_NO_SIGNAL_HANDLERS"] == "1"


def test_a_missing_typeface_names_its_package(hall: Any, tmp_path: Path) -> None:
    """Without the font nothing is opened, and the technician reads which package to install."""
    with pytest.raises(Unavailable) as missing:
        Screen(hall.display(), folders=(str(tmp_path),))
    assert str(missing.value) == (
        f"DejaVuSans-Bold.ttf was not found in {tmp_path}. Install the package fonts-dejavu-core."
    )


def test_a_screen_that_does_not_open_is_one_sentence(hall: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL's fault is told with the display, the size, the driver and what to look at."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    with pytest.raises(DeviceFault) as fault:
        Screen(hall.display())
    assert str(fault.value) == (
        "Display 'hall': SDL opened no screen of 1280 x 720 (driver slate): slate not available. "
        "Check the cable, SDL_VIDEODRIVER and the groups video and render."
    )


def _changed(shown: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of all pixels that are not the background."""
    ground = Image.new("RGB", shown.size, (10, 24, 40))
    box = ImageChops.difference(shown, ground).getbbox()
    assert box is not None
    return box
