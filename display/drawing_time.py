# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a hall screen draws: ``python -m display.drawing_time centre.toml SIZE TIMES``; it hears no broker.

For the bench, which sees a display's process from outside only: prints what each picture took in milliseconds, as JSON,
on stdout. Each is timed from the loop's turn to SDL's flip, the page laid out anew where that is due. SDL_VIDEODRIVER
chooses where it is drawn, as everywhere.
"""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Board
from centre.picture import Picture
from centre.screen import Screen
from centre.service import Inbox
from centre.time import Now
from display import specimen_boards as boards
from display.backlight import Backlight
from display.hall_screen import HallScreen
from display.heard import Heard
from display.layout import layout
from display.specimen_boards import AT
from display.specimen_pictures import NO_LIGHTS, display

QUIET_S = 30.0
"""After so long no call pulses or is marked any more."""


class DrawingTimes(msgspec.Struct, frozen=True):
    """Milliseconds of each picture of a kind.

    ``first``: from nothing, the screen opened too. ``alert``: of which nothing was drawn before. ``call``: one more is
    called. ``pulse``: the other half of its pulse. ``page``: the calls turn to their next page.
    """

    first: list[float] = []
    alert: list[float] = []
    call: list[float] = []
    pulse: list[float] = []
    page: list[float] = []


class Watched(Screen):
    """A real screen that counts what it draws: what did not change is not drawn, and would take no time."""

    drawn = 0

    def show(self, picture: Picture) -> float | None:
        """Draw and count."""
        self.drawn += 1
        return super().show(picture)


class Hall:
    """A hall screen from its start; each method lets it draw one picture and returns the milliseconds."""

    def __init__(self, centre: CentreFile, seen: Display) -> None:
        self._centre, self._seen = centre, seen
        self._board = boards.board(centre, boards.rush(centre))
        self._now_s, self._screens = 0.0, list[Watched]()

    def start(self) -> float:
        """Open the screen and show the first board."""
        layout.cache_clear()
        return self._timed(self._open)

    def alert(self) -> float:
        """Show an alert."""
        return self._timed(lambda: self._tell(boards.raised(self._board, "red")))

    def call(self, number: int) -> float:
        """Show the calls, and time one more."""
        self._tell(self._board)
        self._now_s += QUIET_S
        self._tell(self._board)
        newest = replace(self._board.calls[0], ticket=f"{self._board.calls[0].ticket[:-3]}{number:03}", called_at=AT)
        called = replace(self._board, number=self._board.number + 1, calls=(newest, *self._board.calls[1:]))
        took_ms = self._timed(lambda: self._tell(called))
        self._board = called
        return took_ms

    def pulse(self) -> float:
        """Time the next half of the pulse."""
        return self._timed(self._wake)

    def page(self) -> float:
        """Let the pulse come to its end, and time the next page."""
        self._now_s += QUIET_S
        self._tell(self._board)
        return self._timed(self._wake)

    def close(self) -> None:
        """Give the screen back."""
        self._hall.close()

    def _open(self) -> None:
        self._hall = HallScreen(
            centre=self._centre,
            display=self._seen,
            open_screen=self._screen,
            backlight=Backlight(100, NO_LIGHTS),
            inbox=Inbox(),
        )
        self._tell(self._board)

    def _screen(self) -> Screen:
        self._screens.append(Watched(self._seen, "drawing time"))
        return self._screens[-1]

    def _wake(self) -> None:
        """Go on to the next deadline of the screen itself."""
        self._now_s = self._hall.deadline_s() or self._now_s
        self._tell(self._board)

    def _tell(self, board: Board) -> None:
        self._hall.tell(Heard(board, None, frozenset()), Now(utc=AT, steady_s=self._now_s))

    def _timed(self, act: Callable[[], None]) -> float:
        before, begun = sum(screen.drawn for screen in self._screens), time.perf_counter()
        act()
        took_ms = (time.perf_counter() - begun) * 1000
        if sum(screen.drawn for screen in self._screens) != before + 1:
            raise RuntimeError(f"Exactly one picture was to be drawn at {self._now_s} s.")
        return took_ms


def measure(centre: CentreFile, seen: Display, times: int) -> DrawingTimes:
    """Return the times of so many starts, each on a screen of its own, and of what follows."""
    found = DrawingTimes()
    for number in range(1, times + 1):
        with closing(Hall(centre, seen)) as hall:
            found.first.append(hall.start())
            found.alert.append(hall.alert())
            found.call.append(hall.call(number))
            found.pulse.append(hall.pulse())
            found.page.append(hall.page())
    return found


def main(centre_file: str, size: str, times: str) -> None:
    """Measure one size of screen."""
    centre = boards.plain(load(Path(centre_file)))
    sys.stdout.buffer.write(msgspec.json.encode(measure(centre, display(size), int(times))))


if __name__ == "__main__":
    main(*sys.argv[1:])
