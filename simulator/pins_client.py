# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hand that presses the buttons of a simulated unit, over its socket; it knows no gpiozero."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from centre.errors import Unavailable
from simulator.pins_words import Asked, Chatter, Moved, Output, Press, Refused, Release, Stick, Watch, line, read_said

ANSWER_WITHIN_S = 60.0
"""A unit that moves its pins answers in a millisecond; this is for one that hangs."""


class PinsClient:
    """One unit's pins; each call is a connection of its own. Raises Unavailable with the reason when nothing moved."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def press(self, pin: int, hold_s: float = 0.1) -> int:
        """Press for ``hold_s``; return at once, with the wall time in ns of the first edge."""
        return self._move(Press(pin=pin, hold_s=hold_s))

    def chatter(self, pin: int, edges: int = 9, hold_s: float = 0.1) -> int:
        """Press a worn button: ``edges`` edges within 15 ms, held, and as many on release; return as ``press``."""
        return self._move(Chatter(pin=pin, edges=edges, hold_s=hold_s))

    def stick(self, pin: int) -> int:
        """Hold the button down until ``release``, also before the unit has made a button of the pin."""
        return self._move(Stick(pin=pin))

    def release(self, pin: int) -> int:
        """Let go of the button, whatever held it."""
        return self._move(Release(pin=pin))

    @contextlib.contextmanager
    def watch(self) -> Iterator[Iterator[Output]]:
        """Yield the level of each output (lamps), then each change as it comes; the iterator waits without limit."""
        with self._connected() as unit, unit.makefile("rb") as lines:
            unit.sendall(line(Watch()))
            unit.settimeout(None)
            yield (said for told in lines if isinstance(said := read_said(told), Output))

    def _move(self, request: Asked) -> int:
        with self._connected() as unit, unit.makefile("rb") as lines:
            try:
                unit.sendall(line(request))
                answer = lines.readline()
            except OSError as failed:
                raise Unavailable(f"The simulated unit at {self._path} does not answer: {failed}") from failed
        return self._read(answer)

    def _read(self, answer: bytes) -> int:
        if not answer:
            raise Unavailable(f"The simulated unit at {self._path} ended while its button was pressed.")
        said = read_said(answer)
        if isinstance(said, Moved):
            return said.first_edge_ns
        raise Unavailable(said.text if isinstance(said, Refused) else f"{self._path} gave no answer but {answer!r}")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as unit:
            unit.settimeout(ANSWER_WITHIN_S)
            try:
                unit.connect(str(self._path))
            except OSError as nobody:
                raise Unavailable(f"No simulated unit listens at {self._path}; is the demo running?") from nobody
            yield unit
