# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Draws pictures by SDL's brushes, in a window of whatever kind; it knows nothing of what they mean."""

import io
import itertools
import os
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

# pygame greets on stdout unless it is told before it is imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from centre.ear import Ear
from centre.errors import Unavailable
from centre.picture import PALETTE, Arrow, Box, Element, Picture, Text
from centre.sdl_window import lost
from centre.service import Stop
from centre.sight import Measured
from centre.touched import Touched
from centre.typeface import SCREEN
from centre.window import open_window

KEPT_TEXTS, KEPT_SCREENS = 256, 4
"""So many drawn lines are kept, but no more than cover so many screens: on 1920 x 1080 that is 32 MB.

Until they are there the memory of a screen grows, and then no more: some hundred calls. In a hall of sixty tickets a
day it took 84 days, as each brings little more than a date.
"""

LARGE_PART = 8
"""A line that covers more than this part of the screen is drawn anew each time: a kiosk's number of a ticket has 4 MB,
comes once a day, and eight of them would drive out all else."""

KEPT_FONTS = 24
"""So many sizes of the typeface are kept, each with the letters it has drawn: 1 MB of the highest ones.

One picture has 17 at most; all that a hall may show has 60, as rows are the lower the more of them there are.
"""


class Screen:
    """The screen of one unit, open from construction to ``close``.

    Raises DeviceFault when there is no screen, Unavailable when the typeface is not installed. Which screen, says
    centre.window.
    """

    def __init__(self, size: Measured, unit: str, folders: tuple[str, ...] = SCREEN.folders) -> None:
        """Open it; ``unit`` is whose it is, as a technician reads it, the typeface is looked for in ``folders``."""
        self._font_file = SCREEN.installed(folders)
        # A font that is made from a file keeps it open; and from memory no card can fail in the middle of a word.
        self._typeface = self._font_file.read_bytes()
        self._fonts: OrderedDict[int, pygame.font.Font] = OrderedDict()
        self._rendered: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self._kept_px, self._screen_px = 0, size.width_px * size.height_px
        self._shown: Picture | None = None
        pygame.font.init()
        self._unit, self._window = unit, open_window(size, unit)
        self._surface, self.desktop = self._window.surface, self._window.desktop
        self._cap_share = self._measure_capitals()

    def show(self, picture: Picture) -> float | None:
        """Draw and present the picture, return the milliseconds it took; None, and no frame, if it is shown already.

        Raises DeviceFault when the screen is lost.
        """
        if picture == self._shown:
            return None
        begun = time.perf_counter()
        try:
            self._surface.fill(PALETTE[picture.background])
            for element in picture.elements:
                self._draw(element)
        except pygame.error as fault:
            raise lost(self._unit, fault) from fault
        self._window.present()
        self._shown = picture
        return (time.perf_counter() - begun) * 1000

    def pump(self) -> bool:
        """Answer the desktop, or it greys the window out; return False when somebody closed the window."""
        return not any(isinstance(said, Stop) for said in self.told())

    def told(self) -> Sequence[Touched | Stop]:
        """Return the touches since the last time, and whether the window was closed; a desktop is answered."""
        return self._window.told()

    def ear(self, *, touch: bool) -> Ear:
        """Return how to sleep until there is something to be told; whether touches are."""
        return self._window.ear(touch=touch)

    def save(self, path: Path) -> None:
        """Write what is shown now as a picture file; for the tests."""
        pygame.image.save(self._surface, path)

    def close(self) -> None:
        """Give the screen back, and the letters that were drawn."""
        self._fonts.clear()
        pygame.font.quit()
        self._window.close()

    def _draw(self, element: Element) -> None:
        match element:
            case Box():
                self._fill(element)
            case Arrow(area, colour):
                tip = (area.right - 1, area.top + area.height // 2)
                corners = (area.left, area.top), tip, (area.left, area.bottom - 1)
                pygame.draw.polygon(self._surface, PALETTE[colour], corners)
            case Text():
                self._write(element)

    def _fill(self, box: Box) -> None:
        """Fill a rectangle; round corners are four smooth circles with two rectangles between them."""
        area, colour, corner = box.area, PALETTE[box.colour], box.corner
        if not corner:
            self._surface.fill(colour, area)
            return
        self._surface.fill(colour, area.inset(corner, 0))
        self._surface.fill(colour, area.inset(0, corner))
        for x, y in itertools.product(
            (area.left + corner, area.right - corner - 1), (area.top + corner, area.bottom - corner - 1)
        ):
            pygame.draw.aacircle(self._surface, colour, (x, y), corner)

    def _write(self, text: Text) -> None:
        font = self._font(text.cap)
        drawn = self._render(text, font)
        left = {"left": text.x, "centre": text.x - drawn.get_width() // 2, "right": text.x - drawn.get_width()}
        self._surface.blit(drawn, (left[text.align], text.top + text.cap - font.get_ascent()))

    def _render(self, text: Text, font: pygame.font.Font) -> pygame.Surface:
        """Return the drawn line; the last ones are kept, since most of a board is what it was a minute ago."""
        key = text.text, text.cap, text.colour, text.background
        if key in self._rendered:
            self._rendered.move_to_end(key)
            return self._rendered[key]
        # On an opaque ground a blit is a copy: ten times faster than blending, which a Pi Zero feels.
        drawn = font.render(text.text, True, PALETTE[text.colour], PALETTE[text.background]).convert(self._surface)  # noqa: FBT003  (pygame takes it by position only)
        if _pixels(drawn) * LARGE_PART <= self._screen_px:
            self._keep(key, drawn)
        return drawn

    def _keep(self, key: tuple[object, ...], drawn: pygame.Surface) -> None:
        self._rendered[key] = drawn
        self._kept_px += _pixels(drawn)
        while len(self._rendered) > KEPT_TEXTS or self._kept_px > KEPT_SCREENS * self._screen_px:
            self._kept_px -= _pixels(self._rendered.popitem(last=False)[1])

    def _font(self, cap: int) -> pygame.font.Font:
        if cap not in self._fonts:
            self._fonts[cap] = self._font_of(self.font_size(cap))
        self._fonts.move_to_end(cap)
        while len(self._fonts) > KEPT_FONTS:
            self._fonts.popitem(last=False)
        return self._fonts[cap]

    def _font_of(self, size: int) -> pygame.font.Font:
        return pygame.font.Font(io.BytesIO(self._typeface), size)

    def font_size(self, cap: int) -> int:
        """Return the size of the typeface at which a capital is at least ``cap`` pixels high."""
        return -int(-cap // self._cap_share)

    def _measure_capitals(self) -> float:
        size = 2048
        metrics = self._font_of(size).metrics("Н")[0]
        if metrics is None:
            raise Unavailable(f"{self._font_file} has no Cyrillic. Install the package {SCREEN.package} anew.")
        return metrics[3] / size


def _pixels(drawn: pygame.Surface) -> int:
    return drawn.get_width() * drawn.get_height()
