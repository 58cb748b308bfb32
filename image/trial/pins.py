# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The guest's GPIO chip from outside, over QEMU's qtest socket: contacts are closed and opened, lamps are seen.

The chip is the PL061 of the virt machine: /dev/gpiochip0, eight lines, of which the guest's power key has line 3. A
contact lies between its line and ground, so closed is low. It knows no button's meaning.
"""

import re
import threading
import time
from pathlib import Path
from typing import NamedTuple

from centre.errors import Unavailable
from image.trial.qmp import ANSWER_S, connected

LINES = (0, 1, 2, 4, 5, 6, 7)
"""Those that are free."""

CHIP = "pl061"

_TOLD = re.compile(r"IRQ (raise|lower) (\d+)")


class Seen(NamedTuple):
    """A line that the guest drives has changed; ``at_s`` is the steady clock's."""

    line: int
    high: bool
    at_s: float


class Pins:
    """All lines of the chip ``device`` (QEMU's path of it), from construction to ``close``."""

    def __init__(self, path: Path, device: str) -> None:
        self._socket, self._device = connected(path), device
        self._socket.settimeout(None)
        self._asking, self._news = threading.Lock(), threading.Condition()
        self._answers: list[str] = []
        self._gone = False
        self.seen: list[Seen] = []
        self._thread = threading.Thread(target=self._listen, name="pins", daemon=True)
        self._thread.start()
        self._say(f"irq_intercept_out {device}")

    def release(self) -> None:
        """Open every contact: after each reset of the machine, which leaves all lines low, as if pressed."""
        for line in LINES:
            self.put(line, closed=False)

    def put(self, line: int, *, closed: bool) -> None:
        """Close a contact, or open it."""
        self._say(f"set_irq_in {self._device} unnamed-gpio-in {line} {int(not closed)}")

    def press(self, line: int, hold_s: float = 0.15) -> float:
        """Press a button for ``hold_s``; return the steady second of its edge."""
        at_s = time.monotonic()
        self.put(line, closed=True)
        time.sleep(hold_s)
        self.put(line, closed=False)
        return at_s

    def forget(self) -> None:
        """Forget what was seen: the machine begins anew."""
        with self._news:
            self.seen.clear()

    def close(self) -> None:
        """Hang up."""
        self._socket.shutdown(2)
        self._thread.join()
        self._socket.close()

    def _say(self, words: str) -> None:
        with self._asking:
            self._answers.clear()
            self._socket.sendall(f"{words}\n".encode())
            with self._news:
                self._news.wait_for(lambda: self._answers or self._gone, ANSWER_S)
                answer = self._answers.pop() if self._answers else "nothing"
        if not answer.startswith("OK"):
            raise Unavailable(f"QEMU's qtest answers '{words}' with: {answer}")

    def _listen(self) -> None:
        with self._socket.makefile("r", encoding="ascii") as lines:
            for line in lines:
                self._take(line.strip(), time.monotonic())
        with self._news:
            self._gone = True
            self._news.notify_all()

    def _take(self, line: str, at_s: float) -> None:
        with self._news:
            if told := _TOLD.fullmatch(line):
                self.seen.append(Seen(int(told[2]), told[1] == "raise", at_s))
            else:
                self._answers.append(line)
            self._news.notify_all()
