# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A button pad at the end of a serial cable: a pseudo-terminal under a name of ours; it knows no service.

Its keys are pressed over a socket, as those of simulated pins are, a key's byte in place of a pin's number. So whoever
presses does not know which box a desk has.
"""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from simulator.cable_node import CableNode
from simulator.orders import Orders
from simulator.pins_door import PinsDoor
from simulator.pins_words import Output

LED = 256
"""The number of its LED beside those of its keys; no byte has it."""

HEAD, TAIL = 0x01, 0x07
FRAME = 4


class PadKey:
    """A key of the pad: it says its byte as it is pressed, and nothing as it is released."""

    def __init__(self, pad: "SimulatedPad", byte: int) -> None:
        self._pad, self._byte = pad, byte
        self.closed_contact = False
        self.listened_to = True

    def move_contact(self, *, closed: bool) -> None:
        """Press or release it."""
        if closed and not self.closed_contact:
            self._pad.say(self._byte)
        self.closed_contact = closed


class SimulatedPad:
    """A pad with an LED behind ``device``, a link to a pseudo-terminal, from construction to ``close``.

    ``keys`` are the bytes it has; with ``address`` it speaks in QSystem's frames and hears only those to it. The LED
    knows the two bytes ``led_on`` and ``led_off``; what else it is told, it passes over.
    """

    def __init__(
        self, device: Path, door: Path, *, keys: tuple[int, ...], led_on: int = 0x32, led_off: int = 0x30,
        address: int | None = None,
    ) -> None:  # fmt: skip
        self.device, self._address = device, address
        self._leds: Mapping[int, bool] = {led_on: True, led_off: False}
        self._keys = {byte: PadKey(self, byte) for byte in keys}
        self._led = Output(pin=LED, high=False, at_ns=time.time_ns())
        self._frame = b""
        self._node: CableNode | None = CableNode(device)
        self._orders = Orders()
        self._closing = False
        self._thread = threading.Thread(target=self._live, name=f"pad {device.name}", daemon=True)
        self._door = PinsDoor(door, self)
        self._thread.start()

    @property
    def lit(self) -> bool:
        """Return whether the LED is lit."""
        return self._led.high

    def say(self, *said: int) -> None:
        """Say bytes as they come from the keys: framed if the pad has an address; unplugged, to nobody."""
        framed = [bytes([byte]) if self._address is None else self._framed(byte) for byte in said]
        self.write(b"".join(framed))

    def write(self, data: bytes) -> None:
        """Put raw bytes on the line, as a broken pad does."""
        self._do(lambda: self._put(data))

    def unplug(self) -> None:
        """Pull the cable: the node is gone, and the LED, which lives on the cable, is dark."""
        self._do(self._pull)

    def plug(self) -> None:
        """Put the cable back: a new node under the same link, as udev gives it; the LED is dark."""
        self._do(self._plug)

    def close(self) -> None:
        """Take everything away; a second call does nothing."""
        self._door.close()
        self._orders.finish(self._end, self._thread)

    def simulated(self, number: int) -> PadKey | None:
        """Return a key."""
        return self._keys.get(number)

    def outputs(self) -> list[Output]:
        """Return the LED."""
        return [self._led]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _framed(self, byte: int) -> bytes:
        return bytes([HEAD, self._address or 0, byte, TAIL])

    def _do(self, act: Callable[[], None]) -> None:
        self._orders.do(act, self._thread)

    # From here on only the pad's own thread.

    def _live(self) -> None:
        try:
            while not self._closing:
                ready = self._orders.sleep((self._node,) if self._node else (), None)
                if self._node and self._node in ready:
                    self._hear(self._node.read(4096))
        finally:
            self._pull()
            self._orders.abandon()

    def _end(self) -> None:
        self._closing = True

    def _put(self, data: bytes) -> None:
        if self._node:
            self._node.write(data)

    def _pull(self) -> None:
        if self._node:
            self._node.remove()
        self._node, self._frame = None, b""
        self._light(lit=False)

    def _plug(self) -> None:
        self._node = self._node or CableNode(self.device)

    def _hear(self, data: bytes) -> None:
        for byte in data:
            if self._address is None:
                self._obey(byte)
                continue
            self._frame = (self._frame + bytes([byte]))[-FRAME:]
            if len(self._frame) == FRAME and self._frame == self._framed(self._frame[2]):
                self._obey(self._frame[2])

    def _obey(self, byte: int) -> None:
        if byte in self._leds:
            self._light(lit=self._leds[byte])

    def _light(self, *, lit: bool) -> None:
        if lit != self._led.high:
            self._led = Output(pin=LED, high=lit, at_ns=time.time_ns())
            self._door.tell(self._led)
