# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A private X server, whose one screen is a piece of memory of exactly the size asked for (Debian's xvfb)."""

import os
import subprocess
from contextlib import suppress

from centre.errors import Unavailable
from simulator.interrupts import uninterrupted
from simulator.processes import die_with_parent

STOP_S = 30.0


class XServer:
    """Runs from construction to ``close``; ``display`` is its name as DISPLAY wants it.

    It takes a number that is free, listens to this user on this machine only, and neither blanks nor shows a pointer.
    Raises Unavailable when it is not installed or does not start.
    """

    def __init__(self, width: int, height: int) -> None:
        told, tell = os.pipe()
        with uninterrupted(), os.fdopen(tell, "w") as number:
            command = [
                "Xvfb", "-displayfd", str(number.fileno()), "-screen", "0", f"{width}x{height}x24",
                "-nolisten", "tcp", "-noreset", "-nocursor", "-s", "0",
            ]  # fmt: skip
            try:
                self._process = subprocess.Popen(
                    command,
                    pass_fds=(number.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
                )
            except FileNotFoundError as missing:
                os.close(told)
                raise Unavailable("Xvfb, which simulates a touch screen, was not found. Install xvfb.") from missing
        with os.fdopen(told) as answer:
            # The server writes its number when it takes connections; a server that ends closes the pipe.
            found = answer.readline().strip()
        if not found:
            self.close()
            raise Unavailable(f"Xvfb opened no screen of {width} x {height}: {' '.join(command)}")
        self.display = f":{found}"

    def close(self) -> None:
        """End it, and with it whatever is connected; a second call does nothing."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_S)
            return
        self._process.kill()
        self._process.wait()
