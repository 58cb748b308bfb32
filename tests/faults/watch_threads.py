# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Hangs one thread of a running process from outside, while its others go on: the kernel stops it for a tracer.

The process knows nothing of it (ptrace(2): PTRACE_SEIZE and PTRACE_INTERRUPT stop a thread, not a process). A thread
that is stopped while it sleeps holds no lock of Python's, as one that hangs in a driver; one that is stopped while it
computes holds all others up too. Needs root, or to be the process's forebear. All is to be called in one thread.
"""

import ctypes
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from centre.errors import Unavailable

MAIN = ""
"""What the thread is called in which a process began: the loop's, or all that there is."""

_SEIZE, _INTERRUPT = 0x4206, 0x4207
_WALL = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


def find(pid: int, name: str) -> int:
    """Return the number of a process's thread whose name begins so; raise Unavailable if there is none."""
    if name == MAIN:
        return pid
    names = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            names[int(task.name)] = (task / "comm").read_text(encoding="utf-8").strip()
    for thread, called in names.items():
        if called.startswith(name):
            return thread
    raise Unavailable(f"Process {pid} has no thread '{name}…'; it has: {', '.join(sorted(set(names.values())))}.")


def freeze(pid: int) -> None:
    """Stop a process, and return when each of its threads stands still: a signal alone lets them finish a call."""
    os.kill(pid, signal.SIGSTOP)
    while not all(_stands(task) for task in Path(f"/proc/{pid}/task").iterdir()):
        time.sleep(0.001)


def _stands(task: Path) -> bool:
    try:
        return stat_of(task)[0] in {"T", "Z", "X"}
    except FileNotFoundError:
        return True


def stat_of(process: Path) -> list[str]:
    """Return what its folder in /proc tells of a process or thread, from its state on (proc(5), stat, field 3)."""
    return (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()


class Hung:
    """Threads that hang until their process ends; ``reap`` waits for that, or nobody else would learn of the end."""

    def __init__(self) -> None:
        self._threads: list[int] = []

    def hang(self, thread: int) -> None:
        """Stop a thread, for good."""
        for request in (_SEIZE, _INTERRUPT):
            if _libc.ptrace(ctypes.c_long(request), ctypes.c_long(thread), None, None):
                raise Unavailable(
                    f"Thread {thread} cannot be stopped: {os.strerror(ctypes.get_errno())}. Run it as root."
                )
        os.waitpid(thread, _WALL)
        self._threads.append(thread)

    def reap(self) -> None:
        """Take note of those that have ended, so that their process can be gone; return at once."""
        for thread in list(self._threads):
            with suppress(ChildProcessError):
                ended, status = os.waitpid(thread, _WALL | os.WNOHANG)
                if not ended or os.WIFSTOPPED(status):
                    continue
            self._threads.remove(thread)
