# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A simulated touch screen: an X server of exactly its size, an eye on what it shows, a finger's place to touch.

The kiosk draws on it, and is touched, through SDL's driver x11, as on a Pi with a desktop.
"""

import contextlib
import threading
import time
from pathlib import Path
from typing import Any, Self

from PIL import Image
from Xlib import X
from Xlib.display import Display
from Xlib.ext import damage

from simulator.frames import Frames, OnFrame
from simulator.orders import Orders
from simulator.x_server import XServer

EVERY_PLANE = 0xFFFFFFFF


class TouchScreen:
    """Runs until it is closed. ``environment`` makes a process draw on it; ``eye`` records what it shows."""

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._server = XServer(width, height)
        self._eye: Eye | None = None
        self.display = self._server.display
        # Without acceleration a frame is what was drawn, bit for bit, and needs no GL library.
        self.environment = {"SDL_VIDEODRIVER": "x11", "DISPLAY": self.display, "SDL_FRAMEBUFFER_ACCELERATION": "0"}

    def record(self, folder: Path, on_frame: OnFrame) -> None:
        """Keep each change of the screen as a PNG in ``folder`` from now on; ``on_frame`` is called in its thread."""
        self._eye = Eye(self.display, self._size, Frames(folder, on_frame))

    def close(self) -> None:
        """End eye and server; a second call does nothing."""
        if self._eye:
            self._eye.close()
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Eye:
    """Sleeps until the server says that something was drawn (DAMAGE), then takes the picture from the server.

    A picture is taken in one request, so that no frame is seen half drawn; of fast changes the last counts.
    """

    def __init__(self, display: str, size: tuple[int, int], frames: Frames) -> None:
        self._size, self._frames, self._closing = size, frames, False
        self._connection = Display(display)
        self._root = self._connection.screen().root
        self._connection.damage_query_version()
        self._damage = self._root.damage_create(damage.DamageReportNonEmpty)
        self._forget_what_was_there()
        self._orders = Orders()
        self._thread = threading.Thread(target=self._live, name=f"eye {display}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Record what is still to be seen, then end; a second call does nothing."""
        self._orders.finish(self._end, self._thread)

    def _forget_what_was_there(self) -> None:
        """Drop the word of the whole screen, by which the server begins: what is drawn from now on is news."""
        self._connection.damage_subtract(self._damage)
        self._connection.sync()
        while self._connection.pending_events():
            self._connection.next_event()

    def _end(self) -> None:
        self._closing = True

    def _live(self) -> None:
        try:
            with contextlib.closing(self._connection):
                self._look()
                while not self._closing:
                    self._orders.sleep([self._connection], None)
                    self._look()
        finally:
            self._orders.abandon()

    def _look(self) -> None:
        """Keep what is shown, if anything was drawn since the last look; until all that the server said is heard."""
        while self._connection.pending_events():
            self._connection.next_event()
            shown_ns = time.time_ns()
            # What is drawn from here on is told anew.
            self._connection.damage_subtract(self._damage)
            self._frames.keep(self._picture(), self._read, shown_ns)

    def _picture(self) -> bytes:
        image: Any = self._root.get_image(0, 0, *self._size, X.ZPixmap, EVERY_PLANE)
        data: bytes = image.data
        return data

    def _read(self, data: bytes) -> Image.Image:
        return Image.frombytes("RGB", self._size, data, "raw", "BGRX")
