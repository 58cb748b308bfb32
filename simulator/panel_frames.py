# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What panels on a line make of its bytes, by the papers of their makers, not by Cherha's own drivers; pure."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

CODE_PAGE = "cp1251"


class Told(NamedTuple):
    """A panel's address, None where it has none, and the text that it is to show from now on."""

    address: int | None
    text: str


class Decoder(Protocol):
    """Takes the bytes of a line as they come; what is no frame is passed over, as panels do."""

    def hear(self, data: bytes) -> Iterator[Told]:
        """Yield what is told in the bytes, together with those before."""
        ...


class QSystemFrames:
    """Panels that wait for 0x01; the byte behind it is an address, whatever it is, and 0x07 ends the text."""

    def __init__(self) -> None:
        self._frame: bytearray | None = None

    def hear(self, data: bytes) -> Iterator[Told]:
        """Yield each whole frame."""
        for byte in data:
            if self._frame is None:
                self._frame = bytearray() if byte == 0x01 else None
            elif byte == 0x07 and self._frame:  # noqa: PLR2004
                yield Told(self._frame[0], self._frame[1:].decode(CODE_PAGE, "replace"))
                self._frame = None
            elif byte == 0x01 and self._frame:
                self._frame = bytearray()  # the one before was cut off
            else:
                self._frame.append(byte)


class Lines:
    """Panels that show a line at its CR; with ``addressed`` its first two digits say whose it is."""

    def __init__(self, *, addressed: bool) -> None:
        self._addressed, self._line = addressed, b""

    def hear(self, data: bytes) -> Iterator[Told]:
        """Yield each whole line."""
        *lines, self._line = (self._line + data.replace(b"\n", b"").replace(b"\0", b"")).split(b"\r")
        for line in lines:
            if not self._addressed:
                yield Told(None, line.decode(CODE_PAGE, "replace"))
            elif line[:2].isdigit():
                yield Told(int(line[:2]), line[2:].decode(CODE_PAGE, "replace"))


def decoder(driver: Literal["qsystem", "ascii"], *, addressed: bool) -> Decoder:
    """Return the ear of a line's panels."""
    return QSystemFrames() if driver == "qsystem" else Lines(addressed=addressed)
