# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated touch screen: what any X program draws is recorded to the pixel, and its finger is a real pointer."""

import os
import queue
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from Xlib import X
from Xlib.display import Display

from centre.errors import Unavailable
from simulator.finger import touch
from simulator.touch_screen import TouchScreen
from tests.conftest import PATIENCE_S

SIZE = (64, 48)


class Rig:
    """A touch screen, what it recorded, and a program that draws on it."""

    def __init__(self, screen: TouchScreen, folder: Path) -> None:
        self.screen, self.told = screen, queue.SimpleQueue[tuple[Path, int]]()
        screen.record(folder, lambda png, at_ns: self.told.put((png, at_ns)))

    def stop_looking(self) -> None:
        """Close the eye; the server goes on."""
        assert self.screen._eye
        self.screen._eye.close()

    def next(self) -> tuple[str, dict[tuple[int, int, int], int]]:
        """Return the next frame's name, and how many pixels it has of each colour."""
        png, at_ns = self.told.get(timeout=PATIENCE_S)
        assert abs(at_ns - png.stat().st_mtime_ns) < PATIENCE_S * 1e9
        with Image.open(png) as frame:
            assert frame.size == SIZE
            colours: Any = frame.getcolors() or ()
            return png.name, {colour: count for count, colour in colours}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """Run a small touch screen."""
    with TouchScreen(*SIZE) as screen:
        yield Rig(screen, tmp_path)


@pytest.fixture
def program(rig: Rig) -> Iterator[Display]:
    """Return a program's connection."""
    with closing(Display(rig.screen.display)) as server:
        yield server


def fill(program: Display, colour: int, width: int = SIZE[0]) -> None:
    """Draw a box at the upper left corner."""
    root = program.screen().root
    context = root.create_gc(foreground=colour)
    root.fill_rectangle(context, 0, 0, width, SIZE[1])
    program.sync()


def test_each_change_is_recorded(rig: Rig, program: Display) -> None:
    """What is drawn is a frame, to the pixel and in its colours."""
    fill(program, 0xFF0000)
    assert rig.next() == ("000001.png", {(255, 0, 0): 64 * 48})
    fill(program, 0x0000FF, width=10)
    assert rig.next() == ("000002.png", {(0, 0, 255): 10 * 48, (255, 0, 0): 54 * 48})


def test_the_same_again_is_no_frame(rig: Rig, program: Display) -> None:
    """What is drawn over itself has changed nothing."""
    fill(program, 0xFF0000)
    assert rig.next()[0] == "000001.png"
    fill(program, 0xFF0000)
    rig.stop_looking()
    assert rig.told.empty()


def test_what_was_drawn_before_the_end_is_recorded(rig: Rig, program: Display) -> None:
    """Closing looks once more."""
    fill(program, 0x00FF00)
    rig.stop_looking()
    assert rig.next() == ("000001.png", {(0, 255, 0): 64 * 48})


def test_a_finger_comes_down_and_up_where_it_was_aimed(rig: Rig, program: Display) -> None:
    """A program that listens gets a press and a release at the pixel."""
    window = program.screen().root.create_window(
        0, 0, *SIZE, 0, X.CopyFromParent, event_mask=X.ButtonPressMask | X.ButtonReleaseMask
    )
    window.map()
    program.sync()
    touch(rig.screen.display, 63, 47, hold_s=0.0)
    seen = [program.next_event() for _ in range(2)]
    assert [(event.type, event.event_x, event.event_y) for event in seen] == [
        (X.ButtonPress, 63, 47),
        (X.ButtonRelease, 63, 47),
    ]


def test_two_screens_take_two_numbers(rig: Rig) -> None:
    """A town may have as many as it likes."""
    with TouchScreen(*SIZE) as other:
        assert other.display != rig.screen.display


def test_an_ended_screen_is_one_sentence() -> None:
    """Whoever touches it reads that it is gone."""
    with TouchScreen(*SIZE) as screen:
        display = screen.display
    with pytest.raises(Unavailable) as gone:
        touch(display, 1, 1)
    assert str(gone.value) == (
        f"The simulated touch screen {display} does not answer: it has ended. Is the demo running?"
    )


def test_a_missing_server_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without Xvfb nothing is simulated, and the technician reads what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable) as missing:
        TouchScreen(*SIZE)
    assert str(missing.value) == "Xvfb, which simulates a touch screen, was not found. Install xvfb."


def test_a_server_that_does_not_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its command line is told, so that it can be tried by hand."""
    (tmp_path / "Xvfb").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "Xvfb").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(
        Unavailable, match=r"^Xvfb opened no screen of 64 x 48: Xvfb -displayfd \d+ -screen 0 64x48x24 "
    ):
        TouchScreen(*SIZE)
