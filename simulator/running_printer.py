# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A simulated printer's thread and the faults that others may set; how a host comes in is its door's business."""

import selectors
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol, Self

from simulator.orders import Orders, Waitable
from simulator.printer_body import PrinterBody


class Door(Protocol):
    """Where a host comes in and its bytes with it; only the printer's thread calls it."""

    def awaited(self) -> Sequence[Waitable]:
        """Return what to sleep on: where something may come from, while there is room for it."""
        ...

    def serve(self, ready: object, steady_s: float) -> None:
        """Take what has come at one of the awaited; one that is awaited no more is left alone."""
        ...

    def arrive(self, steady_s: float) -> float | None:
        """Hand over what was on its way and has arrived by now; return when to look again, None for never."""
        ...

    def heard(self) -> bool:
        """Return whether no answer is still on its way to a host."""
        ...

    def restart(self) -> None:
        """Do what a host sees when the printer crashes and starts again at once."""
        ...

    def power_off(self) -> None:
        """Do what a host sees when the printer is switched off; a second call does nothing."""
        ...

    def power_on(self) -> None:
        """Let hosts in again; a second call does nothing."""
        ...

    def close(self) -> None:
        """Free all that the door holds."""
        ...


class RunningPrinter:
    """A body behind a door, alive from construction to ``close``.

    Faults may be set from any thread at any time; each call returns when it is in force.
    """

    def __init__(self, body: PrinterBody, door: Door, name: str) -> None:
        self._body, self._door = body, door
        self._closing = False
        self._orders = Orders()
        self._thread = threading.Thread(target=self._live, name=f"printer {name}", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the thread and free the door; a second call does nothing."""
        self._orders.finish(self._end, self._thread)

    def _do(self, act: Callable[[], None]) -> None:
        self._orders.do(act, self._thread)

    def at_rest(self) -> bool:
        """Return whether it has done and said all that it will before somebody sends, mends or breaks something."""
        rests: list[bool] = []
        self._do(lambda: rests.append(self._rests()))
        return rests[0]

    # Faults.

    def set(self, **condition: bool) -> None:
        """Change the condition: ``paper_near_end, paper_out, cover_open, jammed, offline, mute``; others stay."""
        self._do(lambda: self._body.change(**condition))

    def paper_out_after(self, count: int) -> None:
        """Run out of paper when ``count`` more bytes have come in; at unlimited speed they have all been printed."""
        self._do(lambda: self._body.arm(count, lambda: self._body.change(paper_out=True)))

    def set_after(self, count: int, **condition: bool) -> None:
        """Change the condition, as :meth:`set` does, when ``count`` more bytes have come in."""
        self._do(lambda: self._body.arm(count, lambda: self._body.change(**condition)))

    def stall_after(self, count: int) -> None:
        """Stop reading when ``count`` more bytes have come in; what came is printed."""
        self._do(lambda: self._body.arm(count, self._body.stall))

    def die_after(self, count: int) -> None:
        """Crash and restart when ``count`` more bytes have come in: buffer lost, strip torn off, host thrown out."""
        self._do(lambda: self._body.arm(count, self._die))

    def power_off_after(self, count: int) -> None:
        """Be switched off when ``count`` more bytes have come in; what came is printed, and torn off."""
        self._do(lambda: self._body.arm(count, self._power_off))

    def mend(self) -> None:
        """End every fault, also one that is armed; what waits in the buffer is printed now."""
        self._do(self._body.mend)

    def power_off(self) -> None:
        """Switch it off: the buffer is lost, an uncut strip torn off."""
        self._do(self._power_off)

    def power_on(self) -> None:
        """Switch it on; raises Unavailable when another program took its place meanwhile."""
        self._do(self._door.power_on)

    # From here on only the printer's own thread.

    def _live(self) -> None:
        try:
            while not self._closing:
                self._live_on()
        finally:
            self._orders.abandon()

    def _live_on(self) -> None:
        """Print what has arrived before sleeping, so that no order comes between taking and printing."""
        steady_s = time.monotonic()
        looks_s = (self._door.arrive(steady_s), self._body.work(steady_s))
        due_s = min((look_s for look_s in looks_s if look_s is not None), default=None)
        timeout_s = None if due_s is None else max(due_s - steady_s, 0.0)
        for ready in self._orders.sleep(self._door.awaited(), timeout_s):
            self._door.serve(ready, time.monotonic())

    def _rests(self) -> bool:
        steady_s = time.monotonic()
        if any(look_s is not None for look_s in (self._door.arrive(steady_s), self._body.work(steady_s))):
            return False
        with selectors.PollSelector() as selector:
            for one in self._door.awaited():
                selector.register(one, selectors.EVENT_READ)
            return self._door.heard() and not selector.select(0)

    def _die(self) -> None:
        self._body.lose_all()
        self._door.restart()

    def _power_off(self) -> None:
        self._body.lose_all()
        self._door.power_off()

    def _end(self) -> None:
        self._body.lose_all()
        self._door.close()
        self._closing = True
