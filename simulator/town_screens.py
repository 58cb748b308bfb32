# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated screens of a town: offscreen, or under a finger on an X server of their own; and their record."""

import functools
from contextlib import ExitStack
from pathlib import Path

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from simulator import finger, screen, touch_page
from simulator.record import Record
from simulator.runtime import Runtime
from simulator.touch_page import TouchPage
from simulator.touch_screen import TouchScreen


class TownScreens:
    """The driver of each screen of a centre; whatever it opens is closed with ``stack``.

    ``window`` leaves the screens to the desktop, where a touch screen is touched with the mouse; without ``frames``
    they are drawn and not recorded.
    """

    def __init__(
        self, centre: CentreFile, runtime: Runtime, record: Record, stack: ExitStack, *, window: bool, frames: bool
    ) -> None:
        self._runtime, self._record, self._stack = runtime, record, stack
        self._window, self._frames = window, frames
        sizes = {kiosk.id: kiosk.screen for kiosk in centre.kiosks if kiosk.screen is not None}
        self._touched = {unit: size for unit, size in sizes.items() if size.touch and not window}
        self._displays: dict[str, str] = {}
        self._pages: dict[str, TouchPage] = {}

    def sdl(self, unit: str, pictures: Path) -> tuple[dict[str, str], Path]:
        """Return SDL's driver settings and its working folder, and begin to record what it draws in ``pictures``."""
        folder = self._runtime.scratch(f"{unit}.frames")
        if self._window:
            return {}, folder
        if unit in self._touched:
            return self._touch_screen(unit, self._touched[unit], pictures), folder
        if not self._frames:
            return {k: v for k, v in screen.environment(folder).items() if not k.endswith("SAVE_FRAMES")}, folder
        recorder = screen.ScreenRecorder(folder, pictures, functools.partial(self._record.frame, unit))
        self._stack.callback(recorder.close)
        return screen.environment(folder), folder

    def _touch_screen(self, unit: str, size: KioskScreen, pictures: Path) -> dict[str, str]:
        made = self._stack.enter_context(TouchScreen(size.width_px, size.height_px))
        if self._frames:
            made.record(pictures, functools.partial(self._record.frame, unit))
        self._displays[unit] = made.display
        return made.environment

    def line(self, unit: str, line: str | None) -> None:
        """Keep where each choice of a touch screen is, as its kiosk's log tells; None: the kiosk has ended."""
        if unit not in self._displays:
            return
        if line is None:
            self._runtime.touch(unit).unlink(missing_ok=True)
        elif page := touch_page.shown(line, self._displays[unit]):
            self._leave(unit, page)
            self._record.page(unit, page)
        elif unit in self._pages and (at_s := touch_page.drawn_at_s(line)) is not None:
            self._leave(unit, replace(self._pages[unit], at_s=at_s))

    def _leave(self, unit: str, page: TouchPage) -> None:
        self._pages[unit] = page
        touch_page.leave(self._runtime.touch(unit), page)

    def touch(self, unit: str, choice: str, hold_s: float) -> int:
        """Touch a choice where it is now; return the wall-clock nanosecond of the finger."""
        return finger.touch_choice(self._runtime.touch(unit), unit, choice, hold_s)
