# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The frames of one simulated screen as numbered PNG files, each once; it knows no driver."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

OnFrame = Callable[[Path, int], None]
"""Told of each new PNG, and the wall time in ns at which its frame was on the screen."""


REMEMBERED = 8
"""So many pictures are known again: a call that pulses shows two in turn, and the rest of the calls have some pages."""


class Frames:
    """Keeps frames as ``folder/000001.png``, …; one equal to the one before is dropped. One thread's.

    One that stood there a moment ago is told of again, by the name that it has. A black screen, on which nothing has
    been drawn yet, is no frame.
    """

    def __init__(self, folder: Path, on_frame: OnFrame) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._on_frame = folder, on_frame
        self._number, self._last = 0, b""
        self._known: dict[bytes, Path] = {}

    def keep(self, frame: bytes, read: Callable[[bytes], Image.Image], shown_ns: int) -> None:
        """Keep a frame, which ``read`` makes a picture of, unless it is the one before."""
        digest = hashlib.blake2b(frame).digest()
        if digest == self._last:
            return
        self._last = digest
        png = self._known.pop(digest, None) or self._saved(frame, read)
        if png is None:
            return
        self._known[digest] = png
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        self._on_frame(png, shown_ns)

    def _saved(self, frame: bytes, read: Callable[[bytes], Image.Image]) -> Path | None:
        with read(frame) as picture:
            drawn = picture.convert("RGB")
        if drawn.getbbox() is None:
            return None
        self._number += 1
        png = self._folder / f"{self._number:06d}.png"
        drawn.save(png, compress_level=1)
        return png
