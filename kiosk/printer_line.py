# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A conversation with a printer: how it is, all of a ticket, and its word that it is done; it knows no tickets.

No silence, closed connection or missing device is ever taken for a printer that is well.
"""

import select
from collections.abc import Callable
from typing import Self

from centre.config_kiosks import Printer
from kiosk.printer_ports import Port, open_port
from kiosk.printer_status import (
    TURN_PAPER_END,
    Answers,
    PrinterOffline,
    PrinterStatus,
    is_real_time,
    status_of,
    status_of_lines,
    stop_of,
)
from kiosk.printer_wire import NOISE, PATIENT, Patience, PrinterWire, reason_of

ASK = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""DLE EOT 1, 2 and 4: answered at once, whatever is being printed."""

FILL = bytes(8)
"""Sent before the first question: a line that broke within the head of a picture has left a printer that would take
the question for the picture's size, four megabytes of it. To any other a NUL is nothing, or a white byte."""

ASK_IN_TURN = b"\x1dr\x01"
"""GS r 1: answered when everything before it is done."""


class PrinterLine:
    """An open line to one printer; leaving its ``with`` block closes it.

    ``sent`` counts the bytes that :meth:`write` has handed to the system: none is surely on paper before
    :meth:`barrier` says so.
    """

    def __init__(self, name: str, port: Port, patience: Patience = PATIENT, *, answers: bool = True) -> None:
        """Take over an open port; of one that does not answer is known what the kernel knows, and if it takes bytes."""
        self.name, self.patience = name, patience
        self._wire, self._answers = PrinterWire(name, port, patience), answers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.close(abort=kind is not None)

    @property
    def sent(self) -> int:
        """Return how many bytes of tickets the system has taken."""
        return self._wire.sent

    def close(self, *, abort: bool = False) -> None:
        """Release the device; ``abort`` drops what the printer has not taken: no half ticket comes later."""
        self._wire.close(abort=abort)

    def there(self) -> bool:
        """Return whether the printer has not left since; asks it nothing."""
        if self._wire.hung_up():
            return False
        try:
            self._wire.drain()
        except PrinterOffline:
            return False
        return True

    def status(self) -> PrinterStatus:
        """Ask how the printer is (DLE EOT 1, 2, 4; ``answer_s`` for each); raise PrinterOffline if it has left.

        Of a printer that says nothing the kernel may know that it has no paper or cannot print (USB). One that never
        answers is well if it takes bytes.
        """
        self._wire.drain()
        status = self._asked() if self._answers else self._tried()
        if status is PrinterStatus.MUTE or not self._answers:
            bits = self._wire.lines()
            return status if bits is None else status_of_lines(bits) or status
        return status

    def write(self, data: bytes) -> None:
        """Hand all bytes to the printer; some may still wait in buffers afterwards.

        Raise PrintStalled when none moves for ``stall_s``, PrinterOffline when the printer has left.
        """
        self._wire.put(data)

    def barrier(self, deadline_s: float, *, stale: int = 0) -> bool:
        """Return whether all that was written is done: GS r 1 waits its turn behind it, so its answer proves it.

        So many ``stale`` answers may come first, to questions of tickets that were broken off and that the printer has
        kept; if they are lost, which nobody knows, the deadline has to pass. Meanwhile the printer is asked now and
        then how it is (DLE EOT overtakes what is being printed): an empty roll or an open cover is raised at once.
        False when no answer has come within ``deadline_s``, or one that says the paper has ended: then nobody knows.
        Raise PrintStalled when bytes no longer move, PrinterOffline when the printer has left.
        """
        self._wire.drain()
        self._wire.put(ASK_IN_TURN, of_ticket=False)
        return _Barrier(self._wire, stale).passed(deadline_s)

    def sent_all(self, deadline_s: float) -> bool:
        """Return whether the system has handed on all that was written: all that can be known of a mute printer."""
        return self._wire.emptied(deadline_s)

    def _asked(self) -> PrinterStatus:
        answers, said = Answers(), list[int]()
        for question in (FILL + ASK[0], *ASK[1:]):
            if self._wire.give(question, self.patience.answer_s) < len(question):
                return PrinterStatus.MUTE
            answer = hear(self._wire, answers.real_time, self.patience.answer_s)
            if answer is None:
                return PrinterStatus.MUTE
            said.append(answer)
        return status_of(*said)

    def _tried(self) -> PrinterStatus:
        """Return whether some bytes that print nothing go out."""
        taken = self._wire.give(FILL, self.patience.answer_s)
        went = taken == len(FILL) and self._wire.emptied(self.patience.answer_s)
        return PrinterStatus.READY if went else PrinterStatus.MUTE


class _Barrier:
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
            byte = hear(self._wire, self._picks, min(self._wire.patience.look_s, left_s))
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
            if self._answered() or hear(self._wire, self._picks, 0) is None:
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


def hear(wire: PrinterWire, picks: Callable[[int], bool], seconds: float) -> int | None:
    """Return the first byte that is picked; None when none has come within so many seconds, or much else.

    What has come by then is heard also by a kiosk that was too busy to look before the time was up.
    """
    end_s, noise = wire.now_s() + seconds, 0
    while noise < NOISE and wire.wait(select.POLLIN, max(0.0, end_s - wire.now_s())):
        for byte in wire.read(1):
            if picks(byte):
                return byte
            noise += 1
    return None


def open_line(printer: Printer, patience: Patience = PATIENT) -> PrinterLine:
    """Open the line that centre.toml describes, or raise PrinterOffline; opening never makes a missing device."""
    try:
        port = open_port(printer, patience.answer_s)
    except OSError as error:  # serial.SerialException is one
        raise PrinterOffline(
            f"Printer {name_of(printer)} cannot be reached: {reason_of(error)}."
            " Switch it on; look at its cable and at its address in centre.toml."
        ) from error
    return PrinterLine(name_of(printer), port, patience, answers=printer.answers)


def name_of(printer: Printer) -> str:
    """Return what a technician calls the printer: its address or its device."""
    return f"{printer.host}:{printer.port}" if printer.connection == "network" else printer.device
