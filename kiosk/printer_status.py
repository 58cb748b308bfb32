# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a printer is asked, what its status bytes mean, and the sentences for a technician; it knows no wire, no ticket.

Source: Epson's ESC/POS command reference, "DLE EOT" (real-time status) and "GS r" (status in its turn).
"""

from enum import StrEnum

from centre.errors import DeviceFault


class PrinterStatus(StrEnum):
    """How a printer is; it prints in the first two only."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    MUTE = "mute"


class PaperLow(DeviceFault):
    """The roll is near its end; tickets are still printed."""


class PaperOut(DeviceFault):
    """There is no paper."""


class CoverOpen(DeviceFault):
    """The cover is not closed."""


class PrinterOffline(DeviceFault):
    """The printer cannot be reached, has left, or says that it cannot print."""


class PrinterMute(DeviceFault):
    """The printer does not say how it is; it may be off, open or of a kind that never says."""


class PrintStalled(DeviceFault):
    """The printer took ``sent`` bytes of what it was given, and then no more."""

    def __init__(self, text: str, sent: int) -> None:
        super().__init__(text)
        self.sent = sent


class PrintUnconfirmed(DeviceFault):
    """The printer took a whole ticket and never said that it was done with it."""


_FAULTS: dict[PrinterStatus, tuple[type[DeviceFault], str]] = {
    PrinterStatus.PAPER_LOW: (PaperLow, "is near the end of its roll. Keep a new one at hand."),
    PrinterStatus.PAPER_OUT: (PaperOut, "is out of paper. Load a roll."),
    PrinterStatus.COVER_OPEN: (CoverOpen, "has its cover open. Close it."),
    PrinterStatus.OFFLINE: (
        PrinterOffline,
        "says that it cannot print. Clear its cutter; switch it off and on.",
    ),
    PrinterStatus.MUTE: (
        PrinterMute,
        "does not answer when asked how it is. Switch it on, close its cover, look at its cable.",
    ),
}

ASK = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""DLE EOT 1, 2 and 4: answered at once, whatever is being printed."""

ASK_IN_TURN = b"\x1dr\x01"
"""GS r 1: answered when everything before it is done."""

FIXED_BITS, ANSWER_PATTERN = 0x93, 0x12
"""Every DLE EOT answer has bits 1 and 4 set, 0 and 7 clear; what has not is no answer."""

ASB_PATTERN, ASB_REST = 0x10, 3
"""A printer may also talk unasked (GS a, "automatic status back"): such a first byte, and three more."""

TURN_BITS = 0x90
"""A GS r answer has bits 4 and 7 clear."""

TURN_PAPER_END = 0x0C
OFFLINE, COVER, PAPER_STOP, ERROR = 0x08, 0x04, 0x20, 0x40
ROLL_NEAR_END, ROLL_END = 0x0C, 0x60
PORT_NO_ERROR, PORT_SELECTED, PORT_PAPER_END = 0x08, 0x10, 0x20


def status_of(printer: int, cause: int, roll: int) -> PrinterStatus:
    """Return what the answers to DLE EOT 1 (printer), 2 (cause of being offline) and 4 (roll) say together."""
    if cause & COVER:
        return PrinterStatus.COVER_OPEN
    if cause & PAPER_STOP or roll & ROLL_END:
        return PrinterStatus.PAPER_OUT
    if printer & OFFLINE or cause & ERROR:
        return PrinterStatus.OFFLINE
    return PrinterStatus.PAPER_LOW if roll & ROLL_NEAR_END else PrinterStatus.READY


def status_of_lines(bits: int) -> PrinterStatus | None:
    """Return the fault that the status lines of a USB printer tell (Linux, LPGETSTATUS of usblp); None if none."""
    if bits & PORT_PAPER_END:
        return PrinterStatus.PAPER_OUT
    return None if bits & PORT_SELECTED and bits & PORT_NO_ERROR else PrinterStatus.OFFLINE


def prints(status: PrinterStatus) -> bool:
    """Return whether a ticket may be sent to a printer that says so."""
    return status in {PrinterStatus.READY, PrinterStatus.PAPER_LOW}


def fault_of(name: str, status: PrinterStatus) -> DeviceFault | None:
    """Return the technician's sentence for a status of the printer called ``name``; None when all is well."""
    if status not in _FAULTS:
        return None
    kind, says = _FAULTS[status]
    return kind(f"Printer {name} {says}")


def stop_of(name: str, status: PrinterStatus) -> DeviceFault | None:
    """Return what keeps the printer called ``name`` from printing; None when it prints."""
    return None if prints(status) else fault_of(name, status)


def is_real_time(byte: int) -> bool:
    """Return whether a byte has the fixed bits of an answer to DLE EOT."""
    return byte & FIXED_BITS == ANSWER_PATTERN


class Answers:
    """Picks the answers out of what a printer sends, among late answers, flow control and status sent unasked."""

    def __init__(self) -> None:
        self._skip = 0
        self.turn: int | None = None
        """The last answer to GS r, also one that came while another was listened for."""
        self.turns = 0
        """How many of them came."""

    def real_time(self, byte: int) -> bool:
        """Return whether this next byte answers DLE EOT; keep one that answers GS r."""
        own = self._own_word(byte)
        if own and byte & TURN_BITS == 0:
            self.turn = byte
            self.turns += 1
        return own and is_real_time(byte)

    def _own_word(self, byte: int) -> bool:
        """Return False for the bytes of an automatic status."""
        if self._skip:
            self._skip -= 1
            return False
        if byte & FIXED_BITS == ASB_PATTERN:
            self._skip = ASB_REST
            return False
        return True
