# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long bytes travel through a cable; the time is an argument."""

import dataclasses

from centre import serial_line

PIECES_PER_S = 100
"""Bytes arrive in pieces of 10 ms; the first byte of a piece is told that much too late, the last one on time."""

UNLIMITED_PIECE = 65536


@dataclasses.dataclass(frozen=True)
class CableSpeed:
    """A line of ``baud`` bits a second; None is a cable that takes no time."""

    baud: int | None

    @property
    def piece_bytes(self) -> int:
        """Return how many bytes travel together."""
        return UNLIMITED_PIECE if self.baud is None else max(self.baud // serial_line.BITS_PER_BYTE // PIECES_PER_S, 1)

    def arrival_s(self, count: int, begins_s: float) -> float:
        """Return when the last of ``count`` bytes is through, of which the first bit begins at ``begins_s``."""
        return begins_s if self.baud is None else begins_s + serial_line.seconds(count, self.baud)
