# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The body of a simulated printer: buffer, condition, armed faults and answers; it knows no door and no thread."""

import dataclasses
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.mechanism import Mechanism, PrintedTicket
from simulator.paper import Paper
from simulator.printer_status import Condition, QuestionFinder, real_time_status, sensor_status

BUFFER_BYTES = 65536
"""The printer's receive buffer; while it is full nothing more is read, and the way to it holds the sender back."""


class PrinterBody:
    """What is the same however a printer is attached; one thread calls it. ``mm_per_s`` None prints at once."""

    def __init__(
        self,
        folder: Path,
        width_dots: int,
        on_ticket: Callable[[PrintedTicket], None] | None,
        mm_per_s: float | None,
        code_pages: Mapping[int, str],
    ) -> None:
        paper = Paper(width_dots, code_pages)
        self._mechanism = Mechanism(paper, folder, on_ticket or (lambda _ticket: None), mm_per_s)
        self._condition = Condition()
        self._questions = QuestionFinder()
        self._stalled = False
        self._armed: tuple[int, Callable[[], None]] | None = None

    # Bytes.

    def room(self) -> int:
        """Return how many bytes it would take now; 0 when it has stalled or its buffer is full."""
        room = BUFFER_BYTES - self._mechanism.waiting_bytes()
        return 0 if self._stalled else max(min(room, self._armed[0]) if self._armed else room, 0)

    def take(self, data: bytes, at_ns: int, say: Callable[[bytes], None]) -> None:
        """Receive no more than there is room for; ``say`` sends an answer to where the bytes came from."""
        for number in self._questions.numbers(data):
            self._answer(say, real_time_status(number, self._condition))
        self._mechanism.receive(data, at_ns, lambda number: self._answer(say, sensor_status(number, self._condition)))
        if self._armed:
            self.work(time.monotonic())
            self.arm(self._armed[0] - len(data), self._armed[1])

    def work(self, steady_s: float) -> float | None:
        """Print what can be printed by now; return the steady second at which there is more to do, or None."""
        return self._mechanism.work(steady_s) if self._condition.prints else None

    def forget_question(self) -> None:
        """Begin to listen anew: half a status question is none."""
        self._questions = QuestionFinder()

    def end_job(self) -> None:
        """Tear off, behind all that came, what hangs out uncut: the host has gone and the printer knows it."""
        self._mechanism.end_job()

    def _answer(self, say: Callable[[bytes], None], status: int) -> None:
        if not self._condition.mute:
            say(bytes((status,)))

    # Faults.

    def change(self, **condition: bool) -> None:
        """Change the named parts of the condition."""
        self._condition = dataclasses.replace(self._condition, **condition)

    def stall(self) -> None:
        """Read no more."""
        self._stalled = True

    def arm(self, count: int, fault: Callable[[], None]) -> None:
        """Let ``fault`` happen when ``count`` more bytes have come in."""
        self._armed = (count, fault) if count > 0 else None
        if count <= 0:
            fault()

    def mend(self) -> None:
        """End every fault, also one that is armed."""
        self._condition, self._stalled, self._armed = Condition(), False, None

    def lose_all(self) -> None:
        """Lose power: buffer, unfinished command and settings are gone, what hangs out is torn off."""
        self.forget_question()
        self._mechanism.lose_all()
