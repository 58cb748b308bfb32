# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A screen in a thread of its own: whoever shows a picture never waits for it, and a touch comes as an inbox's item."""

import logging
import queue
import time
from concurrent.futures import Future
from contextlib import ExitStack, closing
from typing import NamedTuple

from centre.ear import Ear
from centre.errors import DeviceFault
from centre.hanging import Hang
from centre.picture import Picture
from centre.screen import Screen
from centre.service import Inbox, Stop, WorkerDied, start_worker
from centre.sight import Measured
from centre.touched import Touched

log = logging.getLogger(__name__)

PATIENCE_S = 15.0
"""How long a driver may take to open the screen, or to draw a picture; a slow Pi needs seconds.

The loop asks each 5 s at least, so a screen that hangs is noticed 28 s after a picture was ordered at the latest, and
the watchdog's time is 30 s.
"""

ASK_AGAIN_S = 3.0
"""For so long a picture is still waited for that is late because the whole process stood still."""


class _Ordered(NamedTuple):
    picture: Picture
    at_s: float


class ScreenThread:
    """The screen of one unit, open from construction to ``close``; raises DeviceFault or Unavailable as Screen does.

    Touches of a screen that is to be touched (``touch``) come into the inbox as Touched; a closed window as Stop. The
    thread sleeps until there is something to draw or to tell; only on wayland it looks.
    Should it die, the loop behind the inbox ends the process.
    """

    def __init__(
        self, size: Measured, unit: str, inbox: Inbox, *, touch: bool = False, patience_s: float = PATIENCE_S
    ) -> None:
        """Open it; ``unit`` is whose it is, as a technician reads it. A driver that hangs is a DeviceFault."""
        self._size, self._unit, self._inbox, self._touch = size, unit, inbox, touch
        self._pictures: queue.SimpleQueue[_Ordered | None] = queue.SimpleQueue()
        self._late_s, self._patience_s = 0.0, patience_s
        hangs = f"the screen of {unit} has not drawn for {patience_s:g} s: its driver hangs"
        self._hang = Hang(hangs, min(ASK_AGAIN_S, patience_s))
        self._oldest_s, self._newest_s, self._drawn_s = 0.0, 0.0, 0.0
        opened: Future[Ear] = Future()
        self._thread = start_worker("screen", lambda: self._live(opened), inbox)
        try:
            self._ear = opened.result(patience_s)
        except TimeoutError as hangs:
            raise DeviceFault(
                f"The screen of {unit} cannot be opened: its driver does not answer. Look at the screen's cable, then"
                " restart this machine."
            ) from hangs

    def show(self, picture: Picture) -> None:
        """Have the picture drawn, unless it is shown already or a newer one comes first; return at once."""
        ordered = _Ordered(picture, time.monotonic())
        self._oldest_s, self._newest_s = self._owed_since_s() or ordered.at_s, ordered.at_s
        self._pictures.put(ordered)
        self._ear.wake()

    def alive(self) -> bool:
        """Return whether the screen's thread lives, and has drawn what it was shown, or may still do so in time."""
        return self._thread.is_alive() and not self._hangs()

    def close(self) -> None:
        """Draw what was shown last, and give the screen back; a second call does nothing.

        A driver that hangs is left behind, with its thread, which ends with the process.
        """
        patience_s = 0.0 if self._hangs() else self._patience_s
        self._pictures.put(None)
        self._ear.wake()
        self._thread.join(patience_s)

    def _owed_since_s(self) -> float:
        """Return since when a picture waits to be drawn, 0 if none does."""
        if self._oldest_s <= self._drawn_s:
            self._oldest_s = self._newest_s
        return self._oldest_s if self._oldest_s > self._drawn_s else 0.0

    def _hangs(self) -> bool:
        """Return whether the driver keeps a picture for so long that the screen must be called frozen."""
        since_s, now_s = self._owed_since_s(), time.monotonic()
        late = since_s > 0 and now_s >= since_s + self._patience_s
        return self._hang.believed((since_s, self._drawn_s), now_s, late=late)

    # From here on only the screen's own thread.

    def _live(self, opened: Future[Ear]) -> None:
        with ExitStack() as stack:
            try:
                screen = stack.enter_context(closing(Screen(self._size, self._unit)))
                listening = stack.enter_context(closing(screen.ear(touch=self._touch)))
            except Exception as fault:  # noqa: BLE001 - it belongs to whoever wanted the screen
                opened.set_exception(fault)
                return
            opened.set_result(listening)
            self._turns(screen, listening)

    def _turns(self, screen: Screen, listening: Ear) -> None:
        """Live; a screen that is lost ends the process, which starts anew and looks for it."""
        try:
            while self._turn(screen, listening):
                pass
        except DeviceFault as lost:
            self._inbox.put(WorkerDied(str(lost)))

    def _turn(self, screen: Screen, listening: Ear) -> bool:
        """Sleep, tell what came, draw the newest picture; return False when it was the last turn."""
        said = screen.told()  # also what came while a picture was drawn: its file is empty already
        if not said:
            listening.sleep()
            said = screen.told()
        for one in said:
            self._tell(one)
        waiting = self._waiting()
        ordered = [one for one in waiting if one is not None]
        if ordered and (drawn_ms := screen.show(ordered[-1].picture)) is not None:
            self._late_s = time.monotonic() - ordered[-1].at_s
            log.info("drawn_ms=%.1f", drawn_ms)
        if ordered:
            self._drawn_s = ordered[-1].at_s
        return len(ordered) == len(waiting)

    def _tell(self, said: Touched | Stop) -> None:
        if isinstance(said, Stop):
            log.info("the window was closed")
            self._inbox.put(said)
        elif self._touch:
            self._inbox.put(said._replace(late_s=self._late_s))

    def _waiting(self) -> list[_Ordered | None]:
        waiting = []
        try:
            while True:
                waiting.append(self._pictures.get_nowait())
        except queue.Empty:
            return waiting
