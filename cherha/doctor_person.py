# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whoever the doctor speaks to: a technician at the terminal, or nobody; it knows no part and no finding."""

import codecs
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from centre.errors import DeviceFault
from centre.service import Inbox, WorkerDied
from centre.trials import Ended, Skipped

NEXT, END = ("", "s", "skip"), ("q", "quit")


class Typed(NamedTuple):
    """A line of the keyboard; None when no more will come."""

    line: str | None


class Nobody:
    """Nobody is there: whatever is asked is skipped. See centre.trials.Person."""

    there = False

    def __init__(self, press_s: float) -> None:
        self.inbox, self.press_s = Inbox(), press_s
        self._waiting: deque[Any] = deque()

    def tell(self, text: str) -> None:
        """Print it."""
        print(text, flush=True)

    def ask(self, question: str) -> str:
        """Skip the question."""
        del question
        raise Skipped

    def watch(self, seconds: float) -> Iterator[Any]:
        """Yield what comes into the inbox until the time is over."""
        yield from self._items(time.monotonic() + seconds)

    def _items(self, end_s: float) -> Iterator[Any]:
        """Yield item by item; what is not taken waits for the next who watches."""
        while True:
            while self._waiting:
                item = self._waiting.popleft()
                if isinstance(item, WorkerDied):
                    raise DeviceFault(str(item))
                yield item
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return
            self._waiting.extend(self.inbox.take_all(min(left_s, threading.TIMEOUT_MAX)))


class Technician(Nobody):
    """A person at this terminal, who types lines."""

    there = True

    def __init__(self, press_s: float) -> None:
        super().__init__(press_s)
        # Not sys.stdin: a thread that waits in its buffer would hold the interpreter up at the end.
        threading.Thread(target=self._read, args=(sys.stdin.fileno(),), name="keyboard", daemon=True).start()

    def ask(self, question: str) -> str:
        """Return the next line that is typed; see centre.trials.Person."""
        print(f"{question} ", end="", flush=True)
        for item in self._items(float("inf")):
            if isinstance(item, Typed):
                return _meant(item)
        raise Ended

    def watch(self, seconds: float) -> Iterator[Any]:
        """Yield what the unit does; a line that is typed meanwhile ends it."""
        for item in super().watch(seconds):
            if isinstance(item, Typed):
                _meant(item)
            else:
                yield item

    def _read(self, descriptor: int) -> None:
        letters, begun = codecs.getincrementaldecoder("utf-8")(errors="ignore"), ""
        while typed := _read(descriptor):
            *lines, begun = (begun + letters.decode(typed)).split("\n")
            for line in lines:
                self.inbox.put(Typed(line))
        self.inbox.put(Typed(None))


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the terminal has gone
        return b""


def _meant(typed: Typed) -> str:
    """Return what was typed in small letters, or raise what it asks for."""
    said = None if typed.line is None else typed.line.strip().lower()
    if said is None or said in END:
        raise Ended
    if said in NEXT:
        raise Skipped
    return said
