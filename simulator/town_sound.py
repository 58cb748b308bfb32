# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The loudspeakers of a town: each kiosk and display that can speak gets a simulated one, and what it says is kept."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from centre.config import CentreFile
from simulator.loudspeaker import SoundRecorder, environment
from simulator.runtime import Runtime


def speakers(
    centre: CentreFile, runtime: Runtime, out: Path, stack: ExitStack, *, window: bool
) -> Mapping[str, dict[str, str]]:
    """Begin to keep in ``out/sound/UNIT.raw`` and ``.wav`` what is heard; return each unit's settings of SDL.

    With a ``window`` a person sits there: the sound goes to the desktop's own card.
    """
    if window:
        return {}
    found = {}
    for unit in speaking(centre):
        pipe = runtime.scratch(f"{unit}.sound") / "pipe"
        stack.enter_context(SoundRecorder(pipe, out / "sound" / f"{unit}.raw"))
        found[unit] = environment(pipe)
    return found


def speaking(centre: CentreFile) -> list[str]:
    """Return the units that can be heard."""
    kiosks = (kiosk.id for kiosk in centre.kiosks if any(button.voice == "listen" for button in kiosk.buttons))
    return [*kiosks, *(display.id for display in centre.displays if display.voice)]
