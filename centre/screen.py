# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to SDL: opens the screen once and shows pictures on it; it knows nothing of what they mean."""

import itertools
import os
import time
from collections import OrderedDict
from pathlib import Path

# pygame greets on stdout unless it is told before it is imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from centre.errors import DeviceFault, Unavailable
from centre.picture import PALETTE, Arrow, Box, Element, Picture, Text
from centre.sight import Measured
from centre.typeface import SCREEN

DESKTOPS = ("x11", "wayland")
"""Drivers on which somebody may close or cover the window."""

ADVICE = "Check the cable, SDL_VIDEODRIVER and the groups video and render."

KEPT_TEXTS, KEPT_SCREENS = 256, 4
"""So many drawn lines are kept, but no more than cover so many screens: on 1920 x 1080 that is 32 MB."""


class Screen:
    """The screen of one unit, open from construction to ``close``.

    Raises DeviceFault when SDL finds no screen, Unavailable when the typeface is not installed. SDL_VIDEODRIVER chooses
    the driver (kmsdrm on a Pi's console, offscreen in tests), as SDL documents it.
    """

    def __init__(self, size: Measured, unit: str, folders: tuple[str, ...] = SCREEN.folders) -> None:
        """Open it; ``unit`` is whose it is, as a technician reads it, the typeface is looked for in ``folders``."""
        self._font_file, self._fonts = SCREEN.installed(folders), dict[int, pygame.font.Font]()
        # SIGTERM belongs to the loop: SDL would turn it into an event that nobody waits for.
        os.environ["SDL_NO_SIGNAL_HANDLERS"] = "1"
        self._rendered: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self._kept_px, self._most_px = 0, KEPT_SCREENS * size.width_px * size.height_px
        self._shown: Picture | None = None
        self._unit, self._surface = unit, _open(size, unit)
        self.desktop = pygame.display.get_driver() in DESKTOPS
        self._cap_share = self._measure_capitals()

    def show(self, picture: Picture) -> float | None:
        """Draw and present the picture, return the milliseconds it took; None, and no frame, if it is shown already.

        Raises DeviceFault when SDL has lost the screen.
        """
        if picture == self._shown:
            return None
        begun = time.perf_counter()
        try:
            self._surface.fill(PALETTE[picture.background])
            for element in picture.elements:
                self._draw(element)
            pygame.display.flip()
        except pygame.error as fault:
            raise DeviceFault(f"{self._unit}: SDL has lost the screen: {fault}. {ADVICE}") from fault
        self._shown = picture
        return (time.perf_counter() - begun) * 1000

    def pump(self) -> bool:
        """Answer the desktop, or it greys the window out; return False when somebody closed the window."""
        try:
            for event in pygame.event.get():
                if event.type == pygame.QUIT:
                    return False
                if event.type == pygame.WINDOWEXPOSED:
                    pygame.display.flip()
        except pygame.error as fault:
            raise DeviceFault(f"{self._unit}: SDL has lost the screen: {fault}. {ADVICE}") from fault
        return True

    def save(self, path: Path) -> None:
        """Write what is shown now as a picture file; for the tests."""
        pygame.image.save(self._surface, path)

    def close(self) -> None:
        """Give the screen back, and the typeface's file, which a font that outlives pygame.font would keep open."""
        self._fonts.clear()
        pygame.font.quit()
        pygame.display.quit()

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
        drawn = font.render(text.text, True, PALETTE[text.colour], PALETTE[text.background]).convert()  # noqa: FBT003  (pygame takes it by position only)
        self._rendered[key] = drawn
        self._kept_px += _pixels(drawn)
        while len(self._rendered) > KEPT_TEXTS or self._kept_px > self._most_px:
            self._kept_px -= _pixels(self._rendered.popitem(last=False)[1])
        return drawn

    def _font(self, cap: int) -> pygame.font.Font:
        if cap not in self._fonts:
            self._fonts[cap] = pygame.font.Font(self._font_file, self.font_size(cap))
        return self._fonts[cap]

    def font_size(self, cap: int) -> int:
        """Return the size of the typeface at which a capital is at least ``cap`` pixels high."""
        return -int(-cap // self._cap_share)

    def _measure_capitals(self) -> float:
        size = 2048
        metrics = pygame.font.Font(self._font_file, size).metrics("Н")[0]
        if metrics is None:
            raise Unavailable(f"{self._font_file} has no Cyrillic. Install the package {SCREEN.package} anew.")
        return metrics[3] / size


def _pixels(drawn: pygame.Surface) -> int:
    return drawn.get_width() * drawn.get_height()


def _open(size: Measured, unit: str) -> pygame.Surface:
    """Open the window, whole screen where there is no desktop."""
    try:
        pygame.display.init()
        pygame.font.init()
        # Without FULLSCREEN SDL's kmsdrm falls to a small mode; SCALED keeps the television's and fits ours in.
        console = pygame.display.get_driver().lower() == "kmsdrm"
        flags = pygame.FULLSCREEN | pygame.SCALED if console else 0
        surface = pygame.display.set_mode((size.width_px, size.height_px), flags)
        pygame.display.set_caption(f"Cherha: {unit}")
        pygame.mouse.set_visible(False)
    except pygame.error as fault:
        pygame.display.quit()  # so that the next try looks anew which screens there are
        raise DeviceFault(_no_screen(size, unit, fault)) from fault
    return surface


def _no_screen(size: Measured, unit: str, fault: pygame.error) -> str:
    driver = os.environ.get("SDL_VIDEODRIVER", "chosen by SDL")
    return f"{unit}: SDL opened no screen of {size.width_px} x {size.height_px} (driver {driver}): {fault}. {ADVICE}"
