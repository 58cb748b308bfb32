# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Memory that is shared with a Wayland compositor, as large as its screen: one piece is seen, the other drawn upon."""

import mmap
import os

import pygame

from centre.wayland import Wayland

XRGB, PIXEL_BYTES = 1, 4
"""wl_shm's name of the format that every compositor takes: blue, green, red, and a byte that says nothing."""

MOST = 3
"""So many are enough for a compositor that gives one back when it has taken the next."""


class Buffer:
    """A picture as large as the screen; it lives as long as it has that size."""

    def __init__(self, wire: Wayland, memory: int, width: int, height: int) -> None:
        self.size, self.taken = (width, height), False
        self._wire, size_bytes = wire, width * height * PIXEL_BYTES
        file = os.memfd_create("cherha-screen", os.MFD_CLOEXEC)
        try:
            os.ftruncate(file, size_bytes)
            self.surface = pygame.image.frombuffer(mmap.mmap(file, size_bytes), self.size, "BGRA")
            pool = wire.new("wl_shm_pool")
            wire.say(memory, "create_pool", pool, size_bytes, file=file)
        finally:
            os.close(file)
        self.number = wire.new("wl_buffer", self._on_release)
        wire.say(pool, "create_buffer", self.number, 0, width, height, width * PIXEL_BYTES, XRGB)
        wire.say(pool, "destroy")

    def take(self) -> int:
        """Return its number for the compositor, whose it is until it is released."""
        self.taken = True
        return self.number

    def drop(self) -> None:
        """Give it back: the compositor, which may still show it, keeps what it needs."""
        self._wire.say(self.number, "destroy")

    def _on_release(self, _event: str) -> None:
        self.taken = False


class Buffers:
    """All that a window has."""

    def __init__(self, wire: Wayland) -> None:
        self._wire, self._memory = wire, wire.bind("wl_shm")
        self._all: list[Buffer] = []

    def free(self, width: int, height: int) -> Buffer:
        """Return one of this size that the compositor does not read; raise TimeoutError if it gives none back."""
        for buffer in [old for old in self._all if old.size != (width, height)]:
            buffer.drop()
            self._all.remove(buffer)
        if all(buffer.taken for buffer in self._all):
            if len(self._all) < MOST:
                self._all.append(Buffer(self._wire, self._memory, width, height))
            else:
                self._wire.hear_until(lambda: not all(buffer.taken for buffer in self._all))
        return next(buffer for buffer in self._all if not buffer.taken)
