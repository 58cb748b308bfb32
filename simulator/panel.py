# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The LED panels of one serial line, behind a pseudo-terminal under a name of ours; they know no service.

They only listen. What each shows is kept with its times; a panel without power, and one whose cable was pulled and put
back, goes on with what it is told next.
"""

import os
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from simulator.cable_node import CableNode
from simulator.orders import Orders
from simulator.panel_frames import Decoder


class Change(NamedTuple):
    """What the panel of an address shows from ``at_ns`` (wall clock) on; empty: it is dark."""

    address: int | None
    text: str
    at_ns: int


class SimulatedPanels:
    """The panels at ``addresses``, from construction to ``close``; ``device`` is a link to a pseudo-terminal.

    ``changed`` is called in a thread of their own for each change of a panel; a frame that changes nothing is none.
    ``changes`` has them all, ``frames`` how many frames came to any address, theirs or not.
    """

    def __init__(
        self,
        device: Path,
        decoder: Decoder,
        addresses: Collection[int | None],
        changed: Callable[[Change], object] = lambda _: None,
    ) -> None:
        self.device, self._decoder, self._changed = device, decoder, changed
        self._texts: dict[int | None, str] = dict.fromkeys(addresses, "")
        self.changes: list[Change] = []
        self.frames = 0
        self._node: CableNode | None = CableNode(device)
        self._orders = Orders()
        self._deaf = self._closing = False
        self._thread = threading.Thread(target=self._live, name=f"panels {device.name}", daemon=True)
        self._thread.start()

    def text(self, address: int | None) -> str:
        """Return what a panel shows now."""
        return self._texts[address]

    def power_cut(self, address: int | None) -> None:
        """Take a panel's power for a moment: it is dark until it is told something."""
        self._orders.do(lambda: self._show(address, ""), self._thread)

    def unplug(self) -> None:
        """Pull the adapter: the node is gone; the panels, on their own power, keep what they show."""
        self._orders.do(self._pull, self._thread)

    def plug(self) -> None:
        """Put the adapter back: a new node under the same link, as udev gives it."""
        self._orders.do(self._plug, self._thread)

    def stick(self) -> None:
        """Let the line take nothing any more, as one whose flow control says stop: nobody reads, and it is full."""
        self._orders.do(self._fill, self._thread)

    def free(self) -> None:
        """Let a line that was stuck go on; what hung in it comes out."""
        self._orders.do(self._hear_again, self._thread)

    def close(self) -> None:
        """Take everything away; a second call does nothing."""
        self._orders.finish(self._end, self._thread)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # From here on only the panels' own thread.

    def _live(self) -> None:
        try:
            while not self._closing:
                awaited = (self._node,) if self._node and not self._deaf else ()
                if self._orders.sleep(awaited, None) and self._node and not self._deaf:
                    self._hear(self._node.read(4096))
        finally:
            self._pull()
            self._orders.abandon()

    def _end(self) -> None:
        if self._node and not self._deaf:
            self._hear(self._node.read(4096))
        self._closing = True

    def _pull(self) -> None:
        if self._node:
            self._node.remove()
        self._node, self._deaf = None, False

    def _plug(self) -> None:
        self._node = self._node or CableNode(self.device)

    def _fill(self) -> None:
        self._deaf = True
        host = os.open(self.device, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        with suppress(BlockingIOError):
            while os.write(host, b"\0"):
                pass
        os.close(host)

    def _hear_again(self) -> None:
        self._deaf = False

    def _hear(self, data: bytes) -> None:
        for address, text in self._decoder.hear(data):
            self.frames += 1
            if address in self._texts:
                self._show(address, text.strip())

    def _show(self, address: int | None, text: str) -> None:
        if text != self._texts[address]:
            self._texts[address] = text
            change = Change(address, text, time.time_ns())
            self.changes.append(change)
            self._changed(change)
