# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lets a Pi be seen while it takes its folder in, or waits for one: screen, lamp, and a file that a computer shows.

It is a service as all are: one loop, which looks for a folder each time it wakes and sleeps in between.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from card.face import AnyScreen, draw
from card.face_words import Words, words
from card.led import Led
from card.machine import Machine
from card.open_partition import writable
from card.taking_in import Outcome, Pi, take_in
from centre.errors import DeviceFault, Unavailable
from centre.picture import Picture
from centre.service import Inbox, Stop
from centre.sight import Measured
from centre.time import Now

log = logging.getLogger(__name__)

SAYS = "cherha-says.txt"
"""Beside the folder on the card's partition: what the Pi shows, for a Pi that has no screen."""

SHOWN_S = 12.0
"""How long a Pi that has become somebody, or was refused a new folder, shows it before its services take the screen."""

SCREEN_S = 1.0
"""How often it looks for a screen meanwhile."""

AGAIN_S = 5.0
"""How often a waiting Pi looks whether a folder, a screen or an address has come."""


class Surface(Protocol):
    """What it needs of centre.screen_thread.ScreenThread."""

    def show(self, picture: Picture) -> object:
        """Have a picture drawn."""

    def close(self) -> None:
        """Give the screen back."""


class Waiting:
    """See centre.service.Service for who calls what. It ends itself when the Pi is somebody and that was shown."""

    def __init__(
        self,
        *,
        pi: Pi,
        inbox: Inbox,
        open_screen: Callable[[Measured], Surface],
        look: Callable[[], Machine],
        tell: Callable[[str], object],
    ) -> None:
        """``tell`` gets each new thing that is to be said, for the console and the log."""
        self._pi, self._inbox, self._open, self._look, self._tell = pi, inbox, open_screen, look, tell
        self._led = Led(pi.root)
        self._screen: Surface | None = None
        self._size: Measured = AnyScreen()
        self.outcome = Outcome()
        self._seen: list[tuple[str, int, int]] | None = None
        self._words: Words | None = None
        self._next_s = 0.0
        self._ends_s: float | None = None

    def handle(self, items: Sequence[Any], now: Now) -> None:  # noqa: ARG002 - nothing comes but time
        """Look again if it is time, and show what has become of it."""
        if self._ends_s is not None:
            self._show_on(now, self._ends_s)
            return
        if now.steady_s < self._next_s:
            return
        self._next_s = now.steady_s + AGAIN_S
        there = _listed(self._pi.source)
        if there != self._seen:
            self._seen, self.outcome = there, take_in(self._pi, now.utc)
        silent = self.outcome == Outcome(card=self.outcome.card) != Outcome()
        if not silent:
            self._show(words(self.outcome, self._look()))
        if self.outcome.card is not None:
            self._ends_s = now.steady_s + (0.0 if silent else SHOWN_S)
            self._next_s = now.steady_s + SCREEN_S

    def deadline_s(self) -> float | None:
        """Return when it looks again, or has shown for long enough."""
        if self._ends_s is None:
            return self._next_s
        return min(self._next_s, self._ends_s) if self._unseen() else self._ends_s

    def alive(self) -> bool:
        """Return True: a screen that dies is no reason not to take a folder in."""
        return True

    def close(self) -> None:
        """Give screen and lamp to whoever comes."""
        if self._screen is not None:
            self._screen.close()
        if self.outcome.card is not None and not self.outcome.forgets:  # the lamp goes on saying it
            self._led.give_back()

    def _show_on(self, now: Now, ends_s: float) -> None:
        """End in time; a screen that comes up meanwhile, as it may at boot, still shows it."""
        if now.steady_s >= ends_s:
            self._inbox.put(Stop())
        elif self._unseen() and now.steady_s >= self._next_s:
            self._next_s = now.steady_s + SCREEN_S
            self._draw()

    def _unseen(self) -> bool:
        return self._screen is None and self._words is not None

    def _show(self, said: Words) -> None:
        if said != self._words:
            self._tell(said.lines)
            _leave(self._pi, said.lines)
        self._words = said
        self._led.say(said.says)
        self._draw()

    def _draw(self) -> None:
        if self._screen is None:
            self._look_for_screen()
        if self._screen is not None and self._words is not None:
            self._screen.show(draw(self._size, self._words))

    def _look_for_screen(self) -> None:
        """Open a screen, as large as centre.toml says once the Pi is somebody; without one lamp and file say it."""
        self._size = _size_of(self.outcome)
        try:
            self._screen = self._open(self._size)
        except (DeviceFault, Unavailable) as fault:
            log.info("%s", fault)


def _listed(folder: Path) -> list[tuple[str, int, int]]:
    """Return what is in the folder, so that one in which nothing has changed is not read again.

    Of one that cannot be listed, as while it is copied or when its card fails: nothing; take-in says what is wrong.
    """
    try:
        stats = [(str(file), file.stat()) for file in sorted(folder.rglob("*"))]
    except OSError as wrong:
        log.warning("%s: %s", wrong.filename or folder, wrong.strerror)
        return []
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]


def _size_of(outcome: Outcome) -> Measured:
    if outcome.card is None:
        return AnyScreen()
    here, centre = outcome.card.card.units, outcome.card.centre
    screens: list[Measured] = [kiosk.screen for kiosk in centre.kiosks if kiosk.id in here and kiosk.screen]
    screens += [display for display in centre.displays if display.id in here and display.screen]
    return screens[0] if screens else AnyScreen()


def _leave(pi: Pi, text: str) -> None:
    """Leave the words where a computer shows them; a partition that is full or cannot be written has none."""
    path = pi.source.parent / SAYS
    try:
        if not path.parent.is_dir() or (path.exists() and path.read_text(encoding="utf-8") == text):
            return
        with writable(pi.programs, pi.root, path.parent):
            path.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as wrong:
        log.info("%s is not written: %s", path, wrong)
