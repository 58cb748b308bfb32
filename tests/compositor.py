# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real compositor of a Pi, cage, as a window of a private X server: its pixels can be looked at, and touched."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Self

from Xlib.display import Display as Server

from simulator.processes import die_with_parent

PATIENCE_S = 20.0

NOBODY = 65534
"""Debian's user for it: cage does not run for root, as a test may."""

SETTINGS = {
    "WLR_BACKENDS": "x11",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_XWAYLAND": "/bin/false",
}


class Compositor:
    """Runs from construction to ``close``, for a program that ends when we say; ``socket`` is where it is drawn."""

    def __init__(self, display: str, width: int, height: int) -> None:
        self._folder, self._display = Path(tempfile.mkdtemp(prefix="cherha-screen-")), display
        self.socket = self._folder / "wayland-0"
        user = NOBODY if os.geteuid() == 0 else os.geteuid()
        if user == NOBODY:
            os.chown(self._folder, NOBODY, NOBODY)
        self.process = subprocess.Popen(
            ["cage", "--", "cat"],
            env=SETTINGS | {"PATH": os.environ["PATH"], "DISPLAY": display, "XDG_RUNTIME_DIR": str(self._folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            group=user if user == NOBODY else None,
            extra_groups=[] if user == NOBODY else None,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
        )
        self._wait_for_window()
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Give the screen other dots, as a television that was exchanged has."""
        with closing(Server(self._display)) as server:
            (window,) = server.screen().root.query_tree().children
            window.configure(x=0, y=0, width=width, height=height)
            server.sync()

    def end(self) -> int:
        """End what it was started for, and return its own code then."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        """Leave nothing behind; a second call does nothing."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait_for_window(self) -> None:
        """Wait for its socket and its screen; it tells nobody of either."""
        ends_s = time.monotonic() + PATIENCE_S
        with closing(Server(self._display)) as server:
            while not (self.socket.is_socket() and server.screen().root.query_tree().children):
                assert self.process.poll() is None, f"cage has ended with {self.process.returncode}"
                assert time.monotonic() < ends_s, "cage does not come up"
                threading.Event().wait(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
