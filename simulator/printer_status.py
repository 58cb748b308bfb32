# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a receipt printer says of itself, by Epson's ESC/POS reference; it knows no sockets and no paper."""

import dataclasses
import re

_FIXED = 0x12
"""Bits 1 and 4 of every DLE EOT answer are set, bits 0 and 7 are clear; so a host knows a status from noise."""

_QUESTION = re.compile(rb"\x10\x04([\x01-\x04])", re.DOTALL)
_BEGINNINGS = (b"\x10\x04", b"\x10")


@dataclasses.dataclass(frozen=True)
class Condition:
    """What is wrong with the printer just now.

    ``jammed``: the cutter is stuck, an error that somebody must clear. ``mute``: it answers nothing, as some do with
    an open cover.
    """

    paper_near_end: bool = False
    paper_out: bool = False
    cover_open: bool = False
    jammed: bool = False
    offline: bool = False
    mute: bool = False

    @property
    def prints(self) -> bool:
        """Return False when the mechanism stands still and bytes only collect in the buffer."""
        return not (self.paper_out or self.cover_open or self.jammed or self.offline)


def real_time_status(number: int, condition: Condition) -> int:
    """Return the byte that answers ``DLE EOT number``: 1 printer, 2 why offline, 3 errors, 4 paper sensors."""
    bits = {
        1: 0x00 if condition.prints else 0x08,
        2: 0x04 * condition.cover_open + 0x20 * condition.paper_out + 0x40 * condition.jammed,
        3: 0x08 * condition.jammed,
        4: 0x0C * condition.paper_near_end + 0x60 * condition.paper_out,
    }
    return _FIXED | bits[number]


def sensor_status(number: int, condition: Condition) -> int:
    """Return the byte that answers ``GS r number``: 1 paper sensors, 2 the drawer, which is shut."""
    return 0x03 * condition.paper_near_end + 0x0C * condition.paper_out if number == 1 else 0x00


class QuestionFinder:
    """Finds ``DLE EOT n`` in a stream of any pieces, as the receiver of a printer does: inside a raster too.

    Epson: "If data such as graphics has the same bytes, the printer answers and goes on with the graphics."
    """

    def __init__(self) -> None:
        self._kept = b""

    def numbers(self, data: bytes) -> list[int]:
        """Return the numbers asked for in this piece."""
        stream = self._kept + data
        self._kept = next((start for start in _BEGINNINGS if stream.endswith(start)), b"")
        return [match[1][0] for match in _QUESTION.finditer(stream)]
