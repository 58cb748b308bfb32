# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A conversation with a printer: how it is, all of a ticket, and its word that it is done; it knows no tickets.

No silence, closed connection or missing device is ever taken for a printer that is well.
"""

from typing import Self

from centre.config_kiosks import Printer
from kiosk.printer_barrier import Barrier
from kiosk.printer_ports import Port, open_port
from kiosk.printer_status import ASK, ASK_IN_TURN, Answers, PrinterOffline, PrinterStatus, status_of, status_of_lines
from kiosk.printer_wire import PATIENT, Patience, PrinterWire, reason_of

FILL = bytes(8)
"""Sent before the first question: a line that broke within the head of a picture has left a printer that would take
the question for the picture's size, four megabytes of it. To any other a NUL is nothing, or a white byte."""


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
        return Barrier(self._wire, stale).passed(deadline_s)

    def sent_all(self, deadline_s: float) -> bool:
        """Return whether the system has handed on all that was written: all that can be known of a mute printer."""
        return self._wire.emptied(deadline_s)

    def _asked(self) -> PrinterStatus:
        answers, said = Answers(), list[int]()
        for question in (FILL + ASK[0], *ASK[1:]):
            if self._wire.give(question, self.patience.answer_s) < len(question):
                return PrinterStatus.MUTE
            answer = self._wire.hear(answers.real_time, self.patience.answer_s)
            if answer is None:
                return PrinterStatus.MUTE
            said.append(answer)
        return status_of(*said)

    def _tried(self) -> PrinterStatus:
        """Return whether some bytes that print nothing go out."""
        taken = self._wire.give(FILL, self.patience.answer_s)
        went = taken == len(FILL) and self._wire.emptied(self.patience.answer_s)
        return PrinterStatus.READY if went else PrinterStatus.MUTE


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
