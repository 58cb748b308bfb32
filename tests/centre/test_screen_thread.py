# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One contract of the screen's thread on each way to the glass: SDL offscreen, SDL on x11, a Pi's compositor.

``CHERHA_SCREEN=kmsdrm pytest tests/centre/test_screen_thread.py`` runs it on the screen of this machine, where what is
shown is for the tester's eye; the pixels are held against the drawing on the simulated ones.
"""

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pygame
import pytest
from PIL import Image, ImageChops

from centre.config_displays import Display
from centre.errors import DeviceFault
from centre.picture import Box, Colour, Picture, Rect, Text
from centre.screen import Screen
from centre.screen_thread import ASK_AGAIN_S, ScreenThread
from centre.service import Inbox, WorkerDied
from simulator.screen import ScreenRecorder, environment
from simulator.touch_screen import TouchScreen
from tests.compositor import Compositor
from tests.conftest import PATIENCE_S
from tests.drawn import pixels

if TYPE_CHECKING:
    from concurrent.futures import Future

    from centre.ear import Ear

SIZE = Display(id="kiosk", width_px=800, height_px=480)
REAL = os.environ.get("CHERHA_SCREEN", "")
DRIVERS = ("offscreen", "x11", "cage", *filter(None, [REAL]))

Opener = Callable[[], ScreenThread]


class Eyes:
    """The frames that a driver has shown, oldest first."""

    def __init__(self) -> None:
        self._frames: queue.SimpleQueue[Path] = queue.SimpleQueue()

    def take(self, png: Path, _at_ns: int) -> None:
        """Take a frame; the recorders call it."""
        self._frames.put(png)

    def see(self, wanted: Image.Image) -> None:
        """Return when this picture is shown, to the pixel; fail when nothing more comes."""
        while True:
            with Image.open(self._frames.get(timeout=PATIENCE_S)) as frame:
                if ImageChops.difference(frame.convert("RGB"), wanted).getbbox() is None:
                    return


class Drawn(logging.Handler):
    """Hears the thread say that it has drawn, and keeps it from going on while the gate is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.gate = threading.Event()
        self.gate.set()

    def emit(self, record: logging.LogRecord) -> None:
        """Hear it."""
        self.said.put(record.getMessage())
        self.gate.wait(PATIENCE_S)


@pytest.fixture
def inbox() -> Inbox:
    """Return the service's inbox."""
    return Inbox()


@pytest.fixture
def drawn() -> Iterator[Drawn]:
    """Return who hears the thread draw."""
    handler, log = Drawn(), logging.getLogger("centre.screen_thread")
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield handler
    log.removeHandler(handler)
    log.setLevel(before)


@pytest.fixture(params=DRIVERS)
def eyes(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Eyes | None]:
    """Choose the driver; return what sees its frames, None before a real screen."""
    seen = Eyes()
    if request.param == REAL:
        monkeypatch.setenv("SDL_VIDEODRIVER", REAL)
        yield None
    elif request.param == "x11":
        with TouchScreen(SIZE.width_px, SIZE.height_px) as screen:
            screen.record(tmp_path / "png", seen.take)
            for name, value in screen.environment.items():
                monkeypatch.setenv(name, value)
            yield seen
    elif request.param == "cage":
        size = SIZE.width_px, SIZE.height_px
        with TouchScreen(*size) as screen, Compositor(screen.display, *size) as cage:
            screen.record(tmp_path / "png", seen.take)
            monkeypatch.setenv("CHERHA_COMPOSITOR", str(cage.socket))
            yield seen
    else:
        for name, value in environment(tmp_path / "bmp").items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path / "bmp")
        with ScreenRecorder(tmp_path / "bmp", tmp_path / "png", seen.take):
            yield seen


@pytest.fixture
def screen(eyes: Eyes | None, drawn: Drawn, inbox: Inbox) -> Iterator[ScreenThread]:  # noqa: ARG001 - first the driver
    """Open a screen in its thread."""
    with closing(ScreenThread(SIZE, "the test", inbox)) as opened:
        yield opened


def page(colour: Colour, words: str = "Ґ") -> Picture:
    """Return a picture that is told from others by its colour and words."""
    return Picture(800, 480, "night", (Box(Rect(0, 0, 400, 480), colour), Text(words, 500, 100, 40, "snow", "night")))


def as_drawn_here(picture: Picture, folder: Path) -> Image.Image:
    """Return the picture as a screen in this thread draws it, offscreen; before another is open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDL_VIDEODRIVER", "offscreen")
        patch.delenv("CHERHA_COMPOSITOR", raising=False)
        with closing(Screen(SIZE, "the test")) as here:
            here.show(picture)
            return pixels(here, folder)


def test_a_picture_is_shown_to_the_pixel(eyes: Eyes | None, tmp_path: Path, inbox: Inbox) -> None:
    """What the thread shows is what a screen in the loop would show, letter for letter."""
    wanted = as_drawn_here(page("amber", "Паспорт"), tmp_path)
    with closing(ScreenThread(SIZE, "the test", inbox)) as screen:
        screen.show(page("amber", "Паспорт"))
        if eyes:
            eyes.see(wanted)


def test_show_never_waits_and_the_newest_picture_wins(screen: ScreenThread, drawn: Drawn, eyes: Eyes | None) -> None:
    """While a frame takes its time three more are shown: nobody waits, and of the three the last is drawn."""
    drawn.gate.clear()
    screen.show(page("amber"))
    assert drawn.said.get(timeout=PATIENCE_S).startswith("drawn_ms=")
    for picture in (page("snow"), page("night"), Picture(800, 480, "snow", ())):
        screen.show(picture)
    drawn.gate.set()
    if eyes:
        eyes.see(Image.new("RGB", (800, 480), "white"))
    screen.close()
    assert drawn.said.get(timeout=PATIENCE_S).startswith("drawn_ms=")
    assert drawn.said.empty()


def test_an_equal_picture_makes_no_frame(screen: ScreenThread, drawn: Drawn) -> None:
    """The same picture again costs no frame."""
    screen.show(page("amber"))
    drawn.said.get(timeout=PATIENCE_S)
    screen.show(page("amber"))
    screen.close()
    assert drawn.said.empty()


def test_the_last_picture_is_still_drawn(screen: ScreenThread, drawn: Drawn) -> None:
    """What was shown before the end is drawn before the end; afterwards nothing is, and nobody minds."""
    screen.show(page("amber"))
    screen.close()
    screen.show(page("snow"))
    screen.close()
    assert not screen.alive()
    assert drawn.said.qsize() == 1


def test_a_screen_can_be_opened_again(eyes: Eyes | None, inbox: Inbox, drawn: Drawn) -> None:  # noqa: ARG001 - the driver
    """Closed, it has given all of SDL back."""
    for colour in ("amber", "snow"):
        with closing(ScreenThread(SIZE, "the test", inbox)) as screen:
            assert screen.alive()
            screen.show(page(colour))
            assert drawn.said.get(timeout=PATIENCE_S).startswith("drawn_ms=")


def test_a_dead_thread_ends_its_process(screen: ScreenThread, inbox: Inbox) -> None:
    """A picture that cannot be drawn is our own fault: the loop is told of it, and ends loudly."""
    screen.show(page("puce"))  # type: ignore[arg-type]  # a colour of no palette
    (died,) = inbox.take_all(PATIENCE_S)
    assert isinstance(died, WorkerDied)
    assert str(died) == "worker screen died: KeyError('puce')"
    screen.close()
    assert not screen.alive()


def test_a_screen_that_does_not_open_is_its_callers(monkeypatch: pytest.MonkeyPatch, inbox: Inbox) -> None:
    """The fault is raised where the screen was wanted, in the same words, and no loop ends because of it."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    with pytest.raises(DeviceFault) as fault:
        ScreenThread(SIZE, "Kiosk 'kiosk-hall'", inbox)
    assert str(fault.value) == (
        "Kiosk 'kiosk-hall': SDL opened no screen of 800 x 480 (driver slate): slate not available. "
        "Check the cable, SDL_VIDEODRIVER and the groups video and render."
    )
    assert inbox.take_all(0.0) == []


class Stuck(ScreenThread):
    """A screen whose driver hangs: while it is opened, or as soon as it is open."""

    def __init__(self, *, opens: bool) -> None:
        self._opens, self.freed = opens, threading.Event()
        super().__init__(SIZE, "display 'hall'", Inbox(), patience_s=0.0 if not opens else PATIENCE_S)
        self._patience_s = 0.0

    def wake(self) -> None:
        """Stand in for the ear of a screen that is open."""

    def _live(self, opened: "Future[Ear]") -> None:
        if self._opens:
            opened.set_result(cast("Ear", self))
        self.freed.wait()


def test_a_driver_that_hangs_is_a_fault_of_the_screen() -> None:
    """Whoever opens a screen goes on without it, or ends: at boot all services of a Pi wait for one who does."""
    with pytest.raises(DeviceFault) as fault:
        Stuck(opens=False)
    assert str(fault.value) == (
        "The screen of display 'hall' cannot be opened: its driver does not answer. Look at the screen's cable, then"
        " restart this machine."
    )


def test_a_driver_that_hangs_at_its_first_picture_has_opened_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kiosk goes on without it; had it been opened, the kiosk would end for it again after each start."""
    asked, freed = queue.SimpleQueue[threading.Thread](), threading.Event()

    def hang() -> None:
        asked.put(threading.current_thread())
        freed.wait()
        raise pygame.error("freed")

    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    monkeypatch.setattr("pygame.display.flip", hang)
    try:
        with pytest.raises(DeviceFault, match="cannot be opened: its driver does not answer"):
            ScreenThread(SIZE, "display 'hall'", Inbox(), patience_s=0.5)
        left_behind = asked.get(timeout=PATIENCE_S)
    finally:
        freed.set()
    left_behind.join(PATIENCE_S)
    assert not left_behind.is_alive()


def test_a_picture_that_is_not_drawn_is_a_screen_that_hangs(caplog: pytest.LogCaptureFixture) -> None:
    """A frozen screen ends its unit, to be started anew; one that has nothing to draw does not."""
    screen = Stuck(opens=True)
    assert screen.alive()
    screen.show(page("amber"))
    assert screen.alive(), "the whole process may have stood still"
    sign = (screen._owed_since_s(), screen._drawn_s)
    screen._hang._seen = sign, time.monotonic() - ASK_AGAIN_S
    assert not screen.alive()
    screen.close()
    hung = f"the screen of display 'hall' has not drawn for {PATIENCE_S:g} s: its driver hangs"
    assert caplog.messages == [hung]
    screen.freed.set()


def test_a_screen_that_draws_lives(screen: ScreenThread, drawn: Drawn) -> None:
    """Of what was shown while a frame took its time the newest is owed, and once it is drawn nothing is."""
    drawn.gate.clear()
    screen.show(page("amber"))
    drawn.said.get(timeout=PATIENCE_S)
    first_s = screen._owed_since_s()
    screen.show(page("snow"))
    assert screen._owed_since_s() == first_s > 0
    drawn.gate.set()
    screen.close()
    assert screen._owed_since_s() == 0


def test_a_screen_that_hangs_is_left_behind() -> None:
    """Its thread ends with the process; who closes it does not wait for what never comes."""
    screen = Stuck(opens=True)
    screen.close()
    assert screen.alive()
    screen.freed.set()
