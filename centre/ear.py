# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the thread of a screen sleeps until it is woken or something moves; it knows files to watch, and no SDL.

pygame's own wait looks a thousand times a second, on every driver. So whoever waits here waits for what SDL reads from.
"""

import os
import select
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


class InputDevices:
    """Touch panels, mice and keyboards of a console, watched beside SDL: each reader of evdev gets every event."""

    def __init__(self, folder: Path = Path("/dev/input")) -> None:
        self._folder = folder
        self._open: dict[Path, int] = {}

    def refresh(self) -> None:
        """Open what has been plugged in, and what a user outside of group input cannot read is left out, as by SDL."""
        for path in set(self._folder.glob("event*")) - self._open.keys():
            with suppress(OSError):
                self._open[path] = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)

    def files(self) -> tuple[int, ...]:
        """Return the files to watch."""
        return tuple(self._open.values())

    def drain(self) -> None:
        """Throw away what is there to read, which SDL reads itself, and forget what was unplugged."""
        for path, file in tuple(self._open.items()):
            try:
                while os.read(file, 4096):
                    pass
            except BlockingIOError:
                continue
            except OSError:
                pass
            os.close(self._open.pop(path))

    def close(self) -> None:
        """Give the files back."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()


class Ear:
    """Sleeps on ``files``, which their reader empties, on ``devices`` and on its own bell.

    ``look_s`` is how long it sleeps at most, None for ever. All but ``wake`` belongs to one thread.
    """

    def __init__(
        self, files: Sequence[int] = (), devices: InputDevices | None = None, look_s: float | None = None
    ) -> None:
        self._files, self._devices, self._look_s = files, devices, look_s
        self._bell, self._ringer = socket.socketpair()
        self._bell.settimeout(0)
        self._ringer.settimeout(0)

    def sleep(self) -> None:
        """Return when somebody wakes us or has woken us, when a file can be read, or when it is time to look."""
        if self._devices:
            self._devices.refresh()
        poll = select.poll()
        for file in (self._bell.fileno(), *self._files, *(self._devices.files() if self._devices else ())):
            poll.register(file, select.POLLIN)
        poll.poll(None if self._look_s is None else self._look_s * 1000)
        with suppress(BlockingIOError):
            self._bell.recv(4096)
        if self._devices:
            self._devices.drain()

    def wake(self) -> None:
        """End the sleep, or the next one; any thread may call, also after the end."""
        with suppress(OSError):  # so many rings wait that it is awake, or it is closed
            self._ringer.send(b"!")

    def close(self) -> None:
        """Give the files back."""
        if self._devices:
            self._devices.close()
        self._bell.close()
        self._ringer.close()
