# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The frames of one simulated screen as numbered PNG files, each once; it knows no driver."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

OnFrame = Callable[[Path, int], None]
"""Told of each new PNG, and the wall time in ns at which its frame was on the screen."""


class Frames:
    """Keeps frames as ``folder/000001.png``, …; one equal to the one before is dropped. One thread's."""

    def __init__(self, folder: Path, on_frame: OnFrame) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._on_frame = folder, on_frame
        self._number, self._last = 0, b""

    def keep(self, frame: bytes, read: Callable[[bytes], Image.Image], shown_ns: int) -> None:
        """Keep a frame, which ``read`` makes a picture of, unless it is the one before."""
        if frame == self._last:
            return
        self._last = frame
        self._number += 1
        png = self._folder / f"{self._number:06d}.png"
        with read(frame) as picture:
            picture.convert("RGB").save(png, compress_level=1)
        self._on_frame(png, shown_ns)
