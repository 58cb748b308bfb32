# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a button pad says and is told on its serial line: pure; times are seconds of the steady clock.

A plain pad says one byte for a key that was pressed and takes one byte for each state of its LED; an Arduino's
``println`` says CR LF besides.

QSystem's pads (Apertum; user buttons on RS-485, ``ru.apertum.qsystem.ub485.core``: ActionTransmit and ButtonDevice in
github.com/bcgov/sbc-qsystem, GPL-3; the port's settings in config/qub.properties of
github.com/binali-rustamov/apertum-qsystem, 57,600 baud, 8N1) have an address, as several hang on one line, and put
each byte into a frame of four: 0x01, the address, the byte, 0x07. The keys are 0x31 to 0x34. The LED is dark at 0x30,
red at 0x31 and green at 0x32; 0x33 to 0x36 blink by themselves, 0x37 to 0x3D beep besides. Cherha uses the steady ones:
the rhythms of its lamps are its own, the same for every box. QSystem's code leaves 150 ms from one frame to the next;
no rhythm of ours is shorter.

Here a line has one pad: what is said with another's address is passed over, but only one Pi can hold a port.
"""

import logging
from collections.abc import Iterator, Mapping

from centre.box import Edge
from centre.config_desks import Pad

log = logging.getLogger(__name__)

HEAD, TAIL = 0x01, 0x07
FRAME = 4

OPEN_AFTER_S = 0.6
"""A key counts as released when it has not been said for so long: a pad that repeats a held key, first after half a
second as keyboards do, says one press, and one that never ends a key that is stuck."""

LINE_ENDS = frozenset(b"\r\n")

COUGH, QUIET_S = 3, 0.5
"""So many bytes without a meaning may come with a key; after more the line is noise, in which no key counts until it
has been quiet for so long."""


class PadWords:
    """The conversation with one pad: its bytes become edges, the LED becomes bytes."""

    def __init__(self, pad: Pad, keys: Mapping[str, int]) -> None:
        self._pad = pad
        self._names = {byte: name for name, byte in keys.items()}
        self._frame = b""
        self._opens_s: dict[str, float] = {}
        self._strange, self._heard_s = 0, 0.0
        self._told = False

    def led(self, *, lit: bool) -> bytes:
        """Return what switches the LED."""
        byte = self._pad.led_on if lit else self._pad.led_off
        return bytes([byte]) if self._pad.address is None else bytes([HEAD, self._pad.address, byte, TAIL])

    def hear(self, data: bytes, now_s: float) -> list[Edge]:
        """Return the edges in what has come in, those first that time has brought about before."""
        edges = self.due(now_s)
        if now_s >= self._heard_s + QUIET_S:
            self._strange = 0
        self._heard_s = now_s
        for byte in self._said(data):
            edges += self._closed(byte, now_s)
        return edges

    def due(self, now_s: float) -> list[Edge]:
        """Return the keys that count as released by now."""
        over = [(opens_s, name) for name, opens_s in self._opens_s.items() if opens_s <= now_s]
        for _, name in over:
            del self._opens_s[name]
        return [Edge(name, closed=False, at_s=opens_s) for opens_s, name in sorted(over)]

    def deadline_s(self) -> float | None:
        """Return when ``due`` has the next."""
        return min(self._opens_s.values(), default=None)

    def forget(self, now_s: float) -> list[Edge]:
        """Take note that the line is gone: half a frame is none, and what was held is released."""
        edges = [Edge(name, closed=False, at_s=now_s) for name in self._opens_s]
        self._opens_s.clear()
        self._frame, self._strange, self._told = b"", 0, False
        return edges

    def _closed(self, byte: int, now_s: float) -> Iterator[Edge]:
        name = self._names.get(byte)
        if name is None and byte in LINE_ENDS:
            return
        if name is None:
            self._wonder(byte)
        elif self._strange <= COUGH:
            if name not in self._opens_s:
                yield Edge(name, closed=True, at_s=now_s)
            self._opens_s[name] = now_s + OPEN_AFTER_S

    def _said(self, data: bytes) -> Iterator[int]:
        """Yield the bytes that are meant for us, out of their frames if they come in frames."""
        if self._pad.address is None:
            yield from data
            return
        for byte in data:
            self._frame += bytes([byte])
            while self._frame and not _may_be_a_frame(self._frame):
                self._wonder(self._frame[0])
                self._frame = self._frame[1:]
            if len(self._frame) == FRAME:
                _, address, said, _ = self._frame
                self._frame = b""
                if address == self._pad.address:
                    yield said

    def _wonder(self, byte: int) -> None:
        """Count a byte without a meaning; the technician is told of the first since the pad was plugged in."""
        if self._pad.address is None:
            self._strange = min(self._strange + 1, COUGH + 1)
        if not self._told:
            keys = ", ".join(f"0x{key:02X}" for key in self._names)
            log.warning("pad %s says 0x%02X, which is no key (%s). Look at its baud and at the bytes of its keys.",
                        self._pad.device, byte, keys)  # fmt: skip
            self._told = True


def _may_be_a_frame(begun: bytes) -> bool:
    return begun[0] == HEAD and (len(begun) < FRAME or begun[FRAME - 1] == TAIL)
