# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What SDL tells of its screen: touches and a closed window. The second door to SDL, beside centre.screen.

All of it belongs to the thread that opened the screen.
"""

import ctypes
import time
from collections.abc import Iterable, Iterator

import pygame

from centre.ear import Ear, InputDevices
from centre.errors import Unavailable
from centre.service import Stop
from centre.sight import Measured
from centre.touched import Touched

PLUGGED_IN_S = 5.0
"""How often a console looks for a touch panel that was plugged in; with one that is, it sleeps until it is touched."""

LOOK_S, LOOK_FOR_END_S = 0.05, 0.5
"""How often wayland is asked, where pygame does not give the desktop's file away: for touches, or for a closed window.
"""

HEARD = (pygame.QUIT, pygame.WINDOWEXPOSED, pygame.FINGERDOWN, pygame.MOUSEBUTTONDOWN)


def ear(*, touch: bool) -> Ear:
    """Return how to sleep on the driver of the open screen; what else SDL could tell is not even queued from now on.

    On x11 the desktop's own file is watched; on kmsdrm, if it is touched, the input devices that SDL reads;
    nobody closes or touches an offscreen picture. Only on wayland there is no sleep: see decision 023.
    """
    pygame.event.set_blocked(None)
    pygame.event.set_allowed(HEARD)
    driver = pygame.display.get_driver().lower()
    if driver == "x11":
        return Ear((_connection(),))
    if driver == "wayland":
        return Ear(look_s=LOOK_S if touch else LOOK_FOR_END_S)
    if driver == "kmsdrm" and touch:
        return Ear(devices=InputDevices(), look_s=PLUGGED_IN_S)
    return Ear()


def told(events: Iterable[pygame.Event], size: Measured) -> Iterator[Touched | Stop]:
    """Say what the events mean to a service; an uncovered window is shown again here.

    One press is told once: of a finger SDL makes a mouse too (``touch``), which is dropped. It gives a mouse in the
    picture's pixels, a finger in shares of it.
    """
    for event in events:
        match event.type:
            case pygame.QUIT:
                yield Stop()
            case pygame.WINDOWEXPOSED:
                pygame.display.flip()
            case pygame.FINGERDOWN:
                x, y = int(event.x * size.width_px), int(event.y * size.height_px)
                # The share 1.0 is the far edge of the last pixel.
                yield Touched(min(x, size.width_px - 1), min(y, size.height_px - 1), time.monotonic())
            case pygame.MOUSEBUTTONDOWN if event.button == pygame.BUTTON_LEFT and not event.touch:
                yield Touched(event.pos[0], event.pos[1], time.monotonic())


def _connection() -> int:
    """Return the file on which the X server speaks to SDL."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    try:
        file_of = ctypes.CDLL("libX11.so.6").XConnectionNumber
    except OSError as missing:
        raise Unavailable(f"libX11.so.6 cannot be used: {missing}. Install the package libx11-6.") from missing
    file_of.argtypes = (ctypes.c_void_p,)
    number: int = file_of(pointer(pygame.display.get_wm_info()["display"], b"display"))
    return number
