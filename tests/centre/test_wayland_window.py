# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi's screen through its real compositor, on glass whose pixels can be looked at and touched."""

import queue
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from centre.config_displays import Display
from centre.errors import DeviceFault
from centre.picture import Box, Picture, Rect
from centre.screen import Screen
from centre.screen_thread import ScreenThread
from centre.service import Inbox, WorkerDied
from centre.touched import Touched
from centre.wayland_window import ADVICE
from simulator.finger import touch
from simulator.touch_screen import TouchScreen
from tests.compositor import PATIENCE_S, Compositor

GLASS = 800, 480
HALL = Display(id="hall", width_px=800, height_px=480)
UPRIGHT = Display(id="upright", width_px=480, height_px=800)
WIDE = Display(id="wide", width_px=1600, height_px=720)
NIGHT, AMBER, BLACK = (10, 24, 40), (255, 210, 74), (0, 0, 0)


class Glass(TouchScreen):
    """What is in front of the compositor."""

    def __init__(self, folder: Path) -> None:
        super().__init__(*GLASS)
        self._frames: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self.record(folder, lambda png, _at_ns: self._frames.put(png))

    def see(self, wanted: dict[tuple[int, int], tuple[int, int, int]]) -> None:
        """Return when these pixels have these colours; fail when nothing more comes."""
        while True:
            with Image.open(self._frames.get(timeout=PATIENCE_S)) as frame:
                if all(frame.getpixel(place) == colour for place, colour in wanted.items()):
                    return


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[Glass]:
    """Return the glass; nothing is on it."""
    with Glass(tmp_path / "seen") as made:
        yield made


@pytest.fixture
def cage(glass: Glass, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compositor]:
    """Return the compositor that this process draws on."""
    with Compositor(glass.display, *GLASS) as made:
        monkeypatch.setenv("CHERHA_COMPOSITOR", str(made.socket))
        yield made


@pytest.fixture
def inbox() -> Inbox:
    """Return the service's inbox."""
    return Inbox()


def page(size: Display) -> Picture:
    """Return a picture whose upper left quarter is amber."""
    width, height = size.width_px, size.height_px
    return Picture(width, height, "night", (Box(Rect(0, 0, width // 2, height // 2), "amber"),))


def next_touch(inbox: Inbox) -> tuple[int, int]:
    """Return the pixel of the only touch that came."""
    (touched,) = inbox.take_all(PATIENCE_S)
    assert isinstance(touched, Touched)
    return touched.x, touched.y


def test_an_upright_picture_is_turned_on_a_screen_that_lies(cage: Compositor, glass: Glass, inbox: Inbox) -> None:
    """Its top is the left edge; who touches it there touches its pixel."""
    assert cage.process.poll() is None
    with closing(ScreenThread(UPRIGHT, "the test", inbox, touch=True)) as screen:
        screen.show(page(UPRIGHT))
        glass.see({(0, 479): AMBER, (399, 241): AMBER, (401, 479): NIGHT, (0, 239): NIGHT, (799, 0): NIGHT})
        touch(glass.display, 0, 479, hold_s=0.0)
        assert next_touch(inbox) == (0, 0)


def test_a_picture_of_other_dots_is_fitted_in(cage: Compositor, glass: Glass, inbox: Inbox) -> None:
    """In its own proportions, with black above and below; a touch finds the pixel that is seen there."""
    assert cage.process.poll() is None
    with closing(ScreenThread(WIDE, "the test", inbox, touch=True)) as screen:
        screen.show(page(WIDE))
        glass.see({(0, 59): BLACK, (0, 61): AMBER, (398, 238): AMBER, (799, 300): NIGHT, (799, 421): BLACK})
        touch(glass.display, 400, 240, hold_s=0.0)
        assert next_touch(inbox) == (800, 360)


def test_a_screen_that_is_exchanged_is_drawn_anew(cage: Compositor, glass: Glass, inbox: Inbox) -> None:
    """Nobody shows a new picture: the one that stands there fits the new dots."""
    with closing(ScreenThread(HALL, "the test", inbox)) as screen:
        screen.show(page(HALL))
        glass.see({(399, 239): AMBER, (401, 239): NIGHT})
        cage.resize(400, 240)
        glass.see({(198, 118): AMBER, (202, 118): NIGHT, (399, 239): NIGHT})


def test_of_two_the_one_that_came_last_is_seen(cage: Compositor, glass: Glass, inbox: Inbox) -> None:
    """A display takes the screen over from take-in, and what was below is there again when it goes."""
    assert cage.process.poll() is None
    below = Picture(800, 480, "amber", ())
    with closing(ScreenThread(HALL, "this Pi", inbox)) as first:
        first.show(below)
        glass.see({(400, 240): AMBER})
        with closing(ScreenThread(HALL, "the display", inbox)) as second:
            second.show(Picture(800, 480, "night", ()))
            glass.see({(400, 240): NIGHT})
        glass.see({(400, 240): AMBER})


def test_without_a_compositor_there_is_no_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The technician reads whose screen is missing and where to look."""
    monkeypatch.setenv("CHERHA_COMPOSITOR", str(tmp_path / "wayland-0"))
    with pytest.raises(DeviceFault) as fault:
        Screen(HALL, "Display 'hall'")
    assert str(fault.value) == (
        f"Display 'hall': no screen for its 800 x 480 pixels at {tmp_path}/wayland-0:"
        f" [Errno 2] No such file or directory. {ADVICE}"
    )


def test_a_compositor_that_ends_is_a_screen_that_is_lost(cage: Compositor) -> None:
    """Whoever draws, or looks after the screen, is told; the next compositor is found by the same name."""
    screen = Screen(HALL, "Display 'hall'")
    screen.show(page(HALL))
    assert cage.end() == 0
    for use in (screen.pump, lambda: screen.show(Picture(800, 480, "amber", ()))):
        with pytest.raises(DeviceFault, match="no screen for its 800 x 480 pixels"):
            use()
    screen.close()


def test_a_sleeping_thread_hears_that_its_screen_is_lost(cage: Compositor, glass: Glass, inbox: Inbox) -> None:
    """Its service ends then, and starts anew with a screen."""
    with closing(ScreenThread(HALL, "the test", inbox)) as screen:
        screen.show(page(HALL))
        glass.see({(399, 239): AMBER})
        assert cage.end() == 0
        (told,) = inbox.take_all(PATIENCE_S)
        assert isinstance(told, WorkerDied)
        assert "no screen for its 800 x 480 pixels" in str(told)
        screen.close()
        assert not screen.alive()
