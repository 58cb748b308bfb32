# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a screen has shown, as files: each picture once, and none of a screen on which nothing was drawn."""

from pathlib import Path

from PIL import Image

from simulator.frames import Frames

SIZE = (4, 3)


def picture(frame: bytes) -> Image.Image:
    """Read a frame of raw bytes."""
    return Image.frombytes("RGB", SIZE, frame)


def test_a_picture_is_kept_once_and_a_black_screen_never(tmp_path: Path) -> None:
    """The numbers begin with the first thing that was drawn; what stood there a moment ago has its name again."""
    told: list[tuple[str, int]] = []
    frames = Frames(tmp_path, lambda png, at_ns: told.append((png.name, at_ns)))
    black, red, blue = (bytes(pixel * 12) for pixel in ((0, 0, 0), (255, 0, 0), (0, 0, 255)))
    for at_ns, frame in enumerate((black, red, red, blue, black, red)):
        frames.keep(frame, picture, at_ns)
    assert told == [("000001.png", 1), ("000002.png", 3), ("000001.png", 5)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000001.png", "000002.png"]
