# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a hall screen shows in a state: display/hall_screen.py itself, called at its own deadlines; no SDL, no clock."""

import os
from datetime import timedelta
from pathlib import Path

from centre.config_displays import Display
from centre.messages import Board
from centre.picture import Picture
from centre.service import Inbox
from centre.time import Now
from display import zone
from display.backlight import Backlight
from display.hall_screen import HallScreen
from display.heard import Heard
from display.specimen_boards import AT
from display.specimen_states import Specimen

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080), "4k": (3840, 2160), "portrait": (1080, 1920)}
"""Dots of the screens, all of 43 inches and read from 5 m, as centre.toml has it where it says nothing."""

NO_LIGHTS = Path(os.devnull)
"""Where this machine's own backlights are not."""

FOREVER_S = 600.0
"""No page of calls stands so long."""


class Canvas:
    """A screen that keeps what it is shown, see centre.desktop.Surface."""

    desktop = False

    def __init__(self) -> None:
        self.shown = Picture(0, 0, "night", ())

    def show(self, picture: Picture) -> float | None:
        """Keep the picture."""
        self.shown = picture
        return None

    def pump(self) -> bool:
        """Do nothing: it is no window."""
        return True

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def called(self, board: Board | None) -> set[str]:
        """Return the tickets of the board that can be seen."""
        seen = {text.text for text in self.shown.texts}
        return {call.ticket for call in board.calls if call.ticket in seen} if board else set()


def picture(one: Specimen, display: Display) -> Picture:
    """Return what the display shows in this state, at its moment."""
    centre, canvas = zone.centre_of(one.centre, display), Canvas()
    screen = HallScreen(
        centre=centre, display=display, open_screen=lambda: canvas, backlight=Backlight(100, NO_LIGHTS), inbox=Inbox()
    )
    board = zone.board_of(one.board, centre, display) if one.board else None
    heard, turned = Heard(board, one.lost_since, one.ill), 0
    screen.tell(heard, _now(0))
    while (at_s := screen.deadline_s() or FOREVER_S) <= one.after_s or (turned < one.turns and at_s < FOREVER_S):
        before = canvas.called(board)
        screen.tell(heard, _now(at_s))
        turned += canvas.called(board) != before
    return canvas.shown


def _now(steady_s: float) -> Now:
    return Now(utc=AT + timedelta(seconds=steady_s), steady_s=steady_s)


def display(size: str, windows: tuple[int, ...] = ()) -> Display:
    """Return a display of one of SIZES, with a zone if ``windows`` are named."""
    width, height = SIZES[size]
    return Display(id="hall", width_px=width, height_px=height, windows=windows)
