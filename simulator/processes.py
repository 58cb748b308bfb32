# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The processes of a demo: each service by the command that systemd would run; none outlives its parent."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Self, cast

from centre.errors import Unavailable
from simulator.interrupts import uninterrupted

STOP_S = 30.0
"""How long a service may take to say goodbye before it is killed."""

_PR_SET_PDEATHSIG, _SIGTERM = 1, int(signal.SIGTERM)

_prctl = ctypes.PyDLL(None).prctl
"""Found before any fork: loading takes locks that another thread may hold, and in the child nobody would free them."""


class Processes:
    """Named child processes; their output goes to ``folder/<name>.log``. Leaving the ``with`` block ends them all.

    ``said(name, line)`` is called, in a thread of its own, for each line, and with None when the process has ended.
    """

    def __init__(self, folder: Path, said: Callable[[str, str | None], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._said = folder, said
        self._listeners: list[threading.Thread] = []
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._first_started: list[str] = []

    def start(
        self, name: str, arguments: list[str], environment: Mapping[str, str], cwd: Path, place: Sequence[str] = ()
    ) -> None:
        """Start ``cherha ARGUMENTS`` as the process ``name``; ``place`` is a program that first goes elsewhere."""
        with uninterrupted():
            process = subprocess.Popen(
                [*place, sys.executable, "-m", "cherha", *arguments],
                env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the demo: it ends the services in order, the broker last.
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
            )
            self._running[name] = process
            if name not in self._first_started:
                self._first_started.append(name)
        listener = threading.Thread(target=self._listen, args=(name, process), daemon=True)
        self._listeners.append(listener)
        listener.start()

    def kill(self, name: str) -> None:
        """End a process as a power cut would: no handler runs."""
        process = self._running.pop(name)
        process.kill()
        process.wait()

    def end(self, name: str) -> int:
        """End a process as systemd does, and return its code: SIGTERM, and SIGKILL when it takes too long."""
        process = self._running.pop(name)
        _end(process)
        return process.returncode

    def pid(self, name: str) -> int:
        """Return the number of a running process."""
        return self._running[name].pid

    def _listen(self, name: str, process: subprocess.Popen[bytes]) -> None:
        """Keep each line of a process, and tell it, until the process ends."""
        with (self._folder / f"{name}.log").open("ab") as log, cast("IO[bytes]", process.stdout) as said:
            for line in said:
                log.write(line)
                log.flush()
                self._said(name, line.decode(errors="replace"))
        process.wait()
        self._said(name, None)

    def any_ended(self) -> bool:
        """Return whether a process has ended by itself."""
        return any(process.poll() is not None for process in self._running.values())

    def check(self) -> None:
        """Raise Unavailable with its last words if a process has ended by itself."""
        for name, process in self._running.items():
            if process.poll() is not None:
                words = (self._folder / f"{name}.log").read_text(encoding="utf-8", errors="replace").strip()
                last = words.splitlines()[-1] if words else "it said nothing"
                raise Unavailable(f"{name} ended with code {process.returncode}: {last}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Reversed: the broker was started first and ends last, so that every service can still say goodbye.
        for name in reversed(self._first_started):
            if name in self._running:
                self.end(name)
        for listener in self._listeners:
            listener.join()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def die_with_parent() -> None:
    """Ask the kernel for SIGTERM when the demo dies, however it dies (prctl(2))."""
    _prctl(_PR_SET_PDEATHSIG, _SIGTERM)
