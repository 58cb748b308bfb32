# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The screen's thread under a finger: a private X server, SDL's real driver, and events that the server makes."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pygame
import pytest
from PIL import Image
from Xlib import X, protocol
from Xlib.display import Display as Server
from Xlib.ext import xtest

from centre.config_displays import Display
from centre.picture import Picture
from centre.screen import Screen
from centre.screen_thread import ScreenThread
from centre.service import Inbox, Stop
from centre.time import read_clocks
from centre.touched import Touched
from simulator.finger import touch
from simulator.touch_screen import TouchScreen
from tests.conftest import PATIENCE_S

SIZE = Display(id="kiosk", width_px=800, height_px=480)
PAGE = Picture(800, 480, "snow", ())
SNOW = (255, 255, 255)


class Colours:
    """The colours that the middle of the screen has had, to be waited for."""

    def __init__(self) -> None:
        self._news, self._seen = threading.Condition(), list[tuple[int, ...]]()

    def take(self, png: Path, _at_ns: int) -> None:
        """Look at a frame."""
        with Image.open(png) as frame, self._news:
            pixel = frame.getpixel((400, 240))
            assert isinstance(pixel, tuple)
            self._seen.append(pixel)
            self._news.notify()

    def wait_for(self, *last: tuple[int, ...]) -> None:
        """Return when the newest colours are these."""
        with self._news:
            assert self._news.wait_for(lambda: tuple(self._seen[-len(last) :]) == last, PATIENCE_S), self._seen


@pytest.fixture
def colours() -> Colours:
    """Return what the eye on the screen has seen."""
    return Colours()


@pytest.fixture
def panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: Colours) -> Iterator[TouchScreen]:
    """Return a touch screen that this process draws on."""
    with TouchScreen(SIZE.width_px, SIZE.height_px) as made:
        made.record(tmp_path, colours.take)
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def inbox() -> Inbox:
    """Return the service's inbox."""
    return Inbox()


@pytest.fixture
def screen(panel: TouchScreen, inbox: Inbox) -> Iterator[ScreenThread]:  # noqa: ARG001 - first the driver
    """Open the screen that is touched; it shows snow."""
    with closing(ScreenThread(SIZE, "the test", inbox, touch=True)) as opened:
        opened.show(PAGE)
        yield opened


def next_touch(inbox: Inbox) -> tuple[int, int]:
    """Return the pixel of the only touch that came."""
    (touched,) = inbox.take_all(PATIENCE_S)
    assert isinstance(touched, Touched)
    assert abs(touched.at_s - read_clocks().steady_s) < PATIENCE_S
    return touched.x, touched.y


def test_a_touch_reaches_the_inbox_at_its_pixel(panel: TouchScreen, screen: ScreenThread, inbox: Inbox) -> None:
    """A sleeping thread wakes of it, and tells it once, where it was: the corners of the picture too."""
    assert screen.alive()
    for pixel in ((0, 0), (799, 479), (123, 456)):
        touch(panel.display, *pixel, hold_s=0.0)
        assert next_touch(inbox) == pixel


def test_a_touch_tells_how_late_its_picture_came(
    panel: TouchScreen, screen: ScreenThread, inbox: Inbox, colours: Colours
) -> None:
    """From the order to the eye: whoever asks what was meant must know since when it could be seen."""
    assert screen.alive()
    colours.wait_for(SNOW)
    touch(panel.display, 50, 60, hold_s=0.0)
    (touched,) = inbox.take_all(PATIENCE_S)
    assert isinstance(touched, Touched)
    assert touched.late_s > 0.0


def test_the_same_place_can_be_touched_again(panel: TouchScreen, screen: ScreenThread, inbox: Inbox) -> None:
    """Two presses of one digit are two, though the finger has not moved; whether it was meant is the service's."""
    assert screen.alive()
    for _ in range(2):
        touch(panel.display, 50, 60, hold_s=0.0)
        assert next_touch(inbox) == (50, 60)


def test_a_touch_that_also_brings_the_focus_counts(
    panel: TouchScreen, screen: ScreenThread, inbox: Inbox, colours: Colours
) -> None:
    """Whatever took the keyboard on a desktop meanwhile: a citizen touches the page once, and it is meant."""
    assert screen.alive()
    colours.wait_for(SNOW)
    with closing(Server(panel.display)) as server:
        (window,) = server.screen().root.query_tree().children
        for _ in range(10):
            server.set_input_focus(X.NONE, X.RevertToNone, X.CurrentTime)
            server.sync()
            window.set_input_focus(X.RevertToNone, X.CurrentTime)
            xtest.fake_input(server, X.MotionNotify, x=50, y=60)
            xtest.fake_input(server, X.ButtonPress, 1)
            xtest.fake_input(server, X.ButtonRelease, 1)
            server.sync()
            assert next_touch(inbox) == (50, 60)


def test_a_touch_in_the_moment_in_which_the_page_is_shown_again_is_told(
    panel: TouchScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desktop is listened to while a page is drawn: then its file is empty, and nothing would wake for it."""
    flip = pygame.display.flip

    def touched_meanwhile() -> None:
        touch(panel.display, 50, 60, hold_s=0.0)
        flip()

    with closing(Screen(SIZE, "the test")) as screen, closing(screen.ear(touch=True)):
        screen.told()
        pygame.event.post(pygame.Event(pygame.WINDOWEXPOSED))
        monkeypatch.setattr("pygame.display.flip", touched_meanwhile)
        (touched,) = screen.told()
    assert isinstance(touched, Touched)
    assert (touched.x, touched.y) == (50, 60)


def test_a_screen_that_is_not_touched_tells_nothing(panel: TouchScreen, inbox: Inbox) -> None:
    """Somebody's hand on a screen without touch, or a forgotten mouse, is no press; the window can still be closed."""
    with closing(ScreenThread(SIZE, "the test", inbox)):
        touch(panel.display, 50, 60, hold_s=0.0)
        close_window(panel.display)
        (told,) = inbox.take_all(PATIENCE_S)
        assert isinstance(told, Stop)


def test_an_uncovered_window_is_shown_again(panel: TouchScreen, screen: ScreenThread, colours: Colours) -> None:
    """Another window that comes and goes leaves no hole in the page."""
    assert screen.alive()
    colours.wait_for(SNOW)
    with closing(Server(panel.display)) as server:
        root = server.screen().root
        cover = root.create_window(100, 100, 600, 300, 0, X.CopyFromParent, background_pixel=0x00FF00)
        cover.map()
        server.sync()
        colours.wait_for((0, 255, 0))
        cover.destroy()
        server.sync()
        colours.wait_for(SNOW)


def close_window(display: str) -> None:
    """Ask the window to close, as a desktop's button does (ICCCM 4.2.8.1)."""
    with closing(Server(display)) as server:
        (window,) = server.screen().root.query_tree().children
        protocols, delete = server.intern_atom("WM_PROTOCOLS"), server.intern_atom("WM_DELETE_WINDOW")
        data = (32, [delete, X.CurrentTime, 0, 0, 0])
        window.send_event(protocol.event.ClientMessage(window=window, client_type=protocols, data=data))
        server.sync()
