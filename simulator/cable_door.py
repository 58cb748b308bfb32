# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cable of a printer: its node, the bytes on their way through it, and what unplugging and power do to both."""

import time
from pathlib import Path
from typing import Literal

from simulator.cable_node import CableNode
from simulator.cable_speed import CableSpeed
from simulator.orders import Waitable
from simulator.printer_body import BUFFER_BYTES, PrinterBody

CableKind = Literal["serial", "usb"]
"""*usb*: the node is the printer's and goes with its power. *serial*: the node is the adapter's, and stays."""


class CableDoor:
    """A cable between the node ``link`` and a printer; a host that opens or closes the node is not noticed."""

    def __init__(self, body: PrinterBody, link: Path, kind: CableKind, baud: int | None) -> None:
        self._body, self._link, self._kind = body, link, kind
        self._speed = CableSpeed(baud)
        self._powered = self._plugged = True
        self._coming, self._arrives_s, self._held = b"", 0.0, False
        self._node: CableNode | None = CableNode(link)

    def awaited(self) -> list[Waitable]:
        """Return the node while the line is free and the printer has room."""
        return [self._node] if self._node and not self._coming and self._room() else []

    def serve(self, ready: object, steady_s: float) -> None:
        """Let the next bytes set out."""
        if ready is self._node and not self._coming:
            self._set_out(steady_s)

    def arrive(self, steady_s: float) -> float | None:
        """Hand over what has come through; a line that is not held up sends the next bytes right behind.

        So a late thread does not slow the line down, and no byte is ever early.
        """
        if not self._coming or steady_s < self._arrives_s:
            return self._arrives_s if self._coming else None
        room = self._room()
        if not room:
            self._held = True  # only a stall holds what has set out, and the order that ends it wakes the thread
            return None
        arrived, self._coming = self._coming[:room], self._coming[room:]
        next_s, self._held = steady_s if self._held else self._arrives_s, False
        if self._powered:
            self._body.take(arrived, time.time_ns(), self._say)
        if not self._coming:
            self._set_out(next_s)
        return steady_s

    def heard(self) -> bool:
        """Return True: who reads or polls a pseudo-terminal meets all that was written to it."""
        return True

    def restart(self) -> None:
        """Come back under the same link as a new node (usb); a serial adapter does not notice."""
        if self._kind == "usb" and self._node:
            old, self._node, self._coming = self._node, CableNode(self._link), b""
            old.remove()

    def power_off(self) -> None:
        """Take the node away (usb), or let what is sent from now on get lost (serial)."""
        self._powered = False
        self._follow()

    def power_on(self) -> None:
        """Listen again; what a serial line has carried to the dead printer is gone."""
        if not self._powered:
            self._lose_carried()
        self._powered = True
        self._follow()

    def unplug(self) -> None:
        """Take the node away, whatever its kind; the printer keeps what it has."""
        self._plugged = False
        self._follow()

    def plug(self) -> None:
        """Let the node appear again, if there is power for it."""
        self._plugged = True
        self._follow()

    close = unplug

    def _follow(self) -> None:
        """Make or remove the node as plug and power want it."""
        wanted = self._plugged and (self._powered or self._kind == "serial")
        if wanted and not self._node:
            self._node = CableNode(self._link)
        elif self._node and not wanted:
            self._node.remove()
            self._node, self._coming = None, b""

    def _room(self) -> int:
        return self._body.room() if self._powered else BUFFER_BYTES

    def _set_out(self, begins_s: float) -> None:
        """Take from the node what travels next."""
        if self._node and (most := min(self._room(), self._speed.piece_bytes)):
            self._coming = self._node.read(most)
            self._arrives_s = self._speed.arrival_s(len(self._coming), begins_s)

    def _lose_carried(self) -> None:
        self._coming = b""
        while self._node and self._speed.baud is None and self._node.read(BUFFER_BYTES):
            pass

    def _say(self, answer: bytes) -> None:
        """Send an answer to whoever reads the node now or later; without a node it is lost."""
        if self._node:
            self._node.write(answer)
