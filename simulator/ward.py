# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha demo --doctor UNIT``: the simulated hardware of one unit alone, and the doctor that tries it.

There is no broker and no service. Buttons are pressed with ``cherha press``, the test page becomes a picture.
"""

import argparse
import contextlib
import functools
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.errors import BadConfig
from centre.feed_limits import USUAL_POLL_S
from centre.trial_marks import marks
from simulator import screen, touch_page, town_pads, town_panels, town_printers
from simulator.demo import small_centre
from simulator.feed import FeedServer
from simulator.out import prepared
from simulator.rehome import rehome, write
from simulator.running_printer import RunningPrinter
from simulator.runtime import Runtime, default_folder
from simulator.touch_page import Target, TouchPage
from simulator.touch_screen import TouchScreen
from simulator.town_commands import commands
from simulator.town_sound import speakers
from simulator.town_units import units

NO_BROKER = 1
"""Nothing listens on such a port, and nothing of a unit's own hardware needs it."""

PAGE = "doctor.md"


class Ward:
    """The hardware of a unit, from the beginning of a ``with`` block to its end.

    ``out`` gets ``tickets/``, ``screens/``, ``sound/``, ``centre.toml`` and the doctor's page; ``printer`` is a
    kiosk's. A screen to touch has its marks by their names, for ``cherha press``.
    The doctor runs with ``environment`` in ``folder``.
    """

    def __init__(self, centre: CentreFile, unit: str, *, out: Path, runtime: Path) -> None:
        if unit not in units(centre):
            known = ", ".join(sorted(units(centre)))
            raise BadConfig(f"cherha demo --doctor: there is no unit '{unit}'. There are: {known}.")
        self._given, self._unit, self.out, self._runtime_folder = centre, unit, out, runtime
        self._stack = ExitStack()
        self.printer: RunningPrinter | None = None

    def __enter__(self) -> Self:
        with ExitStack() as building:
            self._build(building)
            self._stack = building.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def command(self, *more: str) -> list[str]:
        """Return the words that start the doctor."""
        words = ["doctor", self._unit, "--centre", str(self.runtime.centre_file), "--out", str(self._page)]
        return [sys.executable, "-m", "cherha", *words, *more]

    def start(self, *more: str, terminal: int | None = None) -> subprocess.Popen[bytes]:
        """Start the doctor with the unit's drivers, at a ``terminal`` (a descriptor) or at this one."""
        return subprocess.Popen(
            self.command(*more),
            env=self.environment,
            cwd=self.folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
        )

    def _build(self, stack: ExitStack) -> None:
        self.runtime = stack.enter_context(Runtime(self._runtime_folder))
        stack.enter_context(prepared(self.out))
        self._page = (self.out / PAGE).absolute()
        kiosks = {kiosk.id: kiosk.printer for kiosk in self._given.kiosks}
        for kiosk in (one for one in self._given.kiosks if one.id == self._unit):
            node = self.runtime.printer(kiosk.id)
            made = town_printers.make(kiosk, self.out / "tickets", node, lambda _ticket: None, None)
            self.printer = stack.enter_context(made)
            kiosks[kiosk.id] = town_printers.settings(kiosk, self.printer)
        pads = {desk.id: str(self.runtime.pad(desk.id)) for desk in self._given.desks if desk.pad}
        for desk in self._given.desks:
            if desk.id == self._unit and desk.pad is not None:
                node, door = self.runtime.pad(desk.id), self.runtime.pins(desk.id)
                stack.enter_context(town_pads.make(desk, desk.pad, node, door))
        panels: dict[str, tuple[str, ...]] = {}
        for display, line, node in town_panels.lines(self._given.displays, self.runtime):
            panels[display.id] = (*panels.get(display.id, ()), str(node))
            if display.id == self._unit:
                stack.enter_context(town_panels.make(line, node))
        sirens = [siren for siren in self._given.sirens if siren.id == self._unit and siren.source in USUAL_POLL_S]
        feed = stack.enter_context(FeedServer()).url if sirens else ""
        self.centre = centre = rehome(self._given, NO_BROKER, kiosks, feed, pads, panels)
        for path in (self.out / "centre.toml", self.runtime.centre_file):
            write(centre, path)
        found = commands(centre, self.runtime, self.out, functools.partial(self._sdl, stack))[self._unit]
        mine = replace(centre, kiosks=tuple(kiosk for kiosk in centre.kiosks if kiosk.id == self._unit))
        sound = speakers(mine, self.runtime, self.out, stack, window=False).get(self._unit, {})
        self.environment, self.folder = {**os.environ, **found.environment, **sound}, found.folder

    def _sdl(self, stack: ExitStack, unit: str, pictures: Path) -> tuple[dict[str, str], Path]:
        """Return SDL's settings and working folder for a screen, which is recorded; one to touch is an X server."""
        folder = self.runtime.scratch(f"{unit}.frames")
        touched = next((kiosk.screen for kiosk in self._given.kiosks if kiosk.id == unit and kiosk.touch), None)
        if unit == self._unit and touched is not None:
            return self._touch_screen(stack, touched, pictures), folder
        if unit == self._unit:
            stack.callback(screen.ScreenRecorder(folder, pictures, lambda _png, _at_ns: None).close)
        return screen.environment(folder), folder

    def _touch_screen(self, stack: ExitStack, size: KioskScreen, pictures: Path) -> dict[str, str]:
        """Return SDL's settings for the screen; each mark that the doctor will show can be touched by its name."""
        made = stack.enter_context(TouchScreen(size.width_px, size.height_px))
        made.record(pictures, lambda _png, _at_ns: None)
        places = {mark.name: Target(mark.x, mark.y, 1, 1) for mark in marks(size)}
        page = TouchPage(at_s=time.time(), display=made.display, kind="marks", language="en", targets=places)
        touch_page.leave(self.runtime.touch(self._unit), page)
        return made.environment


def main(options: argparse.Namespace) -> int:
    """Let the doctor try the unit in this terminal; return its exit code."""
    centre = small_centre() if options.centre is None else load(options.centre)
    with Ward(centre, options.doctor, out=options.out, runtime=default_folder()) as ward:
        print(f"Its hardware is simulated. In another terminal: cherha press {options.doctor} BUTTON (or MARK)")
        print(f"Papers, pictures of screens and sound: {options.out}", flush=True)
        process = ward.start(*([] if sys.stdin.isatty() else ["--yes"]))
        while process.poll() is None:
            # Ctrl-C is the doctor's: it ends with its page.
            with contextlib.suppress(KeyboardInterrupt):
                process.wait()
        return process.returncode
