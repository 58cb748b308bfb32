# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Stops a running process at its system calls, from outside (ptrace(2)): the process knows nothing of it.

Needs root, Linux 5.3, and a process of its own: who has started the traced one would take its stops for its end. It
knows files and sockets by their numbers only.
"""

import ctypes
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from centre.errors import Unavailable

Deed = Literal["takes", "gives", "flushes"]

_NUMBERS: dict[str, dict[Deed, tuple[int, ...]]] = {
    "x86_64": {"takes": (0, 45), "gives": (1, 18, 44), "flushes": (74, 75)},
    "aarch64": {"takes": (63, 207), "gives": (64, 68, 206), "flushes": (82, 83)},
}
"""read, recvfrom; write, pwrite64, sendto; fsync, fdatasync. The third word of all but the flushes is a size."""

_SEIZE, _INTERRUPT, _SYSCALL, _GET_SYSCALL_INFO = 0x4206, 0x4207, 24, 0x420E
_OPTIONS = 0x1 | 0x8
"""A system call's stop is told from a signal's; threads to come are traced too."""

_ALL_KINDS = 0x40000000
"""waitpid(2): threads too."""

_CALL_STOP, _INFO_BYTES, _ENTRY, _EXIT = signal.SIGTRAP | 0x80, 88, 1, 2

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_libc.ptrace.restype = ctypes.c_long


class Call(NamedTuple):
    """A system call on an open file: about to be made, with room for or with ``size`` bytes; or ``done``.

    Done, ``size`` is its result: bytes, or a negative error.
    """

    thread: int
    deed: Deed
    file: int
    done: bool
    size: int


class Traced:
    """All threads of a process, from now on; those that have come to a call stand still until they are let on."""

    def __init__(self, pid: int) -> None:
        by_number = _NUMBERS.get(os.uname().machine)
        if by_number is None:
            raise Unavailable(f"Calls of {os.uname().machine} have no names here, only those of {', '.join(_NUMBERS)}.")
        self._deeds = {number: deed for deed, numbers in by_number.items() for number in numbers}
        self._begun: dict[int, tuple[Deed, int]] = {}
        seized = set[int]()
        while new := {int(path.name) for path in Path(f"/proc/{pid}/task").iterdir()} - seized:
            for thread in new:
                self._seize(thread, may_be_ours=bool(seized))
            seized |= new
        for thread in seized:
            self._begin(thread)

    def calls(self) -> Iterator[Call]:
        """Yield each call before it is made and when it is done; its thread goes on when the next one is asked for."""
        for thread, status in self._stops():
            if status >> 8 == _CALL_STOP and (call := self._call(thread)):
                yield call
            _let_on(thread, status)

    def bury(self) -> None:
        """Let no thread on, and return when all have been killed: until then nobody else sees their end."""
        for _ in self._stops():
            pass

    def _seize(self, thread: int, *, may_be_ours: bool) -> None:
        """Begin to trace a thread; one that is gone, or was begun by one that is traced already, needs nothing."""
        try:
            _ptrace(_SEIZE, thread, 0, _OPTIONS)
            _ptrace(_INTERRUPT, thread)
        except ProcessLookupError:
            return
        except PermissionError:
            if not may_be_ours:
                raise

    def _begin(self, thread: int) -> None:
        """Wait until a thread has stood still, and let it on: from then on none of its calls goes by unseen.

        One that it was in when it was interrupted may have been done before: its end would be seen by nobody.
        """
        with suppress(ChildProcessError):
            _, status = os.waitpid(thread, _ALL_KINDS)
            if os.WIFSTOPPED(status):
                _let_on(thread, status)

    def _stops(self) -> Iterator[tuple[int, int]]:
        """Yield each thread that stands still, with waitpid's status, until none is left."""
        while True:
            try:
                thread, status = os.waitpid(-1, _ALL_KINDS)
            except ChildProcessError:
                return
            if os.WIFSTOPPED(status):
                yield thread, status

    def _call(self, thread: int) -> Call | None:
        """Return the call at which a thread stands, None if it is of no interest."""
        info = ctypes.create_string_buffer(_INFO_BYTES)
        with suppress(ProcessLookupError):  # killed meanwhile: then there is nothing in it
            _ptrace(_GET_SYSCALL_INFO, thread, _INFO_BYTES, ctypes.addressof(info))
        first = int.from_bytes(info.raw[24:32], "little", signed=True)
        if info.raw[0] == _ENTRY and (deed := self._deeds.get(first)):
            file, _, size = (int.from_bytes(info.raw[at : at + 8], "little") for at in (32, 40, 48))
            self._begun[thread] = deed, file
            return Call(thread, deed, file, done=False, size=size)
        if info.raw[0] == _EXIT and (begun := self._begun.pop(thread, None)):
            return Call(thread, *begun, done=True, size=first)
        return None


def _let_on(thread: int, status: int) -> None:
    """Let a thread run to its next call; one that was killed meanwhile is gone. ``status``: of its stop (waitpid)."""
    # A signal that has come is delivered; all other stops are ptrace's own.
    delivered = status >> 8 if status >> 16 == 0 and status >> 8 != _CALL_STOP else 0
    with suppress(ProcessLookupError):
        _ptrace(_SYSCALL, thread, 0, delivered)


def _ptrace(request: int, thread: int, address: int = 0, data: int = 0) -> None:
    if _libc.ptrace(request, thread, address, data) < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"ptrace of thread {thread}: {os.strerror(code)}")
