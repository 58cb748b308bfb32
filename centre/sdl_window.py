# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to SDL's screens: a window on a desktop, or an offscreen picture; it knows nothing of what it shows."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

import pygame

from centre import screen_events
from centre.ear import Ear
from centre.errors import DeviceFault
from centre.service import Stop
from centre.sight import Measured
from centre.touched import Touched

DESKTOPS = ("x11", "wayland")
"""Drivers on which somebody may close or cover the window."""

ADVICE = "Check the cable, SDL_VIDEODRIVER and the groups video and render."

MOST_READINGS = 16
"""So often events are read at once; a driver that uncovered the window whenever it is shown would never be silent."""

Done = TypeVar("Done")


class SdlWindow:
    """See centre.window.Window. SDL_VIDEODRIVER chooses the driver (offscreen in tests), as SDL documents it."""

    def __init__(self, size: Measured, unit: str) -> None:
        # SIGTERM belongs to the loop: SDL would turn it into an event that nobody waits for.
        os.environ["SDL_NO_SIGNAL_HANDLERS"] = "1"
        # Without it SDL swallows the touch by which a desktop gives the window its focus back.
        os.environ["SDL_MOUSE_FOCUS_CLICKTHROUGH"] = "1"
        self._size, self._unit = size, unit
        self.surface = _open(size, unit)
        self.desktop = pygame.display.get_driver() in DESKTOPS

    def present(self) -> None:
        """Show what has been drawn."""
        self._try(pygame.display.flip)

    def told(self) -> Sequence[Touched | Stop]:
        """Return what has come; an uncovered window is shown again here.

        Until nothing is left: while that is shown SDL reads on, and no file would tell of what it has read.
        """
        return self._try(lambda: list(screen_events.told(_until_silent(), self._size)))

    def ear(self, *, touch: bool) -> Ear:
        """Return how to sleep on this driver."""
        return screen_events.ear(touch=touch)

    def close(self) -> None:
        """Give the screen back."""
        pygame.display.quit()

    def _try(self, use: Callable[[], Done]) -> Done:
        try:
            return use()
        except pygame.error as fault:
            raise lost(self._unit, fault) from fault


def _until_silent() -> Iterator[pygame.Event]:
    return chain.from_iterable(islice(iter(pygame.event.get, []), MOST_READINGS))


def lost(unit: str, fault: pygame.error) -> DeviceFault:
    """Return what to say of a screen that SDL had."""
    return DeviceFault(f"{unit}: SDL has lost the screen: {fault}. {ADVICE}")


def _open(size: Measured, unit: str) -> pygame.Surface:
    """Open the window, whole screen where there is no desktop."""
    try:
        pygame.display.init()
        # Without FULLSCREEN SDL's kmsdrm falls to a small mode; SCALED keeps the television's and fits ours in.
        console = pygame.display.get_driver().lower() == "kmsdrm"
        flags = pygame.FULLSCREEN | pygame.SCALED if console else 0
        surface = pygame.display.set_mode((size.width_px, size.height_px), flags)
        pygame.display.set_caption(f"Cherha: {unit}")
        pygame.mouse.set_visible(False)
        # A driver that hangs does so at its first picture: whoever opens must know it before there is work to do.
        pygame.display.flip()
    except pygame.error as fault:
        pygame.display.quit()  # so that the next try looks anew which screens there are
        raise DeviceFault(_no_screen(size, unit, fault)) from fault
    return surface


def _no_screen(size: Measured, unit: str, fault: pygame.error) -> str:
    driver = os.environ.get("SDL_VIDEODRIVER", "chosen by SDL")
    return f"{unit}: SDL opened no screen of {size.width_px} x {size.height_px} (driver {driver}): {fault}. {ADVICE}"
