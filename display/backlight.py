# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Dims the backlight of a Pi's own panel while the centre lives on its battery: the one door to /sys/class/backlight.

A television has no backlight there, so for it nothing is done. The lamps of kiosks and desks stay as they are: they
take milliamperes, and are all that some people have to go by.
"""

from collections.abc import Iterator
from pathlib import Path

from centre.messages import Problem

FOLDER = Path("/sys/class/backlight")
FULL = 100
ADVICE = "Let the service's group write it (udev), or set battery_brightness = 100."


class Backlight:
    """All backlights of this Pi; ``percent`` of full brightness is what they have on the battery.

    It touches only what it has dimmed. What is as dim as that when the service begins was dimmed before a restart, or
    kept so over a shutdown by systemd-backlight, and gets full brightness with the mains.
    """

    def __init__(self, percent: int, folder: Path = FOLDER) -> None:
        self._percent, self._folder = percent, folder
        self._before: dict[Path, int] = {}
        self._dimmed: bool | None = None
        self._problems: tuple[Problem, ...] = ()

    def dim(self, *, dimmed: bool) -> tuple[Problem, ...]:
        """Dim or restore, once for each change; return what cannot be dimmed, which is no reason to show nothing."""
        if dimmed == self._dimmed:
            return self._problems
        self._dimmed = dimmed
        self._problems = tuple(self._each(dimmed=dimmed))
        return self._problems

    def _each(self, *, dimmed: bool) -> Iterator[Problem]:
        for light in sorted(self._folder.glob("*/brightness")):
            try:
                self._dim(light) if dimmed else self._restore(light)
            except (OSError, ValueError) as fault:
                yield Problem(code="backlight", text=f"{light} cannot be dimmed on the battery: {fault}. {ADVICE}")

    def _dim(self, light: Path) -> None:
        now, low = _read(light), self._low(light)
        if now > low:
            self._before[light] = now
            light.write_text(str(low), encoding="ascii")

    def _restore(self, light: Path) -> None:
        now, low = _read(light), self._low(light)
        if now == low and self._percent < FULL:
            light.write_text(str(self._before.pop(light, _read(light.with_name("max_brightness")))), encoding="ascii")

    def _low(self, light: Path) -> int:
        return max(1, _read(light.with_name("max_brightness")) * self._percent // FULL)


def _read(file: Path) -> int:
    return int(file.read_text(encoding="ascii"))
