# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to a pad's serial port: edges into the inbox, its LED; it knows ports, not what the bytes mean.

One thread sleeps until the pad says something, the LED changes or the pad is closed; only while the pad is away does
it wake by itself, to look whether somebody has plugged it in again.
"""

import contextlib
import logging
import os
import select
import termios
import threading
import time
from collections.abc import Iterable, Mapping

from centre import config_desks
from centre.bell import Bell
from centre.box import Edge, Troubles
from centre.lamps import Blinker, Light
from centre.messages import Problem
from centre.serial_port import LineFault, gone, opened, why_away
from centre.service import Inbox, start_worker
from centre.time import earliest
from desk.pad_words import PadWords

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""From one look for a pad that is away to the next."""

STARTED_S = 3.0
"""A pad that starts anew when its port is opened, as an Arduino does, hears nothing for two seconds: its LED is told
once more then."""

OPENS_S = 2.0
"""So long, at most, whoever has a pad made waits until its port has been opened or found away: milliseconds, as a rule.
"""

MOST = 256
"""Bytes of one read; a pad that floods the line is heard piece by piece, and nothing of it is kept."""


class Pad:
    """The keys and the LED (``lamp``) of a pad by name, as ``centre.box.Box`` has them.

    A pad that is away, or goes, is a problem in the inbox and no error. When it is back, its LED is told again; what
    was pressed while nobody listened is forgotten. Once made, it listens, if it is there
    and its port opens within OPENS_S.
    """

    def __init__(
        self, *, pad: config_desks.Pad, keys: Mapping[str, int], lamp: str, inbox: Inbox, look_s: float = LOOK_S,
        started_s: float = STARTED_S,
    ) -> None:  # fmt: skip
        self._pad, self._lamp, self._inbox = pad, lamp, inbox
        self._look_s, self._started_s = look_s, started_s
        self._words = PadWords(pad, keys)
        self._lights: dict[str, Light] = {}
        self._lit = self._closing = False
        self._bell, self._tried = Bell(), threading.Event()
        self._told: Troubles | None = None
        self._again_s: float | None = None
        self._worker = start_worker(f"pad {pad.device}", self._live, inbox)
        self._blinker = Blinker(self._switch, inbox)
        self._tried.wait(OPENS_S)

    def closed(self, _name: str) -> bool:
        """Return False: that a key is held says only its next byte, and then it is one press."""
        return False

    def light(self, name: str, light: Light) -> None:
        """Let the LED burn or blink; another lamp is not there, and passed over."""
        if name == self._lamp and self._lights.get(name) != light:
            self._lights[name] = light
            self._blinker.light(name, light)

    def alive(self) -> bool:
        """Return whether the pad would be heard: its thread lives, be the pad here or away."""
        return self._worker.is_alive()

    def close(self) -> None:
        """Put the LED out and give the port back; a second call does nothing."""
        if self._closing:
            return
        self._blinker.close()
        self._closing = True
        self._bell.ring()
        self._worker.join()
        self._bell.close()

    def _switch(self, _name: str, lit: bool) -> None:  # noqa: FBT001  (the blinker's one argument)
        """Leave word of how the LED is to be: only the newest counts, so nothing piles up behind a dead line."""
        self._lit = lit
        self._bell.ring()

    # From here on only the pad's own thread.

    def _live(self) -> None:
        while not self._closing:
            try:
                with opened(self._pad.device, self._pad.baud) as port:
                    self._listen(port.fileno())
            except (OSError, termios.error) as fault:
                self._tell(_away(self._pad, fault))
                self._tried.set()
                self._pass_on(self._words.forget(time.monotonic()))
                self._wait_for_it()

    def _listen(self, line: int) -> None:
        """Hear the pad and tell its LED until it goes, which raises OSError, or until we are closed."""
        self._tell(None)
        self._tried.set()
        self._again_s = time.monotonic() + self._started_s
        shown: bool | None = None
        while not self._closing:
            if shown is not self._lit:
                shown = self._lit
                self._show(line, lit=shown)
            heard = self._sleep(line, self._left_s())
            now_s = time.monotonic()
            if self._again_s is not None and now_s >= self._again_s:
                self._again_s = shown = None
            self._pass_on(self._words.hear(_read(line), now_s) if heard else self._words.due(now_s))
        self._show(line, lit=False)

    def _show(self, line: int, *, lit: bool) -> None:
        """Tell the LED; to a line that takes nothing now it is said with the next change."""
        with contextlib.suppress(BlockingIOError):
            os.write(line, self._words.led(lit=lit))

    def _pass_on(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._inbox.put(edge)

    def _wait_for_it(self) -> None:
        """Sleep until it is time to look again, however often the LED would have changed."""
        until_s = time.monotonic() + self._look_s
        while not self._closing and (left_s := until_s - time.monotonic()) > 0:
            self._sleep(None, left_s)

    def _left_s(self) -> float | None:
        due_s = earliest((self._words.deadline_s(), self._again_s))
        return None if due_s is None else max(0.0, due_s - time.monotonic())

    def _sleep(self, line: int | None, timeout_s: float | None) -> bool:
        """Sleep until the bell rings, the time is up or the line has something; return whether it has."""
        bell = self._bell.fileno()
        ready, _, _ = select.select([bell] if line is None else [bell, line], [], [], timeout_s)
        if bell in ready:
            self._bell.hush()
        return line in ready

    def _tell(self, problem: Problem | None) -> None:
        """Say how the pad is, when that is new."""
        told = Troubles((problem,) if problem else ())
        if self._told == told or (self._told is None and not problem):
            return
        if problem:
            log.warning("%s", problem.text)
        else:
            log.info("pad %s is back", self._pad.device)
        self._told = told
        self._inbox.put(told)


def _read(line: int) -> bytes:
    """Return what is there; raise OSError when that is the line's end, as of an adapter that was pulled out."""
    data = os.read(line, MOST)
    if not data:
        raise gone()
    return data


def _away(pad: config_desks.Pad, fault: LineFault) -> Problem:
    why = why_away(fault, "desk", "pad.device")
    return Problem(code="pad_away", text=f"Pad {pad.device} cannot be reached: {why}")
