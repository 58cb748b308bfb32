# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""On PYTHONPATH of a service that is to be hurt: tells the kernel its threads' names, and lets one die when asked to.

The service itself is unchanged. SIGUSR1: MemoryError is thrown into each thread whose name begins with a word in the
file CHERHA_DIE; it comes out where the thread is when it next computes. The thread of the simulated pins stands where
lgpio's thread stands on a Pi, so that the service asks after it as it does there.
"""

import ctypes
import os
import signal
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PR_SET_NAME = 15
_prctl = ctypes.CDLL(None).prctl
_remember = threading.Thread._set_native_id  # type: ignore[attr-defined]  # CPython's own


def _tell_the_kernel(thread: Any) -> None:
    _remember(thread)
    _prctl(PR_SET_NAME, thread.name.encode()[:15])


def _kill(*_: object) -> None:
    words = tuple(Path(os.environ["CHERHA_DIE"]).read_text(encoding="utf-8").split())
    for thread in threading.enumerate():
        if thread.name.startswith(words):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(MemoryError))


class _Driver(SimpleNamespace):
    @property
    def _notify_thread(self) -> threading.Thread:
        pins = [thread for thread in threading.enumerate() if thread.name.startswith("pins ")]
        return pins[0] if pins else threading.Thread()


if "CHERHA_DIE" in os.environ:
    threading.Thread._set_native_id = _tell_the_kernel  # type: ignore[attr-defined]  # the same
    signal.signal(signal.SIGUSR1, _kill)
    sys.modules["lgpio"] = _Driver()  # type: ignore[assignment]  # it has what a module would
