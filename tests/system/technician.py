# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician before a terminal: reads what the doctor says, types answers, presses buttons, touches marks."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from simulator.finger import touch_choice
from simulator.pins import PinsClient
from simulator.town_units import pin_of
from simulator.ward import Ward

PATIENCE_S = 60.0
"""How long one text may not come, whatever else does; far longer than it ever takes on a busy machine."""


class Terminal:
    """A terminal of its own with one process at it; ``said`` is all that stood on it."""

    def __init__(self, start: Callable[[int], "subprocess.Popen[bytes]"]) -> None:
        """``start`` starts the process at a terminal's descriptor."""
        self._master, terminal = os.openpty()
        self.said, self._bytes = "", b""
        self._read_to = 0
        self.process = start(terminal)
        os.close(terminal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def hear(self, text: str) -> None:
        """Return when it was said, after what was heard before."""
        end_s = time.monotonic() + PATIENCE_S
        while (at := self.said.find(text, self._read_to)) < 0:
            assert self._more(end_s), f"in vain for {text!r}:\n{self.said}"
        self._read_to = at + len(text)

    def type(self, line: str = "") -> None:
        """Type a line."""
        os.write(self._master, f"{line}\n".encode())

    def answer(self, question: str, *, typed: str) -> None:
        """Wait for a question and answer it."""
        self.hear(question)
        self.type(typed)

    def ended(self) -> int:
        """Return the exit code, when all was said."""
        end_s = time.monotonic() + PATIENCE_S
        while self._more(end_s):
            pass
        return self.process.wait(PATIENCE_S)

    def _more(self, end_s: float) -> bool:
        """Read on; return False at the end, and when the second ``end_s`` of the steady clock has come."""
        heard = b""
        with suppress(OSError):  # EIO: nobody has the terminal any more
            if select.select([self._master], [], [], max(end_s - time.monotonic(), 0.0))[0]:
                heard = os.read(self._master, 65536)
        self._bytes += heard
        self.said = self._bytes.decode(errors="ignore").replace("\r\n", "\n")
        return bool(heard)


class Technician(Terminal):
    """Sits before a unit in its ward, with the doctor."""

    def __init__(self, ward: Ward, unit: str, *words: str) -> None:
        self._ward, self._unit = ward, unit
        super().__init__(lambda terminal: ward.start(*words, terminal=terminal))

    def press(self, button: str, *, chatter: bool = False) -> None:
        """Press a button of the unit; a worn one bounces twice."""
        pins, pin = PinsClient(self._ward.runtime.pins(self._unit)), pin_of(self._ward.centre, self._unit, button)
        if chatter:
            pins.chatter(pin, edges=3)
        else:
            pins.press(pin)

    def touch(self, mark: str) -> None:
        """Touch a mark of the unit's screen, by its name."""
        touch_choice(self._ward.runtime.touch(self._unit), self._unit, mark, hold_s=0.0)
