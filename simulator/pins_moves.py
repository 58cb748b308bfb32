# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The movements of a simulated unit's contacts: begun as asked, made when their time has come; it knows no socket."""

import heapq
import itertools
import time
from typing import Protocol

from simulator.pins_words import Chatter, Move, Moved, Output, Press, Refused, movements


class Contact(Protocol):
    """A pin's contact to ground."""

    @property
    def closed_contact(self) -> bool:
        """True while it is closed."""
        ...

    @property
    def listened_to(self) -> bool:
        """True when the unit has made a button of it."""
        ...

    def move_contact(self, *, closed: bool) -> None:
        """Close or open it."""
        ...


class Pins(Protocol):
    """Where the pins are found."""

    def simulated(self, number: int) -> Contact | None:
        """Return a pin, None when there is none of this number."""
        ...

    def outputs(self) -> list[Output]:
        """Return the level of every output."""
        ...


class Movements:
    """What is still to be moved, and when; used by one thread only, in which a button's handlers then run."""

    def __init__(self, pins: Pins) -> None:
        self._pins = pins
        self._due: list[tuple[float, int, int, bool]] = []
        self._serial = itertools.count()

    def wait_s(self) -> float | None:
        """Return the seconds until the next movement, None if there is none."""
        return max(self._due[0][0] - time.monotonic(), 0.0) if self._due else None

    def make_due(self) -> None:
        """Make the movements whose time has come."""
        while self._due and self._due[0][0] <= time.monotonic():
            _, _, number, closed = heapq.heappop(self._due)
            if pin := self._pins.simulated(number):
                pin.move_contact(closed=closed)

    def begin(self, request: Move) -> Moved | Refused:
        """Begin the movements of a request; the first one is made before it is answered."""
        number = request.pin
        pin = self._pins.simulated(number)
        if pin is None:
            return Refused(text=f"GPIO{number}: the board has no such pin; 0 to 27 was expected")
        if isinstance(request, Press | Chatter):
            if not pin.listened_to:
                return Refused(text=f"GPIO{number}: the unit has made no button of this pin (yet)")
            if pin.closed_contact:
                return Refused(text=f"GPIO{number}: the button is held down already; release it first")
        self._due = [due for due in self._due if due[2] != number]
        heapq.heapify(self._due)
        (_, first), *later = movements(request)
        begun_s, first_edge_ns = time.monotonic(), time.time_ns()
        pin.move_contact(closed=first)
        for after_s, closed in later:
            heapq.heappush(self._due, (begun_s + after_s, next(self._serial), number, closed))
        return Moved(first_edge_ns=first_edge_ns)
