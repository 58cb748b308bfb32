# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Each kind of box that a desk may have, with a hand on its two keys and an eye on its lamp.

A hand has the box's keys NEXT and RECALL at its places, and makes it by the desk's own ``wired``. What stands behind
is simulated, or the hardware itself where an environment variable names how it is wired for a test:

* ``CHERHA_TEST_PINS=17-22,27-23,24-25``: on a Pi, GPIO17 and 27 (the keys) are wired to 22 and 23, by which the hand
  presses them, and 24 (the lamp) to 25, where the eye looks; each through 1 kΩ.
* ``CHERHA_TEST_PAD=/dev/ttyUSB0-/dev/ttyUSB1``: two serial adapters wired crosswise; the hand plays the pad on the
  second.
"""

import contextlib
import os
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import gpiozero
import serial

from centre.box import Box
from centre.config_desks import Desk, Key, Pad
from centre.service import Inbox
from desk.wiring import wired
from simulator.pad import SimulatedPad
from simulator.pins import SimulatedPins
from simulator.pins_client import PinsClient
from tests.conftest import PATIENCE_S

NEXT, RECALL = "next", "recall"
BYTES = {NEXT: 0x31, RECALL: 0x32}
PINS = {NEXT: 17, RECALL: 27}
LED_PIN = 24


class Hand(Protocol):
    """A finger on the keys of a box, and an eye on its lamp."""

    desk: Desk
    lit: queue.SimpleQueue[bool]
    """What the lamp has become, each change."""

    def press(self, key: str, *, chatter: bool = False) -> None:
        """Press and release a key; a worn one says it many times."""

    def look(self) -> None:
        """Look at the lamp from now on."""


def desk_of(pad: Pad | None, places: dict[str, int], led_pin: int | None = None) -> Desk:
    """Return a desk with two keys."""
    kind = "pin" if pad is None else "byte"
    keys = tuple(Key(**{"action": name, kind: place}) for name, place in places.items())  # type: ignore[arg-type]  # places has actions
    return Desk(id="desk-1", window=1, keys=keys, pad=pad, led_pin=led_pin)


class SimulatedBox:
    """A box whose keys are pressed over a socket, be it pins or a pad."""

    def __init__(self, desk: Desk, door: Path) -> None:
        self.desk, self._client = desk, PinsClient(door)
        self.lit: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def press(self, key: str, *, chatter: bool = False) -> None:
        """Press it over the socket."""
        place = next(one.pin if self.desk.pad is None else one.byte for one in self.desk.keys if one.name == key)
        assert place is not None
        (self._client.chatter if chatter else self._client.press)(place, hold_s=0.01)

    def look(self) -> None:
        """Look at the lamp from now on: what it is, then each change; until its door is closed."""
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        with contextlib.suppress(OSError), self._client.watch() as outputs:
            for output in outputs:
                self.lit.put(output.high)


@contextlib.contextmanager
def simulated_pins(folder: Path) -> Iterator[Hand]:
    """Yield a hand on simulated pins; they are gpiozero's until the end."""
    os.environ["CHERHA_PINS"] = str(folder / "pins")
    before, gpiozero.Device.pin_factory = gpiozero.Device.pin_factory, SimulatedPins()
    try:
        yield SimulatedBox(desk_of(None, PINS, LED_PIN), folder / "pins")
    finally:
        gpiozero.Device.pin_factory.close()
        gpiozero.Device.pin_factory = before
        del os.environ["CHERHA_PINS"]


@contextlib.contextmanager
def simulated_pad(folder: Path, address: int | None = None) -> Iterator[Hand]:
    """Yield a hand on a simulated pad."""
    pad = Pad(device=str(folder / "dev" / "pad"), address=address)
    with SimulatedPad(Path(pad.device), folder / "pins", keys=tuple(BYTES.values()), address=address):
        yield SimulatedBox(desk_of(pad, BYTES), folder / "pins")


class WiredPins:
    """Real pins, each wired to one of ours."""

    def __init__(self, wires: str) -> None:
        (key, finger), (other, another), (lamp, eye) = (map(int, pair.split("-")) for pair in wires.split(","))
        self.desk = desk_of(None, {NEXT: key, RECALL: other}, lamp)
        self.lit: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._fingers = {
            name: gpiozero.DigitalOutputDevice(pin, active_high=False)
            for name, pin in ((NEXT, finger), (RECALL, another))
        }
        self._eye = gpiozero.DigitalInputDevice(eye, pull_up=False)

    def press(self, key: str, *, chatter: bool = False) -> None:
        """Draw the pin to ground and let it go."""
        self._fingers[key].blink(0.002 if chatter else 0.1, 0.002, n=9 if chatter else 1, background=False)

    def look(self) -> None:
        """Look at the lamp's pin."""
        self.lit.put(bool(self._eye.value))
        self._eye.when_activated = lambda: self.lit.put(item=True)
        self._eye.when_deactivated = lambda: self.lit.put(item=False)

    def close(self) -> None:
        """Give the pins back."""
        for device in (*self._fingers.values(), self._eye):
            device.close()


class WiredPad:
    """Two real ports wired crosswise: the desk's, and ours."""

    def __init__(self, ports: str) -> None:
        device, ours = ports.split("-")
        self.desk = desk_of(Pad(device=device), BYTES)
        self.lit: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._port = serial.Serial(ours, 9600, timeout=PATIENCE_S)

    def press(self, key: str, *, chatter: bool = False) -> None:
        """Say its byte."""
        self._port.write(bytes([BYTES[key]]) * (9 if chatter else 1))

    def look(self) -> None:
        """Look at what the LED is told; it starts dark."""
        self.lit.put(item=False)
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        lit = False
        with contextlib.suppress(OSError, TypeError):
            while told := self._port.read(1):
                if (told == b"\x32") is not lit:
                    lit = not lit
                    self.lit.put(lit)

    def close(self) -> None:
        """Give the port back."""
        self._port.close()


def made(hand: Hand, inbox: Inbox) -> Box:
    """Return the desk's own box on what the hand holds."""
    return wired(hand.desk, inbox)
