# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The inside of the simulated printer: its receive buffer, its speed and the pieces of paper it leaves in a folder.

It knows no sockets; ``steady_s`` is an argument, only the times written on a ticket are read from the wall clock.
"""

import collections
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from simulator.paper import Cut, Paper
from simulator.roll import DOTS_PER_MM

SLICE_BYTES = 576
"""Bytes printed between two looks at the clock when the speed is limited: 1 mm of an 80 mm raster."""


@dataclasses.dataclass(frozen=True)
class PrintedTicket:
    """A piece of paper that the cutter has cut off; both files are complete.

    ``first_byte_ns`` is the wall time at which the first byte came in that is no status question (DLE EOT, GS r),
    ``last_byte_ns`` that of the cut command's last byte, when nothing of the ticket was on its way any more; both as
    the printer took them, so a full buffer delays them. ``cut_ns`` is the wall time of the cut.
    ``data`` is exactly what came since the connection opened (on a cable: since power-on) or since the cut before,
    status questions included.
    """

    path_png: Path
    path_escpos: Path
    first_byte_ns: int
    last_byte_ns: int
    cut_ns: int
    data: bytes
    problems: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class _Received:
    data: bytes
    at_ns: int
    answer: Callable[[int], None]


class _JobEnd:
    """The connection that sent all before it is closed."""


class Mechanism:
    """Prints what it receives. ``mm_per_s`` limits its speed, None prints at once."""

    def __init__(
        self, paper: Paper, folder: Path, on_ticket: Callable[[PrintedTicket], None], mm_per_s: float | None
    ) -> None:
        self._paper, self._folder, self._on_ticket, self._mm_per_s = paper, folder, on_ticket, mm_per_s
        self._buffer: collections.deque[_Received | _JobEnd] = collections.deque()
        self._arrivals: collections.deque[tuple[int, int]] = collections.deque()
        self._fed = 0
        self._job = bytearray()
        self._busy_until_s = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        self._number = 0

    def receive(self, data: bytes, at_ns: int, answer: Callable[[int], None]) -> None:
        """Put bytes into the buffer; ``answer`` sends a status number back to where they came from."""
        self._buffer.append(_Received(data, at_ns, answer))

    def end_job(self) -> None:
        """Mark in the buffer that the connection is closed; what then hangs out uncut is torn off."""
        self._buffer.append(_JobEnd())

    def waiting_bytes(self) -> int:
        """Return how many bytes the buffer holds."""
        return sum(len(item.data) for item in self._buffer if isinstance(item, _Received))

    def work(self, steady_s: float) -> float | None:
        """Print what can be printed by now; return the steady second at which there is more to do, or None."""
        while self._buffer:
            if steady_s < self._busy_until_s:
                return self._busy_until_s
            item = self._buffer.popleft()
            if isinstance(item, _JobEnd):
                self._tear_off()
            else:
                self._print(item, steady_s)
        return None

    def lose_all(self) -> None:
        """Lose power: buffer, unfinished command and settings are gone, what hangs out is torn off."""
        self._buffer.clear()
        self._busy_until_s = 0.0
        self._tear_off()
        self._paper.forget_settings()

    def _print(self, item: _Received, steady_s: float) -> None:
        size = SLICE_BYTES if self._mm_per_s else len(item.data)
        if item.data[size:]:
            self._buffer.appendleft(dataclasses.replace(item, data=item.data[size:]))
        before = self._paper.roll.length_dots
        self._feed(item.data[:size], item)
        if self._mm_per_s:
            fed_mm = max(self._paper.roll.length_dots - before, 0) / DOTS_PER_MM
            self._busy_until_s = max(steady_s, self._busy_until_s) + fed_mm / self._mm_per_s

    def _feed(self, data: bytes, item: _Received) -> None:
        self._fed += len(data)
        self._job += data
        self._arrivals.append((self._fed, item.at_ns))
        for happening in self._paper.feed(data):
            if isinstance(happening, Cut):
                self._keep(happening)
            else:
                item.answer(happening.number)

    def _keep(self, cut: Cut) -> None:
        """Write a ticket's two files, then tell of it; so a barrier that is answered means a ticket on the disk."""
        cut_ns = time.time_ns()
        first_byte_ns = next(at_ns for end, at_ns in self._arrivals if end > cut.first)
        last_byte_ns = next(at_ns for end, at_ns in self._arrivals if end >= cut.end)
        data = bytes(self._job[: len(self._job) - (self._fed - cut.end)])
        del self._job[: len(data)]
        while self._arrivals and self._arrivals[0][0] <= cut.end:
            self._arrivals.popleft()
        png, escpos = self._write(cut.picture, data, "")
        self._on_ticket(PrintedTicket(png, escpos, first_byte_ns, last_byte_ns, cut_ns, data, cut.problems))

    def _tear_off(self) -> None:
        """Keep an uncut strip as NNN.partial.png; a blank one leaves nothing."""
        strip = self._paper.tear()
        if strip:
            self._write(strip, bytes(self._job), ".partial")
        self._job.clear()
        self._arrivals.clear()

    def _write(self, picture: Image.Image, data: bytes, kind: str) -> tuple[Path, Path]:
        """Write under the next number that nobody has: several printers, and yesterday's, may share the folder."""
        while True:
            self._number += 1
            escpos = self._folder / f"{self._number:03d}{kind}.escpos"
            try:
                with escpos.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                continue
            png = escpos.with_suffix(".png")
            picture.save(png, compress_level=1)
            return png, escpos
