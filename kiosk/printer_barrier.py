# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wait for a printer's word that a job is done, and for what it has meanwhile; it knows no tickets and no ports."""

from kiosk.printer_status import ASK, TURN_PAPER_END, Answers, is_real_time, status_of, stop_of
from kiosk.printer_wire import NOISE, PrinterWire


class Barrier:
    """One wait for the end of a job.

    A question how the printer is goes out only when nothing waits before it on the line, and never before the last one
    was answered: answers bear no name, and a late one would be taken for the next one's.
    """

    def __init__(self, wire: PrinterWire, stale: int) -> None:
        self._wire, self._stale = wire, stale
        self._answers, self._said = Answers(), list[int]()
        self._asked = False
        self._held, self._moved_s = wire.unsent(), wire.now_s()

    def passed(self, deadline_s: float) -> bool:
        """Return whether the answer has come, and says that there is paper."""
        end_s = self._wire.now_s() + deadline_s
        while not self._answered() and (left_s := end_s - self._wire.now_s()) > 0:
            byte = self._wire.hear(self._picks, min(self._wire.patience.look_s, left_s))
            if byte is None:
                self._silence()
            elif self._asked and is_real_time(byte):
                self._status(byte)
        self._catch_up()
        return self._answers.turn is not None and not self._answers.turn & TURN_PAPER_END

    def _answered(self) -> bool:
        return self._answers.turns > self._stale

    def _catch_up(self) -> None:
        """Hear what has come by the deadline: a kiosk may have been too busy to look before it was over."""
        for _ in range(NOISE):
            if self._answered() or self._wire.hear(self._picks, 0) is None:
                return

    def _picks(self, byte: int) -> bool:
        before = self._answers.turns
        return self._answers.real_time(byte) or self._answers.turns > before

    def _silence(self) -> None:
        """Ask how the printer is, if it can hear it; raise PrintStalled when the line has stood still."""
        held = self._wire.unsent()
        if held < self._held or not held:
            self._held, self._moved_s = held, self._wire.now_s()
        elif self._wire.now_s() - self._moved_s >= self._wire.patience.stall_s:
            raise self._wire.stalled()
        if not held and not self._asked:
            self._ask()

    def _ask(self) -> None:
        question = ASK[len(self._said)]
        self._asked = self._wire.give(question, 0) == len(question)

    def _status(self, byte: int) -> None:
        """Take the answer to the last question; with all three, raise what keeps the printer from printing."""
        self._said.append(byte)
        self._asked = False
        if len(self._said) < len(ASK):
            self._ask()
            return
        fault = stop_of(self._wire.name, status_of(*self._said))
        self._said.clear()
        if fault:
            raise fault
