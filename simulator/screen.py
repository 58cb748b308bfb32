# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The recorder of an offscreen hall screen: each frame that SDL shows becomes a PNG with its time; it knows no board.

SDL's offscreen driver, asked to, writes every flipped frame into the working folder of the display's process.
"""

import contextlib
import ctypes
import os
import struct
import threading
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Self

from PIL import Image

from centre.errors import Unavailable
from simulator.frames import Frames, OnFrame
from simulator.orders import Orders

FRAMES = "SDL_window*.bmp"

_CLOSE_WRITE = 0x08
"""IN_CLOSE_WRITE of inotify(7)."""

_EVENT = struct.Struct("iIII")


def environment(bmp_folder: Path) -> dict[str, str]:
    """Return the variables that make SDL draw offscreen and keep each frame; start the process in ``bmp_folder``.

    SDL has no variable for the folder; it is made here if missing. Without acceleration a frame is what was drawn,
    bit for bit, and needs no GL library.
    """
    bmp_folder.mkdir(parents=True, exist_ok=True)
    return {
        "SDL_VIDEODRIVER": "offscreen",
        "SDL_FRAMEBUFFER_ACCELERATION": "0",
        "SDL_VIDEO_OFFSCREEN_SAVE_FRAMES": "1",
    }


class ScreenRecorder:
    """Turns SDL's frames in ``bmp_folder`` into ``png_folder/000001.png``, … until it is closed; deletes them there.

    ``on_frame(png, shown_ns)`` is called in the recorder's thread and must not raise. ``shown_ns`` is the wall time at
    which the kernel says SDL finished the frame: never late, and before Linux 6.13 early by up to a tick (4 ms).
    A frame equal to the one before is dropped. The display may restart: SDL's numbers begin again, ours go on.
    """

    def __init__(self, bmp_folder: Path, png_folder: Path, on_frame: OnFrame) -> None:
        self._bmp_folder = bmp_folder
        bmp_folder.mkdir(parents=True, exist_ok=True)
        self._frames, self._closing = Frames(png_folder, on_frame), False
        self._inotify = _watch(bmp_folder)
        self._orders = Orders()
        self._thread = threading.Thread(target=self._live, name=f"screen {bmp_folder.name}", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Record what SDL has finished until now, then end; a second call does nothing."""
        self._orders.finish(self._end, self._thread)

    def _end(self) -> None:
        self._closing = True

    def _live(self) -> None:
        try:
            with self._inotify:
                self._record_all(sorted(path.name for path in self._bmp_folder.glob(FRAMES)))
                while not self._closing:
                    if self._orders.sleep([self._inotify], None):
                        self._record_all(_names(os.read(self._inotify.fileno(), 65536)))
                self._record_all(sorted(path.name for path in self._bmp_folder.glob(FRAMES)))
        finally:
            self._orders.abandon()

    def _record_all(self, names: list[str]) -> None:
        for name in names:
            path = self._bmp_folder / name
            if path.match(FRAMES):
                with contextlib.suppress(FileNotFoundError):  # a restarted SDL wrote the same name: taken already
                    self._record(path)

    def _record(self, path: Path) -> None:
        frame, shown_ns = path.read_bytes(), path.stat().st_mtime_ns
        if not _complete(frame):
            return  # it is being written; it will be told of when it is closed
        path.unlink()
        self._frames.keep(frame, lambda bmp: Image.open(BytesIO(bmp)), shown_ns)


def _complete(frame: bytes) -> bool:
    """Return True when the file is as long as its header says (BITMAPFILEHEADER: 'BM', then the size)."""
    return frame[:2] == b"BM" and len(frame) == int.from_bytes(frame[2:6], "little")


def _watch(folder: Path) -> BufferedReader:
    """Return what becomes readable when a file of the folder has been written and closed."""
    libc = ctypes.CDLL(None, use_errno=True)
    inotify = libc.inotify_init1(os.O_CLOEXEC)
    if inotify < 0 or libc.inotify_add_watch(inotify, os.fsencode(folder), _CLOSE_WRITE) < 0:
        reason = os.strerror(ctypes.get_errno())
        raise Unavailable(f"The folder {folder} cannot be watched for frames: {reason}.")
    return os.fdopen(inotify, "rb")


def _names(events: bytes) -> list[str]:
    """Return the file names in what was read from inotify."""
    names, place = [], 0
    while place < len(events):
        length = _EVENT.unpack_from(events, place)[3]
        place += _EVENT.size
        names.append(os.fsdecode(events[place : place + length].rstrip(b"\0")))
        place += length
    return names
