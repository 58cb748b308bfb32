# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The recorder of the offscreen screen: SDL's frames become pictures with times, each once."""

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from PIL import Image

from simulator.screen import ScreenRecorder, environment
from tests.conftest import PATIENCE_S

DISPLAY = """
import pygame
pygame.display.init()
screen = pygame.display.set_mode((64, 48))
for colour in ((255, 0, 0), (255, 0, 0), (0, 0, 255)):
    screen.fill(colour)
    pygame.display.flip()
"""


class Rig:
    """A recorder and what it told."""

    def __init__(self, folder: Path) -> None:
        self.bmp, self.png = folder / "frames", folder / "screens"
        self.told: queue.SimpleQueue[tuple[Path, int]] = queue.SimpleQueue()
        self.recorder = ScreenRecorder(self.bmp, self.png, lambda png, at_ns: self.told.put((png, at_ns)))

    def show(self, number: int, colour: str) -> None:
        """Write a frame as SDL does."""
        Image.new("RGB", (8, 6), colour).save(self.bmp / f"SDL_window1-{number:08d}.bmp")

    def next(self) -> tuple[str, tuple[int, ...]]:
        """Return the next frame's name and colour."""
        png, at_ns = self.told.get(timeout=PATIENCE_S)
        assert abs(at_ns - png.stat().st_mtime_ns) < PATIENCE_S * 1e9
        with Image.open(png) as picture:
            pixel = picture.getpixel((0, 0))
        assert isinstance(pixel, tuple)
        return png.name, pixel


def test_real_frames_of_sdl_are_recorded(tmp_path: Path) -> None:
    """What pygame flips offscreen is recorded to the pixel, an unchanged frame once, and no BMP is left."""
    rig = Rig(tmp_path)
    with rig.recorder:
        subprocess.run(
            [sys.executable, "-c", DISPLAY], cwd=rig.bmp, env=os.environ | environment(rig.bmp), check=True, timeout=60
        )
    seen = [rig.next() for _ in range(rig.told.qsize())]
    assert [pixel for _, pixel in seen if pixel != (0, 0, 0)] == [(255, 0, 0), (0, 0, 255)]
    assert [name for name, _ in seen] == [f"{n:06d}.png" for n in range(1, len(seen) + 1)]
    assert list(rig.bmp.iterdir()) == []


def test_a_restarted_display_goes_on_in_the_record(tmp_path: Path) -> None:
    """SDL counts from 1 again after a restart; the record counts on."""
    rig = Rig(tmp_path)
    with rig.recorder:
        rig.show(1, "red")
        assert rig.next() == ("000001.png", (255, 0, 0))
        rig.show(1, "lime")
        assert rig.next() == ("000002.png", (0, 255, 0))
        rig.show(2, "blue")
        assert rig.next() == ("000003.png", (0, 0, 255))


def test_an_equal_frame_is_dropped(tmp_path: Path) -> None:
    """A frame like the one before is no news; the same picture later is, under the name that it has."""
    rig = Rig(tmp_path)
    with rig.recorder:
        for number, colour in enumerate(("red", "red", "blue", "red"), 1):
            rig.show(number, colour)
    assert [rig.next() for _ in range(rig.told.qsize())] == [
        ("000001.png", (255, 0, 0)),
        ("000002.png", (0, 0, 255)),
        ("000001.png", (255, 0, 0)),
    ]
    assert len(list(rig.png.iterdir())) == 2


def test_what_is_no_whole_frame_is_left_alone(tmp_path: Path) -> None:
    """A frame that is still being written, and any other file, is neither recorded nor deleted."""
    rig = Rig(tmp_path)
    with rig.recorder:
        rig.show(1, "red")
        assert rig.next() == ("000001.png", (255, 0, 0))
        (rig.bmp / "SDL_window1-00000002.bmp").write_bytes(b"BM\x00\x10\x00\x00half")
        Image.new("RGB", (8, 6), "lime").save(rig.bmp / "notes.bmp")
        rig.show(3, "blue")
        assert rig.next() == ("000002.png", (0, 0, 255))
    assert sorted(path.name for path in rig.bmp.iterdir()) == ["SDL_window1-00000002.bmp", "notes.bmp"]


def test_sdl_is_told_to_draw_offscreen(tmp_path: Path) -> None:
    """The variables are those of SDL 2, and the folder for the frames is there."""
    assert environment(tmp_path / "frames") == {
        "SDL_VIDEODRIVER": "offscreen",
        "SDL_FRAMEBUFFER_ACCELERATION": "0",
        "SDL_VIDEO_OFFSCREEN_SAVE_FRAMES": "1",
    }
    assert (tmp_path / "frames").is_dir()


def test_closing_twice_leaves_no_thread(tmp_path: Path) -> None:
    """Closed, the recorder has no thread."""
    rig = Rig(tmp_path)
    rig.recorder.close()
    rig.recorder.close()
    assert "screen frames" not in {thread.name for thread in threading.enumerate()}
