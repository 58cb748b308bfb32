# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's own QR codes: ``GS ( k`` of Epson's ESC/POS reference, its functions 165, 167, 169, 180 and 181."""

from collections.abc import Callable

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from simulator.print_head import PrintHead
from simulator.roll import INK

_QR = 49
"""The kind of symbol, ``cn``; 48 would be PDF417."""

_MODEL_2 = b"2\x00"
"""Model 1 and Micro QR exist too; the library draws, and our tickets use, model 2 only."""

_LEVELS = {
    48: qrcode.ERROR_CORRECT_L,
    49: qrcode.ERROR_CORRECT_M,
    50: qrcode.ERROR_CORRECT_Q,
    51: qrcode.ERROR_CORRECT_H,
}
_PLAIN = b"0"
"""The ``m`` of storing and printing has one value."""


class QrCodes:
    """The settings and the data from which a QR code is printed; a wrong value is a problem and changes nothing.

    The quiet zone is the host's business, as on a real printer. Stored data is printed as often as is asked.
    """

    def __init__(self, head: PrintHead) -> None:
        self._head = head
        self._functions: dict[int, Callable[[bytes], None]]
        self._functions = {65: self._model, 67: self._size, 69: self._level, 80: self._store, 81: self._print}
        self.reset()

    def reset(self) -> None:
        """Begin as after power-on and ESC @: module of 3 dots, level L, nothing stored."""
        self._module_dots, self._correction, self._stored = 3, qrcode.ERROR_CORRECT_L, b""

    def obey(self, body: bytes) -> None:
        """Do what the bytes after pL pH ask for: ``cn fn`` and their parameters."""
        kind, number = (*body[:2], -1, -1)[:2]
        if kind == _QR and number in self._functions:
            self._functions[number](body[2:])
        else:
            known = ", ".join(str(one) for one in self._functions)
            self._problem(f"{body[:2].hex(' ') or 'nothing'}: QR codes (49) with one of {known} was expected")

    def _model(self, values: bytes) -> None:
        if values != _MODEL_2:
            self._problem(f"model {list(values)}: [50, 0], model 2, was expected")

    def _size(self, values: bytes) -> None:
        if len(values) == 1 and 1 <= values[0] <= 16:  # noqa: PLR2004 - Epson's range
            self._module_dots = values[0]
        else:
            self._problem(f"module size {list(values)}: 1 to 16 was expected")

    def _level(self, values: bytes) -> None:
        if len(values) == 1 and values[0] in _LEVELS:
            self._correction = _LEVELS[values[0]]
        else:
            self._problem(f"error correction {list(values)}: 48 to 51 was expected")

    def _store(self, values: bytes) -> None:
        if values[:1] == _PLAIN and values[1:]:
            self._stored = values[1:]
        else:
            self._problem(f"store {list(values[:1])} and {len(values[1:])} bytes: [48] and some were expected")

    def _print(self, values: bytes) -> None:
        self._head.at_line_start("GS ( k")
        if values != _PLAIN:
            self._problem(f"print {list(values)}: [48] was expected")
        elif not self._stored:
            self._problem("print: nothing is stored")
        else:
            self._print_symbol()

    def _print_symbol(self) -> None:
        try:
            symbol = _drawn(self._stored, self._correction, self._module_dots)
        except (DataOverflowError, ValueError):  # qrcode 8 says that there is no version 41
            self._problem(f"print: {len(self._stored)} bytes are too many for a QR code")
            return
        if symbol.width > self._head.roll.width_dots:
            self._problem(f"print: a symbol {symbol.width} dots wide on paper of {self._head.roll.width_dots}")
        else:
            self._head.print_picture(symbol)

    def _problem(self, text: str) -> None:
        self._head.problems.append(f"GS ( k {text}")


def _drawn(data: bytes, correction: int, module_dots: int) -> Image.Image:
    """Return the symbol, ink set, without a quiet zone, of the smallest version that holds the data."""
    code = qrcode.QRCode(error_correction=correction, border=0)
    code.add_data(data)
    code.make(fit=True)
    rows = code.get_matrix()
    ink = Image.new("1", (len(rows), len(rows)))
    ink.putdata([INK * module for row in rows for module in row])
    return ink.resize((len(rows) * module_dots,) * 2, Image.Resampling.NEAREST)
