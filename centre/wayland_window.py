# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The whole screen of a Wayland compositor, drawn in memory that both see: no GPU, no Mesa and no SDL is needed.

SDL has no such way on Wayland: it draws by OpenGL, which without a GPU is a compiler in each service (decision 037).
"""

from collections.abc import Sequence
from contextlib import ExitStack, closing

import pygame

from centre.ear import Ear
from centre.errors import DeviceFault
from centre.fitting import fit
from centre.service import Stop
from centre.sight import Measured
from centre.touched import Touched
from centre.wayland import Wayland
from centre.wayland_buffers import Buffers
from centre.wayland_seat import Seat

PATIENCE_S = 5.0
"""How long the compositor may take for an answer; it has nothing else to do."""

CURRENT = 1
"""wl_output's mark of the one of its modes that it has."""

ADVICE = "Look at the screen's cable and power, then at: systemctl status cherha-screen"


LOOK_S = 0.2
"""How long a loop may be held up by the question whether there is a screen."""

SCREEN = "wl_output"


def has_screen(path: str) -> bool:
    """Return whether there is a compositor with a screen, which answers at once."""
    try:
        with closing(Wayland(path, LOOK_S)) as wire:
            return SCREEN in wire.globals.values()
    except OSError:
        return False


class WaylandWindow:
    """See centre.window.Window. The picture is fitted into the screen, whatever dots it has, and anew when it changes.

    Raises DeviceFault when the compositor is not there, or has no screen.
    """

    desktop = True  # it is to be answered, as a desktop is

    def __init__(self, path: str, size: Measured, unit: str) -> None:
        """``path``: the compositor's socket; ``unit``: whose the screen is, as a technician reads it."""
        self._path, self._unit = path, unit
        self.surface = pygame.Surface((size.width_px, size.height_px), depth=32)
        self._screen = self._stands_on = self.surface.get_size()
        self._said: list[Touched | Stop] = []
        self._drawn = False
        with ExitStack() as undo:
            try:
                self._wire = Wayland(path, PATIENCE_S)
                undo.callback(self._wire.close)
                self._open(f"Cherha: {unit}")
            except OSError as fault:
                raise self._lost(fault) from fault
            undo.pop_all()

    def present(self) -> None:
        """Show what has been drawn."""
        self._drawn = True
        try:
            self._hear()
            self._show()
        except OSError as fault:
            raise self._lost(fault) from fault

    def told(self) -> Sequence[Touched | Stop]:
        """Return what has come; on a screen of other dots than before the picture is shown anew here."""
        try:
            self._hear()
            if self._drawn and self._screen != self._stands_on:
                self._show()
        except OSError as fault:
            raise self._lost(fault) from fault
        said, self._said = self._said, []
        return said

    def ear(self, *, touch: bool) -> Ear:  # noqa: ARG002 - touched or not, it speaks by the same file
        """Return how to sleep: on the file by which the compositor speaks."""
        return Ear((self._wire.fileno(),))

    def close(self) -> None:
        """Give the screen back."""
        self._wire.close()

    def _open(self, title: str) -> None:
        wire = self._wire
        self._need_screen()
        wire.bind(SCREEN, self._on_screen)
        compositor = wire.bind("wl_compositor")
        self._shell = wire.bind("xdg_wm_base", self._on_shell)
        self._buffers = Buffers(wire)
        self._seat = Seat(wire, self._pressed)
        self._window = wire.new("wl_surface")
        wire.say(compositor, "create_surface", self._window)
        self._role = wire.new("xdg_surface", self._on_role)
        wire.say(self._shell, "get_xdg_surface", self._role, self._window)
        top = wire.new("xdg_toplevel", self._on_top)
        wire.say(self._role, "get_toplevel", top)
        wire.say(top, "set_title", title)
        wire.say(top, "set_fullscreen", 0)
        wire.say(self._window, "commit")
        wire.roundtrip()  # only what has been configured may be drawn

    def _show(self) -> None:
        """Lay the picture into a piece of memory that the compositor does not read at the moment, and hand it over."""
        buffer = self._buffers.free(*self._screen)
        self._stands_on = self._screen
        fitted = fit(*self.surface.get_size(), *self._screen)
        standing = pygame.transform.rotate(self.surface, 90) if fitted.turned else self.surface
        if standing.get_size() != fitted.area[2:]:
            standing = pygame.transform.smoothscale(standing, fitted.area[2:])
        buffer.surface.blit(standing, fitted.area[:2])
        self._wire.say(self._window, "attach", buffer.take(), 0, 0)
        self._wire.say(self._window, "damage", 0, 0, *self._screen)
        self._wire.say(self._window, "commit")

    def _hear(self) -> None:
        while self._wire.hear():
            pass
        self._need_screen()

    def _need_screen(self) -> None:
        if SCREEN not in self._wire.globals.values():
            raise ConnectionAbortedError("no screen is connected")

    def _pressed(self, x: float, y: float, at_s: float) -> None:
        place = fit(*self.surface.get_size(), *self._stands_on).back(x, y)
        self._said.append(Touched(*place, at_s))

    def _on_shell(self, _event: str, serial: int) -> None:
        self._wire.say(self._shell, "pong", serial)

    def _on_role(self, _event: str, serial: int) -> None:
        self._wire.say(self._role, "ack_configure", serial)

    def _on_screen(self, event: str, *said: int) -> None:
        """Take the dots of the screen for those of the window, until the compositor says what it shall have."""
        if event == "mode" and said[0] & CURRENT:
            self._screen = said[1], said[2]

    def _on_top(self, event: str, width: int = 0, height: int = 0, _states: bytes = b"") -> None:
        if event == "close":
            self._said.append(Stop())
        elif width and height:  # else the size is ours to choose
            self._screen = width, height

    def _lost(self, fault: OSError) -> DeviceFault:
        size = "{} x {}".format(*self.surface.get_size())
        return DeviceFault(f"{self._unit}: no screen for its {size} pixels at {self._path}: {fault}. {ADVICE}")
