# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real SDL on its offscreen driver: letters as wide and high as the layout believes, and what a loop needs."""

import os
from pathlib import Path

import msgspec
import pygame
import pytest
from PIL import Image, ImageChops

from centre import glyphs
from centre.config_displays import Display
from centre.errors import DeviceFault, Unavailable
from centre.picture import PALETTE, Arrow, Box, Picture, Rect, Text
from centre.screen import KEPT_FONTS, KEPT_SCREENS, KEPT_TEXTS, Screen
from tests.drawn import Opener, pixels

HALL = Display(id="hall", width_px=1280, height_px=720)

CAPS = (8, 9, 10, 11, 13, 17, 23, 31, 46, 83, 124, 197, 400)
WORDS = (
    "ЩЖЮШ№МФЦД",
    "Ґанок їжака є в Україні № А-042 ’ «»",
    "АБ12345",
    "10:42",
    "Реєстрація місця проживання",
    "Wäffle quick (jump) — 100%…",
)


def lines(*texts: Text) -> Picture:
    """Return a picture of these texts alone."""
    return Picture(1280, 720, "night", texts)


def test_an_equal_picture_makes_no_frame(open_screen: Opener) -> None:
    """The same picture again costs nothing: no frame, no milliseconds."""
    screen = open_screen(HALL)
    first = screen.show(lines(Text("А017", 10, 50, 40, "snow", "night")))
    again = screen.show(lines(Text("А017", 10, 50, 40, "snow", "night")))
    assert first is not None
    assert first > 0
    assert again is None


@pytest.mark.parametrize("words", WORDS)
def test_a_text_stays_in_its_area(open_screen: Opener, words: str) -> None:
    """No pixel of a drawn line, its ground included, is outside the area that the layout gave it, at any size."""
    screen = open_screen(HALL)
    for cap in (*range(8, 40), *CAPS):
        text = Text(words, 0, 1000, cap, "snow", "night")
        font = screen._font(cap)
        drawn = font.render(words, True, "white", "black")  # noqa: FBT003  (pygame takes it by position only)
        top = text.top + cap - font.get_ascent()
        assert drawn.get_width() <= text.area.width
        assert text.area.top <= top
        assert top + drawn.get_height() <= text.area.bottom


def test_a_capital_is_as_high_as_asked(open_screen: Opener, tmp_path: Path) -> None:
    """A capital is never lower than the layout asked, for the 0.7 degrees hang on it, and at most a pixel higher."""
    screen = open_screen(HALL)
    for cap in CAPS:
        screen.show(lines(Text("Н", 100, 100, cap, "snow", "night")))
        _, top, _, bottom = _changed(pixels(screen, tmp_path))
        assert cap <= bottom - top <= cap + 1
        assert bottom == 100 + cap


def test_the_layout_and_the_typeface_agree_on_sizes(open_screen: Opener) -> None:
    """The size computed without a font is the one measured in the font."""
    screen = open_screen(HALL)
    assert [glyphs.font_size(cap) for cap in range(8, 400)] == [screen.font_size(cap) for cap in range(8, 400)]


def test_boxes_and_arrows_fill_their_areas(open_screen: Opener, tmp_path: Path) -> None:
    """A box and an arrow touch all four sides of their areas, and nothing beyond."""
    screen = open_screen(HALL)
    area = Rect(100, 200, 61, 40)
    for element in (Box(area, "amber"), Arrow(area, "amber")):
        screen.show(Picture(1280, 720, "night", (element,)))
        assert _changed(pixels(screen, tmp_path)) == (100, 200, 161, 240)


def test_only_the_last_texts_are_kept(open_screen: Opener) -> None:
    """A year of tickets does not fill the memory; what is still used stays."""
    screen = open_screen(HALL)
    clock = Text("10:42", 10, 300, 20, "snow", "night")
    tickets = [Text(f"А{number:03}", 10, 50, 20, "snow", "night") for number in range(KEPT_TEXTS + 10)]
    screen.show(lines(clock, *tickets[:200], clock, *tickets[200:]))
    kept = [key[0] for key in screen._rendered]
    assert len(kept) == KEPT_TEXTS
    assert "10:42" in kept
    assert "А000" not in kept


def test_large_texts_do_not_fill_the_memory(open_screen: Opener) -> None:
    """Numbers of calls are high where few windows are: what is kept covers a few screens, however many came."""
    screen = open_screen(HALL)
    screen.show(lines(*(Text(f"А{number:03}", 10, 50, 110, "snow", "night") for number in range(60))))
    kept = list(screen._rendered.values())
    assert sum(drawn.get_width() * drawn.get_height() for drawn in kept) <= KEPT_SCREENS * 1280 * 720
    assert [key[0] for key in screen._rendered][-1] == "А059"
    assert 1 < len(kept) < 60


def test_a_text_of_a_large_part_of_the_screen_is_not_kept(open_screen: Opener) -> None:
    """A kiosk's number of a ticket is as high as a hand, and is not wanted again before tomorrow."""
    screen = open_screen(HALL)
    picture = lines(Text("10:42", 10, 30, 20, "snow", "night"), Text("А017", 10, 150, 300, "snow", "night"))
    screen.show(picture)
    assert [key[0] for key in screen._rendered] == ["10:42"]
    assert screen.show(lines()) is not None
    assert screen.show(picture) is not None


def test_only_the_last_sizes_of_letters_are_kept(open_screen: Opener) -> None:
    """A hall that has seen rows of every height has the letters of the last ones; what is still used stays."""
    screen = open_screen(HALL)
    clock = Text("10:42", 10, 300, 9, "snow", "night")
    for cap in range(20, 80):
        screen.show(lines(clock, Text("А017", 10, 50, cap, "snow", "night")))
    assert list(screen._fonts) == [*range(80 - KEPT_FONTS + 1, 79), 9, 79]


def test_letters_of_many_sizes_open_no_file(open_screen: Opener) -> None:
    """Otherwise a screen would have one more file open for each height that a row of calls may have."""
    screen = open_screen(HALL)
    before = len(list(Path("/proc/self/fd").iterdir()))
    screen.show(lines(*(Text("А017", 10, 50, cap, "snow", "night") for cap in range(20, 40))))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_closed_window_is_told(open_screen: Opener) -> None:
    """A desktop's close button makes pump return False; an uncovered window is only shown again."""
    screen = open_screen(HALL)
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    assert screen.pump()
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert not screen.pump()


def test_offscreen_is_no_desktop(open_screen: Opener) -> None:
    """Nobody closes an offscreen window, so nobody has to look; and SDL leaves the signals to the loop."""
    assert not open_screen(HALL).desktop
    assert os.environ["SDL_NO_SIGNAL_HANDLERS"] == "1"


def test_a_missing_typeface_names_its_package(tmp_path: Path) -> None:
    """Without the font nothing is opened, and the technician reads which package to install."""
    with pytest.raises(Unavailable) as missing:
        Screen(HALL, "Display 'hall'", folders=(str(tmp_path),))
    assert str(missing.value) == (
        f"DejaVuSans-Bold.ttf was not found in {tmp_path}. Install the package fonts-dejavu-core."
    )


def test_a_screen_that_does_not_open_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL's fault is told with the display, the size, the driver and what to look at."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    with pytest.raises(DeviceFault) as fault:
        Screen(HALL, "Display 'hall'")
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


def test_a_box_may_have_round_corners(open_screen: Opener, tmp_path: Path) -> None:
    """Its corners are the ground's, its edges reach as far as ever; a touch is held against the whole rectangle."""
    screen = open_screen(HALL)
    area = Rect(10, 10, 60, 40)
    screen.show(Picture(HALL.width_px, HALL.height_px, "night", (Box(area, "ice", corner=8),)))
    seen = pixels(screen, tmp_path)
    corners = [(10, 10), (69, 10), (10, 49), (69, 49)]
    middles = [(40, 10), (40, 49), (10, 30), (69, 30), (40, 30)]
    assert {seen.getpixel(place) for place in corners} == {PALETTE["night"]}
    assert {seen.getpixel(place) for place in middles} == {PALETTE["ice"]}
    assert all(area.holds(*place) for place in (*corners, *middles))
    assert not any(area.holds(*place) for place in [(9, 30), (70, 30), (40, 9), (40, 50)])


def test_a_screen_that_is_there_later_is_opened_then(open_screen: Opener) -> None:
    """A try in vain leaves nothing behind: the next one, in the same process, looks anew which screens there are."""
    with pytest.raises(DeviceFault):
        open_screen(msgspec.structs.replace(HALL, width_px=-1))
    assert not pygame.display.get_init()
    assert open_screen(HALL).show(lines(Text("А017", 10, 50, 40, "snow", "night"))) is not None


def test_a_closed_screen_keeps_no_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a television that comes and goes would use up what a process may have open."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    kept: list[object] = []
    for _ in range(3):
        screen = Screen(HALL, "Display 'hall'")
        screen.show(lines(*(Text("А017", 10, 20 + 60 * i, 20 + i, "snow", "night") for i in range(5))))
        screen.close()
        kept += [screen, len(list(Path("/proc/self/fd").iterdir()))]
    assert kept[1] == kept[3] == kept[5]


def test_a_screen_that_sdl_has_lost_is_a_fault(open_screen: Opener) -> None:
    """Whoever draws on it, or answers its desktop, is told what to look at; nothing else of the process ends."""
    screen = open_screen(HALL)
    pygame.display.quit()
    for use in (lambda: screen.show(lines(Text("А017", 10, 50, 40, "snow", "night"))), screen.pump):
        with pytest.raises(DeviceFault, match=r"SDL has lost the screen: .*Check the cable, SDL_VIDEODRIVER"):
            use()
