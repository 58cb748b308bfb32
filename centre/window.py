# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a drawn picture goes, and touches come from: a Pi's compositor, else whatever screen SDL finds."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pygame

from centre.ear import Ear
from centre.sdl_window import SdlWindow
from centre.service import Stop
from centre.sight import Measured
from centre.touched import Touched
from centre.wayland_window import WaylandWindow, has_screen

COMPOSITOR = Path("/run/cherha-screen/wayland-0")
"""The socket of cherha-screen.service; CHERHA_COMPOSITOR names another."""


class Window(Protocol):
    """The whole of a screen, or a window on a desktop; all of it belongs to one thread."""

    surface: pygame.Surface
    desktop: bool

    def present(self) -> None:
        """Show what has been drawn on ``surface``; raise DeviceFault when the screen is lost."""

    def told(self) -> Sequence[Touched | Stop]:
        """Return what has come since the last time; raise DeviceFault when the screen is lost."""

    def ear(self, *, touch: bool) -> Ear:
        """Return how to sleep until ``told`` has something to tell."""

    def close(self) -> None:
        """Give the screen back."""


def open_window(size: Measured, unit: str) -> Window:
    """Open it, for pictures of this size; ``unit`` is whose it is. Raise DeviceFault when there is none.

    Whoever says by SDL_VIDEODRIVER which screen is meant gets that one of SDL's.
    """
    named = os.environ.get("CHERHA_COMPOSITOR")
    # Its folder anybody may see; into it only who may draw.
    if named or ("SDL_VIDEODRIVER" not in os.environ and COMPOSITOR.parent.is_dir()):
        return WaylandWindow(named or str(COMPOSITOR), size, unit)
    return SdlWindow(size, unit)


def has_come() -> bool:
    """Return whether a compositor has a screen that could be drawn on; of SDL's own screens none comes later."""
    named = os.environ.get("CHERHA_COMPOSITOR")
    return bool(named) and has_screen(str(named))
