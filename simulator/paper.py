# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a receipt printer makes of its bytes: ESC/POS in, pictures of tickets out; it knows no sockets and no clock.

The commands are those of Epson's ESC/POS reference that python-escpos 3.1 and our kiosk use. Anything else is a
problem, and its bytes are printed as text, as a real printer would, so that garbage is seen.
"""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Literal

from PIL import Image

from simulator.print_head import DEFAULT_SPACING, PrintHead
from simulator.qr_codes import QrCodes
from simulator.roll import Roll

CODE_PAGES = {0: "cp437", 44: "cp1125", 46: "cp1251"}
"""The n of ESC t n on the simulated printer; every make counts its own way."""

_LEADS = {0x10: "DLE", 0x1B: "ESC", 0x1C: "FS", 0x1D: "GS"}
_LF = 0x0A
_IGNORED = b"\x00\r"
_QUESTIONS = (b"\x10\x04", b"\x1dr")
_CUT = b"\x1dV"
_RASTER = b"\x1dv0"
_SYMBOL = b"\x1d(k"

_SETTINGS: dict[bytes, Callable[[PrintHead, int], None]] = {
    b"\x1b!": PrintHead.set_mode,
    b"\x1b-": PrintHead.set_underline,
    b"\x1b3": PrintHead.set_spacing,
    b"\x1bE": PrintHead.set_bold,
    b"\x1bG": PrintHead.set_bold,
    b"\x1bJ": PrintHead.feed_dots,
    b"\x1bM": PrintHead.set_font,
    b"\x1ba": PrintHead.set_align,
    b"\x1bd": PrintHead.feed_lines,
    b"\x1bt": PrintHead.set_code_page,
    b"\x1d!": PrintHead.set_size,
    b"\x1dB": PrintHead.set_invert,
}
"""Commands with one parameter that act on the print head alone."""

_WITHOUT_EFFECT = {b"\x1b{": (0,), b"\x1db": (0, 1), b"\x1d|": tuple(range(9)), b"\x10\x04": (1, 2, 3, 4)}
"""Turned text off, smoothing, density; DLE EOT was answered when it came in. With the parameters that are in order."""

_PARAMETERS = (
    dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1c."), 0)
    | dict.fromkeys((*_SETTINGS, *_WITHOUT_EFFECT, *_QUESTIONS, _CUT), 1)
    | {_RASTER: 5, _SYMBOL: 2}
)
"""How many bytes follow each command; a cut with feed (GS V A n, GS V B n) has one more, a symbol what it says."""


@dataclasses.dataclass(frozen=True)
class SensorAsked:
    """``GS r n`` was reached, in the order of the bytes: 1 asks for the paper, 2 for the drawer."""

    number: Literal[1, 2]


@dataclasses.dataclass(frozen=True)
class Cut:
    """The cutter fired. ``first`` and ``end`` count all bytes ever fed.

    ``first`` is the place of the ticket's first byte that is neither a status question nor nothing (NUL, CR), ``end``
    the place after the cut.
    """

    picture: Image.Image
    first: int
    end: int
    problems: tuple[str, ...]


Happening = SensorAsked | Cut


class Paper:
    """A printer's paper and its reader of commands. Feed it any pieces of the stream; it keeps what is unfinished."""

    def __init__(self, width_dots: int, code_pages: Mapping[int, str] = CODE_PAGES) -> None:
        self.roll = Roll(width_dots)
        self.place = 0
        self._head = PrintHead(self.roll, code_pages)
        self._qr_codes = QrCodes(self._head)
        self._unread = bytearray()
        self._first: int | None = None
        self._happened: list[Happening] = []

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong with the bytes since the last cut."""
        return tuple(self._head.problems)

    def feed(self, data: bytes) -> list[Happening]:
        """Print the bytes; return what happened, in order."""
        self._unread += data
        while self._unread and (used := self._step()):
            del self._unread[:used]
        happened, self._happened = self._happened, []
        return happened

    def tear(self) -> Image.Image | None:
        """Forget an unfinished command and line; return what hangs out of the printer, None if it is blank."""
        self.place += len(self._unread)
        self._unread.clear()
        self._head.drop_unfinished()
        self._head.problems.clear()
        self._first = None
        blank = self.roll.blank()
        strip = self.roll.tear()
        return None if blank else strip

    def forget_settings(self) -> None:
        """Begin as after power-on (ESC @ too)."""
        self._head.reset()
        self._qr_codes.reset()

    def _step(self) -> int:
        """Take one command, character or piece of a raster; return how many bytes it was, 0 when some are missing."""
        if self._head.rows_wanted:
            return self._take_rows()
        if self._unread[0] in _LEADS:
            return self._take_command()
        if self._unread[0] in _IGNORED:
            return self._take_nothing()
        self._count(1)
        if self._unread[0] == _LF:
            self._head.line_feed()
        else:
            self._head.type(self._unread[0])
        return 1

    def _take_nothing(self) -> int:
        """Pass over all that is nothing at once: thousands of NULs end what was broken off."""
        used = len(self._unread) - len(self._unread.lstrip(_IGNORED))
        self._count(used, question=True)
        return used

    def _take_rows(self) -> int:
        """Burn the rows that are here: a printer prints a raster while it still comes in."""
        rows = min(self._head.rows_wanted, len(self._unread) // self._head.bytes_a_row)
        used = rows * self._head.bytes_a_row
        if used:
            self._count(used)
            self._head.burn_rows(bytes(self._unread[:used]))
        return used

    def _take_command(self) -> int:
        for length in (2, 3):
            command = bytes(self._unread[:length])
            if len(command) < length:
                return 0
            if command in _PARAMETERS:
                return self._take_parameters(command)
        self._count(2)
        name = f"{_LEADS[command[0]]} {chr(command[1])!r} ({command[:2].hex(' ')})"
        self._head.problems.append(f"{name}: a command this printer does not know")
        return 2

    def _take_parameters(self, command: bytes) -> int:
        used = len(command) + _PARAMETERS[command]
        told = bytes(self._unread[len(command) : used])
        if command == _CUT and told in (b"A", b"B"):
            used += 1
        elif command == _SYMBOL:
            used += int.from_bytes(told, "little")
        if len(self._unread) < used:
            return 0
        self._count(used, question=command in _QUESTIONS)
        self._obey(command, bytes(self._unread[len(command) : used]))
        return used

    def _count(self, used: int, *, question: bool = False) -> None:
        if self._first is None and not question:
            self._first = self.place
        self.place += used

    def _obey(self, command: bytes, parameters: bytes) -> None:
        if command in _SETTINGS:
            _SETTINGS[command](self._head, parameters[0])
        elif command in _WITHOUT_EFFECT:
            self._expect(command, parameters[0], _WITHOUT_EFFECT[command])
        elif command == _RASTER:
            self._expect(command, parameters[0], (0, 1, 2, 3, 48, 49, 50, 51))
            columns, rows = (parameters[n] + 256 * parameters[n + 1] for n in (1, 3))
            self._head.start_raster(parameters[0] & 3, columns, rows)
        elif command == _CUT:
            self._cut(parameters)
        elif command == b"\x1dr":
            self._expect(command, parameters[0], (1, 2, 49, 50))
            self._happened.append(SensorAsked(2 if parameters[0] in (2, 50) else 1))
        elif command == _SYMBOL:
            self._qr_codes.obey(parameters[2:])
        elif command == b"\x1b@":
            self.forget_settings()
        elif command == b"\x1b2":
            self._head.set_spacing(DEFAULT_SPACING)

    def _cut(self, parameters: bytes) -> None:
        self._head.at_line_start("GS V")
        self._expect(_CUT, parameters[0], (0, 1, 48, 49, 65, 66))
        self.roll.feed(sum(parameters[1:]))
        first = self.place if self._first is None else self._first
        self._happened.append(Cut(self.roll.tear(), first, self.place, self.problems))
        self._head.problems.clear()
        self._first = None

    def _expect(self, command: bytes, value: int, known: tuple[int, ...]) -> None:
        if value not in known:
            name = f"{_LEADS[command[0]]} {command[1:].decode('latin-1')} {value}"
            listed = ", ".join(str(one) for one in known)
            self._head.problems.append(f"{name}: one of {listed} was expected")
