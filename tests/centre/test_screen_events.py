# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What SDL's events mean: one press is told once, at the picture's pixel, whoever of finger and mouse pressed."""

import ctypes

import pygame
import pytest

from centre.config_displays import Display
from centre.errors import Unavailable
from centre.screen_events import LOOK_FOR_END_S, LOOK_S, PLUGGED_IN_S, ear, told
from centre.service import Stop
from centre.touched import Touched
from tests.drawn import Opener

SIZE = Display(id="kiosk", width_px=800, height_px=480)


def said(*events: pygame.Event) -> list[tuple[int, int] | type[Stop]]:
    """Return what a service is told."""
    return [(it.x, it.y) if isinstance(it, Touched) else type(it) for it in told(events, SIZE)]


def mouse(button: int = 1, *, touch: bool = False) -> pygame.Event:
    """Return a press as SDL tells it."""
    return pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(799, 479), button=button, touch=touch)


@pytest.mark.parametrize(
    ("share", "pixel"), [((0.0, 0.0), (0, 0)), ((0.5, 0.25), (400, 120)), ((1.0, 1.0), (799, 479))]
)
def test_a_finger_is_told_in_pixels(share: tuple[float, float], pixel: tuple[int, int]) -> None:
    """SDL tells a finger in shares of the screen, edges included; the service reads the picture's pixels."""
    assert said(pygame.Event(pygame.FINGERDOWN, x=share[0], y=share[1], finger_id=0, touch_id=3)) == [pixel]


def test_the_mouse_that_a_finger_moves_is_no_second_press() -> None:
    """What SDL makes of a finger for programs that know mice only is dropped; a mouse of its own is heard."""
    assert said(mouse(touch=True)) == []
    assert said(mouse()) == [(799, 479)]


def test_only_the_left_button_presses() -> None:
    """The wheel and the right button choose nothing."""
    assert said(mouse(2), mouse(3), mouse(4)) == []


def test_a_closed_window_is_a_stop() -> None:
    """Whoever closes the window ends the service cleanly, after what came before."""
    assert said(mouse(), pygame.Event(pygame.QUIT)) == [(799, 479), Stop]


@pytest.mark.parametrize(
    ("driver", "touch", "look_s", "devices"),
    [
        ("offscreen", True, None, False),
        ("KMSDRM", False, None, False),
        ("KMSDRM", True, PLUGGED_IN_S, True),
        ("wayland", False, LOOK_FOR_END_S, False),
        ("wayland", True, LOOK_S, False),
    ],
)
def test_each_driver_has_its_sleep(
    open_screen: Opener,
    monkeypatch: pytest.MonkeyPatch,
    driver: str,
    touch: bool,  # noqa: FBT001 - a parameter of the test
    look_s: float | None,
    devices: bool,  # noqa: FBT001 - the same
) -> None:
    """Nothing is watched that nobody touches, a console's devices are, and only wayland is looked at."""
    open_screen(SIZE)
    monkeypatch.setattr("pygame.display.get_driver", lambda: driver)
    chosen = ear(touch=touch)
    assert (chosen._look_s, chosen._devices is not None) == (look_s, devices)
    chosen.close()


def test_a_missing_library_of_the_desktop_names_its_package(
    open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the touch screen could not be slept on, so it is said at the start."""

    def missing(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    open_screen(SIZE)
    monkeypatch.setattr("pygame.display.get_driver", lambda: "x11")
    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(Unavailable) as fault:
        ear(touch=True)
    assert str(fault.value) == (
        "libX11.so.6 cannot be used: libX11.so.6: cannot open shared object file. Install the package libx11-6."
    )
